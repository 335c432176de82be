"""iCalendar bytes become calendar entries: what `write` writes is read back the same (icalendar does the reading)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from icalendar.parser.property import unescape_backslash

from arshjul.errors import ArshjulError
from arshjul.model.entry import Address, Attendee, CalendarEntry, EntryStatus
from arshjul.text import Text

MAX_BYTES = 50_000_000


class CalendarError(ArshjulError):
    """The bytes are no calendar that can be read."""


@dataclass(frozen=True, slots=True)
class ParsedCalendar:
    """`method` is upper case, "" when there is none."""

    name: str
    method: str
    entries: tuple[CalendarEntry, ...]


def parse(data: bytes) -> ParsedCalendar:
    """Read one VCALENDAR and its events. Times keep the file's zone; a date end is exclusive.

    Raises CalendarError for what is no calendar, and for an event without UID or DTSTART (RFC 5545 section 3.6.1).
    """
    if len(data) > MAX_BYTES:
        raise _unreadable("filen är för stor", "the file is too large")
    try:
        read = Calendar.from_ical(data)
        entries = tuple(_entry(event) for event in read.walk("VEVENT"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise _unreadable("den är trasig", "it is broken") from error
    # icalendar knows neither property, so it leaves their escapes
    name = unescape_backslash(str(read.get("NAME", read.get("X-WR-CALNAME", ""))))
    return ParsedCalendar(name, str(read.get("METHOD", "")).upper(), entries)


def _unreadable(sv: str, en: str) -> CalendarError:
    return CalendarError(
        Text(f"kalenderfilen går inte att läsa: {sv}", f"the calendar file cannot be read: {en}"),
        Text("se vad som är fel med  arshjul doctor --ics FIL", "see what is wrong with  arshjul doctor --ics FILE"),
    )


def _entry(event: Any) -> CalendarEntry:
    start = event["DTSTART"].dt
    stamp = event["DTSTAMP"].dt if "DTSTAMP" in event else datetime(1970, 1, 1, tzinfo=UTC)
    return CalendarEntry(
        uid=str(event["UID"]),
        stamp=stamp,
        start=start,
        end=_end(event, start),
        summary=_text(event, "SUMMARY"),
        sequence=int(event.get("SEQUENCE", 0)),
        description=_text(event, "DESCRIPTION"),
        location=_text(event, "LOCATION"),
        url=_text(event, "URL"),
        categories=_categories(event.get("CATEGORIES")),
        status=_status(event.get("STATUS")),
        transparent=event.get("TRANSP") == "TRANSPARENT",
        alarm_minutes=_alarm(event),
        organiser=_address(event["ORGANIZER"]) if "ORGANIZER" in event else None,
        attendees=tuple(_attendee(one) for one in _list(event.get("ATTENDEE"))),
    )


def _end(event: Any, start: datetime | date) -> Any:
    """DTEND, else DTSTART and DURATION, else a day for a date and no time at all for a time (section 3.6.1)."""
    if "DTEND" in event:
        return event["DTEND"].dt
    if "DURATION" in event:
        return start + event["DURATION"].dt
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _text(event: Any, name: str) -> str:
    return str(event.get(name, ""))


def _status(value: object) -> EntryStatus | None:
    known: tuple[EntryStatus, ...] = ("CONFIRMED", "TENTATIVE", "CANCELLED")
    return next((status for status in known if value == status), None)


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _categories(value: Any) -> tuple[str, ...]:
    return tuple(str(category) for part in _list(value) for category in part.cats)


def _alarm(event: Any) -> int | None:
    """Minutes before the start, of the first alarm that counts from it."""
    for alarm in event.walk("VALARM"):
        trigger = alarm.get("TRIGGER")
        if trigger is not None and isinstance(trigger.dt, timedelta):
            return int(-trigger.dt.total_seconds() // 60)
    return None


def _address(value: Any) -> Address:
    email = str(value)
    return Address(str(value.params.get("CN", "")), email[7:] if email[:7].lower() == "mailto:" else email)


def _attendee(value: Any) -> Attendee:
    kind = str(value.params.get("CUTYPE", "INDIVIDUAL"))
    state = str(value.params.get("PARTSTAT", "NEEDS-ACTION"))
    return Attendee(_address(value), state, kind)  # type: ignore[arg-type] # what another program wrote stays as written
