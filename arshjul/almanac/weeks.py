"""ISO weeks (ISO 8601: Monday to Sunday, week 1 holds the year's first Thursday)."""

from __future__ import annotations

from datetime import date, timedelta


def monday(year: int, week: int) -> date:
    """The Monday of an ISO week. Raises ValueError when the ISO year has no such week."""
    return date.fromisocalendar(year, week, 1)


def monday_of(day: date) -> date:
    """The Monday of the ISO week that holds `day`."""
    return day - timedelta(days=day.weekday())


def has_week(year: int, week: int) -> bool:
    """Whether the ISO year has that week: 28 December always lies in the last one."""
    return 1 <= week <= date(year, 12, 28).isocalendar().week
