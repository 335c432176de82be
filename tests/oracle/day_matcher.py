"""An independent oracle: walks every day and asks of each whether the phrase means it. Shares nothing with the product.

Plain definitions on `datetime.date` alone; Easter by another method (Gauss) than the product's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

DAY = timedelta(days=1)
Match = Callable[[date], bool]


def walk(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += DAY


def matching(match: Match, first: date, last: date) -> list[date]:
    return [day for day in walk(first, last) if match(day)]


PERIODS: dict[str, Callable[[date], tuple[int, int]]] = {
    "month": lambda d: (d.year, d.month),
    "quarter": lambda d: (d.year, (d.month + 2) // 3),
    "tertial": lambda d: (d.year, (d.month + 3) // 4),
    "half-year": lambda d: (d.year, 1 if d.month < 7 else 2),
    "year": lambda d: (d.year, 0),
}


def nth(number: int, suits: Match, same_period: Callable[[date], tuple[int, int]]) -> Match:
    """The day suits, and as many suiting days of its period stand before it (or after it, from the end)."""

    def match(day: date) -> bool:
        if not suits(day):
            return False
        step = -DAY if number > 0 else DAY
        count, other = 1, day + step
        while same_period(other) == same_period(day):
            count += suits(other)
            other += step
        return count == abs(number)

    return match


def on(*weekdays: int) -> Match:
    return lambda day: day.weekday() in weekdays


def week(day: date) -> tuple[int, int]:
    """ISO year and week by their definition: the year and week are those of the week's Thursday."""
    thursday = day - timedelta(days=day.weekday()) + 3 * DAY
    return thursday.year, (thursday - date(thursday.year, 1, 1)).days // 7 + 1


def parity(weekdays: tuple[int, ...], odd: int) -> Match:
    return lambda day: day.weekday() in weekdays and week(day)[1] % 2 == odd


def every(weekdays: tuple[int, ...], interval: int, anchor: date) -> Match:
    """Weeks are counted on fingers from the week of the first such weekday on or after the anchor."""
    start = anchor
    while start.weekday() not in weekdays:
        start += DAY

    def match(day: date) -> bool:
        if day.weekday() not in weekdays or day < anchor:
            return False
        weeks, seen = 0, start
        while week(seen) != week(day):
            seen += 7 * DAY
            weeks += 1
        return weeks % interval == 0

    return match


def in_weeks(weekdays: tuple[int, ...], weeks: tuple[int, ...], year: int) -> Match:
    return lambda day: day.weekday() in weekdays and week(day)[0] == year and week(day)[1] in weeks


def day_of_month(number: int, months: tuple[int, ...]) -> Match:
    def match(day: date) -> bool:
        if months and day.month not in months:
            return False
        return (day + DAY).month != day.month if number == -1 else day.day == number

    return match


def weekday_after(weekday: int, number: int) -> Match:
    """Walk back from the day: the named day comes within a week, and never the weekday before it."""

    def match(day: date) -> bool:
        if day.weekday() != weekday:
            return False
        return any((day - back * DAY).day == number for back in range(1, 8))

    return match


def easter(year: int) -> date:
    """Gauss's rule of 1816, with its two exceptions."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    p, q = (13 + 8 * k) // 25, k // 4
    m, n = (15 - p + k - q) % 30, (4 + k - q) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if d == 29 and e == 6:
        return date(year, 4, 19)
    if d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        return date(year, 4, 18)
    return date(year, 3, 22) + (d + e) * DAY


def is_feast(name: str, day: date) -> bool:
    if name == "easter":
        return day == easter(day.year)
    if name == "pentecost":
        return day == easter(day.year) + 49 * DAY
    if name == "midsummer":
        return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return (day.month, day.day) == (12, 24)


def feast_week(weekdays: tuple[int, ...], name: str, weeks: int, year: int) -> Match:
    """The Monday-Sunday week that holds the feast, so many weeks away."""

    def match(day: date) -> bool:
        if day.weekday() not in weekdays:
            return False
        monday = day - day.weekday() * DAY - 7 * weeks * DAY
        return any(is_feast(name, d) and d.year == year for d in walk(monday, monday + 6 * DAY))

    return match
