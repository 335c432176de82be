"""Calendar entries become iCalendar bytes: the same entries always give the same bytes (RFC 5545, RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from arshjul.ical import lines, zones
from arshjul.model.entry import CalendarEntry

PRODID = "-//Arshjul//Year wheel//SV"
REFRESH = timedelta(hours=6)
"""How often a subscriber is asked to look again."""


def calendar(
    entries: Iterable[CalendarEntry],
    *,
    name: str,
    calendar_uid: str,
    method: str | None = None,
    published: bool = False,
    subscribed: bool = False,
    zone: str = "",
    signed: str = "",
) -> bytes:
    """One VCALENDAR with a VEVENT per entry, in the order given, and a VTIMEZONE for each zone used.

    `published` is for what anyone may read or subscribe to: it says how often to look again, and an entry with an
    address or an alarm is a ValueError. `subscribed` says how often to look again too, and is for one reader. `zone` is
    an IANA zone whose VTIMEZONE is written even when no entry uses it (a VCALENDAR without a
    component is no valid one, section 3.6). `signed` says in the head who wrote the file.

    Raises ZoneError for a zone that no rule can express, ValueError for a naive datetime and for a wall-clock time
    that does not exist.
    """
    events: list[bytes] = []
    asks = method != "CANCEL"
    used = {zone: zones.RULES_HOLD_TO} if zone else {}
    for entry in entries:
        if published:
            _refuse_private(entry)
        tzid = _tzid(entry.start)
        if tzid:
            used[tzid] = min(entry.start.year, used.get(tzid, zones.RULES_HOLD_TO))
        events += _event(entry, tzid, asks=asks)
    head = _head(name, calendar_uid, method, published or subscribed, signed)
    blocks = [zones.vtimezone(tzid, since).encode() for tzid, since in sorted(used.items())]
    return b"".join([*head, *blocks, *events, b"END:VCALENDAR\r\n"])


def message(entry: CalendarEntry, method: str) -> bytes:
    """One event as a message between calendars, `method` upper case (RFC 5546): such a calendar has no name.

    In a CANCEL nobody is asked for an answer.
    """
    return calendar([entry], name="", calendar_uid="", method=method)


def signature(signed: str) -> bytes:
    """The line in a calendar's head by which its writer knows it again."""
    return lines.text("X-ARSHJUL-WHEEL", signed)


def _refuse_private(entry: CalendarEntry) -> None:
    if entry.organiser or entry.attendees or entry.alarm_minutes is not None:
        raise ValueError(f"{entry.uid}: a published calendar holds no address and no alarm")


def _head(name: str, uid: str, method: str | None, subscribed: bool, signed: str) -> Iterator[bytes]:
    yield b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    yield lines.text("PRODID", PRODID)
    yield b"CALSCALE:GREGORIAN\r\n"
    if signed:
        yield signature(signed)
    if method:
        yield lines.text("METHOD", method.upper())
    if uid:
        yield lines.text("UID", uid)
    if name:
        yield lines.text("NAME", name)
        yield lines.text("X-WR-CALNAME", name)
    if subscribed:
        # RFC 7986 section 5.7 gives REFRESH-INTERVAL no default type, so VALUE is needed; Outlook reads the X- name.
        yield lines.duration("REFRESH-INTERVAL", REFRESH, VALUE="DURATION")
        yield lines.duration("X-PUBLISHED-TTL", REFRESH)


def _tzid(moment: datetime | date) -> str:
    """The IANA name of the zone that needs a VTIMEZONE; "" for a date and for UTC."""
    if not isinstance(moment, datetime):
        return ""
    key = getattr(moment.tzinfo, "key", "")
    if key in ("UTC", "Etc/UTC") or moment.tzinfo is UTC:
        return ""
    if not key:
        raise ValueError(f"{moment!r} is in no IANA zone")
    return str(key)


def _event(entry: CalendarEntry, tzid: str, *, asks: bool) -> list[bytes]:
    """The lines of one VEVENT. What repeats between events comes from the caches in `lines`."""
    event = [
        b"BEGIN:VEVENT\r\n",
        lines.text("UID", entry.uid),
        lines.stamp(entry.stamp),
        *_times(entry, tzid),
        _sequence(entry.sequence),
        *_words(entry.summary, entry.description, entry.location, entry.url, entry.categories),
        _state(entry.status, entry.transparent),
    ]
    if entry.organiser:
        event.append(_organiser(entry.organiser.name, entry.organiser.email))
    event += [_attendee(a.address.name, a.address.email, a.partstat, a.kind, asks) for a in entry.attendees]
    if entry.alarm_minutes is not None and entry.status != "CANCELLED":
        event.append(_alarm(entry.alarm_minutes, entry.summary))
    event.append(b"END:VEVENT\r\n")
    return event


def _times(entry: CalendarEntry, tzid: str) -> tuple[bytes, bytes]:
    start, end = entry.start, entry.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        if isinstance(start, datetime) or isinstance(end, datetime):
            raise ValueError(f"{entry.uid}: start and end are both dates or both datetimes")  # noqa: TRY004 each type is right, together they are not
        return lines.day("DTSTART", start), lines.day("DTEND", end)
    if end.tzinfo is not start.tzinfo:
        raise ValueError(f"{entry.uid}: start and end are in the same zone")
    if not tzid:
        return lines.utc("DTSTART", start), lines.utc("DTEND", end)
    return _moment("DTSTART", tzid, start.replace(tzinfo=None)), _moment("DTEND", tzid, end.replace(tzinfo=None))


@lru_cache(maxsize=16384)
def _moment(name: str, tzid: str, naive: datetime) -> bytes:
    """A wall-clock time in a zone. One that the spring switch jumps over is refused: readers disagree about it.

    The zone and the naive time are the cache's key: aware datetimes that are the same instant in two zones are equal.
    """
    moment = naive.replace(tzinfo=ZoneInfo(tzid))
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != naive:
        raise ValueError(f"{moment.isoformat()} does not exist in {tzid}")
    return lines.moment(name, tzid, naive)


@lru_cache(maxsize=64)
def _sequence(number: int) -> bytes:
    return lines.number("SEQUENCE", number)


@lru_cache(maxsize=8192)
def _words(summary: str, description: str, location: str, url: str, categories: tuple[str, ...]) -> tuple[bytes, ...]:
    """What an entry says; the meetings of a series mostly say the same."""
    found = [lines.text("SUMMARY", summary)]
    if description:
        found.append(lines.text("DESCRIPTION", description))
    if location:
        found.append(lines.text("LOCATION", location))
    if link := lines.link("URL", url):
        found.append(link)
    if categories:
        found.append(lines.texts("CATEGORIES", categories))
    return tuple(found)


@lru_cache(maxsize=16)
def _state(status: str | None, transparent: bool) -> bytes:
    """STATUS, TRANSP, and the busy status that Outlook reads instead of TRANSP ([MS-STANOICAL])."""
    free = transparent or status == "CANCELLED"
    busy = "FREE" if free else "TENTATIVE" if status == "TENTATIVE" else "BUSY"
    said = lines.text("STATUS", status) if status else b""
    return (
        said
        + lines.text("TRANSP", "TRANSPARENT" if free else "OPAQUE")
        + lines.text("X-MICROSOFT-CDO-BUSYSTATUS", busy)
    )


@lru_cache(maxsize=4096)
def _organiser(name: str, email: str) -> bytes:
    return lines.person("ORGANIZER", email, name)


@lru_cache(maxsize=65536)
def _attendee(name: str, email: str, partstat: str, kind: str, asks: bool) -> bytes:
    """The strings are the cache's key, not the dataclass: their hashes are kept, and two hundred thousand add up."""
    answer = {"RSVP": "TRUE"} if asks and partstat == "NEEDS-ACTION" and kind == "INDIVIDUAL" else {}
    role = "NON-PARTICIPANT" if kind == "RESOURCE" else "REQ-PARTICIPANT"
    return lines.person("ATTENDEE", email, name, CUTYPE=kind, PARTSTAT=partstat, ROLE=role, **answer)


@lru_cache(maxsize=1024)
def _alarm(minutes: int, summary: str) -> bytes:
    return (
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
        + lines.text("DESCRIPTION", summary)
        + lines.duration("TRIGGER", timedelta(minutes=-minutes))
        + b"END:VALARM\r\n"
    )
