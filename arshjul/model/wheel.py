"""The wheel: what the cycle file says, with every inherited value filled in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from arshjul.model.people import Directory
from arshjul.model.rhythm import IfClosed, Minutes, Phrases, ReminderRule, Rhythm, Span, TimeRange
from arshjul.model.source import NOWHERE, Origin
from arshjul.text import Language


class Openness(StrEnum):
    """stängt, varna, öppet."""

    CLOSED = "closed"
    WARN = "warn"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class DayPolicy:
    """[calendar]: which days are free. `holidays`: as the holidays library names it ("SE"), or "" for none."""

    holidays: str = "SE"
    eves: Openness = Openness.CLOSED
    half: Openness = Openness.WARN
    bridge: Openness = Openness.WARN


@dataclass(frozen=True, slots=True)
class Closure:
    """[[closed]]: a local closure. A span without a year holds in the adjoining months too; `mute` holds reminders."""

    name: str
    when: Span
    mute: bool = False
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Area:
    """A strength area: one ring of the wheel. A role may have substitutes, first named first."""

    id: str
    name: str
    colour: str = ""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    transport: str = ""
    at: Origin = NOWHERE


GUESTS = ("inbjudna", "obesvarade")
"""The canonical words in a reminder's `to` that are those invited: all, and those who have not answered."""


@dataclass(frozen=True, slots=True)
class ReminderKind:
    """[reminder.ID]: a kind of mail. `to` holds words of `GUESTS`, "@role", and ids."""

    id: str
    to: tuple[str, ...]
    subject: str = ""
    template: str = ""
    at: Origin = NOWHERE
    where: Mapping[str, Origin] = field(default_factory=dict)

    def origin(self, key: str) -> Origin:
        """Where `key` is written, else the table header."""
        return self.where.get(key, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSeries:
    """[series.ID], with [defaults] and [area] filled in and `*_also` added.

    `if_closed` None is the built-in default of its rhythm; `organiser` "" is whoever leads the area's process
    (`planning.who`). `where` holds the origin of each key that counts here, wherever it is written ("when", "time",
    "invite" …); `at` is the id in the table header.
    """

    id: str
    area: str
    title: str
    rhythm: Rhythm
    time: TimeRange | Minutes | None = None
    place: str = ""
    online: str = ""
    invite: tuple[str, ...] = ()
    if_closed: IfClosed | None = None
    invite_ahead_days: int | None = None
    remind: tuple[ReminderRule, ...] = ()
    organiser: str = ""
    guests_visible: bool = False
    room: str = ""
    alarm_minutes: int | None = None
    open: bool = False
    transport: str = ""
    agenda: tuple[str, ...] = ()
    note: str = ""
    was: str = ""
    tags: tuple[str, ...] = ()
    external: bool = False
    at: Origin = NOWHERE
    where: Mapping[str, Origin] = field(default_factory=dict)

    def origin(self, key: str) -> Origin:
        """Where `key` is written, else the table header."""
        return self.where.get(key, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """[deadline.ID]: a date that is no meeting. `to` beats the reminder's own when not empty."""

    id: str
    area: str
    title: str
    rhythm: Phrases
    remind: tuple[ReminderRule, ...] = ()
    to: tuple[str, ...] = ()
    at: Origin = NOWHERE
    where: Mapping[str, Origin] = field(default_factory=dict)

    def origin(self, key: str) -> Origin:
        return self.where.get(key, self.at)


Item = MeetingSeries | Deadline


class ChangeKind(StrEnum):
    MOVE = "move"
    CANCEL = "cancel"
    SET = "set"
    ADD = "add"
    ADJUST = "adjust"
    """Only another time or place, the same day."""
    ACCEPT = "accept"
    """Only `ok`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """[[change]]: one exception to one occurrence. `slot` is "" when `add` leaves it open or `ok` means all."""

    series: str
    slot: str
    kind: ChangeKind
    day: date | None = None
    time: TimeRange | None = None
    place: str = ""
    reason: str = ""
    by: str = ""
    ok: tuple[str, ...] = ()
    at: Origin = NOWHERE
    where: Mapping[str, Origin] = field(default_factory=dict)

    def origin(self, key: str) -> Origin:
        return self.where.get(key, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A year of meetings. `year` is the one in which it starts; `file` is the path as shown to people."""

    id: str
    title: str
    year: int
    first_month: int = 1
    active: bool = False
    language: Language = "sv"
    timezone: str = "Europe/Stockholm"
    days: DayPolicy = DayPolicy()
    closures: tuple[Closure, ...] = ()
    remind_at: time = time(7, 30)
    areas: Mapping[str, Area] = field(default_factory=dict)
    directory: Directory = field(default_factory=Directory)
    reminders: Mapping[str, ReminderKind] = field(default_factory=dict)
    series: Mapping[str, MeetingSeries] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    file: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def first(self) -> date:
        """The wheel's first day."""
        return date(self.year, self.first_month, 1)

    @property
    def last(self) -> date:
        """The wheel's last day, inclusive."""
        year, month = (self.year, 12) if self.first_month == 1 else (self.year + 1, self.first_month - 1)
        return date(year, month, monthrange(year, month)[1])

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last
