"""libical through ctypes: read a calendar and say what the C library understood."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from functools import cache

_VEVENT = 4


class _Time(ctypes.Structure):
    """struct icaltimetype of libical 3."""

    _fields_ = [
        *[(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")],
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]  # fmt: skip


def found() -> bool:
    return _library() is not None


def read(data: bytes) -> list[tuple[str, ...]]:
    """uid, start, end, summary, description, location, status of every event."""
    library = _library()
    assert library is not None
    calendar = library.icalparser_parse_string(data + b"\0")
    assert calendar, "libical read nothing"
    try:
        return [_facts(library, event) for event in _events(library, calendar)]
    finally:
        library.icalcomponent_free(calendar)


def errors(data: bytes) -> int:
    """How many properties libical marks as faulty, its iTIP restrictions checked too."""
    library = _library()
    assert library is not None
    calendar = library.icalparser_parse_string(data + b"\0")
    assert calendar, "libical read nothing"
    try:
        library.icalrestriction_check(calendar)
        return int(library.icalcomponent_count_errors(calendar))
    finally:
        library.icalcomponent_free(calendar)


def _events(library: ctypes.CDLL, calendar: int) -> Iterator[int]:
    event = library.icalcomponent_get_first_component(calendar, _VEVENT)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(calendar, _VEVENT)


def _facts(library: ctypes.CDLL, event: int) -> tuple[str, ...]:
    text = [
        (getattr(library, f"icalcomponent_get_{name}")(event) or b"").decode()
        for name in ("uid", "summary", "description", "location")
    ]
    status = library.icalcomponent_get_status(event)
    said = (library.icalproperty_status_to_string(status) or b"").decode()
    start, end = (_when(library, getattr(library, f"icalcomponent_get_{name}")(event)) for name in ("dtstart", "dtend"))
    return text[0], start, end, *text[1:], said


def _when(library: ctypes.CDLL, time: _Time) -> str:
    if time.is_date:
        return f"{time.year:04}-{time.month:02}-{time.day:02}"
    assert time.zone, "libical found no zone"
    utc = library.icaltime_convert_to_zone(time, library.icaltimezone_get_utc_timezone())
    return f"{utc.year:04}-{utc.month:02}-{utc.day:02}T{utc.hour:02}:{utc.minute:02}:{utc.second:02}Z"


@cache
def _library() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("ical")
    if not name:
        return None
    library = ctypes.CDLL(name)
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    shapes: dict[str, tuple[object, list[object]]] = {
        "icalparser_parse_string": (pointer, [text]),
        "icalcomponent_free": (None, [pointer]),
        "icalcomponent_count_errors": (ctypes.c_int, [pointer]),
        "icalrestriction_check": (ctypes.c_int, [pointer]),
        "icalcomponent_get_first_component": (pointer, [pointer, ctypes.c_int]),
        "icalcomponent_get_next_component": (pointer, [pointer, ctypes.c_int]),
        **{f"icalcomponent_get_{name}": (text, [pointer]) for name in ("uid", "summary", "description", "location")},
        **{f"icalcomponent_get_{name}": (_Time, [pointer]) for name in ("dtstart", "dtend")},
        "icalcomponent_get_status": (ctypes.c_int, [pointer]),
        "icalproperty_status_to_string": (text, [ctypes.c_int]),
        "icaltime_convert_to_zone": (_Time, [_Time, pointer]),
        "icaltimezone_get_utc_timezone": (pointer, []),
    }
    for function, (result, arguments) in shapes.items():
        getattr(library, function).restype = result
        getattr(library, function).argtypes = arguments
    return library
