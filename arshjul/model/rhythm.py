"""When a series meets: the parsed phrase, explicit dates, an RRULE, or a meeting held as needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum, StrEnum
from typing import Literal

from arshjul.model.source import NOWHERE, Origin
from arshjul.text import Language


class Weekday(IntEnum):
    """As `date.weekday()`: Monday is 0."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Period(StrEnum):
    """Calendar periods, also in a wheel that starts in August."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half-year"
    YEAR = "year"


class Feast(StrEnum):
    EASTER = "easter"
    PENTECOST = "pentecost"
    MIDSUMMER = "midsummer"
    CHRISTMAS = "christmas"


@dataclass(frozen=True, slots=True)
class NthDay:
    """«Andra tisdagen i månaden», »sista arbetsdagen i mars». `weekday` None is arbetsdagen.

    `nth` is 1…5, -1 (sista) or -2 (näst sista), counted within the period. With `months` the period is each of them.
    """

    nth: int
    weekday: Weekday | None
    period: Period = Period.MONTH
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Weekly:
    """«Tisdagar och torsdagar», and with `parity` »tisdagar jämna veckor» (0 even, 1 odd ISO weeks)."""

    weekdays: tuple[Weekday, ...]
    parity: Literal[0, 1] | None = None


@dataclass(frozen=True, slots=True)
class EveryNthWeek:
    """«Varannan tisdag från v. 2». Counts ISO weeks from the anchor's, never jumps at the turn of a year.

    `anchor` is a week number inside the wheel or a date; the first meeting is the first such weekday on or after it.
    """

    weekdays: tuple[Weekday, ...]
    interval: int
    anchor: int | date


@dataclass(frozen=True, slots=True)
class InWeeks:
    """«Onsdag v. 6, 20 och 46»: ISO weeks, also where the date lies in the neighbour year."""

    weekdays: tuple[Weekday, ...]
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """«Den 15 varje månad», »15 mars», »senast den sista i juni». `day` is 1…31, or -1 for the last.

    `latest` ("senast") means: that day, or the open day before it. `months` empty is every month.
    `yearly` is true where the phrase names one month only: the slot is then the year.
    """

    day: int
    months: tuple[int, ...] = ()
    latest: bool = False
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class WeekdayAfter:
    """«Första tisdagen efter den 20 varje månad».

    Strictly after, may fall in the next month; the slot names the month.
    """

    weekday: Weekday
    day: int
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FeastWeek:
    """«Torsdag veckan efter påsk»: ISO weeks counted from the feast's own week. `weeks` is -1, 0 or 1."""

    weekdays: tuple[Weekday, ...]
    feast: Feast
    weeks: Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Chained:
    """«10ad före styrgrupp».

    `count` days (d), workdays (ad) or weeks (v) from another series or deadline. Negative is before.
    """

    parent: str
    count: int
    unit: Literal["d", "ad", "v"]


@dataclass(frozen=True, slots=True)
class ChainedWeek:
    """«Tisdag veckan före styrgrupp»: those weekdays in the ISO week before (-1) or after (1) the parent's."""

    parent: str
    weekdays: tuple[Weekday, ...]
    weeks: Literal[-1, 1]


Base = NthDay | Weekly | EveryNthWeek | InWeeks | DayOfMonth | WeekdayAfter | FeastWeek | Chained | ChainedWeek


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase, understood.

    A base and what narrows it. `text` is the phrase as written; `at` is where (its first character on).
    """

    base: Base
    text: str
    language: Language = "sv"
    in_months: tuple[int, ...] = ()
    except_months: tuple[int, ...] = ()
    except_weeks: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Phrases:
    """`when`: one phrase or several."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """`dates`: written out, each with its origin."""

    days: tuple[tuple[date, Origin], ...]


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """`rrule`: an RFC 5545 recurrence rule, already linted. Expanded from the wheel's first day."""

    text: str
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """«v. 27-32»; wraps the year when `last` < `first`."""

    first: int
    last: int
    text: str = ""
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class DaySpan:
    """«22 dec - 6 jan» and «feb-nov» as (month, day) pairs, both inclusive.

    Day -1 is the month's last; wraps when last < first.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    text: str = ""
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """«mars, maj och okt»: each month whole (a single unbroken run of months is a `DaySpan`)."""

    months: tuple[int, ...]
    text: str = ""
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Two dates with their years, both inclusive."""

    first: date
    last: date
    text: str = ""
    at: Origin = NOWHERE


Span = WeekSpan | DaySpan | MonthSpan | DateSpan


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """Vid behov.

    Between `least` and `most` meetings inside the window; a nudge after `nudge_days` without one, sent to `ask`.
    """

    least: int
    most: int
    window: Span
    nudge_days: int | None = None
    ask: tuple[str, ...] = ()
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Each:
    """One meeting per actor in `who` (a group's members, or the people named), set when it suits, inside the window."""

    who: tuple[str, ...]
    window: Span
    at: Origin = NOWHERE


Rhythm = Phrases | Dates | RecurrenceRule | AsNeeded | Each


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Wall-clock start and end on one day, in the wheel's zone."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long, where the hour comes later (each, as-needed)."""

    count: int


class IfClosed(StrEnum):
    """What to do when the nominal date is closed."""

    BEFORE = "before"
    AFTER = "after"
    NEXT_WEEK = "next week"
    SKIP = "skip"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """«2d före kl 07:30: paminnelse». `count` is negative before and positive after; `unit` d, ad, v or h."""

    count: int
    unit: Literal["d", "ad", "v", "h"]
    reminder: str
    at_time: time | None = None
    text: str = ""
    at: Origin = NOWHERE

    @property
    def step(self) -> str:
        """The rule's identity in the ledger, the same in both languages: "-2d:paminnelse"."""
        hour = f"@{self.at_time:%H:%M}" if self.at_time else ""
        return f"{self.count:+d}{self.unit}{hour}:{self.reminder}"
