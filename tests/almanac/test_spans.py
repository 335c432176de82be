"""Spans may wrap the year; weeks are ISO weeks; feasts have a week of their own."""

from __future__ import annotations

from datetime import date

import pytest

from arshjul.almanac.feasts import feast_day, feast_week
from arshjul.almanac.spans import days_of
from arshjul.almanac.weeks import has_week, monday, monday_of
from arshjul.model.rhythm import DateSpan, DaySpan, Feast, MonthSpan, Span, WeekSpan


@pytest.mark.parametrize(
    ("span", "stretches"),
    [
        (WeekSpan(27, 32), [(date(2027, 7, 5), date(2027, 8, 15))]),
        (WeekSpan(10, 10), [(date(2027, 3, 8), date(2027, 3, 14))]),
        (WeekSpan(51, 2), [(date(2027, 12, 20), date(2028, 1, 16))]),
        (WeekSpan(52, 53), [(date(2027, 12, 27), date(2028, 1, 2))]),
        (DaySpan((12, 22), (1, 6)), [(date(2027, 12, 22), date(2028, 1, 6))]),
        (DaySpan((2, 1), (11, -1)), [(date(2027, 2, 1), date(2027, 11, 30))]),
        (DaySpan((2, 1), (2, -1)), [(date(2027, 2, 1), date(2027, 2, 28))]),
        (DaySpan((2, 27), (2, 29)), [(date(2027, 2, 27), date(2027, 2, 28))]),
        (MonthSpan((5, 3)), [(date(2027, 3, 1), date(2027, 3, 31)), (date(2027, 5, 1), date(2027, 5, 31))]),
        (DateSpan(date(2026, 2, 1), date(2026, 2, 3)), [(date(2026, 2, 1), date(2026, 2, 3))]),
    ],
)
def test_a_span_starts_in_its_year(span: Span, stretches: list[tuple[date, date]]) -> None:
    assert list(days_of(span, range(2027, 2028))) == stretches


def test_a_span_without_a_year_comes_every_year() -> None:
    assert [first.year for first, _ in days_of(WeekSpan(10, 10), range(2026, 2029))] == [2026, 2027, 2028]


def test_week_53_is_there_in_long_years_only() -> None:
    assert [year for year in range(2020, 2041) if has_week(year, 53)] == [2020, 2026, 2032, 2037]
    assert not has_week(2027, 0)
    assert monday(2026, 53) == date(2026, 12, 28)
    assert monday_of(date(2027, 1, 3)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("feast", "day", "week"),
    [
        (Feast.EASTER, date(2027, 3, 28), date(2027, 3, 22)),
        (Feast.PENTECOST, date(2027, 5, 16), date(2027, 5, 10)),
        (Feast.MIDSUMMER, date(2027, 6, 25), date(2027, 6, 21)),
        (Feast.CHRISTMAS, date(2027, 12, 24), date(2027, 12, 20)),
    ],
)
def test_a_feast_has_its_own_week(feast: Feast, day: date, week: date) -> None:
    assert feast_day(feast, 2027) == day
    assert feast_week(feast, 2027) == week
