"""Bases that count in ISO weeks: weekly, parity, every n weeks, named weeks, the weeks around feasts."""

from __future__ import annotations

from arshjul.almanac.feasts import feast_day, feast_week
from arshjul.model.rhythm import EveryNthWeek, FeastWeek, InWeeks, Weekly
from arshjul.planning.frame import Frame, Nominal
from arshjul.planning.period_rules import first_weekday


def weekly(base: Weekly, frame: Frame) -> list[Nominal]:
    """Every week, or every week of one parity (two odd ones meet after a week 53)."""
    return [
        Nominal(week.monday + weekday, week.slot)
        for week in frame.weeks
        if base.parity is None or week.number % 2 == base.parity
        for weekday in base.weekdays
    ]


def every_nth_week(base: EveryNthWeek, frame: Frame) -> list[Nominal]:
    """Counts from the week of the first such weekday on or after the anchor; the turn of a year changes nothing."""
    anchor = _anchor(base, frame)
    if anchor is None:
        return []
    first = min(first_weekday(anchor, weekday) for weekday in base.weekdays)
    start = first - (first - 1) % 7
    return [
        Nominal(week.monday + weekday, week.slot)
        for week in frame.weeks
        if week.monday >= start and (week.monday - start) // 7 % base.interval == 0
        for weekday in base.weekdays
        if week.monday + weekday >= anchor
    ]


def in_weeks(base: InWeeks, frame: Frame) -> list[Nominal]:
    return [day for number in base.weeks for weekday in base.weekdays for day in frame.week_days(number, weekday)[:1]]


def in_feast_weeks(base: FeastWeek, frame: Frame) -> list[Nominal]:
    """Of the feasts that lie inside the wheel. The slot is the feast's year, so that no two wheels share one."""
    return [
        Nominal(feast_week(base.feast, year).toordinal() + 7 * base.weeks + weekday, str(year))
        for year in frame.years
        if frame.holds(feast_day(base.feast, year).toordinal())
        for weekday in base.weekdays
    ]


def week_at_both_ends(base: InWeeks | EveryNthWeek, frame: Frame) -> int | None:
    """The week number that a wheel starting in, say, August holds twice; None when every number is clear."""
    if isinstance(base, EveryNthWeek):
        numbers: tuple[int, ...] = (base.anchor,) if isinstance(base.anchor, int) else ()
    else:
        numbers = base.weeks
    twice = (n for n in numbers if any(len(frame.week_days(n, weekday)) > 1 for weekday in base.weekdays))
    return next(twice, None)


def _anchor(base: EveryNthWeek, frame: Frame) -> int | None:
    if not isinstance(base.anchor, int):
        return base.anchor.toordinal()
    monday = frame.week_days(base.anchor, 0)[:1]
    return monday[0].ordinal if monday else None
