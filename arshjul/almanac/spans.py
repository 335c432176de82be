"""Which days a span covers: «v. 27-32», »22 dec - 6 jan», months, dates."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from arshjul.almanac.weeks import has_week, monday
from arshjul.model.rhythm import DateSpan, DaySpan, MonthSpan, Span, WeekSpan

Stretch = tuple[date, date]
"""First and last day, both inclusive."""


def days_of(span: Span, years: Iterable[int]) -> Iterator[Stretch]:
    """The stretches of `span` that start in any of `years`, in order.

    A span that wraps ("22 dec - 6 jan", "v. 51-2") starts in one year and ends in the next. Dates with a year of their
    own are given once, whatever `years` says. A week 53 that a year lacks is cut to its week 52.
    """
    if isinstance(span, DateSpan):
        yield span.first, span.last
        return
    for year in years:
        yield from _in_year(span, year)


def _in_year(span: WeekSpan | DaySpan | MonthSpan, year: int) -> Iterator[Stretch]:
    if isinstance(span, MonthSpan):
        for month in sorted(span.months):
            yield date(year, month, 1), _day(year, month, -1)
        return
    elif isinstance(span, DaySpan):
        end = year if _in_order(span.first, span.last) else year + 1
        yield _day(year, *span.first), _day(end, *span.last)
    else:
        end = year if span.first <= span.last else year + 1
        yield _monday(year, span.first), _monday(end, span.last) + timedelta(days=6)


def _in_order(first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether one (month, day) comes no later in the year than the other; day -1 is the month's last."""
    return (first[0], first[1] % 32) <= (last[0], last[1] % 32)


def _monday(year: int, week: int) -> date:
    return monday(year, week if has_week(year, week) else 52)


def _day(year: int, month: int, day: int) -> date:
    length = monthrange(year, month)[1]
    return date(year, month, length if day == -1 else min(day, length))
