"""The file of tests.support.edits as text, as a person would have written it, with more that may be edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.support.edits import EDITS, FIRST, GUESTS, Edit, File, Meeting

HEAD = """\
arshjul = 1
id = "prov"
title = "Prov"
year = 2027
status = "aktiv"
"""
_NAMES = (*GUESTS, "eva", "maj", "kim")


@dataclass(frozen=True, slots=True)
class TextFile(File):
    """`moved_house` are those with another address, `closed` the meetings whose day is closed. Kim always comes."""

    owner: str = "eva"
    moved_house: tuple[str, ...] = ()
    closed: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield HEAD
        yield f'[area.energi]\nname = "Hållbar energi"\nroles = {{ processledare = "{self.owner}" }}\n'
        if self.meetings:
            yield f"[series.{self.id}]"
            yield from (f'{name} = "{value}"' for name, value in self._series().items() if value)
            yield f"invite = {_listed((*self.guests, 'kim'))}"
            yield f"dates = {_listed([one.slot.isoformat() for one in self.meetings])}"
        for one in self.meetings:
            yield from self._change(one)
        for number in self.closed:
            day = FIRST + timedelta(days=28 * number)
            yield f'[[closed]]\nname = "Stängt {number}"\nwhen = "{day - timedelta(3)} - {day + timedelta(3)}"'
        for name in _NAMES:
            place = "are" if name in self.moved_house else "region"
            yield f'[person.{name}]\nname = "{name.title()}"\nemail = "{name}@{place}.example"'

    def _series(self) -> Mapping[str, str]:
        given = {"area": "energi", "title": "Möte", "time": "13:00-14:30", "place": "Residenset"}
        return {**given, "was": self.was, "if_closed": "hoppa över", **self.keys}

    def _change(self, one: Meeting) -> Iterator[str]:
        if not (one.cancelled or one.moved or one.place):
            return
        yield f'[[change]]\nwhat = "{self.id}/{one.slot}"'
        if one.cancelled:
            yield "cancel = true"
            return
        if one.moved:
            yield f'move_to = "{FIRST + timedelta(days=28 * one.number + one.moved)}"'
        if one.place:
            yield f'place = "{one.place}"'


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def _key(name: str, *values: str) -> Edit:
    return lambda file, pick: replace(file, keys={**file.keys, name: values[pick % len(values)]})


def _address(file: File, pick: int) -> File:
    assert isinstance(file, TextFile)
    who = GUESTS[pick % len(GUESTS)]
    left = tuple(one for one in file.moved_house if one != who)
    return replace(file, moved_house=left if who in file.moved_house else (*left, who))


def _closure(file: File, pick: int) -> File:
    assert isinstance(file, TextFile)
    number = pick % 4
    left = tuple(one for one in file.closed if one != number)
    return replace(file, closed=left if number in file.closed else (*left, number))


def _owner(file: File, pick: int) -> File:
    assert isinstance(file, TextFile)
    return replace(file, owner=("eva", "maj")[pick % 2])


FILE_EDITS: Mapping[str, Edit] = {
    **EDITS,
    "address": _address,
    "closure": _closure,
    "owner": _owner,
    "hours": _key("time", "13:00-14:30", "09:00-10:00", "13:00-15:00"),
    "link": _key("online", "", "https://mote.example/a", "https://mote.example/b"),
    "visible": _key("guests", "", "visible"),
}
WORDS = frozenset(("rename", "title", "note", "link", "visible"))
"""What leaves every meeting where and when it was, and uncancelled."""
