"""When a meeting is, in every way in which a mail may say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from arshjul.almanac.names import (
    MONTHS_SHORT,
    clock_range,
    clock_time,
    day_month,
    long_date,
    month,
    short_date,
    week_name,
    weekday,
    weekday_short,
)
from arshjul.model.invitation import Invitation
from arshjul.text import Language, Text

ALL_DAY = Text("hela dagen", "all day")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A meeting's time in the wheel's zone, in one language. `time`, `start` and `end` are "" when it lasts all day."""

    when: str
    date: str
    day_month: str
    long_date: str
    weekday: str
    weekday_short: str
    day: int
    month: str
    month_short: str
    year: int
    week: str
    time: str
    start: str
    end: str


def when_of(meeting: Invitation, language: Language) -> When:
    """«tis 18 maj kl. 13.00–14.30»; over several days «tis 18 maj – ons 19 maj hela dagen»."""
    from arshjul.model.rhythm import TimeRange

    first, last = days_of(meeting)
    time = "" if meeting.all_day else clock_range(TimeRange(meeting.start.time(), meeting.end.time()), language)
    days = _span(short_date(first, language), short_date(last, language))
    return When(
        when=f"{days} {time or ALL_DAY.to(language)}",
        date=days,
        day_month=_span(day_month(first, language), day_month(last, language)),
        long_date=_span(long_date(first, language), long_date(last, language)),
        weekday=weekday(first, language),
        weekday_short=weekday_short(first, language),
        day=first.day,
        month=month(first.month, language),
        month_short=MONTHS_SHORT[language][first.month - 1],
        year=first.year,
        week=week_name(first, language),
        time=time,
        start=clock_time(meeting.start, language) if time else "",
        end=clock_time(meeting.end, language) if time else "",
    )


def days_of(meeting: Invitation) -> tuple[date, date]:
    """The first and the last day: the end of what lasts all day is exclusive."""
    last = meeting.end - timedelta(days=1) if meeting.all_day else meeting.end
    return meeting.start.date(), last.date()


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
