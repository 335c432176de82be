"""The way that invitations take, by name; and a rehearsal's, by which nobody has really been told anything."""

from __future__ import annotations

from dataclasses import replace

from arshjul.config import Config
from arshjul.model.invitation import Applied, Snapshot

_REHEARSAL = "rehearsal:"


def channel_of(config: Config) -> str:
    """As the ledger records it: the transport, "rehearsal:smtp" while every mail goes to one address."""
    return f"{_REHEARSAL if config.rehearsal else ''}{config.transport}"


def only_rehearsed(config: Config, applied: Applied) -> bool:
    """Whether it was approved in a rehearsal that is over."""
    return not config.rehearsal and applied.channel.startswith(_REHEARSAL)


def as_really_told(config: Config, snapshot: Snapshot) -> Snapshot:
    """The ledger without what guests were told in a rehearsal: nothing can be called off, or moved, to them."""
    if not any(only_rehearsed(config, one) for one in snapshot.applied):
        return snapshot
    return replace(snapshot, applied=tuple(_untold(one) if only_rehearsed(config, one) else one
                                           for one in snapshot.applied))  # fmt: skip


def _untold(one: Applied) -> Applied:
    return replace(one, guests=tuple(replace(guest, told=None, pending=False) for guest in one.guests))
