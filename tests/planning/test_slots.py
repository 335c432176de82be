"""The slot is what stays when a date moves; it carries the year and comes from the nominal date."""

from __future__ import annotations

from datetime import date

import pytest

from arshjul.model.key import OccurrenceKey
from arshjul.model.rhythm import (
    Base,
    Chained,
    ChainedWeek,
    DayOfMonth,
    DaySpan,
    Each,
    EveryNthWeek,
    Feast,
    FeastWeek,
    IfClosed,
    InWeeks,
    NthDay,
    Period,
    RecurrenceRule,
    Weekday,
    WeekdayAfter,
    Weekly,
)
from arshjul.model.wheel import ChangeKind
from arshjul.planning.identity import uid
from arshjul.planning.slots import natural_slot, nearest
from tests.support.wheels import change, directory, expanded, on_dates, person, rule, series, slots, wheel, when

TUE, THU = Weekday.TUESDAY, Weekday.THURSDAY


@pytest.mark.parametrize(
    ("base", "first", "count"),
    [
        (NthDay(2, TUE), "2027-01", 12),
        (NthDay(-1, THU, Period.QUARTER), "2027-Q1", 4),
        (NthDay(1, TUE, Period.TERTIAL), "2027-T1", 3),
        (NthDay(1, TUE, Period.HALF_YEAR), "2027-H1", 2),
        (NthDay(-1, TUE, Period.YEAR), "2027", 1),
        (NthDay(-1, TUE, months=(3, 6, 9)), "2027-03", 3),
        (NthDay(2, TUE, months=(5,)), "2027", 1),
        (Weekly((TUE,)), "2027-W01", 52),
        (Weekly((TUE,), 0), "2027-W02", 26),
        (EveryNthWeek((TUE,), 3, 6), "2027-W06", 16),
        (InWeeks((TUE,), (6, 20)), "2027-W06", 2),
        (DayOfMonth(15), "2027-01", 12),
        (DayOfMonth(15, (3, 9)), "2027-03", 2),
        (DayOfMonth(15, (2,), latest=True, yearly=True), "2027", 1),
        (WeekdayAfter(TUE, 28), "2027-01", 12),
        (FeastWeek((TUE,), Feast.EASTER, 1), "2027", 1),
    ],
)
def test_each_rhythm_has_its_own_form_of_slot(base: Base, first: str, count: int) -> None:
    found = slots(expanded(wheel(series("s", when(base), if_closed=IfClosed.KEEP))), "s")
    assert found[0] == first
    assert len(found) == count


def test_dates_and_rrules_have_the_date_itself() -> None:
    assert slots(expanded(wheel(series("s", on_dates(date(2027, 4, 28))))), "s") == ["2027-04-28"]
    assert slots(expanded(wheel(series("s", RecurrenceRule("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=18")))), "s") == [
        "2027-05-18"
    ]


def test_a_second_meeting_in_a_slot_is_numbered() -> None:
    spring = when(rule(Weekly((TUE, THU)), in_months=(3,)))
    assert slots(expanded(wheel(series("s", spring))), "s")[:4] == ["2027-W09", "2027-W09.2", "2027-W10", "2027-W10.2"]


def test_two_phrases_share_the_numbers_of_a_slot() -> None:
    found = expanded(wheel(series("s", when(DayOfMonth(15, (3,), yearly=True), DayOfMonth(18, (5,), yearly=True)))))
    assert [(o.slot, o.rule, o.nominal) for o in found.occurrences] == [
        ("2027", 0, date(2027, 3, 15)),
        ("2027.2", 1, date(2027, 5, 18)),
    ]


def test_a_date_that_two_phrases_give_comes_once() -> None:
    twice = when(InWeeks((TUE,), (6, 7)), InWeeks((TUE,), (7,)))
    found = expanded(wheel(series("s", twice)))
    assert [(o.slot, o.rule) for o in found.occurrences] == [("2027-W06", 0), ("2027-W07", 0)]
    assert found.problems == ()


def test_an_exception_leaves_the_other_numbers_as_they_were() -> None:
    """Step 2 (slot) comes before step 3 (utom)."""
    across = when(rule(Weekly((TUE, THU)), except_months=(3,), first=date(2027, 3, 30), last=date(2027, 4, 1)))
    assert slots(expanded(wheel(series("s", across))), "s") == ["2027-W13.2"]


def test_the_iso_year_names_a_week_at_the_turn_of_the_year() -> None:
    days = when(rule(Weekly((Weekday.FRIDAY,)), last=date(2027, 1, 10)))
    assert slots(expanded(wheel(series("s", days))), "s") == ["2026-W53", "2027-W01"]


def test_a_chain_has_its_parents_slot() -> None:
    of = wheel(
        series("styrgrupp", when(NthDay(-1, THU, Period.QUARTER))),
        series("beredning", when(Chained("styrgrupp", -7, "d"))),
        series("tvatt", when(ChainedWeek("styrgrupp", (TUE, THU), -1))),
    )
    found = expanded(of)
    assert slots(found, "beredning") == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    assert slots(found, "tvatt")[:4] == ["2027-Q1", "2027-Q1.2", "2027-Q2", "2027-Q2.2"]


def test_each_has_the_actor_and_as_needed_a_number() -> None:
    window = DaySpan((2, 1), (5, -1))
    of = wheel(
        series("enskilda", Each(("peak", "miun"), window), title="Möte: {{ actor }}"),
        directory=directory([person("peak", "Peak Innovation"), person("miun")]),
    )
    found = expanded(of).occurrences
    assert [(o.slot, o.title) for o in found] == [("2027-miun", "Möte: Miun"), ("2027-peak", "Möte: Peak Innovation")]


def test_a_wheel_from_august_names_each_month_with_its_own_year() -> None:
    found = slots(expanded(wheel(series("s", when(NthDay(2, TUE))), first_month=8)), "s")
    assert (found[0], found[4], found[5], found[-1]) == ("2027-08", "2027-12", "2028-01", "2028-07")


def test_a_wheel_from_august_takes_the_week_inside_it() -> None:
    found = expanded(wheel(series("s", when(InWeeks((Weekday.WEDNESDAY,), (31, 32, 2)))), first_month=8))
    assert [(o.slot, o.day) for o in found.occurrences] == [
        ("2027-W31", date(2027, 8, 4)),
        ("2027-W32", date(2027, 8, 11)),
        ("2028-W02", date(2028, 1, 12)),
    ]


def test_a_week_at_both_ends_of_the_wheel_is_an_error() -> None:
    found = expanded(wheel(series("s", when(InWeeks((Weekday.MONDAY,), (31,)))), first_month=8))
    assert [(p.code, p.variant, dict(p.params)["week"]) for p in found.problems] == [("E23", "both ends", 31)]


def test_an_added_meeting_takes_the_slot_of_its_rhythm() -> None:
    of = wheel(
        series("s", when(NthDay(-1, THU, Period.QUARTER))),
        changes=(change("s", ChangeKind.ADD, date(2027, 5, 20)), change("s", ChangeKind.ADD, date(2027, 5, 27))),
    )
    assert slots(expanded(of), "s") == ["2027-Q1", "2027-Q2.2", "2027-Q2.3", "2027-Q2", "2027-Q3", "2027-Q4"]


@pytest.mark.parametrize(
    ("base", "slot"),
    [
        (NthDay(2, TUE), "2027-05"),
        (NthDay(2, TUE, months=(3, 9)), "2027-05"),
        (NthDay(2, TUE, months=(3,)), "2027"),
        (NthDay(2, TUE, Period.TERTIAL), "2027-T2"),
        (DayOfMonth(15), "2027-05"),
        (DayOfMonth(15, (3,), yearly=True), "2027"),
        (WeekdayAfter(TUE, 20), "2027-05"),
        (FeastWeek((TUE,), Feast.EASTER, 1), "2027"),
        (Weekly((TUE,)), "2027-W20"),
        (EveryNthWeek((TUE,), 2, 2), "2027-W20"),
        (InWeeks((TUE,), (6,)), "2027-W20"),
        (Chained("p", 1, "d"), "2027-05-20"),
    ],
)
def test_the_slot_of_an_added_day_follows_the_first_phrase(base: Base, slot: str) -> None:
    assert natural_slot(when(base), date(2027, 5, 20)) == slot


def test_the_nearest_slots_are_offered_with_the_year_once() -> None:
    quarters = [f"2027-Q{n}" for n in (1, 2, 3, 4)]
    assert nearest("2027-04", quarters) == ("2027-Q1", "-Q2", "-Q3", "-Q4")
    weeks = [f"2027-W{n:02d}" for n in range(1, 53)]
    assert nearest("2027-W21.3", weeks) == ("2027-W19", "-W20", "-W21", "-W22", "-W23", "-W24")
    assert nearest("2027-Q1", ["2027"]) == ("2027",)
    assert nearest("2027-Q1", []) == ()


def test_a_uid_can_be_read_back() -> None:
    assert uid("s3.jamtland", OccurrenceKey("styrgrupp", "2027-W09.2")) == "styrgrupp.2027-W09.2@s3.jamtland"
