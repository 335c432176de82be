"""Sweden's days by rule are the `holidays` library's, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import holidays
import pytest

from arshjul.almanac import sweden
from arshjul.almanac.red_days import RedDays, red_days
from arshjul.text import Language, Text

YEARS = range(sweden.SINCE, 2101)
"""The library knows nothing after 2100; our rules go on."""


def by_library(category: str, language: Language) -> dict[date, set[str]]:
    spoken = {"sv": "sv", "en": "en_US"}[language]
    found = holidays.country_holidays("SE", years=list(YEARS), categories=(category,), language=spoken)
    return {day: {name.partition(" (")[0] for name in names.split("; ")} for day, names in found.items()}


def by_rule(names: Mapping[date, Text], language: Language) -> dict[date, set[str]]:
    return {day: set(name.to(language).split("; ")) for day, name in names.items()}


@pytest.fixture(scope="module")
def ours() -> RedDays:
    return red_days("SE", YEARS)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_red_day_since_2005_is_the_librarys(ours: RedDays, language: Language) -> None:
    assert by_rule(ours.red, language) == by_library("public", language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_eve_is_the_librarys_and_paskafton_is_one(ours: RedDays, language: Language) -> None:
    saturday = Text("Påskafton", "Holy Saturday").to(language)
    easters = {day: names for day, names in by_library("optional", language).items() if saturday in names}
    assert len(easters) == len(YEARS)
    assert by_rule(ours.eves, language) == by_library("de_facto", language) | easters


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_half_day_is_a_bank_day_of_the_library_that_is_neither_red_nor_eve(
    ours: RedDays, language: Language
) -> None:
    banks = by_library("bank", language)
    half = {day: names for day, names in banks.items() if day not in ours.red and day not in ours.eves}
    assert by_rule(ours.half, language) == half


def test_two_feasts_on_one_day_are_both_named(ours: RedDays) -> None:
    assert ours.red[date(2008, 5, 1)] == Text("Första maj; Kristi himmelsfärdsdag", "May Day; Ascension Day")
    assert ours.half[date(2008, 4, 30)].sv == "Valborgsmässoafton; Dag före Kristi himmelsfärdsdag"


def test_the_library_still_tells_the_years_before_the_law_of_2005() -> None:
    assert red_days("SE", range(2004, 2006)).red[date(2004, 5, 31)].sv == "Annandag pingst"


def test_the_rules_reach_further_than_the_library() -> None:
    assert red_days("SE", range(2198, 2201)).red[date(2199, 6, 6)].sv == "Nationaldagen"
