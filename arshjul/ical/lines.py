"""One content line as bytes: values and parameters are written by icalendar's types, so escaping is its work.

There are three exceptions. `_Text.to_ical`: icalendar 7.3 takes a backslash before a capital N for a line break.
`_folded`: icalendar walks every line character by character, which is half of what a guest list costs. `_PLAIN`: most
UIDs need no encoding at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol

from icalendar import vCalAddress, vDate, vDatetime, vDuration, vInt, vText, vUri
from icalendar.parser import Parameters

from arshjul.ical import clean

_PLAIN = re.compile(r"[!-+\--:<-\[\]-~]+")
"""Printing ASCII that neither escaping nor cleaning changes: no space, comma, semicolon or backslash."""
_LONGEST = 75
"""Octets in a line, its CRLF not counted (RFC 5545 section 3.1)."""


class _Text(vText):
    """A TEXT value whose backslashes survive: "C:\\Norr" is a path, not two lines."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        if "\\N" not in self:
            return super().to_ical()
        return b"\\\\N".join(vText(part).to_ical() for part in self.split("\\N"))


def text(name: str, value: str) -> bytes:
    """A TEXT property (RFC 5545 section 3.3.11)."""
    if _PLAIN.fullmatch(value):
        return _folded(f"{name}:{value}".encode())
    return _line(name, _Text(clean.text(value)))


def texts(name: str, values: tuple[str, ...]) -> bytes:
    """A list of TEXT values, as CATEGORIES."""
    return _line(name, _Listed(_Text(clean.text(value)) for value in values))


def number(name: str, value: int) -> bytes:
    return _line(name, vInt(value))


def link(name: str, value: str) -> bytes:
    """A URI property, or b"" when the value is no URI (section 3.3.13)."""
    uri = clean.uri(value)
    return _line(name, vUri(uri)) if uri else b""


def duration(name: str, value: timedelta, **parameters: str) -> bytes:
    """A DURATION (section 3.3.6)."""
    return _line(name, vDuration(value), _words(**parameters))


def person(name: str, email: str, common_name: str, **parameters: str) -> bytes:
    """ORGANIZER or ATTENDEE. Its CN loses quotes and line breaks, and is left out when it is empty.

    `parameters` are words of the standard, in the order of their names.
    """
    called = clean.parameter(common_name)
    named = b";" + Parameters({"CN": called}).to_ical() if called else b""
    return _line(name, vCalAddress(f"mailto:{clean.address(email)}"), named + _words(**parameters))


@lru_cache(maxsize=64)
def stamp(moment: datetime) -> bytes:
    """DTSTAMP; `moment` is in UTC."""
    return utc("DTSTAMP", moment)


def utc(name: str, moment: datetime) -> bytes:
    return _line(name, vDatetime(moment))


def moment(name: str, tzid: str, naive: datetime) -> bytes:
    """A wall-clock time in a zone."""
    return _line(name, vDatetime(naive), _words(TZID=tzid))


@lru_cache(maxsize=2048)
def day(name: str, day: date) -> bytes:
    return _line(name, vDate(day), _words(VALUE="DATE"))


class _Listed:
    """Values joined by commas."""

    def __init__(self, values: Iterable[_Text]) -> None:
        self._values = values

    def to_ical(self) -> bytes:
        return b",".join(value.to_ical() for value in self._values)


class _Value(Protocol):
    def to_ical(self) -> bytes: ...


def _line(name: str, value: _Value, parameters: bytes = b"") -> bytes:
    return _folded(b"%b%b:%b" % (name.encode(), parameters, value.to_ical()))


@lru_cache(maxsize=256)
def _words(**parameters: str) -> bytes:
    """Parameters whose values are few and known beforehand, each begun with its semicolon."""
    return b";" + Parameters(parameters).to_ical() if parameters else b""


def _folded(data: bytes) -> bytes:
    """`data` in lines of at most 75 octets, each but the first begun with a space. No character is split."""
    pieces = []
    start, room = 0, _LONGEST
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # in the middle of a UTF-8 character
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _LONGEST - 1
    return b"\r\n ".join([*pieces, data[start:] + b"\r\n"])
