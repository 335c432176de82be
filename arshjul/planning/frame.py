"""The wheel's year in ordinals: its months, its ISO weeks, its edges. Worked out once and shared by every rule."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from arshjul.almanac.weeks import has_week, monday
from arshjul.model.wheel import Wheel


class Month(NamedTuple):
    """`first` and `last` are ordinals, both inclusive."""

    year: int
    number: int
    first: int
    last: int
    slot: str


class Week(NamedTuple):
    """`monday` is an ordinal; `slot` names the ISO year and week."""

    monday: int
    number: int
    slot: str


class Nominal(NamedTuple):
    """A rule's own date (a proleptic ordinal), the slot that it fills, and which of the item's rules gave it."""

    ordinal: int
    slot: str
    rule: int = 0

    @property
    def day(self) -> date:
        return date.fromordinal(self.ordinal)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One for each year, compared by identity.

    `weeks` are those that touch the wheel, and one more at each end so that slots are numbered from whole weeks.
    """

    year: int
    first: int
    last: int
    months: tuple[Month, ...]
    weeks: tuple[Week, ...]

    def holds(self, ordinal: int) -> bool:
        return self.first <= ordinal <= self.last

    @property
    def years(self) -> range:
        """The calendar years that the wheel touches."""
        return range(self.months[0].year, self.months[-1].year + 1)

    def week_days(self, number: int, weekday: int) -> list[Nominal]:
        """A weekday of ISO week `number`: usually one; two where both ends of the wheel hold it; none without the week.

        A wheel that starts in January has the weeks of its own ISO year, also where the day lies in the neighbour year.
        """
        found = [
            Nominal(monday(year, number).toordinal() + weekday, f"{year}-W{number:02d}")
            for year in self.years
            if has_week(year, number)
        ]
        inside = [day for day in found if self.holds(day.ordinal)]
        touching = [day for day in found if self._touches(day.ordinal - weekday)]
        return found if len(self.years) == 1 else inside or touching[:1]

    def _touches(self, monday: int) -> bool:
        return monday <= self.last and monday + 6 >= self.first


def frame_of(wheel: Wheel) -> Frame:
    return _frame(wheel.first, wheel.last)


@lru_cache(maxsize=16)
def _frame(first: date, last: date) -> Frame:
    return Frame(first.year, first.toordinal(), last.toordinal(), _months(first), _weeks(first, last))


def month_of(year: int, number: int) -> Month:
    start = date(year, number, 1).toordinal()
    return Month(year, number, start, start + monthrange(year, number)[1] - 1, f"{year}-{number:02d}")


def _months(first: date) -> tuple[Month, ...]:
    counted = (first.year * 12 + first.month - 1 + i for i in range(12))
    return tuple(month_of(n // 12, n % 12 + 1) for n in counted)


def _weeks(first: date, last: date) -> tuple[Week, ...]:
    start = first.toordinal() - first.weekday() - 7
    return tuple(_week(day) for day in range(start, last.toordinal() + 8, 7))


def _week(monday: int) -> Week:
    year, number, _ = date.fromordinal(monday).isocalendar()
    return Week(monday, number, f"{year}-W{number:02d}")
