"""Whether two versions of one meeting differ, to whom that matters, and in what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime

from arshjul.model.invitation import Guest, Invitation
from arshjul.model.plan import FieldChange

_WORDS: tuple[tuple[str, Callable[[Invitation], str]], ...] = (
    ("title", lambda one: one.title),
    ("place", lambda one: one.place),
    ("online", lambda one: one.online),
    ("agenda", lambda one: "\n".join(one.agenda)),
    ("note", lambda one: one.note),
    ("organiser", lambda one: f"{one.organiser.name} <{one.organiser.email}>" if one.organiser.email else ""),
    ("area", lambda one: one.area_name),
    ("open", lambda one: "true" if one.open else "false"),
    ("alarm", lambda one: "" if one.alarm_minutes is None else str(one.alarm_minutes)),
    ("guests", lambda one: "visible" if one.guests_visible else "hidden"),
)
"""What guests see beside the time, by the file's word for it, as plain text."""
_BESIDE = frozenset(("start", "end", "opens", "reason", "guests"))
_RECORDED = tuple(field.name for field in fields(Invitation) if field.name not in _BESIDE)

Moment = tuple[datetime, str, datetime, str, bool]


def moment(one: Invitation) -> Moment:
    """When: wall-clock and zone name, so that a new edition of the time zone database changes nothing."""
    start, end = one.start, one.end
    return start.replace(tzinfo=None), str(start.tzinfo), end.replace(tzinfo=None), str(end.tzinfo), one.all_day


def moved(old: Invitation, new: Invitation) -> bool:
    """Whether it is at another time."""
    return moment(old) != moment(new)


def significant(old: Invitation, new: Invitation) -> bool:
    """Whether they differ in what raises SEQUENCE (RFC 5546 section 2.1.4, and the place): when or where."""
    return moved(old, new) or old.location != new.location


def same_to_guests(old: Invitation, new: Invitation) -> bool:
    """Whether a guest who knows one need not be told the other. Reasons and other guests do not count."""
    return not significant(old, new) and all(word(old) == word(new) for _, word in _WORDS)


def same_record(old: Invitation, new: Invitation) -> bool:
    """Whether the ledger has nothing to learn: guests by address and name, in any order; not the reason.

    Nor the day to invite on: that matters only to what waits for it.
    """
    return (
        moment(old) == moment(new)
        and all(getattr(old, name) == getattr(new, name) for name in _RECORDED)
        and _same_guests(old.guests, new.guests)
    )


def _same_guests(old: tuple[Guest, ...], new: tuple[Guest, ...]) -> bool:
    return old == new or {guest.whom: guest for guest in old} == {guest.whom: guest for guest in new}


def field_changes(old: Invitation, new: Invitation) -> tuple[FieldChange, ...]:
    """What differs, as plain values.

    "time" is an ISO 8601 interval, wall-clock ("2027-05-11T13:00/2027-05-11T14:30"; days for all-day, end exclusive).
    "invite": the names of those who left, and of those who came.
    """
    return tuple(_differences(old, new))


def _differences(old: Invitation, new: Invitation) -> Iterator[FieldChange]:
    if moved(old, new):
        yield FieldChange("time", _interval(old), _interval(new))
    for field, word in _WORDS:
        if word(old) != word(new):
            yield FieldChange(field, word(old), word(new))
    left, came = _names(old, new), _names(new, old)
    if left == came and left:  # the same people at other addresses
        left, came = _names(old, new, addresses=True), _names(new, old, addresses=True)
    if left or came:
        yield FieldChange("invite", left, came)


def _interval(one: Invitation) -> str:
    ends = (one.start, one.end)
    if one.all_day:
        return "/".join(end.date().isoformat() for end in ends)
    return "/".join(end.replace(tzinfo=None).isoformat(timespec="minutes") for end in ends)


def _names(here: Invitation, there: Invitation, *, addresses: bool = False) -> str:
    """Those here who are not there under the same name and address."""
    known = {(guest.whom, guest.name) for guest in there.guests}
    only = [guest for guest in here.guests if (guest.whom, guest.name) not in known]
    return ", ".join(f"{guest.name} <{guest.email}>" if addresses else guest.name for guest in only)
