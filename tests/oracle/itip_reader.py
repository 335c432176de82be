"""What one person's calendar holds when it has only read that person's mail (RFC 5546, RFC 6047). Nothing here is ours.

As the calendars that we know do it: a REQUEST adds or replaces, a CANCEL removes, and whatever is older than what is
known of a UID, by SEQUENCE and then by DTSTAMP, changes nothing.
"""

from __future__ import annotations

import email
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from tests.oracle.ical_reader import Component, UnreadableError, read_calendar, when


class Effect(StrEnum):
    """What a mail did to the calendar."""

    ADDED = "added"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    """The meeting is off."""
    REMOVED = "removed"
    """The meeting is held, without the owner of the calendar."""
    STALE = "stale"
    """Older than what is known, or the same again."""
    NOT_MINE = "not mine"
    """Names others only."""
    UNKNOWN = "unknown"
    """Calls off what was never there."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One VEVENT as it stands in the calendar. Times are instants, or days when it lasts all day (end exclusive)."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime | date
    end: datetime | date
    summary: str
    location: str
    description: str
    status: str
    organiser: str
    attendees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Itip:
    """What a mail says: METHOD and the one meeting."""

    method: str
    meeting: Meeting


@dataclass(slots=True)
class Calendar:
    """The calendar of `owner` (an address). `versions` remembers what was last heard of each UID, also when removed."""

    owner: str
    meetings: dict[str, Meeting] = field(default_factory=dict)
    versions: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    def receive(self, mail: bytes) -> Effect:
        """Take the next mail, in order of arrival. Raises UnreadableError."""
        return self.take(read_mail(mail))

    def take(self, said: Itip) -> Effect:
        """As `receive`, of a mail that has been read."""
        new = said.meeting
        if self.owner.lower() not in new.attendees:
            return Effect.NOT_MINE
        known = self.versions.get(new.uid)
        if known is None and said.method == "CANCEL":
            return Effect.UNKNOWN
        if known is not None and (new.sequence, new.stamp) <= known:
            return Effect.STALE
        self.versions[new.uid] = (new.sequence, new.stamp)
        there = self.meetings.pop(new.uid, None)
        if said.method == "CANCEL":
            return Effect.CANCELLED if new.status == "CANCELLED" else Effect.REMOVED
        self.meetings[new.uid] = new
        return Effect.CHANGED if there else Effect.ADDED


def read_mail(mail: bytes) -> Itip:
    """The invitation in a mail: its text/calendar part with a METHOD. Raises UnreadableError."""
    message = email.message_from_bytes(mail)
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar" and part.get_param("method")]
    if len(parts) != 1:
        raise UnreadableError(f"{len(parts)} calendars with a method in one mail")
    data = parts[0].get_payload(decode=True)
    assert isinstance(data, bytes)
    calendar = read_calendar(data)
    method = calendar.the("METHOD").value.upper()
    if method != str(parts[0].get_param("method")).upper():
        raise UnreadableError("the mail and its calendar name different methods")
    if method not in ("REQUEST", "CANCEL"):
        raise UnreadableError(f"METHOD:{method} to somebody invited")
    events = calendar.of("VEVENT")
    if len(events) != 1 or events[0].get("RECURRENCE-ID") or events[0].get("RRULE"):
        raise UnreadableError("not one meeting that is held once")
    return Itip(method, _meeting(calendar, events[0]))


def _meeting(calendar: Component, event: Component) -> Meeting:
    stamp = when(calendar, event.the("DTSTAMP"))
    assert isinstance(stamp, datetime)
    sequence = event.get("SEQUENCE")
    return Meeting(
        uid=event.the("UID").text,
        sequence=int(sequence.value) if sequence else 0,
        stamp=stamp.astimezone(UTC),
        start=_instant(when(calendar, event.the("DTSTART"))),
        end=_instant(when(calendar, event.the("DTEND"))),
        summary=event.text("SUMMARY"),
        location=event.text("LOCATION"),
        description=event.text("DESCRIPTION"),
        status=event.text("STATUS"),
        organiser=_address(event.the("ORGANIZER").value),
        attendees=tuple(_address(one.value) for one in event.all("ATTENDEE")),
    )


def _instant(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _address(value: str) -> str:
    return value.removeprefix("mailto:").removeprefix("MAILTO:").lower()
