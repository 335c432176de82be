"""Bases that count inside calendar periods: «andra tisdagen», »den 15», »första tisdagen efter den 20»."""

from __future__ import annotations

from functools import lru_cache

from arshjul.almanac.almanac import OPEN, Almanac
from arshjul.model.rhythm import DayOfMonth, NthDay, Period, WeekdayAfter
from arshjul.planning.frame import Frame, Month, Nominal, month_of

_LENGTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.TERTIAL: 4, Period.HALF_YEAR: 6, Period.YEAR: 12}
_LETTERS = {Period.QUARTER: "Q", Period.TERTIAL: "T", Period.HALF_YEAR: "H"}
_Stretch = tuple[str, int, int]
"""A slot and the first and last ordinal of its period."""


def nth_weekdays(base: NthDay, frame: Frame) -> list[Nominal]:
    """One day a period, in every period that touches the wheel; a period too short for `nth` has none."""
    weekday, nth = base.weekday or 0, base.nth
    if len(base.months) > 1:
        every = _of_every_month(nth, weekday, frame)
        return [day for month, day in every if month in base.months]
    found = [(_nth(nth, weekday, first, last), slot, last) for slot, first, last in _stretches(base, frame)]
    return [Nominal(day, slot) for day, slot, last in found if day <= last]


@lru_cache(maxsize=64)
def _of_every_month(nth: int, weekday: int, frame: Frame) -> list[tuple[int, Nominal]]:
    """The months' numbers and days: there are few such days, however many phrases choose among the months."""
    found = [(month, _nth(nth, weekday, month.first, month.last)) for month in frame.months]
    return [(month.number, Nominal(day, month.slot)) for month, day in found if day <= month.last]


def _nth(nth: int, weekday: int, first: int, last: int) -> int:
    """The nth such weekday from `first`, or from `last` when negative; it may lie beyond the other end."""
    return (
        first_weekday(first, weekday) + 7 * (nth - 1) if nth > 0 else first_weekday(last - 6, weekday) + 7 * (nth + 1)
    )


def nth_workdays(base: NthDay, frame: Frame, almanac: Almanac) -> list[Nominal]:
    """The nth open day of each period: closed days are not counted."""
    index = base.nth - 1 if base.nth > 0 else base.nth
    found = []
    for slot, first, last in _stretches(base, frame):
        days = [day for day in range(first, last + 1) if almanac.flags(day) & OPEN]
        if -len(days) <= index < len(days):
            found.append(Nominal(days[index], slot))
    return found


def days_of_month(base: DayOfMonth, frame: Frame) -> list[Nominal]:
    found = []
    for month in _named(base.months, frame):
        day = month.last if base.day == -1 else month.first + base.day - 1
        if day <= month.last:
            found.append(Nominal(day, str(month.year) if base.yearly else month.slot))
    return found


def weekdays_after(base: WeekdayAfter, frame: Frame) -> list[Nominal]:
    """Strictly after that day of the month (its last day, in a month that is shorter)."""
    found = []
    for month in _named(base.months, frame):
        next_day = min(month.first + base.day - 1, month.last) + 1
        found.append(Nominal(first_weekday(next_day, base.weekday), month.slot))
    return found


def period_slot(period: Period, year: int, month: int) -> str:
    """The slot of the period that holds a month: 2027-05, 2027-Q2, 2027-T2, 2027-H1, 2027."""
    if period is Period.MONTH:
        return f"{year}-{month:02d}"
    if period is Period.YEAR:
        return str(year)
    return f"{year}-{_LETTERS[period]}{(month - 1) // _LENGTHS[period] + 1}"


def first_weekday(ordinal: int, weekday: int) -> int:
    """The first such weekday on or after a day."""
    return ordinal + (weekday - ordinal + 1) % 7


def _named(months: tuple[int, ...], frame: Frame) -> list[Month]:
    return [month for month in frame.months if not months or month.number in months]


def _stretches(base: NthDay, frame: Frame) -> list[_Stretch]:
    if base.months:
        yearly = len(base.months) == 1
        return [(str(m.year) if yearly else m.slot, m.first, m.last) for m in _named(base.months, frame)]
    if base.period is Period.MONTH:
        return [(m.slot, m.first, m.last) for m in frame.months]
    length = _LENGTHS[base.period]
    starts = dict.fromkeys((m.year, (m.number - 1) // length * length + 1) for m in frame.months)
    return [
        (period_slot(base.period, year, month), month_of(year, month).first, month_of(year, month + length - 1).last)
        for year, month in starts
    ]
