"""A cycle file that a person edits again and again: what random sequences of edits are made of.

Meetings lie four weeks apart and are never moved more than three days, so that no two can be taken for one another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from arshjul.model.wheel import Change, ChangeKind, Wheel
from tests.support.planning import inviting, meetings
from tests.support.wheels import change

FIRST = date(2027, 2, 3)
GUESTS = ("siv", "ulf", "ada", "jon", "bo")


@dataclass(frozen=True, slots=True)
class Meeting:
    """`number` is who it is, whatever the file calls it. `offset` moves its slot, `moved` its day by a [[change]]."""

    number: int
    offset: int = 0
    moved: int = 0
    cancelled: bool = False
    place: str = ""

    @property
    def slot(self) -> date:
        return FIRST + timedelta(days=28 * self.number + self.offset)


@dataclass(frozen=True, slots=True)
class File:
    """One series and its changes. `applied` is the id under which it was last applied, `was` what the file says."""

    meetings: tuple[Meeting, ...] = tuple(Meeting(number) for number in range(4))
    id: str = "mote"
    was: str = ""
    applied: str = "mote"
    renames: int = 0
    keys: Mapping[str, Any] = field(default_factory=dict)
    guests: tuple[str, ...] = GUESTS[:2]

    @property
    def wheel(self) -> Wheel:
        days = [one.slot for one in self.meetings]
        one = meetings(*days, id=self.id, was=self.was, **{"title": "Möte", "invite": self.guests, **self.keys})
        return inviting(
            one, changes=tuple(_change(self.id, meeting) for meeting in self.meetings if _is_changed(meeting))
        )

    def key(self, one: Meeting) -> str:
        return f"{self.id}/{one.slot}"


def _is_changed(one: Meeting) -> bool:
    return bool(one.cancelled or one.moved or one.place)


def _change(name: str, one: Meeting) -> Change:
    what = f"{name}/{one.slot}"
    if one.cancelled:
        return change(what, ChangeKind.CANCEL)
    if one.moved:
        return change(what, ChangeKind.MOVE, FIRST + timedelta(days=28 * one.number + one.moved), place=one.place)
    return change(what, ChangeKind.ADJUST, place=one.place)


Edit = Callable[[File, int], File]
"""`int` picks the meeting, the day, the guest … that is edited."""


def _of_one(edit: Callable[[Meeting, int], Meeting]) -> Edit:
    def edited(file: File, pick: int) -> File:
        if not file.meetings:
            return file
        chosen = file.meetings[pick % len(file.meetings)]
        return replace(file, meetings=tuple(edit(one, pick) if one is chosen else one for one in file.meetings))

    return edited


def _guest(file: File, pick: int) -> File:
    one = GUESTS[pick % len(GUESTS)]
    return replace(
        file, guests=tuple(g for g in file.guests if g != one) if one in file.guests else (*file.guests, one)
    )


def _remove(file: File, pick: int) -> File:
    return replace(file, meetings=tuple(one for one in file.meetings if one.number != pick % 6))


def _add(file: File, pick: int) -> File:
    missing = sorted(set(range(6)) - {one.number for one in file.meetings})
    return replace(file, meetings=(*file.meetings, Meeting(missing[pick % len(missing)]))) if missing else file


def _rename(file: File, pick: int) -> File:
    return replace(file, id=f"serie{file.renames}", was=file.applied, renames=file.renames + 1)


def _key(name: str, values: tuple[object, ...]) -> Edit:
    return lambda file, pick: replace(file, keys={**file.keys, name: values[pick % len(values)]})


EDITS: Mapping[str, Edit] = {
    "move": _of_one(lambda one, pick: replace(one, moved=pick % 7 - 3)),
    "move_all": lambda file, pick: replace(
        file, meetings=tuple(replace(one, moved=pick % 7 - 3) for one in file.meetings)
    ),
    "another slot": _of_one(lambda one, pick: replace(one, offset=pick % 7 - 3, moved=0)),
    "cancel": _of_one(lambda one, pick: replace(one, cancelled=not one.cancelled)),
    "place": _of_one(lambda one, pick: replace(one, place=("", "Sal 2", "Sal 3")[pick % 3])),
    "guest": _guest,
    "remove": _remove,
    "add": _add,
    "rename": _rename,
    "title": _key("title", ("Möte", "Forum", "Råd")),
    "note": _key("note", ("", "Ta med kaffe")),
}
