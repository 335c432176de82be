"""Closures and `if_closed` against a naive walk over sets of days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.rhythm import Base, DateSpan, DayOfMonth, IfClosed, InWeeks, NthDay, Weekday, Weekly
from arshjul.model.wheel import Closure, DayPolicy
from tests.oracle import day_matcher as oracle
from tests.support.wheels import expanded, rule, series, wheel, when

DAY = timedelta(days=1)
RED = {date(2026, 12, 25), date(2028, 1, 6), *(date(2027, m, d) for m, d in ((1, 1), (1, 6), (3, 26), (3, 29), (5, 6)))}
EVES = {date(y, m, d) for y, m, d in ((2026, 12, 24), (2026, 12, 31), (2027, 6, 25), (2027, 12, 24), (2027, 12, 31))}
_HALF_2027 = ((1, 5), (3, 25), (4, 30), (5, 5), (5, 14), (6, 24), (11, 5), (12, 23), (12, 30))
HALF = {date(2026, 12, 23), date(2026, 12, 30), date(2028, 1, 5), *(date(2027, m, d) for m, d in _HALF_2027)}
"""Written off the wall calendar, not computed."""


def closed_days(closures: list[tuple[date, int]]) -> set[date]:
    days = {day for day in oracle.walk(date(2026, 12, 1), date(2028, 1, 31)) if day.weekday() > 4}
    days |= RED | EVES
    for first, length in closures:
        days |= set(oracle.walk(first, first + (length - 1) * DAY))
    return days


def candidates(day: date, policy: IfClosed, base: Base) -> list[date]:
    if policy is IfClosed.NEXT_WEEK and isinstance(base, DayOfMonth) and day.weekday() > 4:
        policy = IfClosed.AFTER  # no weekday to keep
    return {
        IfClosed.BEFORE: [day - n * DAY for n in range(1, 22)],
        IfClosed.AFTER: [day + n * DAY for n in range(1, 22)],
        IfClosed.NEXT_WEEK: [day + 7 * DAY, day + 14 * DAY, day + 21 * DAY],
        IfClosed.SKIP: [],
        IfClosed.KEEP: [day],
    }[policy]


def naive(day: date, others: list[date], policy: IfClosed, base: Base, closed: set[date]) -> date | str | None:
    """Where the date should stand, the code of its problem, or None when it is left out."""
    if day not in closed:
        return day
    if policy in (IfClosed.SKIP, IfClosed.KEEP):
        return day if policy is IfClosed.KEEP else None
    calm = [d for d in candidates(day, policy, base) if d not in closed | HALF and not is_bridge(d, closed)]
    if not calm:
        return "E35"
    if calm[0].year != 2027:
        return "E36"
    passed = any(day < other <= calm[0] or calm[0] <= other < day for other in others)
    return "E37" if passed else calm[0]


def is_bridge(day: date, closed: set[date]) -> bool:
    return day not in closed and day - DAY in closed and day + DAY in closed


reached: dict[str, int] = {}


@settings(max_examples=250, deadline=None, derandomize=True)
@given(
    closures=st.lists(st.tuples(st.dates(date(2027, 1, 1), date(2027, 12, 20)), st.integers(1, 45)), max_size=5),
    policy=st.sampled_from(IfClosed),
    base=st.sampled_from(
        [
            NthDay(2, Weekday.TUESDAY),
            NthDay(-1, Weekday.THURSDAY),
            NthDay(1, Weekday.FRIDAY),
            DayOfMonth(15),
            DayOfMonth(-1),
            Weekly((Weekday.MONDAY,)),
            Weekly((Weekday.THURSDAY,), 1),
            InWeeks((Weekday.WEDNESDAY,), (1, 2, 12, 25, 51, 52)),
        ]
    ),
)
def test_every_date_stands_where_a_naive_walk_puts_it(
    closures: list[tuple[date, int]], policy: IfClosed, base: Base
) -> None:
    of = wheel(
        series("s", when(rule(base)), if_closed=policy),
        days=DayPolicy(),
        closures=tuple(
            Closure(f"stängt {n}", DateSpan(first, first + (length - 1) * DAY))
            for n, (first, length) in enumerate(closures)
        ),
    )
    found = expanded(of)
    closed = closed_days(closures)
    nominal = [o.nominal for o in found.occurrences]
    problems = {str(dict(p.params)["key"]): p.code for p in found.problems if p.severity == "error"}
    for occurrence in found.occurrences:
        others = [day for day in nominal if day != occurrence.nominal]
        expected = naive(occurrence.nominal, others, policy, base, closed)
        assert seen(occurrence, problems) == expected, (occurrence.nominal, policy)
        what = expected if isinstance(expected, str) else f"{policy.value}{expected == occurrence.nominal}"
        reached[what] = reached.get(what, 0) + 1


def seen(occurrence: Occurrence, problems: dict[str, str]) -> date | str | None:
    if code := problems.get(str(occurrence.key)):
        return code
    return None if occurrence.status is Status.SKIPPED else occurrence.day


def test_the_property_reached_every_policy_and_every_refusal() -> None:
    test_every_date_stands_where_a_naive_walk_puts_it()
    for what in ("E35", "E37", "beforeFalse", "afterFalse", "next weekFalse", "skipFalse", "keepTrue"):
        assert reached.get(what, 0) >= 10, (what, reached)
    assert reached.get("E36", 0) >= 1, reached
