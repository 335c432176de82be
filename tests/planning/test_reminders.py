"""When reminders are due, to whom they go, and which of them are due now."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul.almanac.almanac import Almanac
from arshjul.model.people import Directory, Group, MailingList, Person
from arshjul.model.rhythm import (
    AsNeeded,
    DayOfMonth,
    DaySpan,
    Each,
    IfClosed,
    ReminderRule,
    TimeRange,
    Weekday,
    Weekly,
    WeekSpan,
)
from arshjul.model.wheel import Area, ChangeKind, DayPolicy, ReminderKind, Wheel
from arshjul.planning.expand import expand
from arshjul.planning.reminders import Reach, ReminderDue, decide, deliveries, reminders
from tests.support.reminding import MEETING, instant, small_wheel
from tests.support.wheels import change, closed, deadline, on_dates, series, when

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def rule(count: int, unit: str, reminder: str = "paminnelse", at: time | None = None) -> ReminderRule:
    return ReminderRule(count, unit, reminder, at)  # type: ignore[arg-type]  # the tests name units as strings


def given_by(wheel: Wheel, suspended: frozenset[str] = frozenset()) -> tuple[ReminderDue, ...]:
    almanac = Almanac.of(wheel)
    return reminders(wheel, expand(wheel, almanac).occurrences, almanac, Reach(suspended))


def due_of(*rules: ReminderRule, day: date = MEETING, **keys: Any) -> list[str]:
    """Local wall-clock times at which one meeting's reminders are due."""
    wheel = small_wheel(series("prov", on_dates(day), invite=("p0",), remind=rules), **keys)
    return [f"{one.due.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}" for one in given_by(wheel)]


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (-1, "d", "2027-03-08 07:30"),
        (-14, "d", "2027-02-23 07:30"),
        (-2, "v", "2027-02-23 07:30"),
        (-2, "ad", "2027-03-05 07:30"),
        (-7, "ad", "2027-02-26 07:30"),
        (3, "ad", "2027-03-12 07:30"),
        (4, "ad", "2027-03-15 07:30"),
        (-2, "h", "2027-03-09 07:00"),
        (1, "h", "2027-03-09 12:00"),
    ],
)
def test_each_unit_counts_its_own_way(count: int, unit: str, expected: str) -> None:
    assert due_of(rule(count, unit)) == [expected]


def test_a_reminder_may_name_its_own_hour() -> None:
    assert due_of(rule(-1, "d", at=time(16, 0))) == ["2027-03-08 16:00"]


def test_the_wheel_says_the_hour_of_the_others() -> None:
    assert due_of(rule(-1, "d"), remind_at=time(6, 15)) == ["2027-03-08 06:15"]


def test_before_moves_back_from_a_weekend_and_after_moves_on() -> None:
    assert due_of(rule(-2, "d")) == ["2027-03-05 07:30"]  # Sunday → Friday
    assert due_of(rule(4, "d")) == ["2027-03-15 07:30"]  # Saturday → Monday


def test_a_red_day_is_no_day_for_reminders() -> None:
    easter_tuesday = date(2027, 3, 30)  # 29 March is annandag påsk, 26 March långfredag, 27 påskafton
    assert due_of(rule(-1, "d"), day=easter_tuesday, days=DayPolicy()) == ["2027-03-25 07:30"]


@pytest.mark.parametrize("mute", [True, False])
def test_a_reminder_counted_in_days_goes_out_on_no_closed_day_muted_or_not(mute: bool) -> None:
    lull = closed("Sommarlugn", WeekSpan(27, 32), mute=mute)
    assert due_of(rule(-7, "d"), day=date(2027, 8, 17), closures=(lull,)) == ["2027-07-02 07:30"]
    assert due_of(rule(7, "d"), day=date(2027, 7, 1), closures=(lull,)) == ["2027-08-16 07:30"]


def kept_in_july(*rules: ReminderRule, mute: bool) -> list[str]:
    """When a meeting that stands in the summer closure is reminded of: 9.00-11.00 on a Wednesday in v. 28."""
    kept = series("prov", on_dates(date(2027, 7, 14)), invite=("p0",), remind=rules, if_closed=IfClosed.KEEP)
    lull = closed("Sommarlugn", WeekSpan(27, 32), mute=mute)
    dues = given_by(small_wheel(kept, closures=(lull,)))
    return [f"{one.due.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}" for one in dues]


def test_a_muting_closure_holds_reminders_counted_in_hours_too() -> None:
    assert kept_in_july(rule(-2, "h"), mute=True) == ["2027-07-02 07:30"]
    assert kept_in_july(rule(2, "h"), mute=True) == ["2027-08-16 07:30"]


def test_hours_held_by_a_closure_go_with_the_days_and_are_sent_once() -> None:
    assert kept_in_july(rule(-2, "h"), rule(-1, "d"), mute=True) == ["2027-07-02 07:30"]


def test_a_closure_that_does_not_mute_moves_no_elapsed_hours() -> None:
    assert kept_in_july(rule(-2, "h"), mute=False) == ["2027-07-14 07:00"]


def test_elapsed_hours_are_not_moved_by_a_weekend() -> None:
    sunday = date(2027, 3, 14)
    kept = series("prov", on_dates(sunday), invite=("p0",), remind=(rule(-3, "h"),), if_closed=IfClosed.KEEP)
    (one,) = given_by(small_wheel(kept))
    assert one.due == instant("2027-03-14 05:00")


def test_hours_are_elapsed_time_across_the_change_to_summer_time() -> None:
    early = TimeRange(time(4), time(5))  # 04:00 on 28 March is 02:00 UTC; the clocks went forward at 01:00 UTC
    meeting = series("prov", on_dates(date(2027, 3, 29)), time=early, invite=("p0",), remind=(rule(-30, "h"),))
    (one,) = given_by(small_wheel(meeting))
    assert one.due == instant("2027-03-27 20:00")
    assert one.due.astimezone(STOCKHOLM).hour == 21  # 30 h on the wall would have been 22:00


@given(hours=st.integers(1, 400), day=st.sampled_from([date(2027, 3, 25), date(2027, 3, 29), date(2027, 4, 2)]))
def test_hours_before_are_always_that_many_real_hours(hours: int, day: date) -> None:
    (one,) = given_by(small_wheel(series("prov", on_dates(day), invite=("p0",), remind=(rule(-hours, "h"),))))
    assert one.occurrence.start.astimezone(UTC) - one.due == timedelta(hours=hours)


def test_two_that_land_on_the_same_day_are_sent_once_and_the_nearest_rule_stays() -> None:
    monday = date(2027, 3, 8)
    wheel = small_wheel(series("prov", on_dates(monday), invite=("p0",), remind=(rule(-2, "d"), rule(-1, "d"))))
    (one,) = given_by(wheel)
    assert one.rule.step == "-1d:paminnelse"


def test_two_kinds_of_mail_may_go_the_same_day() -> None:
    kinds = {id: ReminderKind(id, ("inbjudna",)) for id in ("paminnelse", "dagordning")}
    wheel = small_wheel(
        series("prov", on_dates(MEETING), invite=("p0",), remind=(rule(-1, "d"), rule(-1, "d", "dagordning"))),
        reminders=kinds,
    )
    assert [one.kind.id for one in given_by(wheel)] == ["dagordning", "paminnelse"]


ZONES = sorted(
    f"{area}/{city}"
    for area, cities in {
        "Europe": "Stockholm London Lisbon Helsinki Athens Dublin Berlin Kyiv Chisinau",
        "America": "New_York Chicago Los_Angeles Havana Santiago Asuncion Nuuk St_Johns",
        "Australia": "Sydney Lord_Howe Adelaide",
        "Asia": "Jerusalem Beirut Tehran",
        "Africa": "Cairo Casablanca",
    }.items()
    for city in cities.split()
)


@pytest.mark.parametrize("zone", ZONES)
def test_each_reminder_is_due_at_one_instant_also_in_a_gap_or_an_overlap(zone: str) -> None:
    """Fault 13: 25 zones × 20 years of reminders at 02:30; never two instants, never none, and real hours."""
    kept: dict[str, Any] = {"if_closed": IfClosed.KEEP, "invite": ("p0",), "remind": (rule(-36, "h"), rule(-1, "d"))}
    switched = 0
    for year in range(2020, 2040):
        weekly = series("prov", when(Weekly((Weekday.MONDAY, Weekday.FRIDAY))), **kept)
        wheel = small_wheel(weekly, year=year, timezone=zone, remind_at=time(2, 30))
        dues = given_by(wheel)
        per_rule = Counter((due.occurrence.key, due.rule.step) for due in dues)
        assert set(per_rule.values()) == {1}
        assert len(per_rule) == 2 * len({due.occurrence.key for due in dues})
        elapsed = [due for due in dues if due.rule.unit == "h"]
        assert all(due.occurrence.start.astimezone(UTC) - due.due == timedelta(hours=36) for due in elapsed)
        switched += sum(due.due.astimezone(wheel.zone).hour != 21 for due in elapsed)
    assert switched > 0, "no meeting followed a change of the clocks: the test reached nothing"


# ── what gives none ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cancelled_meeting_reminds_nobody() -> None:
    meeting = series("prov", on_dates(MEETING), invite=("p0",), remind=(rule(-2, "ad"),))
    wheel = small_wheel(meeting, changes=(change("prov/2027-03-09", ChangeKind.CANCEL),))
    assert given_by(wheel) == ()


def test_a_skipped_meeting_reminds_nobody_and_a_window_neither() -> None:
    as_needed = AsNeeded(1, 2, DaySpan((2, 1), (11, 30)))
    wheel = small_wheel(series("behov", as_needed, invite=("p0",), remind=(rule(-2, "ad"),)))
    assert given_by(wheel) == ()


def test_a_meeting_set_in_its_window_is_reminded_of() -> None:
    as_needed = series("behov", AsNeeded(1, 2, DaySpan((2, 1), (11, 30))), invite=("p0",), remind=(rule(-2, "ad"),))
    wheel = small_wheel(as_needed, changes=(change("behov/2027-1", ChangeKind.SET, MEETING),))
    assert [one.due for one in given_by(wheel)] == [instant("2027-03-05 06:30")]


def test_somebody_elses_meeting_is_reminded_of() -> None:
    wheel = small_wheel(series("prov", on_dates(MEETING), invite=("p0",), remind=(rule(-1, "d"),), external=True))
    assert len(given_by(wheel)) == 1


# ── to whom ──────────────────────────────────────────────────────────────────────────────────────────────────────────

DANA = Person("dana", "Dana Ek", "Dana.Ek@region.example")
JON = Person("jon", "Jon Åsman", "jon@region.example")
PEAK = Person("peak", "Peak", "info@peak.example", language="en")
LISTA = MailingList("alla", "Alla", "alla@lists.region.example")
WHO = Directory(
    {one.id: one for one in (DANA, JON, PEAK)},
    {"grupp": Group("grupp", "Grupp", ("dana", "peak")), "andra": Group("andra", "Andra", ("jon", "grupp"))},
    {"alla": LISTA},
)
ROLES = {"processledare": ("jon", "dana"), "samordnare": ("dana",)}


def readers(*to: str, suspended: frozenset[str] = frozenset(), **keys: Any) -> list[str]:
    meeting = series("prov", on_dates(MEETING), remind=(rule(-1, "d"),), **{"invite": ("grupp",), **keys})
    wheel = small_wheel(
        meeting,
        directory=WHO,
        areas={"gemensamt": Area("gemensamt", "Gemensamt", roles=ROLES)},
        reminders={"paminnelse": ReminderKind("paminnelse", to)},
    )
    (one,) = given_by(wheel, suspended)
    return [contact.id for contact in one.contacts]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (("inbjudna",), ["dana", "peak"]),
        (("obesvarade",), ["dana", "peak"]),
        (("@processledare",), ["jon"]),
        (("@samordnare",), ["dana"]),
        (("alla",), ["alla"]),
        (("andra",), ["jon", "dana", "peak"]),
        (("inbjudna", "@samordnare", "andra"), ["dana", "peak", "jon"]),
    ],
)
def test_a_reminder_finds_its_readers_and_each_address_once(to: tuple[str, ...], expected: list[str]) -> None:
    assert readers(*to) == expected


def test_a_substitute_steps_in_when_the_first_address_refuses_mail() -> None:
    assert readers("@processledare", suspended=frozenset({"jon@region.example"})) == ["dana"]


def test_when_nobody_in_a_role_can_be_reached_it_still_goes_to_the_first() -> None:
    everyone = frozenset({"jon@region.example", "dana.ek@region.example"})
    assert readers("@processledare", suspended=everyone) == ["jon"]


def test_a_meeting_with_one_actor_reminds_the_actor_and_the_organiser() -> None:
    each = series("enskilda", Each(("peak",), WeekSpan(10, 20)), remind=(rule(-1, "d"),))
    wheel = small_wheel(
        each,
        directory=WHO,
        areas={"gemensamt": Area("gemensamt", "Gemensamt", roles=ROLES)},
        changes=(change("enskilda/2027-peak", ChangeKind.SET, MEETING, time=TimeRange(time(9), time(10))),),
    )
    (one,) = given_by(wheel)
    assert [contact.id for contact in one.contacts] == ["peak", "jon"]


def test_a_deadlines_own_readers_beat_the_reminders() -> None:
    item = deadline("rapport", when(DayOfMonth(15, (3,), yearly=True)), remind=(rule(-7, "d"),), to=("alla",))
    wheel = small_wheel(directory=WHO, series={}, deadlines={"rapport": item})
    (one,) = given_by(wheel)
    assert [contact.id for contact in one.contacts] == ["alla"]
    assert one.expires == instant("2027-03-15 23:00")  # when the day is over in Stockholm


def test_the_key_of_a_delivery_follows_the_wall_clock_and_the_lower_case_address() -> None:
    wheel = small_wheel(
        series("prov", on_dates(MEETING), invite=("dana", "peak"), remind=(rule(-1, "d"),)), directory=WHO
    )
    (due,) = given_by(wheel)
    first, second = deliveries(wheel, due)
    assert first.key == ("prov", "prov/2027-03-09", "-1d:paminnelse", "2027-03-09T09:00", "dana.ek@region.example")
    assert (first.language, second.language) == ("sv", "en")
    assert first.expires == instant("2027-03-09 08:00")


def test_a_moved_meeting_is_another_mail() -> None:
    meeting = series("prov", on_dates(MEETING), invite=("p0",), remind=(rule(-1, "d"),))
    wheel = small_wheel(meeting)
    moved = replace(wheel, changes=(change("prov/2027-03-09", ChangeKind.MOVE, date(2027, 3, 11)),))
    before, after = (deliveries(one, given_by(one)[0])[0].key for one in (wheel, moved))
    assert before.what == after.what
    assert before.version != after.version


# ── which are due now ────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = timedelta(days=1)
WHEEL = small_wheel()


def decided(now: str, watermark: str | None, catch_up: timedelta = 3 * DAYS, floor: str | None = None) -> str:
    found = decide(
        given_by(WHEEL),
        instant(now),
        catch_up=catch_up,
        watermark=instant(watermark) if watermark else None,
        floor=instant(floor) if floor else None,
    )
    return "send" if found.due else found.missed[0][1] if found.missed else "nothing"


@pytest.mark.parametrize(
    ("now", "watermark", "expected"),
    [
        ("2027-03-05 06:29", "2027-03-05 06:00", "nothing"),
        ("2027-03-05 06:30", "2027-03-05 06:00", "send"),
        ("2027-03-07 06:30", "2027-03-01 06:00", "send"),  # down for days, within catch_up
        ("2027-03-07 06:30", None, "send"),  # the first look catches up too
        ("2027-03-07 06:30", "2027-03-06 06:00", "send"),  # a meeting added late
        ("2027-03-08 06:31", "2027-03-01 06:00", "late"),  # more than catch_up ago, the meeting is yet to come
        ("2027-03-09 08:00", None, "nothing"),  # the first look lists nothing
        ("2027-03-09 08:00", "2027-03-06 06:00", "nothing"),  # it had been looked at
        ("2027-05-09 08:00", "2027-03-01 06:00", "began"),
    ],
)
def test_due_now_caught_up_with_missed_or_nothing(now: str, watermark: str | None, expected: str) -> None:
    assert decided(now, watermark) == expected


def test_a_meeting_that_has_begun_is_not_reminded_of_even_within_catch_up() -> None:
    assert decided("2027-03-09 08:00", "2027-03-01 06:00", catch_up=30 * DAYS) == "began"


def test_a_catch_up_of_nothing_still_waits_for_the_next_round() -> None:
    assert decided("2027-03-05 06:40", "2027-03-05 06:00", catch_up=timedelta(0)) == "send"


def test_nothing_from_before_a_ledger_was_adopted_is_sent() -> None:
    assert decided("2027-03-06 06:30", "2027-03-01 06:00", floor="2027-03-06 00:00") == "restored"
    assert decided("2027-03-06 06:30", None, floor="2027-03-06 00:00") == "restored"
    assert decided("2027-03-06 06:30", "2027-03-01 06:00", floor="2027-03-04 00:00") == "send"
