"""The Swedish words for a rule's base."""

from __future__ import annotations

from functools import singledispatch

from arshjul.language.phrases.wording import WORDINGS
from arshjul.model.rhythm import (
    Base,
    Chained,
    ChainedWeek,
    DayOfMonth,
    EveryNthWeek,
    Feast,
    FeastWeek,
    InWeeks,
    NthDay,
    Period,
    WeekdayAfter,
    Weekly,
)

_WORDS = WORDINGS["sv"]
_ORDINALS = {1: "första", 2: "andra", 3: "tredje", 4: "fjärde", 5: "femte", -1: "sista", -2: "näst sista"}
_PERIODS = {
    Period.MONTH: "månaden",
    Period.QUARTER: "kvartalet",
    Period.TERTIAL: "tertialet",
    Period.HALF_YEAR: "halvåret",
    Period.YEAR: "året",
}
_FEASTS = {Feast.EASTER: "påsk", Feast.PENTECOST: "pingst", Feast.MIDSUMMER: "midsommar", Feast.CHRISTMAS: "jul"}
_OWN_WEEKS = {Feast.EASTER: "stilla veckan", Feast.MIDSUMMER: "midsommarveckan", Feast.CHRISTMAS: "julveckan"}


@singledispatch
def swedish_base(base: Base) -> str:
    """«andra tisdagen i månaden»."""
    raise TypeError(base)


@swedish_base.register
def _(base: NthDay) -> str:
    day = f"{_WORDS.weekday(base.weekday)}en" if base.weekday is not None else "arbetsdagen"
    period = _WORDS.months(base.months) if base.months else _PERIODS[base.period]
    return f"{_ORDINALS[base.nth]} {day} i {period}"


@swedish_base.register
def _(base: Weekly) -> str:
    weekdays = _WORDS.plural_weekdays(base.weekdays)
    return weekdays if base.parity is None else f"{weekdays} {('jämna', 'udda')[base.parity]} veckor"


@swedish_base.register
def _(base: EveryNthWeek) -> str:
    every = "varannan" if base.interval == 2 else f"var {_ORDINALS[base.interval]}"
    anchor = f"v. {base.anchor}" if isinstance(base.anchor, int) else f"{base.anchor}"
    return f"{every} {_WORDS.weekdays(base.weekdays)} från {anchor}"


@swedish_base.register
def _(base: InWeeks) -> str:
    return f"{_WORDS.weekdays(base.weekdays)} v. {_WORDS.numbers(base.weeks)}"


@swedish_base.register
def _(base: DayOfMonth) -> str:
    start = "senast " if base.latest else ""
    if base.yearly and base.day > 0 and not base.latest:
        return f"{base.day} {_WORDS.month(base.months[0])}"
    return f"{start}den {_day(base.day)} {_which(base)}"


@swedish_base.register
def _(base: WeekdayAfter) -> str:
    return f"första {_WORDS.weekday(base.weekday)}en efter den {_day(base.day)} {_which(base)}"


def _day(day: int) -> str:
    return "sista" if day < 0 else f"{day}"


def _which(base: DayOfMonth | WeekdayAfter) -> str:
    """«varje månad», «15 november», «sista i juni»."""
    if not base.months:
        return "varje månad"
    months = _WORDS.months(base.months)
    return months if len(base.months) == 1 and base.day > 0 else f"i {months}"


@swedish_base.register
def _(base: FeastWeek) -> str:
    weekdays = _WORDS.weekdays(base.weekdays)
    if base.weeks == 0:
        return f"{weekdays} i {_OWN_WEEKS[base.feast]}"
    return f"{weekdays} veckan {_side(base.weeks)} {_FEASTS[base.feast]}"


@swedish_base.register
def _(base: Chained) -> str:
    return f"{abs(base.count)}{base.unit} {_side(base.count)} {base.parent}"


@swedish_base.register
def _(base: ChainedWeek) -> str:
    return f"{_WORDS.weekdays(base.weekdays)} veckan {_side(base.weeks)} {base.parent}"


def _side(count: int) -> str:
    return "efter" if count > 0 else "före"
