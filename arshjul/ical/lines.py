"""One content line as bytes, through icalendar's value types: escaping and parameters are its work.

There are two exceptions. `_Text.to_ical`: icalendar 7.3 takes a backslash before a capital N for a line break.
`_folded`: icalendar walks every line character by character, which is half of what a guest list costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from icalendar import vCalAddress, vDate, vDatetime, vDuration, vInt, vText, vUri
from icalendar.parser import Contentline, Parameters

from arshjul.ical import clean

_NO_PARAMETERS = Parameters()
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
    return _line(name, vDuration(value), Parameters(parameters))


def person(name: str, email: str, **parameters: str) -> bytes:
    """ORGANIZER or ATTENDEE. Empty parameters are left out; `CN` loses its quotes and line breaks."""
    cleaned = {key: clean.parameter(value) for key, value in parameters.items()}
    said = Parameters({key: value for key, value in cleaned.items() if value})
    return _line(name, vCalAddress(f"mailto:{clean.address(email)}"), said)


@lru_cache(maxsize=64)
def stamp(moment: datetime) -> bytes:
    """DTSTAMP; `moment` is in UTC."""
    return utc("DTSTAMP", moment)


def utc(name: str, moment: datetime) -> bytes:
    return _line(name, vDatetime(moment))


@lru_cache(maxsize=16384)
def moment(name: str, tzid: str, naive: datetime) -> bytes:
    """A wall-clock time in a zone.

    The zone and the naive time are the cache's key: aware datetimes that are the same instant in two zones are equal.
    """
    return _line(name, vDatetime(naive), Parameters({"TZID": tzid}))


@lru_cache(maxsize=2048)
def day(name: str, day: date) -> bytes:
    return _line(name, vDate(day), Parameters({"VALUE": "DATE"}))


class _Listed:
    """Values joined by commas."""

    def __init__(self, values: Iterable[_Text]) -> None:
        self._values = values

    def to_ical(self) -> bytes:
        return b",".join(value.to_ical() for value in self._values)


def _line(name: str, value: object, parameters: Parameters = _NO_PARAMETERS) -> bytes:
    return _folded(Contentline.from_parts(name, parameters, value).encode()) + b"\r\n"


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
    return b"\r\n ".join([*pieces, data[start:]])
