"""Every base of every phrase, 2020-2040, against the day-by-day matcher."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

import pytest

from arshjul.almanac.almanac import Almanac
from arshjul.model.rhythm import (
    Base,
    DayOfMonth,
    EveryNthWeek,
    Feast,
    FeastWeek,
    InWeeks,
    NthDay,
    Period,
    Weekday,
    WeekdayAfter,
    Weekly,
)
from arshjul.model.wheel import DayPolicy, Wheel
from arshjul.planning.rules import nominal
from tests.oracle import day_matcher as oracle
from tests.support.wheels import rule, wheel

YEARS = range(2020, 2041)
WHEELS = [wheel(year=year) for year in YEARS]
ALMANACS = {w.year: Almanac.of(w) for w in WHEELS}
LEAP_AND_LONG = (2020, 2024, 2026, 2027, 2032)
"""Leap years, years with a week 53, years that start on different weekdays."""


def got(base: Base, of: Wheel, **narrowed: Any) -> list[date]:
    return [day.day for day in nominal(rule(base, **narrowed), of, ALMANACS[of.year])]


def check(base: Base, match: oracle.Match, of: Wheel, reach: int = 0) -> int:
    """Compare over the wheel (and `reach` days around it, for phrases that may lead over its edge). How many dates."""
    around = timedelta(days=reach)
    expected = oracle.matching(match, of.first - around, of.last + around)
    assert got(base, of) == expected, (base, of.year)
    return len(expected)


def test_the_nth_weekday_of_every_period_is_the_one_counted_on_fingers() -> None:
    seen = 0
    for of, number, weekday in product(WHEELS, (1, 2, 3, 4, 5, -1, -2), (0, 1, 3, 6)):
        period = list(Period)[(of.year + number + weekday) % 5]
        match = oracle.nth(number, oracle.on(weekday), oracle.PERIODS[period.value])
        seen += check(NthDay(number, Weekday(weekday), period), match, of)
    assert seen > 1500


@pytest.mark.parametrize("period", Period)
def test_every_period_in_the_special_years(period: Period) -> None:
    seen = 0
    for year, number in product(LEAP_AND_LONG, (1, 3, 5, -1, -2)):
        match = oracle.nth(number, oracle.on(2), oracle.PERIODS[period.value])
        seen += check(NthDay(number, Weekday.WEDNESDAY, period), match, wheel(year=year))
    assert seen >= 25


def test_the_nth_weekday_of_named_months() -> None:
    for of, months in product(WHEELS, ((3,), (3, 6, 9), (2, 12))):
        counted = oracle.nth(2, oracle.on(1), oracle.PERIODS["month"])
        base = NthDay(2, Weekday.TUESDAY, months=months)
        assert check(base, lambda d, m=months, c=counted: d.month in m and c(d), of) == len(months)  # type: ignore[misc]  # a default binds the loop's value


def test_the_nth_working_day_counts_open_days_only() -> None:
    swedish = [wheel(year=year, days=DayPolicy()) for year in LEAP_AND_LONG]
    for of, number in product(swedish, (1, 2, 5, -1, -2)):
        almanac = Almanac.of(of)
        match = oracle.nth(number, almanac.is_open, oracle.PERIODS["month"])
        expected = oracle.matching(match, of.first, of.last)
        assert [d.day for d in nominal(rule(NthDay(number, None)), of, almanac)] == expected
        assert len(expected) == 12


def test_weekly_and_parity_follow_iso_weeks_also_around_week_53() -> None:
    seen = 0
    for of, weekdays, odd in product(WHEELS, ((1,), (1, 3), (0, 4), (6,)), (None, 0, 1)):
        match = oracle.on(*weekdays) if odd is None else oracle.parity(weekdays, odd)
        base = Weekly(tuple(Weekday(d) for d in weekdays), odd)  # type: ignore[arg-type]  # 0, 1 or None, as written above
        seen += check(base, match, of)
    assert seen > 8000


def test_every_nth_week_counts_from_its_anchor_and_never_jumps() -> None:
    seen = 0
    for year, interval, weekdays in product((2020, 2021, 2026, 2027, 2033), (2, 3, 5), ((0,), (1, 3), (4,))):
        of = wheel(year=year)
        for anchor in (date(year, 1, 15), date(year - 1, 9, 3), date(year, 6, 9)):
            base = EveryNthWeek(tuple(Weekday(d) for d in weekdays), interval, anchor)
            seen += check(base, oracle.every(weekdays, interval, anchor), of)
    assert seen > 1500


def test_an_anchor_week_is_the_week_that_starts_on_its_monday() -> None:
    for of, number in product(WHEELS, (1, 2, 10, 40)):
        anchor = next(d for d in oracle.walk(date(of.year - 1, 12, 25), of.last) if oracle.week(d) == (of.year, number))
        base = EveryNthWeek((Weekday.MONDAY, Weekday.FRIDAY), 2, number)
        expected = oracle.every((0, 4), 2, anchor)
        assert check(base, expected, of) >= 10


def test_named_weeks_reach_over_the_edge_of_the_year() -> None:
    reached = 0
    for of in WHEELS:
        last = oracle.week(date(of.year, 12, 28))[1]
        for weekdays, weeks in product(((0,), (2,), (0, 4)), ((1,), (6, 20, 46), (last,))):
            base = InWeeks(tuple(Weekday(d) for d in weekdays), weeks)
            check(base, oracle.in_weeks(weekdays, weeks, of.year), of, reach=7)
            reached += sum(not of.holds(day) for day in got(base, of))
    assert reached > 10


def test_a_day_of_the_month_is_that_day_wherever_it_exists() -> None:
    seen = 0
    for of, number in product(WHEELS, (1, 15, 28, 29, 30, 31, -1)):
        months = ((), (2,), (1, 4, 12))[(of.year + number) % 3]
        seen += check(DayOfMonth(number, months), oracle.day_of_month(number, months), of)
    assert seen > 700


def test_the_first_weekday_after_a_day_may_fall_in_the_next_month() -> None:
    over = 0
    for of, weekday, number in product(WHEELS, (0, 1, 4), (1, 14, 20, 24, 27)):
        found = nominal(rule(WeekdayAfter(Weekday(weekday), number)), of, ALMANACS[of.year])
        around = oracle.matching(oracle.weekday_after(weekday, number), of.first, of.last + timedelta(days=31))
        expected = [d for d in around if date(of.year, 1, number) < d <= date(of.year, 12, number) + timedelta(days=7)]
        assert [day.day for day in found] == expected
        assert [int(day.slot[5:]) for day in found] == list(range(1, 13))
        over += sum(day.day.month != int(day.slot[5:]) for day in found)
    assert over > 100


def test_feast_weeks_are_counted_from_the_feasts_own_week() -> None:
    for of, feast, weeks in product(WHEELS, Feast, (-1, 0, 1)):
        base = FeastWeek((Weekday.TUESDAY, Weekday.THURSDAY), feast, weeks)  # type: ignore[arg-type]  # -1, 0 or 1
        match = oracle.feast_week((1, 3), feast.value, weeks, of.year)
        assert check(base, match, of, reach=14) == 2


def test_bounds_and_exceptions_only_take_away() -> None:
    first, last = date(2027, 2, 10), date(2027, 11, 20)
    full = got(Weekly((Weekday.MONDAY,)), wheel())
    for months, weeks in product(((), (7,), (3, 4)), ((), (28, 29), (10,))):
        kept = got(Weekly((Weekday.MONDAY,)), wheel(), first=first, last=last, except_months=months, except_weeks=weeks)
        expected = [d for d in full if first <= d <= last and d.month not in months and oracle.week(d)[1] not in weeks]
        assert kept == expected
        assert 0 < len(kept) < len(full)


def test_a_month_narrows_to_its_dates() -> None:
    spring = got(Weekly((Weekday.TUESDAY, Weekday.THURSDAY)), wheel(), in_months=(2, 3, 4))
    assert spring == oracle.matching(
        lambda d: d.weekday() in (1, 3) and d.month in (2, 3, 4), date(2027, 1, 1), date(2027, 12, 31)
    )


def _wheels_from_other_months() -> Iterator[Wheel]:
    for year, month in product((2023, 2026, 2027), (2, 8, 9)):
        yield wheel(year=year, first_month=month)


def test_a_wheel_from_another_month_has_the_same_days_of_the_calendar() -> None:
    for of in _wheels_from_other_months():
        almanac = Almanac.of(of)
        cases: list[tuple[Base, oracle.Match]] = [
            (Weekly((Weekday.TUESDAY,), 1), oracle.parity((1,), 1)),
            (DayOfMonth(15), oracle.day_of_month(15, ())),
        ]
        for period in Period:
            match = oracle.nth(-1, oracle.on(3), oracle.PERIODS[period.value])
            cases.append((NthDay(-1, Weekday.THURSDAY, period), match))
        for base, match in cases:
            expected = oracle.matching(match, of.first, of.last)
            assert [d.day for d in nominal(rule(base), of, almanac)] == expected
            assert expected


def test_the_oracles_easter_agrees_with_the_products_for_six_centuries() -> None:
    from arshjul.almanac.feasts import easter

    assert all(easter(year) == oracle.easter(year) for year in range(1800, 2400))


def test_slots_of_neighbouring_wheels_never_meet() -> None:
    """Two wheels on one ledger: a slot, hence a UID, belongs to one of them."""
    bases: list[Base] = [
        Weekly((Weekday.TUESDAY, Weekday.THURSDAY)),
        Weekly((Weekday.MONDAY, Weekday.SUNDAY), 1),
        EveryNthWeek((Weekday.MONDAY, Weekday.FRIDAY), 2, date(2019, 9, 2)),
        InWeeks((Weekday.MONDAY, Weekday.FRIDAY), (1, 52)),
        WeekdayAfter(Weekday.TUESDAY, 28),
        FeastWeek((Weekday.MONDAY, Weekday.FRIDAY), Feast.CHRISTMAS, 1),
    ]
    compared = 0
    for base, (one, next_one) in product(bases, pairwise(WHEELS)):
        slots = [{d.slot for d in nominal(rule(base), w, ALMANACS[w.year])} for w in (one, next_one)]
        assert not slots[0] & slots[1], (base, one.year)
        compared += len(slots[0])
    assert compared > 4500
