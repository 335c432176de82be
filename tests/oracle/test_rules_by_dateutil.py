"""python-dateutil as a second oracle: every base that has an RRULE, 2020-2040, and the `rrule` escape itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from time import perf_counter

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.almanac.almanac import Almanac
from arshjul.model.rhythm import (
    Base,
    DayOfMonth,
    InWeeks,
    NthDay,
    Period,
    RecurrenceRule,
    Weekday,
    WeekdayAfter,
    Weekly,
)
from arshjul.planning.rules import nominal
from tests.support.wheels import codes, dates, expanded, rule, series, wheel

NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_MONTHS = {Period.QUARTER: "3,6,9,12", Period.TERTIAL: "4,8,12", Period.HALF_YEAR: "6,12", Period.YEAR: "12"}
FIRST_MONTHS = {Period.QUARTER: "1,4,7,10", Period.TERTIAL: "1,5,9", Period.HALF_YEAR: "1,7", Period.YEAR: "1"}


def rrules() -> Iterator[tuple[Base, str]]:
    """A base and its RRULE as `explain` would show it."""
    for weekday in Weekday:
        name = NAMES[weekday]
        for number in (1, 2, 4, 5, -1, -2):
            yield NthDay(number, weekday), f"FREQ=MONTHLY;BYDAY={number}{name}"
        for period, last_months in LAST_MONTHS.items():
            yield NthDay(-1, weekday, period), f"FREQ=MONTHLY;BYMONTH={last_months};BYDAY=-1{name}"
            yield NthDay(1, weekday, period), f"FREQ=MONTHLY;BYMONTH={FIRST_MONTHS[period]};BYDAY=1{name}"
        yield NthDay(-1, weekday, months=(3, 6, 9)), f"FREQ=MONTHLY;BYMONTH=3,6,9;BYDAY=-1{name}"
        yield Weekly((weekday,)), f"FREQ=WEEKLY;BYDAY={name}"
        yield InWeeks((weekday,), (6, 20, 46)), f"FREQ=YEARLY;BYWEEKNO=6,20,46;BYDAY={name}"
        after = ",".join(str(day) for day in range(21, 28))
        yield WeekdayAfter(weekday, 20), f"FREQ=MONTHLY;BYDAY={name};BYMONTHDAY={after}"
    yield DayOfMonth(15), "FREQ=MONTHLY;BYMONTHDAY=15"
    yield DayOfMonth(-1), "FREQ=MONTHLY;BYMONTHDAY=-1"
    yield DayOfMonth(15, (3,), yearly=True), "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"


def dateutil_dates(text: str, first: date, last: date) -> list[date]:
    start, end = (datetime.fromordinal(day.toordinal()) for day in (first, last))
    return [moment.date() for moment in rrulestr(text, dtstart=start).between(start, end, inc=True)]


def test_every_base_with_an_rrule_gives_what_dateutil_gives() -> None:
    compared = 0
    for index, (base, text) in enumerate(rrules()):
        for year in range(2020 + index % 3, 2041, 3):
            of = wheel(year=year)
            got = [day.day for day in nominal(rule(base), of, Almanac.of(of))]
            assert got == dateutil_dates(text, of.first, of.last), (text, year)
            compared += len(got)
    assert compared > 7500


@settings(max_examples=150, deadline=None)
@given(
    freq=st.sampled_from(("YEARLY", "MONTHLY", "WEEKLY", "DAILY")),
    interval=st.integers(1, 5),
    months=st.sets(st.integers(1, 12), max_size=3),
    weekdays=st.sets(st.sampled_from(NAMES), min_size=1, max_size=3),
    year=st.integers(2020, 2040),
)
def test_the_rrule_escape_gives_the_wheels_part_of_dateutils_dates(
    freq: str, interval: int, months: set[int], weekdays: set[str], year: int
) -> None:
    parts = [f"FREQ={freq}", f"INTERVAL={interval}", f"BYDAY={','.join(sorted(weekdays))}"]
    if months:
        parts.append(f"BYMONTH={','.join(map(str, sorted(months)))}")
    of = wheel(series("s", RecurrenceRule(";".join(parts))), year=year)
    found = expanded(of)
    assert [o.nominal for o in found.occurrences] == dateutil_dates(";".join(parts), of.first, of.last)
    assert all(o.slot == o.nominal.isoformat() for o in found.occurrences)


def test_until_and_count_bound_the_escape() -> None:
    until = expanded(wheel(series("s", RecurrenceRule("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270401T000000Z"))))
    assert dates(until, "s") == [date(2027, 1, 12), date(2027, 2, 9), date(2027, 3, 9)]
    count = expanded(wheel(series("s", RecurrenceRule("FREQ=MONTHLY;BYDAY=2TU;COUNT=2"))))
    assert dates(count, "s") == [date(2027, 1, 12), date(2027, 2, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYSETPOS=2;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=2",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
    ],
)
def test_a_rule_that_never_matches_is_said_so_within_two_seconds(text: str) -> None:
    start = perf_counter()
    found = expanded(wheel(series("s", RecurrenceRule(text))))
    assert perf_counter() - start < 2
    assert codes(found) == ["E30"]
    assert found.occurrences == ()


def test_a_rule_by_the_second_is_refused_at_ten_thousand() -> None:
    numbers = ",".join(str(n) for n in range(60))
    start = perf_counter()
    found = expanded(wheel(series("s", RecurrenceRule(f"FREQ=DAILY;BYHOUR=8;BYMINUTE={numbers};BYSECOND={numbers}"))))
    assert perf_counter() - start < 2
    assert [(p.code, p.variant) for p in found.problems] == [("E33", "too many")]
    assert found.occurrences == ()


def test_a_rule_that_dateutil_cannot_read_is_a_problem_and_no_crash() -> None:
    found = expanded(wheel(series("s", RecurrenceRule("FREQ=MONTHLY;BYDAY=XX"))))
    assert [(p.code, p.variant) for p in found.problems] == [("E33", "refused")]
