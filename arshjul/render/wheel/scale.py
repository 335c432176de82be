"""The one scale of the wheel: the angle of a day, and points and arcs on the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, degrees, radians, sin

from arshjul.almanac.weeks import monday_of


@dataclass(frozen=True, slots=True)
class Scale:
    """`days` days from `first` make a full turn. Angles are degrees clockwise from the top."""

    first: date
    days: int

    @classmethod
    def twelve_months(cls, first: date) -> Scale:
        """From the first of a month to the day before it comes again."""
        return cls(first, (date(first.year + 1, first.month, 1) - first).days)

    @property
    def last(self) -> date:
        """Inclusive."""
        return self.first + timedelta(days=self.days - 1)

    def angle(self, day: date) -> float:
        return 360 * (day - self.first).days / self.days

    def holds(self, day: date) -> bool:
        return 0 <= (day - self.first).days < self.days

    def months(self) -> Iterator[tuple[date, date]]:
        """First day of each month, and first day of the one after."""
        start = self.first
        while start <= self.last:
            following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
            yield start, following
            start = following

    def mondays(self) -> Iterator[date]:
        day = monday_of(self.first + timedelta(days=6))
        while day <= self.last:
            yield day
            day += timedelta(days=7)


def point(radius: float, angle: float) -> tuple[float, float]:
    """x and y from the middle of the wheel, y downwards as on paper."""
    turn = radians(angle)
    return radius * sin(turn), -radius * cos(turn)


def width_in_degrees(length: float, radius: float) -> float:
    """The angle that `length` takes along a circle."""
    return degrees(length / radius)


def number(value: float) -> str:
    """At most two decimals: a hundredth of a unit is a thousandth of a degree where the marks are."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def arc(radius: float, start: float, end: float) -> str:
    """A path from `start` to `end`, clockwise when `end` is the larger. Less than a full turn."""
    (x, y), (to_x, to_y) = point(radius, start), point(radius, end)
    large, sweep = int(abs(end - start) > 180), int(end > start)
    r = number(radius)
    return f"M{number(x)} {number(y)}A{r} {r} 0 {large} {sweep} {number(to_x)} {number(to_y)}"


def sector(inner: float, outer: float, start: float, end: float) -> str:
    """A closed path between two circles. Less than a full turn."""
    x, y = point(inner, end)
    r, large = number(inner), int(abs(end - start) > 180)
    back_x, back_y = point(inner, start)
    return f"{arc(outer, start, end)}L{number(x)} {number(y)}A{r} {r} 0 {large} 0 {number(back_x)} {number(back_y)}Z"
