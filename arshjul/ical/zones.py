"""VTIMEZONE: one constant block a zone, made of yearly rules, so that every reader works out the same instants.

Never icalendar's own: it lists dates (RDATE) without a rule, and readers are an hour wrong when the list ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from arshjul.errors import ArshjulError
from arshjul.text import Text

RULES_HOLD_TO = 2040
"""A rule that is derived must agree with the zone database to the end of this year."""

_STOCKHOLM = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class ZoneError(ArshjulError):
    """No such zone, or its clock follows no yearly rule."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The clock goes from one UTC offset to another at `wall`, the time that the clock showed just before."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=64)
def vtimezone(tzid: str, since: int = 2020) -> str:
    """The VTIMEZONE of an IANA zone, CRLF lines (RFC 5545 section 3.6.5).

    The bytes are the same whatever `since` is: it only says from which year on the rule must be the one in force.
    Raises ZoneError when the zone is unknown, or when no pair of yearly rules says what its clock does until 2040.
    """
    if tzid == "Europe/Stockholm":
        return _STOCKHOLM  # constant text: the commonest zone costs nothing to look up
    zone = _zone(tzid)
    years = range(since, max(RULES_HOLD_TO, since + 15) + 1)
    changes = [_changes(zone, year) for year in years]
    if not any(changes):
        parts = [_fixed(zone, years[0])]
    elif all(len(found) == 2 for found in changes):
        parts = [_observance(tzid, list(same)) for same in zip(*changes, strict=True)]
    else:
        raise _inexpressible(tzid)
    parts.sort()  # DAYLIGHT, then STANDARD
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{tzid}", *parts, "END:VTIMEZONE", ""])


def _zone(tzid: str) -> ZoneInfo:
    try:
        return ZoneInfo(tzid)
    except (KeyError, ValueError, OSError):
        raise ZoneError(
            Text(f"tidszonen «{tzid}» finns inte", f"there is no time zone “{tzid}”"),
            Text("skriv ett IANA-namn, som Europe/Stockholm", "write an IANA name, such as Europe/Stockholm"),
        ) from None


def _inexpressible(tzid: str) -> ZoneError:
    return ZoneError(
        Text(
            f"klockan i tidszonen «{tzid}» följer ingen årlig regel som en kalenderfil kan uttrycka",
            f"the clock in the time zone “{tzid}” follows no yearly rule that a calendar file can express",
        ),
        Text(
            "välj en zon med fasta regler, som Europe/Stockholm eller UTC",
            "choose a zone with fixed rules, such as Europe/Stockholm or UTC",
        ),
    )


def _changes(zone: ZoneInfo, year: int) -> tuple[_Change, ...]:
    """Every change of UTC offset in the UTC year, found day by day and then to the second."""
    found = []
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        following = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, following):
            found.append(_change(zone, day, following))
        day = following
    return tuple(found)


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None  # noqa: S101 a ZoneInfo always has one; for the type checker
    return offset


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> _Change:
    old, new = _offset(zone, before), _offset(zone, after)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return _Change((after + old).replace(tzinfo=None), old, new, after.astimezone(zone).tzname() or "")


def _observance(tzid: str, changes: list[_Change]) -> str:
    """One DAYLIGHT or STANDARD part, from the same change in many years."""
    first = changes[0]
    alike = {(c.wall.month, c.wall.weekday(), c.wall.time(), c.before, c.after, c.name) for c in changes}
    if len(alike) > 1:
        raise _inexpressible(tzid)
    month, weekday = first.wall.month, _DAYS[first.wall.weekday()]
    rule, start = _yearly(tzid, month, first.wall.weekday(), sorted(c.wall.day for c in changes))
    kind = "DAYLIGHT" if first.after > first.before else "STANDARD"
    moment = datetime.combine(start, first.wall.time())
    return _part(kind, moment, f"FREQ=YEARLY;BYMONTH={month};{rule.format(day=weekday)}", first)


def _yearly(tzid: str, month: int, weekday: int, days: list[int]) -> tuple[str, date]:
    """The rule's day part and its first day in 1970: the nth such weekday, the last, or the one within seven days."""
    nths = {(day - 1) // 7 + 1 for day in days}
    last = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    if min(days) > last - 7:
        return "BYDAY=-1{day}", _in_1970(month, weekday, last - 6)
    if len(nths) == 1:
        nth = nths.pop()
        return f"BYDAY={nth}{{day}}", _in_1970(month, weekday, nth * 7 - 6)
    if max(days) - min(days) == 6:
        within = ",".join(str(day) for day in range(min(days), max(days) + 1))
        return f"BYMONTHDAY={within};BYDAY={{day}}", _in_1970(month, weekday, min(days))
    raise _inexpressible(tzid)


def _in_1970(month: int, weekday: int, earliest: int) -> date:
    day = date(1970, month, earliest)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _fixed(zone: ZoneInfo, year: int) -> str:
    noon = datetime(year, 7, 1, 12, tzinfo=UTC)
    offset = _offset(zone, noon)
    change = _Change(noon, offset, offset, noon.astimezone(zone).tzname() or "")
    return _part("STANDARD", datetime(1970, 1, 1), "", change)  # noqa: DTZ001 VTIMEZONE speaks in wall-clock time


def _part(kind: str, start: datetime, rule: str, change: _Change) -> str:
    lines = [f"BEGIN:{kind}", f"DTSTART:{start:%Y%m%dT%H%M%S}"]
    if rule:
        lines.append(f"RRULE:{rule}")
    lines += [f"TZNAME:{change.name}", f"TZOFFSETFROM:{_utc(change.before)}", f"TZOFFSETTO:{_utc(change.after)}"]
    return "\r\n".join([*lines, f"END:{kind}"])


def _utc(offset: timedelta) -> str:
    """UTC-OFFSET (section 3.3.14): +0200, -0330."""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
