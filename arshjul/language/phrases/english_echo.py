"""The English words for a rule's base."""

from __future__ import annotations

from functools import singledispatch

from arshjul.language.phrases.possible import ordinal_ending
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
    WeekdayAfter,
    Weekly,
)

_WORDS = WORDINGS["en"]
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}
_OWN_WEEKS = {Feast.EASTER: "holy week", Feast.MIDSUMMER: "midsummer week", Feast.CHRISTMAS: "christmas week"}
_UNITS = {"d": "d", "ad": "wd", "v": "w"}


@singledispatch
def english_base(base: Base) -> str:
    """ "second tuesday of the month"."""
    raise TypeError(base)


@english_base.register
def _(base: NthDay) -> str:
    day = _WORDS.weekday(base.weekday) if base.weekday is not None else "working day"
    period = f"in {_WORDS.months(base.months)}" if base.months else f"of the {base.period}"
    return f"{_ORDINALS[base.nth]} {day} {period}"


@english_base.register
def _(base: Weekly) -> str:
    weekdays = _WORDS.plural_weekdays(base.weekdays)
    return weekdays if base.parity is None else f"{weekdays} in {('even', 'odd')[base.parity]} weeks"


@english_base.register
def _(base: EveryNthWeek) -> str:
    every = "other" if base.interval == 2 else _ORDINALS[base.interval]
    anchor = f"w. {base.anchor}" if isinstance(base.anchor, int) else f"{base.anchor}"
    return f"every {every} {_WORDS.weekdays(base.weekdays)} from {anchor}"


@english_base.register
def _(base: InWeeks) -> str:
    return f"{_WORDS.weekdays(base.weekdays)} w. {_WORDS.numbers(base.weeks)}"


@english_base.register
def _(base: DayOfMonth) -> str:
    start = "no later than " if base.latest else ""
    if base.yearly and base.day > 0:
        return f"{start}{base.day} {_WORDS.month(base.months[0])}"
    return f"{start}the {_day(base.day)} of {_which(base)}"


@english_base.register
def _(base: WeekdayAfter) -> str:
    return f"first {_WORDS.weekday(base.weekday)} after the {_day(base.day)} of {_which(base)}"


def _day(day: int) -> str:
    """ "1st", "22nd", "13th", "last day"."""
    if day < 0:
        return "last day"
    return f"{day}{ordinal_ending(day)}"


def _which(base: DayOfMonth | WeekdayAfter) -> str:
    return _WORDS.months(base.months) if base.months else "every month"


@english_base.register
def _(base: FeastWeek) -> str:
    weekdays = _WORDS.weekdays(base.weekdays)
    if base.weeks == 0:
        return f"{weekdays} in {_OWN_WEEKS[base.feast]}"
    return f"{weekdays} the week {_side(base.weeks)} {base.feast}"


@english_base.register
def _(base: Chained) -> str:
    return f"{abs(base.count)}{_UNITS[base.unit]} {_side(base.count)} {base.parent}"


@english_base.register
def _(base: ChainedWeek) -> str:
    return f"{_WORDS.weekdays(base.weekdays)} the week {_side(base.weeks)} {base.parent}"


def _side(count: int) -> str:
    return "after" if count > 0 else "before"
