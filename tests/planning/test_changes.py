"""Step 5: a [[change]] wins over rule and closure, and says so when it cannot."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from arshjul.model.occurrence import Kind, Occurrence, Status, Step, StepKind
from arshjul.model.rhythm import (
    AsNeeded,
    DayOfMonth,
    DaySpan,
    Each,
    Minutes,
    NthDay,
    Period,
    TimeRange,
    Weekday,
    WeekSpan,
)
from arshjul.model.source import Origin, Problem
from arshjul.model.wheel import Change, ChangeKind, DayPolicy, Wheel
from arshjul.planning.expand import Expansion
from tests.support.wheels import AFTERNOON, change, codes, deadline, directory, expanded, person, series, wheel, when

QUARTERLY = when(NthDay(-1, Weekday.THURSDAY, Period.QUARTER))
"""25 March, 24 June, 30 September, 30 December 2027."""
AS_NEEDED = AsNeeded(2, 3, DaySpan((2, 1), (11, -1), "feb-nov"))


def styrgrupp(*changes: Change, **keys: Any) -> Wheel:
    return wheel(series("styrgrupp", QUARTERLY, place="Östersund", **keys), changes=changes)


def at(of: Wheel, slot: str) -> Occurrence:
    (found,) = [o for o in expanded(of).occurrences if o.slot == slot]
    return found


def problem(found: Expansion) -> Problem:
    (only,) = found.problems
    return only


def test_a_move_keeps_the_slot_and_tells_from_where_and_why() -> None:
    found = at(
        styrgrupp(change("styrgrupp/2027-Q4", ChangeKind.MOVE, date(2027, 12, 9), reason="Mellandagarna", by="dana")),
        "2027-Q4",
    )
    assert (found.day, found.nominal, found.status) == (date(2027, 12, 9), date(2027, 12, 30), Status.MOVED)
    assert found.steps == (Step(StepKind.MOVED, date(2027, 12, 30), date(2027, 12, 9), "Mellandagarna", "dana"),)


def test_a_move_may_give_another_time_and_place() -> None:
    moved = change("styrgrupp/2027-Q1", ChangeKind.MOVE, date(2027, 3, 23), time=AFTERNOON, place="Åre")
    found = at(styrgrupp(moved), "2027-Q1")
    assert (found.time, found.place) == (AFTERNOON, "Åre")
    assert at(styrgrupp(moved), "2027-Q2").place == "Östersund"


def test_another_time_the_same_day_is_an_adjustment() -> None:
    found = at(styrgrupp(change("styrgrupp/2027-Q1", ChangeKind.ADJUST, time=AFTERNOON)), "2027-Q1")
    assert (found.day, found.time, found.status) == (date(2027, 3, 25), AFTERNOON, Status.PLANNED)
    assert [step.kind for step in found.steps] == [StepKind.ADJUSTED]


def test_a_cancelled_meeting_stays_visible() -> None:
    found = at(styrgrupp(change("styrgrupp/2027-Q2", ChangeKind.CANCEL, reason="Inget att besluta")), "2027-Q2")
    assert (found.status, found.happens) == (Status.CANCELLED, False)
    assert found.steps[-1] == Step(StepKind.CANCELLED, date(2027, 6, 24), text="Inget att besluta")


def test_an_added_meeting_is_set_by_hand() -> None:
    found = at(styrgrupp(change("styrgrupp/2027-extra", ChangeKind.ADD, date(2027, 5, 20))), "2027-extra")
    assert (found.day, found.status, found.time) == (date(2027, 5, 20), Status.SET, at(styrgrupp(), "2027-Q1").time)
    assert [step.kind for step in found.steps] == [StepKind.ADDED]


def test_an_added_meeting_may_itself_be_moved() -> None:
    changes = (
        change("styrgrupp/2027-extra", ChangeKind.ADD, date(2027, 5, 20)),
        change("styrgrupp/2027-extra", ChangeKind.MOVE, date(2027, 5, 25)),
    )
    assert at(styrgrupp(*changes), "2027-extra").day == date(2027, 5, 25)
    assert codes(expanded(styrgrupp(*changes))) == []


def test_an_unknown_occurrence_is_an_error_at_the_slot_with_those_there_are() -> None:
    where = {"what": Origin("2027.toml", 153, 9, 27)}
    found = expanded(styrgrupp(change("styrgrupp/2027-04", ChangeKind.CANCEL, where=where)))
    assert problem(found).code == "E70"
    assert problem(found).at == Origin("2027.toml", 153, 19, 26)
    assert dict(problem(found).params)["slots"] == ("2027-Q1", "-Q2", "-Q3", "-Q4")


def test_an_unknown_series_is_an_error_with_the_one_it_resembles() -> None:
    found = expanded(styrgrupp(change("styrgrup/2027-Q1", ChangeKind.CANCEL)))
    assert (problem(found).code, problem(found).variant) == ("E70", "series.near")
    assert dict(problem(found).params)["near"] == "styrgrupp"
    assert problem(expanded(styrgrupp(change("xyz/2027-Q1", ChangeKind.CANCEL)))).variant == "series"


def test_two_changes_of_one_occurrence_are_an_error_and_the_first_holds() -> None:
    origin = Origin("2027.toml", 152, 1, 9)
    changes = (
        change("styrgrupp/2027-Q4", ChangeKind.MOVE, date(2027, 12, 9), at=origin),
        change("styrgrupp/2027-Q4", ChangeKind.CANCEL),
    )
    found = expanded(styrgrupp(*changes))
    assert problem(found).code == "E72"
    assert dict(problem(found).params)["line"] == 152
    assert at(styrgrupp(*changes), "2027-Q4").status is Status.MOVED


def test_an_acceptance_may_stand_beside_another_change() -> None:
    changes = (
        change("styrgrupp/2027-Q4", ChangeKind.MOVE, date(2027, 12, 9)),
        change("styrgrupp/2027-Q4", ChangeKind.ACCEPT, ok=("krock",)),
    )
    assert codes(expanded(styrgrupp(*changes))) == []


@pytest.mark.parametrize("kind", [ChangeKind.MOVE, ChangeKind.ADD])
def test_a_day_outside_the_wheel_is_an_error(kind: ChangeKind) -> None:
    slot = "2027-Q4" if kind is ChangeKind.MOVE else "2027-extra"
    found = expanded(styrgrupp(change(f"styrgrupp/{slot}", kind, date(2028, 1, 13))))
    assert (problem(found).code, problem(found).variant) == ("E36", "change")


def test_only_meetings_without_a_day_are_set() -> None:
    found = expanded(styrgrupp(change("styrgrupp/2027-Q4", ChangeKind.SET, date(2027, 12, 9))))
    assert (problem(found).code, problem(found).variant) == ("E76", "set")


def test_an_addition_never_takes_another_slot() -> None:
    found = expanded(styrgrupp(change("styrgrupp/2027-Q4", ChangeKind.ADD, date(2027, 12, 9))))
    assert (problem(found).code, problem(found).variant) == ("E76", "exists")


def test_a_deadline_is_moved_like_a_meeting() -> None:
    of = wheel(
        deadline("rapport", when(DayOfMonth(15, (11,), yearly=True))),
        changes=(change("rapport/2027", ChangeKind.MOVE, date(2027, 11, 19)),),
    )
    assert (at(of, "2027").day, at(of, "2027").kind) == (date(2027, 11, 19), Kind.DEADLINE)


# ── vid behov ──


def kkb(*changes: Change, time: TimeRange | Minutes = AFTERNOON) -> Wheel:
    return wheel(series("kkb", AS_NEEDED, time=time), changes=changes)


def set_on(number: int, month: int, **keys: Any) -> Change:
    return change(f"kkb/2027-{number}", ChangeKind.SET, date(2027, month, 18), **keys)


def test_meetings_as_needed_wait_as_windows_until_they_are_set() -> None:
    found = expanded(kkb(set_on(1, 3)))
    assert [(o.slot, o.status, o.day, o.last) for o in found.occurrences] == [
        ("2027-2", Status.WINDOW, date(2027, 2, 1), date(2027, 11, 30)),
        ("2027-1", Status.SET, date(2027, 3, 18), None),
    ]
    assert found.occurrences[0].kind is Kind.WINDOW
    assert found.occurrences[0].all_day
    assert found.problems == ()


def test_a_cancelled_one_is_still_needed() -> None:
    found = expanded(kkb(set_on(1, 3), change("kkb/2027-1", ChangeKind.CANCEL)))
    assert sorted((o.slot, o.status.value) for o in found.occurrences) == [
        ("2027-1", "cancelled"), ("2027-2", "window"), ("2027-3", "window"),
    ]  # fmt: skip


def test_when_enough_are_set_no_window_is_left() -> None:
    assert [o.slot for o in expanded(kkb(set_on(2, 3), set_on(3, 5))).occurrences] == ["2027-2", "2027-3"]


def test_more_than_the_count_is_an_error() -> None:
    found = expanded(kkb(*(set_on(n, month) for n, month in enumerate((3, 5, 6, 8), 1))))
    assert (problem(found).code, dict(problem(found).params)["most"]) == ("E77", 3)


@pytest.mark.parametrize(("today", "expected"), [(date(2027, 11, 30), []), (date(2027, 12, 1), ["W06"])])
def test_too_few_is_a_warning_once_the_window_has_closed(today: date, expected: list[str]) -> None:
    assert codes(expanded(kkb(set_on(1, 3)), today)) == expected


def test_too_few_can_be_accepted_and_leaves_no_window() -> None:
    accepted = kkb(set_on(1, 3), change("kkb/2027-1", ChangeKind.ACCEPT, ok=("färre",)))
    found = expanded(accepted, date(2027, 12, 1))
    assert (codes(found), [o.slot for o in found.occurrences]) == ([], ["2027-1"])


def test_what_is_set_needs_an_hour() -> None:
    assert problem(expanded(kkb(set_on(1, 3), time=Minutes(60)))).code == "E44"
    timed = kkb(set_on(1, 3, time=TimeRange(time(9), time(10))), time=Minutes(60))
    assert codes(expanded(timed)) == []


def test_a_number_is_the_only_slot_of_a_meeting_as_needed() -> None:
    found = expanded(kkb(change("kkb/2027-Q1", ChangeKind.SET, date(2027, 3, 18))))
    assert (problem(found).code, dict(problem(found).params)["slots"]) == ("E70", ("2027-1",))


def test_an_unset_meeting_cannot_be_moved() -> None:
    found = expanded(kkb(change("kkb/2027-1", ChangeKind.MOVE, date(2027, 3, 18))))
    assert problem(found).code == "E70"


def test_a_meeting_set_outside_its_window_is_a_warning_that_can_be_accepted() -> None:
    assert codes(expanded(kkb(change("kkb/2027-1", ChangeKind.SET, date(2027, 1, 20))))) == ["W07"]
    accepted = change("kkb/2027-1", ChangeKind.SET, date(2027, 1, 20), ok=("utanför fönstret",))
    assert codes(expanded(kkb(accepted))) == []


def test_an_addition_takes_the_lowest_free_number() -> None:
    of = kkb(set_on(1, 3), change("kkb", ChangeKind.ADD, date(2027, 4, 20)))
    assert [o.slot for o in expanded(of).occurrences] == ["2027-1", "2027-2"]


# ── ett per aktör ──


def enskilda(*changes: Change) -> Wheel:
    each = Each(("peak", "miun"), WeekSpan(14, 24, "v. 14-24"))
    people = directory([person("peak"), person("miun")])
    return wheel(series("enskilda", each, time=Minutes(60)), directory=people, changes=changes)


def test_each_actor_has_a_window_until_a_day_is_set() -> None:
    hour = TimeRange(time(9), time(10))
    found = expanded(enskilda(change("enskilda/2027-peak", ChangeKind.SET, date(2027, 4, 20), time=hour)))
    assert [(o.slot, o.status.value, o.day, o.last) for o in found.occurrences] == [
        ("2027-miun", "window", date(2027, 4, 5), date(2027, 6, 20)),
        ("2027-peak", "set", date(2027, 4, 20), None),
    ]
    assert found.occurrences[1].actor == "peak"


def test_an_actor_who_sees_no_need_is_cancelled() -> None:
    found = expanded(enskilda(change("enskilda/2027-peak", ChangeKind.CANCEL, reason="Inget behov")))
    assert [(o.slot, o.happens) for o in found.occurrences] == [("2027-miun", True), ("2027-peak", False)]


def test_an_unset_window_cannot_be_moved_nor_one_added() -> None:
    moved = expanded(enskilda(change("enskilda/2027-peak", ChangeKind.MOVE, date(2027, 4, 20))))
    added = expanded(enskilda(change("enskilda", ChangeKind.ADD, date(2027, 4, 20))))
    assert [problem(moved).variant, problem(added).variant] == ["unset", "add each"]


def test_an_unknown_actor_is_an_error_with_those_there_are() -> None:
    found = expanded(enskilda(change("enskilda/2027-torsta", ChangeKind.SET, date(2027, 4, 20))))
    assert dict(problem(found).params)["slots"] == ("2027-miun", "-peak")


# ── dagar att veta om ──


@pytest.mark.parametrize(
    ("day", "variant", "ok"),
    [
        (date(2027, 5, 7), "bridge", "klämdag"),
        (date(2027, 5, 7), "bridge", "bridge day"),
        (date(2027, 4, 30), "half", "halvdag"),
        (date(2027, 4, 30), "half", "valborgsmässoafton"),
        (date(2027, 5, 6), "closed", "stängd dag"),
        (date(2027, 5, 8), "weekday", "Closed day"),
    ],
)
def test_a_move_to_a_special_day_is_a_warning_unless_accepted(day: date, variant: str, ok: str) -> None:
    where = {"move_to": Origin("2027.toml", 147, 16, 30)}

    def moved(*accepted: str) -> Expansion:
        made = change("styrgrupp/2027-Q2", ChangeKind.MOVE, day, ok=accepted, where=where)
        days = series("styrgrupp", when(NthDay(2, Weekday.TUESDAY, Period.QUARTER)))
        return expanded(wheel(days, changes=(made,), days=DayPolicy()))

    warned = problem(moved())
    assert (warned.code, warned.variant, warned.severity) == ("E73", variant, "warning")
    assert warned.at == where["move_to"]
    assert codes(moved(ok)) == []
