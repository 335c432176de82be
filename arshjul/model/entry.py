"""One VEVENT before it is bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

EntryStatus = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
PartStat = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"]


@dataclass(frozen=True, slots=True)
class Address:
    """A name (may be empty) and an email address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Attendee:
    address: Address
    partstat: PartStat = "NEEDS-ACTION"
    kind: Literal["INDIVIDUAL", "GROUP", "RESOURCE"] = "INDIVIDUAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """What a calendar shows.

    `start`/`end` are both aware datetimes in an IANA zone, or both dates (all-day, end exclusive).

    `stamp` is DTSTAMP, in UTC. RFC 5545 section 3.6.1.
    """

    uid: str
    stamp: datetime
    start: datetime | date
    end: datetime | date
    summary: str
    sequence: int = 0
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    status: EntryStatus | None = "CONFIRMED"
    transparent: bool = False
    alarm_minutes: int | None = None
    organiser: Address | None = None
    attendees: tuple[Attendee, ...] = ()
