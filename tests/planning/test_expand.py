"""The specification's own example, whole; and what the fast path must share with the ordinary one."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from zoneinfo import ZoneInfo

from arshjul.model.occurrence import Kind, Occurrence, Status
from arshjul.model.rhythm import NthDay, Weekday
from arshjul.planning.frame import Nominal
from arshjul.planning.planned import planned
from tests.support.example import example_2027
from tests.support.wheels import AFTERNOON, expanded, series, wheel, when


def test_the_example_has_the_numbers_that_check_shows() -> None:
    """9 serier · 65 möten · 1 inställt · 1 deadline · 9 hoppas över (Sommarlugn 6, Jul och nyår 2, Sportlov 1)."""
    of = example_2027()
    found = expanded(of).occurrences
    meetings = [o for o in found if o.kind is Kind.MEETING]
    assert len(of.series) == 9
    assert sum(o.happens for o in meetings) == 65
    assert sum(o.status is Status.CANCELLED for o in meetings) == 1
    assert sum(o.kind is Kind.DEADLINE for o in found) == 1
    skipped = Counter(o.steps[-1].text for o in meetings if o.status is Status.SKIPPED)
    assert skipped == {"Sommarlugn": 6, "Jul och nyår": 2, "Sportlov": 1}
    assert [o.slot for o in found if o.kind is Kind.WINDOW] == ["2027-2", "2027-3", "2027-miun", "2027-peak"]


def test_the_example_has_three_warnings() -> None:
    problems = expanded(example_2027()).problems
    assert {(p.code, dict(p.params)["key"], dict(p.params)["name_sv"]) for p in problems} == {
        ("W01", "styrgrupp/2027-Q1", "skärtorsdag"),
        ("W01", "styrgrupp/2027-Q2", "dagen före midsommarafton"),
        ("W01", "jord-landsbygdsutvecklare/2027-W25", "dagen före midsommarafton"),
    }


def test_occurrences_come_by_start_then_key() -> None:
    found = expanded(example_2027()).occurrences
    assert list(found) == sorted(found, key=lambda o: (o.start, o.key))


def test_expanding_twice_gives_the_same() -> None:
    assert expanded(example_2027()) == expanded(example_2027())


def test_a_planned_occurrence_is_what_the_constructor_makes_field_by_field() -> None:
    item = series("s", when(NthDay(2, Weekday.TUESDAY)))
    zone, day = ZoneInfo("Europe/Stockholm"), date(2027, 5, 11)
    [made] = planned(item, [Nominal(day.toordinal(), "2027-05", 1)], zone, AFTERNOON, "Åre")
    wanted = Occurrence(item, "2027-05", day, day, zone, AFTERNOON, place="Åre", rule=1)
    for field in fields(Occurrence):
        assert getattr(made, field.name) == getattr(wanted, field.name)
    assert (made, hash(made.key)) == (wanted, hash(wanted.key))


def test_an_empty_wheel_has_nothing_and_no_problem() -> None:
    found = expanded(wheel())
    assert (found.occurrences, found.problems) == ((), ())
