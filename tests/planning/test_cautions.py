"""Warnings: half days, klämdagar, week 53, deadlines on closed days, collisions. Each can be accepted by name."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from arshjul.model.people import Group
from arshjul.model.rhythm import Base, DayOfMonth, DaySpan, Each, IfClosed, InWeeks, TimeRange, Weekday, Weekly
from arshjul.model.source import Origin
from arshjul.model.wheel import Area, Change, ChangeKind, DayPolicy, Openness, Wheel
from tests.support.wheels import (
    AFTERNOON,
    NINE,
    change,
    codes,
    deadline,
    directory,
    expanded,
    on_dates,
    person,
    rule,
    series,
    wheel,
    when,
)

SKARTORSDAG, KLAMDAG, JULAFTON = date(2027, 3, 25), date(2027, 5, 7), date(2027, 12, 24)


def on(day: date, *changes: Change, days: DayPolicy | None = None) -> Wheel:
    return wheel(series("s", on_dates(day), if_closed=IfClosed.NEXT_WEEK), days=days or DayPolicy(), changes=changes)


@pytest.mark.parametrize(
    ("day", "kind", "name"), [(SKARTORSDAG, "half", "skärtorsdag"), (KLAMDAG, "bridge", "klämdag")]
)
def test_a_meeting_on_a_day_to_know_of_is_a_warning(day: date, kind: str, name: str) -> None:
    (problem,) = expanded(on(day)).problems
    assert (problem.code, problem.variant, problem.severity) == ("W01", kind, "warning")
    params = dict(problem.params)
    assert (params["key"], params["day"], params["name_sv"]) == (f"s/{day}", day, name)


@pytest.mark.parametrize("ok", ["halvdag", "half day", "skärtorsdag", "Halvdag"])
def test_the_warning_is_accepted_by_the_kind_or_the_name_of_the_day(ok: str) -> None:
    accepted = change(f"s/{SKARTORSDAG}", ChangeKind.ACCEPT, ok=(ok,))
    assert codes(expanded(on(SKARTORSDAG, accepted))) == []
    other = change(f"s/{SKARTORSDAG}", ChangeKind.ACCEPT, ok=("klämdag",))
    assert codes(expanded(on(SKARTORSDAG, other))) == ["W01"]


def test_the_policy_says_whether_one_is_warned() -> None:
    assert codes(expanded(on(SKARTORSDAG, days=DayPolicy(half=Openness.OPEN)))) == []
    assert codes(expanded(on(KLAMDAG, days=DayPolicy(bridge=Openness.OPEN)))) == []
    closed = expanded(on(SKARTORSDAG, days=DayPolicy(half=Openness.CLOSED)))
    assert (codes(closed), closed.occurrences[0].day) == ([], date(2027, 4, 1))
    eve = on(JULAFTON, days=DayPolicy(eves=Openness.WARN))
    assert [(p.code, p.variant) for p in expanded(eve).problems] == [("W01", "eve")]


def test_a_deadline_on_a_closed_day_is_a_warning_and_senast_is_its_cure() -> None:
    sunday = DayOfMonth(15, (8,), yearly=True)
    assert codes(expanded(wheel(deadline("d", when(sunday))))) == ["W05"]
    assert codes(expanded(wheel(deadline("d", when(DayOfMonth(15, (8,), latest=True, yearly=True)))))) == []
    accepted = change("d/2027", ChangeKind.ACCEPT, ok=("stängd dag",))
    assert codes(expanded(wheel(deadline("d", when(sunday)), changes=(accepted,)))) == []


# ── vecka 53 ──


def thursdays(parity: int, year: int, *changes: Change, **narrowed: Any) -> Wheel:
    base: Base = Weekly((Weekday.THURSDAY,), 1 if parity else 0)
    return wheel(series("s", when(rule(base, **narrowed))), year=year, changes=changes)


def test_odd_weeks_meet_after_a_week_53() -> None:
    (problem,) = expanded(thursdays(1, 2026)).problems
    assert (problem.code, problem.variant) == ("W02", "odd")
    params = dict(problem.params)
    assert (params["day"], params["after"]) == (date(2026, 12, 31), date(2027, 1, 7))


def test_even_weeks_lie_three_apart_after_a_week_53() -> None:
    (problem,) = expanded(thursdays(0, 2026)).problems
    params = dict(problem.params)
    assert (problem.variant, params["day"], params["after"]) == ("even", date(2026, 12, 24), date(2027, 1, 14))


def test_no_year_without_week_53_warns_nor_a_rule_that_ends_before() -> None:
    assert [year for year in range(2020, 2041) if codes(expanded(thursdays(1, year)))] == [2020, 2026, 2032, 2037]
    assert codes(expanded(thursdays(1, 2026, last=date(2026, 12, 1)))) == []
    accepted = change("s/2026-W53", ChangeKind.ACCEPT, ok=("v. 53",))
    assert codes(expanded(thursdays(1, 2026, accepted))) == []


# ── krockar ──


def two(first: TimeRange, second: TimeRange, *changes: Change, **keys: Any) -> Wheel:
    """Two series on the same Wednesdays of weeks 6 and 20."""
    days = when(InWeeks((Weekday.WEDNESDAY,), (6, 20)))
    people = directory([person("olle"), person("dana")], [Group("alla", "Alla", ("olle", "dana"))])
    return wheel(
        series("a", days, time=first, invite=("olle",), **keys),
        series("b", days, time=second, invite=("alla",), **keys),
        directory=people,
        changes=changes,
    )


def test_one_person_in_two_overlapping_meetings_is_one_warning_for_the_pair() -> None:
    (problem,) = expanded(two(NINE, NINE)).problems
    assert (problem.code, problem.variant) == ("W03", "more")
    params = dict(problem.params)
    assert (params["names"], params["first"], params["second"]) == (("Olle",), "a/2027-W06", "b/2027-W06")
    assert (params["day"], params["times"]) == (date(2027, 2, 10), 2)


def test_meetings_that_only_touch_do_not_collide() -> None:
    assert codes(expanded(two(NINE, TimeRange(time(11), time(12))))) == []
    assert codes(expanded(two(NINE, TimeRange(time(10, 59), time(12))))) == ["W03"]


def test_the_same_room_twice_is_a_warning_of_its_own() -> None:
    problems = expanded(two(NINE, NINE, room="Storsjön")).problems
    assert [p.code for p in problems] == ["W03", "W04"]
    assert dict(problems[1].params)["names"] == ("Storsjön",)


def test_a_cancelled_meeting_collides_with_nothing() -> None:
    cancelled = change("a/2027-W06", ChangeKind.CANCEL)
    (problem,) = expanded(two(NINE, NINE, cancelled)).problems
    assert (problem.variant, dict(problem.params)["day"]) == ("", date(2027, 5, 19))


def test_a_collision_is_accepted_on_either_meeting() -> None:
    accepted = tuple(change(key, ChangeKind.ACCEPT, ok=("krock",)) for key in ("a/2027-W06", "b/2027-W20"))
    assert codes(expanded(two(NINE, NINE, *accepted))) == []


def test_the_organiser_sits_in_her_own_meetings_but_not_in_those_of_others() -> None:
    areas = {"gemensamt": Area("gemensamt", "Gemensamt", roles={"processledare": ("siv",)})}
    days = when(InWeeks((Weekday.WEDNESDAY,), (6,)))

    def clash(**keys: Any) -> list[str]:
        items = (series("a", days), series("b", days, **keys))
        return codes(expanded(wheel(*items, areas=areas, directory=directory([person("siv"), person("eva")]))))

    assert clash() == ["W03"]
    assert clash(external=True) == []
    assert clash(organiser="eva") == []


def test_the_actor_of_a_talk_cannot_sit_in_another_meeting() -> None:
    talk = series("samtal", Each(("siv", "eva"), DaySpan((1, 1), (12, 31))), organiser="olle")
    other = series("a", when(InWeeks((Weekday.WEDNESDAY,), (6,))), invite=("siv",), organiser="olle-b")
    booked = change("samtal/2027-siv", ChangeKind.SET, date(2027, 2, 10), time=NINE)
    people = directory([person(id) for id in ("siv", "eva", "olle", "olle-b")])
    (problem,) = expanded(wheel(talk, other, changes=(booked,), directory=people)).problems
    assert (problem.code, dict(problem.params)["names"]) == ("W03", ("Siv",))


def test_a_crowd_is_counted_and_three_are_named() -> None:
    people = [person(f"p{n}") for n in range(5)]
    days = when(InWeeks((Weekday.WEDNESDAY,), (6,)))
    items = [series(id, days, invite=tuple(p.id for p in people)) for id in ("a", "b")]
    (problem,) = expanded(wheel(*items, directory=directory(people))).problems
    assert (problem.variant, dict(problem.params)["people"]) == ("crowd", 5)
    assert dict(problem.params)["names"] == ("P0", "P1", "P2")


def test_problems_come_in_the_order_of_the_file() -> None:
    at = [Origin("2027.toml", line, 1, 5) for line in (9, 3)]
    days = [when(rule(InWeeks((Weekday.WEDNESDAY,), (53,)), at=origin)) for origin in at]
    found = expanded(wheel(series("a", days[0], time=AFTERNOON), series("b", days[1], time=NINE)))
    assert [p.at.line for p in found.problems] == [3, 9]
