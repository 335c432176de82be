"""The way that invitations take, by name; and a rehearsal's, by which nobody has really been told anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.model.invitation import Applied, AppliedState, Snapshot
from arshjul.planning.aliases import begun
from arshjul.text import Text

_REHEARSAL = "rehearsal:"


def channel_of(config: Config) -> str:
    """As the ledger records it: the transport, "rehearsal:smtp" while every mail goes to one address."""
    return f"{_REHEARSAL if config.rehearsal else ''}{config.transport}"


def only_rehearsed(config: Config, applied: Applied) -> bool:
    """Whether it was approved in a rehearsal that is over."""
    return not config.rehearsal and applied.channel.startswith(_REHEARSAL)


def only_in_earnest(config: Config, applied: Applied) -> bool:
    """Whether this is a rehearsal, and it was approved outside one."""
    return bool(config.rehearsal) and not applied.channel.startswith(_REHEARSAL)


def rehearsal_problem(config: Config, snapshot: Snapshot, wheel: str, now: datetime) -> ArshjulError | None:
    """Why a rehearsal may not apply this wheel, or None.

    Whatever it told would be written over what people really know: a meeting called off in a rehearsal would stand in
    their calendars for ever.
    """
    real = (
        one
        for one in snapshot.applied
        if one.invitation.wheel == wheel and one.state is not AppliedState.CANCELLED and only_in_earnest(config, one)
    )
    if all(begun(one.invitation, now) for one in real):
        return None
    return ArshjulError(
        Text("liggaren säger vad folk har fått veta på riktigt; en repetition får inte skriva över det",
             "the ledger says what people have really been told; a rehearsal may not write over it"),
        Text("ta bort  rehearsal  ur config.toml, eller ange en annan  ledger  medan du repeterar",
             "remove  rehearsal  from config.toml, or name another  ledger  while you rehearse"),
    )  # fmt: skip


def as_really_told(config: Config, snapshot: Snapshot) -> Snapshot:
    """The ledger without what guests were told in a rehearsal: nothing can be called off, or moved, to them. What only
    waits for its day has then never been approved."""
    if not any(only_rehearsed(config, one) for one in snapshot.applied):
        return snapshot
    told = (_untold(one) if only_rehearsed(config, one) else one for one in snapshot.applied)
    return replace(snapshot, applied=tuple(one for one in told if one is not None))


def _untold(one: Applied) -> Applied | None:
    if one.state is AppliedState.WAITING and one.sequence < 0:
        return None
    return replace(one, guests=tuple(replace(guest, told=None, pending=False) for guest in one.guests))
