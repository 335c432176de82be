"""Sweden's red days, eves and half days by rule: what the `holidays` library says, without importing 300 modules.

Lag (1989:253) om allmänna helgdagar as it has stood since 2005. Tests hold every day of 2005-2100, the
last that it knows, to the library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from arshjul.almanac.feasts import easter, feast_day
from arshjul.model.rhythm import Feast
from arshjul.text import Text

SINCE = 2005
"""The first year of the law as it stands: Nationaldagen came, annandag pingst went."""

Rule = Callable[[int], date]
Feasts = tuple[tuple[Rule, Text], ...]


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _easter(days: int) -> Rule:
    return lambda year: easter(year) + timedelta(days)


def _midsummer(days: int) -> Rule:
    """Counted from midsommarafton, the Friday of 19-25 June."""
    return lambda year: feast_day(Feast.MIDSUMMER, year) + timedelta(days)


def _all_saints(days: int) -> Rule:
    """Counted from alla helgons dag, the Saturday of 31 October-6 November."""
    return lambda year: date(year, 10, 31) + timedelta((5 - date(year, 10, 31).weekday()) % 7 + days)


RED: Feasts = (
    (_fixed(1, 1), Text("Nyårsdagen", "New Year's Day")),
    (_fixed(1, 6), Text("Trettondedag jul", "Epiphany")),
    (_easter(-2), Text("Långfredagen", "Good Friday")),
    (_easter(0), Text("Påskdagen", "Easter Sunday")),
    (_easter(1), Text("Annandag påsk", "Easter Monday")),
    (_fixed(5, 1), Text("Första maj", "May Day")),
    (_easter(39), Text("Kristi himmelsfärdsdag", "Ascension Day")),
    (_fixed(6, 6), Text("Nationaldagen", "National Day")),
    (_easter(49), Text("Pingstdagen", "Pentecost")),
    (_midsummer(1), Text("Midsommardagen", "Midsummer Day")),
    (_all_saints(0), Text("Alla helgons dag", "All Saints' Day")),
    (_fixed(12, 25), Text("Juldagen", "Christmas Day")),
    (_fixed(12, 26), Text("Annandag jul", "Second Day of Christmas")),
)
"""Closed by law."""

EVES: Feasts = (
    (_easter(-1), Text("Påskafton", "Holy Saturday")),
    (_midsummer(0), Text("Midsommarafton", "Midsummer Eve")),
    (_fixed(12, 24), Text("Julafton", "Christmas Eve")),
    (_fixed(12, 31), Text("Nyårsafton", "New Year's Eve")),
)
"""Closed by custom."""

HALF: Feasts = (
    (_fixed(1, 5), Text("Trettondagsafton", "Twelfth Night")),
    (_easter(-3), Text("Skärtorsdagen", "Maundy Thursday")),
    (_fixed(4, 30), Text("Valborgsmässoafton", "Walpurgis Night")),
    (_easter(38), Text("Dag före Kristi himmelsfärdsdag", "Day before Ascension Day")),
    (_easter(47), Text("Dag före Pingstafton", "Day before Pentecost Eve")),
    (_midsummer(-1), Text("Dag före Midsommarafton", "Day before Midsummer Eve")),
    (_all_saints(-1), Text("Allahelgonsafton", "All Saints' Eve")),
    (_fixed(12, 23), Text("Dag före Julafton", "Day before Christmas Eve")),
    (_fixed(12, 30), Text("Dag före Nyårsafton", "Day before New Year's Eve")),
)
"""Shortened where banks and offices are."""


def days_of(feasts: Feasts, years: range) -> Mapping[date, Text]:
    """The feasts of those years in order of date; two on one day share it: "Första maj; Kristi himmelsfärdsdag"."""
    found: dict[date, Text] = {}
    for year in years:
        for rule, name in feasts:
            day = rule(year)
            other = found.get(day)
            found[day] = Text(f"{other.sv}; {name.sv}", f"{other.en}; {name.en}") if other else name
    return dict(sorted(found.items()))
