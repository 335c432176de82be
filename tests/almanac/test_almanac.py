"""Which day is what, against the wall calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from arshjul.almanac.almanac import CALM, Almanac, Caution
from arshjul.errors import ArshjulError
from arshjul.model.rhythm import DateSpan, DaySpan, WeekSpan
from arshjul.model.wheel import Closure, DayPolicy, Openness
from arshjul.text import Language, Text
from tests.support.wheels import wheel

SOMMARLUGN = Closure("Sommarlugn", WeekSpan(27, 32), mute=True)
JUL = Closure("Jul och nyår", DaySpan((12, 22), (1, 6)), mute=True)
SPORTLOV = Closure("Sportlov", WeekSpan(10, 10))
BRIDGE = Caution("bridge", Text("klämdag", "bridge day"))


def almanac(*closures: Closure, year: int = 2027, **policy: object) -> Almanac:
    days = DayPolicy(**policy)  # type: ignore[arg-type]  # the keys are DayPolicy's own
    return Almanac(days, closures, date(year, 1, 1), date(year, 12, 31))


def closed(own: Almanac, day: date, language: Language) -> str | None:
    name = own.closed_by(day)
    return name.to(language) if name else None


@pytest.mark.parametrize(
    ("day", "sv", "en"),
    [
        (date(2027, 1, 1), "Nyårsdagen", "New Year's Day"),
        (date(2027, 3, 26), "Långfredagen", "Good Friday"),
        (date(2027, 5, 6), "Kristi himmelsfärdsdag", "Ascension Day"),
        (date(2027, 6, 25), "Midsommarafton", "Midsummer Eve"),
        (date(2027, 12, 24), "Julafton", "Christmas Eve"),
        (date(2027, 12, 31), "Nyårsafton", "New Year's Eve"),
        (date(2027, 3, 27), "Påskafton", "Holy Saturday"),
        (date(2027, 5, 8), "lördag", "Saturday"),
        (date(2027, 5, 9), "söndag", "Sunday"),
    ],
)
def test_what_closes_a_day_is_named_in_both_languages(day: date, sv: str, en: str) -> None:
    swedish = almanac()
    assert not swedish.is_open(day)
    assert swedish.closed_by(day) == Text(sv, en)


@pytest.mark.parametrize(
    ("day", "kind", "sv", "en"),
    [
        (date(2027, 3, 25), "half", "skärtorsdag", "Maundy Thursday"),
        (date(2027, 4, 30), "half", "valborgsmässoafton", "Walpurgis Night"),
        (date(2027, 5, 5), "half", "dagen före Kristi himmelsfärdsdag", "the day before Ascension Day"),
        (date(2027, 6, 24), "half", "dagen före midsommarafton", "the day before Midsummer Eve"),
        (date(2027, 5, 7), "bridge", "klämdag", "bridge day"),
    ],
)
def test_half_days_and_bridge_days_are_open_with_a_warning(day: date, kind: str, sv: str, en: str) -> None:
    swedish = almanac()
    assert swedish.is_open(day)
    assert swedish.add_workdays(day - timedelta(days=1), 1) == day
    assert not swedish.flags(day.toordinal()) & CALM
    assert swedish.closed_by(day) is None
    found = swedish.caution(day)
    assert found is not None
    assert (found.kind, found.name) == (kind, Text(sv, en))


def test_an_ordinary_day_is_open_calm_and_has_no_warning() -> None:
    day = date(2027, 5, 11)
    assert almanac().is_open(day)
    assert almanac().flags(day.toordinal()) & CALM
    assert almanac().caution(day) is None


def test_a_policy_may_close_half_days_and_bridge_days_for_everything() -> None:
    strict = almanac(half=Openness.CLOSED, bridge=Openness.CLOSED)
    assert closed(strict, date(2027, 3, 25), "sv") == "Skärtorsdagen"
    assert closed(strict, date(2027, 5, 7), "sv") == "klämdag"
    assert not strict.is_open(date(2027, 3, 25))


def test_a_policy_may_let_eves_be_open() -> None:
    eve = date(2027, 12, 24)
    warned = almanac(eves=Openness.WARN)
    assert warned.is_open(eve)
    assert warned.caution(eve) == Caution("eve", Text("julafton", "Christmas Eve"))
    assert almanac(eves=Openness.OPEN).flags(eve.toordinal()) & CALM


def test_local_closures_make_bridge_days_too() -> None:
    shut = Closure("Utflykt", DateSpan(date(2027, 9, 13), date(2027, 9, 13)))
    other = Closure("Flytt", DateSpan(date(2027, 9, 15), date(2027, 9, 15)))
    assert almanac(shut, other).caution(date(2027, 9, 14)) == BRIDGE


def test_a_bridge_day_is_one_open_weekday_between_two_closed_days() -> None:
    found = 0
    for year in range(2020, 2041):
        swedish = almanac(year=year, half=Openness.OPEN)
        for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
            before, day, after = (date.fromordinal(ordinal + away) for away in (-1, 0, 1))
            lonely = swedish.is_open(day) and not swedish.is_open(before) and not swedish.is_open(after)
            assert (swedish.caution(day) == BRIDGE) is lonely
            found += lonely
    assert found > 40


def test_closures_have_names_and_hold_in_the_adjoining_months() -> None:
    own = almanac(SOMMARLUGN, JUL, SPORTLOV)
    assert closed(own, date(2027, 3, 10), "sv") == "Sportlov"
    assert closed(own, date(2027, 7, 7), "en") == "Sommarlugn"
    assert closed(own, date(2026, 12, 28), "sv") == "Jul och nyår"
    assert closed(own, date(2028, 1, 5), "sv") == "Jul och nyår"
    assert own.closed_by(date(2028, 1, 7)) is None


def test_only_closures_that_mute_hold_reminders() -> None:
    own = almanac(SOMMARLUGN, JUL, SPORTLOV)
    assert own.is_muted(date(2027, 7, 7))
    assert own.is_muted(date(2026, 12, 23))
    assert not own.is_muted(date(2027, 3, 10))
    assert not own.is_muted(date(2027, 3, 26))


def test_a_closure_with_years_holds_once() -> None:
    own = almanac(Closure("Flytt", DateSpan(date(2027, 9, 1), date(2027, 9, 3))))
    assert closed(own, date(2027, 9, 2), "sv") == "Flytt"
    assert own.closed_by(date(2026, 9, 2)) is None


def test_working_days_are_counted_over_closed_ones() -> None:
    own = almanac(SPORTLOV)
    assert own.add_workdays(date(2027, 3, 5), 1) == date(2027, 3, 15)
    assert own.add_workdays(date(2027, 3, 15), -1) == date(2027, 3, 5)
    assert own.add_workdays(date(2027, 3, 9), 2) == date(2027, 3, 16)
    assert own.add_workdays(date(2027, 3, 9), 0) == date(2027, 3, 9)
    assert own.workday_on_or_before(date(2027, 3, 9)) == date(2027, 3, 5)
    assert own.workday_on_or_after(date(2027, 3, 9)) == date(2027, 3, 15)
    assert own.workday_on_or_after(date(2027, 3, 15)) == date(2027, 3, 15)


def test_a_year_without_a_working_day_is_said_so() -> None:
    never = almanac(Closure("Alltid", DateSpan(date(2020, 1, 1), date(2040, 1, 1))))
    with pytest.raises(ValueError, match="no arbetsdag"):
        never.workday_on_or_after(date(2027, 3, 1))


def test_the_almanac_reaches_as_far_as_it_is_asked() -> None:
    own = almanac(JUL)
    assert closed(own, date(2031, 12, 25), "sv") == "Juldagen"
    assert closed(own, date(2019, 6, 6), "sv") == "Nationaldagen"
    assert own.is_open(date(2027, 5, 11))


def test_without_holidays_only_weekends_and_closures_are_closed() -> None:
    none = almanac(SPORTLOV, holidays="")
    assert none.is_open(date(2027, 12, 24))
    assert closed(none, date(2027, 3, 10), "sv") == "Sportlov"
    assert closed(none, date(2027, 3, 6), "sv") == "lördag"


@pytest.mark.parametrize(
    ("code", "day"), [("SE-Z", date(2027, 6, 25)), ("NO", date(2027, 5, 17)), ("DE-BY", date(2027, 1, 6))]
)
def test_other_countries_and_parts_of_them_have_their_own_days(code: str, day: date) -> None:
    assert not almanac(holidays=code).is_open(day)


def test_a_part_has_days_that_the_country_lacks() -> None:
    assert almanac(holidays="DE").is_open(date(2027, 1, 6))


def test_an_unknown_country_is_one_clear_sentence() -> None:
    with pytest.raises(ArshjulError) as refused:
        almanac(holidays="XX")
    assert refused.value.message.sv == '[calendar] holidays = "XX" är inget land'


def test_the_wheel_gives_its_own_almanac() -> None:
    of = wheel(year=2027, first_month=8, days=DayPolicy(), closures=(SOMMARLUGN,))
    assert closed(Almanac.of(of), date(2028, 7, 12), "sv") == "Sommarlugn"
    assert closed(Almanac.of(of), date(2028, 6, 6), "sv") == "Nationaldagen"
