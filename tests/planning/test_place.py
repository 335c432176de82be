"""Step 4: what is closed moves, is left out or stays, always with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from arshjul.model.occurrence import Occurrence, Status, Step, StepKind
from arshjul.model.rhythm import (
    Base,
    DateSpan,
    DayOfMonth,
    DaySpan,
    EveryNthWeek,
    Feast,
    FeastWeek,
    IfClosed,
    InWeeks,
    NthDay,
    RecurrenceRule,
    Rhythm,
    Weekday,
    WeekdayAfter,
    Weekly,
    WeekSpan,
)
from arshjul.model.wheel import Change, ChangeKind, DayPolicy, Wheel
from arshjul.planning.place import policy_of
from tests.support.wheels import change, closed, codes, deadline, expanded, on_dates, rule, series, wheel, when

TUE = Weekday.TUESDAY
A_TUESDAY = date(2027, 5, 11).toordinal()
SPORTLOV = closed("Sportlov", WeekSpan(10, 10))


def only(of: Wheel) -> Occurrence:
    (found,) = expanded(of).occurrences
    return found


def in_march(policy: IfClosed | None, *changes: Change) -> Wheel:
    """One meeting, Tuesday 9 March 2027, in a closed week."""
    return wheel(series("s", on_dates(date(2027, 3, 9)), if_closed=policy), closures=(SPORTLOV,), changes=changes)


@pytest.mark.parametrize(
    ("policy", "day"),
    [
        (IfClosed.BEFORE, date(2027, 3, 5)),
        (IfClosed.AFTER, date(2027, 3, 15)),
        (IfClosed.NEXT_WEEK, date(2027, 3, 16)),
        (None, date(2027, 3, 16)),
    ],
)
def test_a_closed_day_moves_as_if_closed_says(policy: IfClosed | None, day: date) -> None:
    found = only(in_march(policy))
    assert (found.day, found.nominal, found.slot) == (day, date(2027, 3, 9), "2027-03-09")
    assert found.status is Status.PLANNED
    assert found.steps == (Step(StepKind.CLOSED, date(2027, 3, 9), day, "Sportlov"),)


def test_a_skip_stays_visible_with_its_reason() -> None:
    found = only(in_march(IfClosed.SKIP))
    assert (found.day, found.status, found.happens) == (date(2027, 3, 9), Status.SKIPPED, False)
    assert found.steps == (Step(StepKind.SKIPPED, date(2027, 3, 9), text="Sportlov"),)


def test_keep_stands_on_the_closed_day_and_says_so() -> None:
    found = only(in_march(IfClosed.KEEP))
    assert (found.day, found.status) == (date(2027, 3, 9), Status.PLANNED)
    assert found.steps == (Step(StepKind.KEPT, date(2027, 3, 9), text="Sportlov"),)
    assert codes(expanded(in_march(IfClosed.KEEP))) == []


@pytest.mark.parametrize(
    ("rhythm", "policy"),
    [
        (when(Weekly((TUE,))), IfClosed.SKIP),
        (when(Weekly((TUE,), 1)), IfClosed.SKIP),
        (when(EveryNthWeek((TUE,), 2, 2)), IfClosed.SKIP),
        (when(EveryNthWeek((TUE,), 3, 2)), IfClosed.NEXT_WEEK),
        (when(NthDay(2, TUE)), IfClosed.NEXT_WEEK),
        (when(InWeeks((TUE,), (6,))), IfClosed.NEXT_WEEK),
        (when(DayOfMonth(15)), IfClosed.NEXT_WEEK),
        (when(WeekdayAfter(TUE, 20)), IfClosed.NEXT_WEEK),
        (when(FeastWeek((TUE,), Feast.EASTER, 1)), IfClosed.NEXT_WEEK),
        (when(DayOfMonth(15, latest=True)), IfClosed.BEFORE),
        (on_dates(date(2027, 5, 4)), IfClosed.NEXT_WEEK),
        (RecurrenceRule("FREQ=WEEKLY;BYDAY=TU"), IfClosed.SKIP),
        (RecurrenceRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), IfClosed.SKIP),
        (RecurrenceRule("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU"), IfClosed.NEXT_WEEK),
        (RecurrenceRule("FREQ=DAILY;INTERVAL=14"), IfClosed.SKIP),
        (RecurrenceRule("FREQ=MONTHLY;BYDAY=2TU"), IfClosed.NEXT_WEEK),
    ],
)
def test_the_built_in_default_leaves_out_what_comes_back_within_two_weeks(rhythm: Rhythm, policy: IfClosed) -> None:
    assert policy_of(series("s", rhythm), 0, A_TUESDAY) is policy


@pytest.mark.parametrize(
    ("rhythm", "day"),
    [
        (when(DayOfMonth(15, (5,), yearly=True)), date(2027, 5, 17)),
        (RecurrenceRule("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15"), date(2027, 5, 17)),
        (when(DayOfMonth(9, (3,), yearly=True)), date(2027, 3, 16)),
    ],
)
def test_next_week_for_a_day_by_number_that_falls_on_a_weekend_is_the_first_open_day(rhythm: Rhythm, day: date) -> None:
    of = wheel(series("s", rhythm, if_closed=IfClosed.NEXT_WEEK), closures=(SPORTLOV,))
    assert (only(of).day, codes(expanded(of))) == (day, [])


def test_next_week_for_a_phrase_that_names_a_weekend_day_has_nowhere_to_go() -> None:
    of = wheel(series("s", when(NthDay(1, Weekday.SATURDAY, months=(5,))), if_closed=IfClosed.NEXT_WEEK))
    assert codes(expanded(of)) == ["E35"]


def test_what_the_series_says_beats_the_built_in_default_but_not_senast() -> None:
    assert policy_of(series("s", when(Weekly((TUE,))), if_closed=IfClosed.AFTER), 0, A_TUESDAY) is IfClosed.AFTER
    latest = when(Weekly((TUE,)), DayOfMonth(15, latest=True))
    assert policy_of(series("s", latest, if_closed=IfClosed.AFTER), 1, A_TUESDAY) is IfClosed.BEFORE


def test_a_deadline_goes_before_with_senast_and_stays_otherwise() -> None:
    assert policy_of(deadline("d", when(DayOfMonth(15, latest=True))), 0, A_TUESDAY) is IfClosed.BEFORE
    assert policy_of(deadline("d", when(DayOfMonth(15))), 0, A_TUESDAY) is IfClosed.KEEP


def test_senast_is_the_open_day_before() -> None:
    found = only(wheel(deadline("d", when(DayOfMonth(15, (8,), latest=True, yearly=True)))))
    assert (found.day, found.slot) == (date(2027, 8, 13), "2027")


def test_a_target_is_never_a_half_day_or_a_bridge_day() -> None:
    """Thursday 6 May is Kristi himmelsfärdsdag, Wednesday a half day, Friday a klämdag."""
    before = wheel(series("s", on_dates(date(2027, 5, 6)), if_closed=IfClosed.BEFORE), days=DayPolicy())
    after = wheel(series("s", on_dates(date(2027, 5, 6)), if_closed=IfClosed.AFTER), days=DayPolicy())
    assert only(before).day == date(2027, 5, 4)
    assert only(after).day == date(2027, 5, 10)


def refused(of: Wheel) -> tuple[str, str]:
    (problem,) = expanded(of).problems
    return problem.code, problem.variant


def long_closure(policy: IfClosed) -> Wheel:
    shut = closed("Ombyggnad", DateSpan(date(2027, 5, 1), date(2027, 6, 15)))
    return wheel(series("s", on_dates(date(2027, 5, 18)), if_closed=policy), closures=(shut,))


@pytest.mark.parametrize("policy", [IfClosed.AFTER, IfClosed.NEXT_WEEK])
def test_no_open_day_within_three_weeks_is_an_error(policy: IfClosed) -> None:
    of = long_closure(policy)
    assert refused(of) == ("E35", "")
    assert only(of).day == date(2027, 5, 18)


def test_a_day_that_stands_21_days_away_is_near_enough() -> None:
    three_weeks = closed("Ombyggnad", DateSpan(date(2027, 5, 18), date(2027, 6, 7)))
    of = wheel(series("s", on_dates(date(2027, 5, 18)), if_closed=IfClosed.AFTER), closures=(three_weeks,))
    assert only(of).day == date(2027, 6, 8)


def test_a_target_outside_the_wheel_is_an_error() -> None:
    jul = closed("Jul", DaySpan((12, 20), (1, 8)))
    late = wheel(series("s", on_dates(date(2027, 12, 28)), if_closed=IfClosed.AFTER), closures=(jul,))
    early = wheel(series("s", on_dates(date(2027, 1, 5)), if_closed=IfClosed.BEFORE), closures=(jul,))
    assert refused(late) == ("E36", "")
    assert refused(early) == ("E36", "")


def test_a_target_on_or_past_the_next_meeting_is_an_error() -> None:
    of = wheel(series("s", when(Weekly((TUE,))), if_closed=IfClosed.NEXT_WEEK), closures=(SPORTLOV,))
    assert refused(of) == ("E37", "next")
    problem = expanded(of).problems[0]
    assert dict(problem.params)["neighbour"] == date(2027, 3, 16)


def test_a_target_on_or_before_the_meeting_before_is_an_error() -> None:
    days = on_dates(date(2027, 3, 5), date(2027, 3, 9))
    assert refused(wheel(series("s", days, if_closed=IfClosed.BEFORE), closures=(SPORTLOV,))) == ("E37", "previous")


def test_a_meeting_that_utom_takes_away_is_no_neighbour() -> None:
    weekly = rule(Weekly((TUE,)), except_weeks=(11,))
    of = wheel(series("s", when(weekly), if_closed=IfClosed.NEXT_WEEK), closures=(SPORTLOV,))
    assert codes(expanded(of)) == []


@pytest.mark.parametrize(
    "cure",
    [
        change("s/2027-05-18", ChangeKind.MOVE, date(2027, 6, 22)),
        change("s/2027-05-18", ChangeKind.CANCEL),
    ],
)
def test_a_change_cures_what_could_not_be_placed(cure: Change) -> None:
    of = replace(long_closure(IfClosed.AFTER), changes=(cure,))
    assert codes(expanded(of)) == []


@pytest.mark.parametrize("policy", [IfClosed.SKIP, IfClosed.KEEP, IfClosed.BEFORE])
def test_the_other_cures_of_no_open_day_work_too(policy: IfClosed) -> None:
    assert codes(expanded(long_closure(policy))) == []


@pytest.mark.parametrize("base", [NthDay(5, Weekday.MONDAY, months=(2,)), DayOfMonth(29, (2,), yearly=True)])
def test_a_phrase_that_gives_no_date_is_an_error(base: Base) -> None:
    assert codes(expanded(wheel(series("s", when(base))))) == ["E30"]
