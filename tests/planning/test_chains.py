"""What hangs on another has its slot, moves with it, and goes when it goes."""

from __future__ import annotations

from datetime import date

from arshjul.model.occurrence import Kind, Occurrence, Status, Step, StepKind
from arshjul.model.rhythm import (
    AsNeeded,
    Base,
    Chained,
    ChainedWeek,
    DaySpan,
    IfClosed,
    NthDay,
    Period,
    Weekday,
    WeekSpan,
)
from arshjul.model.wheel import Change, ChangeKind, Closure, Wheel
from tests.support.wheels import change, closed, codes, dates, deadline, expanded, rule, series, wheel, when

QUARTERLY = when(NthDay(-1, Weekday.THURSDAY, Period.QUARTER))


def hung(base: Base, *changes: Change, closures: tuple[Closure, ...] = (), policy: IfClosed | None = None) -> Wheel:
    """«beredning» hangs on «styrgrupp»: 25 March, 24 June, 30 September, 30 December 2027."""
    return wheel(
        series("beredning", when(base), if_closed=policy),
        series("styrgrupp", QUARTERLY, if_closed=IfClosed.SKIP),
        changes=changes,
        closures=closures,
    )


def at(of: Wheel, key: str) -> Occurrence:
    (found,) = [o for o in expanded(of).occurrences if str(o.key) == key]
    return found


def test_days_workdays_and_weeks_are_counted_from_the_parent() -> None:
    assert dates(expanded(hung(Chained("styrgrupp", -10, "d"))), "beredning")[0] == date(2027, 3, 15)
    assert dates(expanded(hung(Chained("styrgrupp", -10, "ad"))), "beredning")[0] == date(2027, 3, 11)
    assert dates(expanded(hung(Chained("styrgrupp", 3, "ad"))), "beredning")[0] == date(2027, 3, 30)
    assert dates(expanded(hung(Chained("styrgrupp", 2, "v"))), "beredning")[0] == date(2027, 4, 8)


def test_working_days_pass_over_closed_ones() -> None:
    shut = (closed("Ombyggnad", WeekSpan(11, 11)),)
    assert dates(expanded(hung(Chained("styrgrupp", -5, "ad"), closures=shut)), "beredning")[0] == date(2027, 3, 11)


def test_the_week_before_is_the_parents_iso_week_less_one() -> None:
    of = hung(ChainedWeek("styrgrupp", (Weekday.TUESDAY,), -1))
    assert dates(expanded(of), "beredning")[0] == date(2027, 3, 16)
    assert at(of, "beredning/2027-Q1").steps == (Step(StepKind.CHAIN, date(2027, 3, 25), text="styrgrupp/2027-Q1"),)


def test_a_moved_parent_takes_the_chain_along() -> None:
    moved = change("styrgrupp/2027-Q4", ChangeKind.MOVE, date(2027, 12, 9))
    assert at(hung(Chained("styrgrupp", -7, "d"), moved), "beredning/2027-Q4").day == date(2027, 12, 2)


def test_a_cancelled_parent_takes_the_chain_along_with_its_reason() -> None:
    cancelled = change("styrgrupp/2027-Q2", ChangeKind.CANCEL, reason="Inget att besluta", by="olle")
    found = at(hung(Chained("styrgrupp", -7, "d"), cancelled), "beredning/2027-Q2")
    assert found.status is Status.CANCELLED
    assert found.steps[0].kind is StepKind.CHAIN
    assert found.steps[1] == Step(StepKind.CANCELLED, date(2027, 6, 17), text="Inget att besluta", by="olle")


def test_a_skipped_parent_takes_the_chain_along_with_its_closure() -> None:
    found = at(
        hung(Chained("styrgrupp", -7, "d"), closures=(closed("Jul", DaySpan((12, 22), (1, 6))),)), "beredning/2027-Q4"
    )
    assert (found.status, found.steps[1].text) == (Status.SKIPPED, "Jul")


def test_a_link_may_itself_be_moved() -> None:
    moved = change("beredning/2027-Q1", ChangeKind.MOVE, date(2027, 3, 10))
    assert at(hung(Chained("styrgrupp", -7, "d"), moved), "beredning/2027-Q1").day == date(2027, 3, 10)


def test_a_chain_of_three_follows_all_the_way() -> None:
    of = wheel(
        deadline("utskick", when(Chained("beredning", -5, "ad"))),
        series("beredning", when(Chained("styrgrupp", -7, "d"))),
        series("styrgrupp", QUARTERLY),
        changes=(change("styrgrupp/2027-Q4", ChangeKind.MOVE, date(2027, 12, 9)),),
    )
    found = at(of, "utskick/2027-Q4")
    assert (found.day, found.kind, found.steps[0].text) == (date(2027, 11, 25), Kind.DEADLINE, "beredning/2027-Q4")


def test_a_chain_that_bites_its_tail_is_an_error() -> None:
    of = wheel(
        series("a", when(Chained("b", -1, "d"))),
        series("b", when(Chained("c", -1, "d"))),
        series("c", when(Chained("a", -1, "d"))),
        series("d", when(Chained("a", -1, "d"))),
        series("e", QUARTERLY),
    )
    found = expanded(of)
    assert [(p.code, dict(p.params)["loop"]) for p in found.problems] == [("E34", "a → b → c → a")]
    assert {o.item.id for o in found.occurrences} == {"e"}


def test_an_item_that_hangs_on_itself_is_a_loop() -> None:
    assert codes(expanded(wheel(series("a", when(Chained("a", -1, "d")))))) == ["E34"]


def test_an_unknown_parent_is_an_error_with_the_one_it_resembles() -> None:
    of = wheel(series("beredning", when(Chained("styrgrup", -1, "d"))), series("styrgrupp", QUARTERLY))
    (problem,) = expanded(of).problems
    assert (problem.code, problem.variant, dict(problem.params)["near"]) == ("E38", "near", "styrgrupp")


def test_a_link_on_a_meeting_as_needed_waits_with_it() -> None:
    needed = AsNeeded(1, 2, DaySpan((2, 1), (5, -1)))
    of = wheel(series("kkb", needed), series("beredning", when(Chained("kkb", -7, "d"))))
    waiting = at(of, "beredning/2027-1")
    assert (waiting.status, waiting.day, waiting.last) == (Status.WINDOW, date(2027, 2, 1), date(2027, 5, 31))
    set_of = wheel(*of.series.values(), changes=(change("kkb/2027-1", ChangeKind.SET, date(2027, 3, 18)),))
    assert at(set_of, "beredning/2027-1").day == date(2027, 3, 11)


def test_a_closed_link_never_passes_its_parent() -> None:
    shut = (closed("Ombyggnad", WeekSpan(11, 11)),)
    (problem,) = expanded(hung(Chained("styrgrupp", -7, "d"), closures=shut)).problems
    assert (problem.code, problem.variant) == ("E37", "parent")
    before = hung(Chained("styrgrupp", -7, "d"), closures=shut, policy=IfClosed.BEFORE)
    assert at(before, "beredning/2027-Q1").day == date(2027, 3, 12)


def test_a_link_may_lie_before_the_wheel_that_its_parent_is_in() -> None:
    of = wheel(
        deadline("utskick", when(Chained("januari", -20, "d"))),
        series("januari", when(NthDay(2, Weekday.TUESDAY, months=(1,)))),
    )
    assert at(of, "utskick/2027").day == date(2026, 12, 23)


def test_months_narrow_a_chain_too() -> None:
    of = wheel(
        series("beredning", when(rule(Chained("styrgrupp", -7, "d"), except_months=(6,)))),
        series("styrgrupp", QUARTERLY),
    )
    assert [o.slot for o in expanded(of).occurrences if o.item.id == "beredning"] == ["2027-Q1", "2027-Q3", "2027-Q4"]
