"""Gaps and overlaps of local time, 25 zones over 20 years, against a walk through UTC."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from arshjul.model.rhythm import IfClosed, TimeRange
from arshjul.planning.clock_turns import turning_days, verdict
from tests.support.wheels import codes, expanded, on_dates, series, wheel

ZONES = (
    "Europe/Stockholm", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Atlantic/Azores", "Europe/Athens",
    "Europe/Kyiv", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/St_Johns",
    "America/Havana", "America/Santiago", "America/Asuncion", "America/Sao_Paulo", "America/Nuuk", "Africa/Cairo",
    "Africa/Casablanca", "Asia/Beirut", "Asia/Tehran", "Asia/Jerusalem", "Australia/Sydney", "Australia/Lord_Howe",
    "Pacific/Auckland",
)  # fmt: skip
YEARS = range(2015, 2035)
STEP = timedelta(minutes=15)


def shown(zone: ZoneInfo, day: date) -> Counter[time]:
    """How often a clock on the wall shows each quarter of an hour of a day: every instant around it, one by one."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=16)
    walls = (start + n * STEP for n in range(4 * 56))
    local = (moment.astimezone(zone) for moment in walls)
    return Counter(wall.time() for wall in local if wall.date() == day)


@pytest.mark.parametrize("name", ZONES)
def test_a_time_is_refused_exactly_when_the_wall_clock_shows_it_never_or_twice(name: str) -> None:
    zone = ZoneInfo(name)
    quarters = [time(n // 4, n % 4 * 15) for n in range(96)]
    turns = turning_days(zone, range(date(2015, 1, 1).toordinal(), date(2035, 1, 1).toordinal()))
    found: Counter[str | None] = Counter()
    for ordinal in sorted(turns):
        day = date.fromordinal(ordinal)
        times = shown(zone, day)
        for clock in quarters:
            expected = {0: "gap", 1: None, 2: "twice"}[times[clock]]
            assert verdict(day, clock, zone) == expected, (name, day, clock)
            found[expected] += 1
    assert found["gap"] >= 2
    assert found["twice"] >= 2
    assert found[None] > 100


@pytest.mark.parametrize("name", ZONES)
def test_a_day_without_a_turn_has_every_time_once(name: str) -> None:
    zone = ZoneInfo(name)
    days = range(date(2015, 1, 1).toordinal(), date(2035, 1, 1).toordinal())
    turns = turning_days(zone, days)
    for ordinal in days[::3]:
        if ordinal not in turns:
            day = date.fromordinal(ordinal)
            midnight, before = (datetime.combine(day + timedelta(days=n), time(), zone) for n in (1, 0))
            assert midnight.astimezone(UTC) - before.astimezone(UTC) == timedelta(days=1), (name, day)


@pytest.mark.parametrize(
    ("day", "hours", "code"),
    [
        (date(2027, 3, 28), (time(2, 30), time(4)), "E42"),
        (date(2027, 3, 28), (time(1), time(2, 15)), "E42"),
        (date(2027, 10, 31), (time(2, 30), time(4)), "E43"),
        (date(2027, 10, 31), (time(1), time(2, 15)), "E43"),
    ],
)
def test_a_start_or_an_end_in_the_turn_is_an_error(day: date, hours: tuple[time, time], code: str) -> None:
    of = wheel(series("s", on_dates(day), time=TimeRange(*hours), if_closed=IfClosed.KEEP))
    assert codes(expanded(of)) == [code]


def test_a_meeting_across_the_turn_is_no_error() -> None:
    of = wheel(series("s", on_dates(date(2027, 3, 28)), time=TimeRange(time(1), time(4)), if_closed=IfClosed.KEEP))
    assert codes(expanded(of)) == []
