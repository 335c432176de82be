"""Drift: where what lies on the other side of a transport is not what the ledger says that guests were told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from arshjul.model.entry import CalendarEntry
from arshjul.model.invitation import Applied, AppliedState, Invitation
from arshjul.planning.invitation_entry import times_of
from arshjul.text import Text
from arshjul.transports.base import Transport

if TYPE_CHECKING:
    from arshjul.ical.parse import ParsedCalendar


class DriftKind(StrEnum):
    """saknas, äldre, ändrad."""

    MISSING = "missing"
    OLDER = "older"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Drift:
    """One meeting that somebody has changed or removed behind our back. `invitation` is what the ledger says."""

    kind: DriftKind
    invitation: Invitation
    why: Text


def find_drift(transport: Transport, applied: Iterable[Applied], now: datetime) -> tuple[Drift, ...] | None:
    """In date order; None when the transport cannot read back. Raises TransportError.

    Looked at are the meetings to come whose guests have all been sent what was decided.
    """
    if not transport.capabilities.reads_back:
        return None
    known = [one for one in applied if _is_settled(one, now)]
    found = transport.read_back([one.uid for one in known])
    return tuple(drift for one in known if (drift := _compare(one, _seen(found.get(one.uid, ())))))


def _is_settled(one: Applied, now: datetime) -> bool:
    told = one.state is AppliedState.INVITED and any(guest.told for guest in one.guests)
    return told and one.invitation.start > now and not any(guest.pending for guest in one.guests)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The other side's view of a meeting: the highest SEQUENCE, and the newest copy that does not call it off (some
    guest may have been taken off the list)."""

    sequence: int
    entry: CalendarEntry


def _seen(copies: Iterable[bytes]) -> _Seen | None:
    """None when there is nothing, or nothing that can be read: as good as removed."""
    read = [copy for copy in _readable(copies) if copy.entries]
    held = [copy.entries[0] for copy in read if copy.method != "CANCEL"]
    if not held:
        return None
    return _Seen(max(copy.entries[0].sequence for copy in read), max(held, key=lambda one: (one.sequence, one.stamp)))


def _readable(copies: Iterable[bytes]) -> Iterator[ParsedCalendar]:
    from arshjul.ical.parse import CalendarError, parse

    for copy in copies:
        with suppress(CalendarError):
            yield parse(copy)


def _compare(one: Applied, seen: _Seen | None) -> Drift | None:
    if seen is None:
        return Drift(DriftKind.MISSING, one.invitation, Text("finns inte kvar", "is no longer there"))
    if seen.sequence < one.sequence:
        said = Text(f"har SEQUENCE {seen.sequence}, inte {one.sequence}",
                    f"has SEQUENCE {seen.sequence}, not {one.sequence}")  # fmt: skip
        return Drift(DriftKind.OLDER, one.invitation, said)
    if what := tuple(_differences(one, seen)):
        sv, en = ", ".join(text.sv for text in what), ", ".join(text.en for text in what)
        return Drift(DriftKind.ALTERED, one.invitation, Text(f"har {sv}", f"has {en}"))
    return None


def _differences(one: Applied, seen: _Seen) -> Iterator[Text]:
    """Titles only of what was decided last: a new wording that nobody was mailed about leaves the older one there."""
    meeting, entry = one.invitation, seen.entry
    start, end = times_of(meeting)
    if (entry.start, entry.end) != (start, end):
        yield Text("en annan tid", "another time")
    if entry.location != meeting.location:
        yield Text("en annan plats", "another place")
    if entry.stamp == one.stamp and entry.summary != meeting.title:
        yield Text("en annan rubrik", "another title")
    if seen.sequence > one.sequence:
        yield Text(f"SEQUENCE {seen.sequence}, inte {one.sequence}", f"SEQUENCE {seen.sequence}, not {one.sequence}")
