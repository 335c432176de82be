"""Times: kinds, order, zones and their VTIMEZONEs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from arshjul.ical.lint import recurrence
from arshjul.ical.lint.content import Property
from arshjul.ical.lint.findings import Finding, finding
from arshjul.ical.lint.tree import Component

_TIMES = ("DTSTART", "DTEND", "DUE", "RECURRENCE-ID")
_UTC = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED")
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_DATE_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)", re.ASCII)
_OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", re.ASCII)
Moment = datetime | date


def check(calendar: Component) -> Iterator[Finding]:
    for part in calendar.parts:
        yield from _zone(part) if part.name == "VTIMEZONE" else _component(part)
    yield from _tzids(calendar)


def moment(found: Property) -> Moment | None:
    """A naive datetime (aware with UTC when it ends in Z) or a date; None for what is neither."""
    try:
        if match := _DATE_TIME.fullmatch(found.value):
            year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
            zone = UTC if match[7] else None
            return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
        if match := _DATE.fullmatch(found.value):
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
    return None


def _component(part: Component) -> Iterator[Finding]:
    for found in part.properties:
        if found.name in _TIMES:
            yield from _time(found)
        elif found.name in _UTC and not isinstance(moment(found), datetime):
            yield finding("bad-time", found.line, found.name, found.value)
        elif found.name in _UTC and not found.value.endswith("Z"):
            yield finding("not-utc", found.line, found.name)
    yield from _order(part)
    yield from recurrence.check(part)


def _time(found: Property) -> Iterator[Finding]:
    value = moment(found)
    tzid = found.parameters.get("TZID")
    is_date = not isinstance(value, datetime)
    if value is None or is_date != (found.parameters.get("VALUE", "DATE-TIME").upper() == "DATE"):
        yield finding("bad-time", found.line, found.name, found.value)
    elif isinstance(value, datetime) and value.tzinfo:
        if tzid:
            yield finding("zone-and-utc", found.line, found.name)
    elif isinstance(value, datetime) and not tzid:
        yield finding("floating-time", found.line, found.name)
    elif isinstance(value, datetime) and tzid and (zone := _iana(tzid)) and not _exists(value, zone):
        yield finding("nonexistent-time", found.line, found.name, f"{value:%Y-%m-%d %H:%M}", tzid)


def _exists(naive: datetime, zone: ZoneInfo) -> bool:
    try:
        return naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive
    except OverflowError:
        return True  # at the edges of the calendar no clock is changed


def _tzids(calendar: Component) -> Iterator[Finding]:
    """Each zone that is used, where it is used first."""
    defined = {part.value("TZID") for part in calendar.within("VTIMEZONE")}
    used: dict[str, int] = {}
    for part in calendar.parts:
        for found in part.properties:
            if tzid := found.parameters.get("TZID"):
                used.setdefault(tzid, found.line)
    for tzid, line in used.items():
        if tzid not in defined:
            yield finding("missing-timezone", line, tzid)
        if _iana(tzid) is None:
            yield finding("zone-not-iana", line, tzid)


def _iana(tzid: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(tzid)
    except (KeyError, ValueError, OSError):
        return None


def _order(part: Component) -> Iterator[Finding]:
    start, end = part.first("DTSTART"), part.first("DTEND")
    if end and part.first("DURATION"):
        yield finding("end-and-duration", end.line)
    if not start or not end:
        return
    first, last = moment(start), moment(end)
    if first is None or last is None:
        return
    if isinstance(first, datetime) != isinstance(last, datetime):
        yield finding("mixed-times", end.line, "DTEND")
    elif _instant(start, first) >= _instant(end, last):
        yield finding("end-before-start", end.line)


def _instant(found: Property, value: Moment) -> float:
    """Something to order by: seconds for times, days for dates."""
    if not isinstance(value, datetime):
        return value.toordinal()
    zone = _iana(found.parameters.get("TZID", "")) if value.tzinfo is None else None
    aware = value if value.tzinfo else value.replace(tzinfo=zone or UTC)
    return aware.timestamp()


def _zone(zone: Component) -> Iterator[Finding]:
    parts = list(zone.within("STANDARD", "DAYLIGHT"))
    if not parts:
        yield finding("zone-empty", zone.line)
    tzid = zone.first("TZID")
    if tzid and _iana(tzid.value) is None:
        yield finding("zone-not-iana", tzid.line, tzid.value)
    ruled = any(part.first("RRULE") for part in parts)
    if not ruled and (len(parts) > 1 or any(part.first("RDATE") for part in parts)):
        yield finding("zone-without-rule", zone.line)
    for part in parts:
        start = part.first("DTSTART")
        if start and (start.value.endswith("Z") or "TZID" in start.parameters):
            yield finding("zone-start", start.line, part.name)
        elif start and not isinstance(moment(start), datetime):
            yield finding("bad-time", start.line, "DTSTART", start.value)
        for found in part.properties:
            if found.name in ("TZOFFSETFROM", "TZOFFSETTO") and not _OFFSET.fullmatch(found.value):
                yield finding("bad-offset", found.line, found.name, found.value)
        yield from recurrence.check(part)
