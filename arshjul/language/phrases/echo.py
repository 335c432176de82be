"""The words for a rule's base: what is built alike in both languages, and what each brings to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import singledispatch

from arshjul.language.phrases.wording import Wording
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


@dataclass(frozen=True, slots=True)
class Echo:
    """One language. `parities` are said after weekdays, for even and odd; `intervals` are «varannan», «var tredje».

    The three functions say what the languages build each in its own way.
    """

    words: Wording
    parities: tuple[str, str]
    intervals: Mapping[int, str]
    units: Mapping[str, str]
    feasts: Mapping[Feast, str]
    own_weeks: Mapping[Feast, str]
    the_week: str
    before: str
    after: str
    nth_day: Callable[[NthDay], str]
    day_of_month: Callable[[DayOfMonth], str]
    weekday_after: Callable[[WeekdayAfter], str]

    def side(self, count: int) -> str:
        return self.after if count > 0 else self.before


@singledispatch
def echo_base(base: Base, echo: Echo) -> str:
    """«andra tisdagen i månaden», "second tuesday of the month"."""
    raise TypeError(f"{echo.words.language} has no words for {base}")


@echo_base.register
def _(base: NthDay, echo: Echo) -> str:
    return echo.nth_day(base)


@echo_base.register
def _(base: DayOfMonth, echo: Echo) -> str:
    return echo.day_of_month(base)


@echo_base.register
def _(base: WeekdayAfter, echo: Echo) -> str:
    return echo.weekday_after(base)


@echo_base.register
def _(base: Weekly, echo: Echo) -> str:
    weekdays = echo.words.plural_weekdays(base.weekdays)
    return weekdays if base.parity is None else f"{weekdays} {echo.parities[base.parity]}"


@echo_base.register
def _(base: EveryNthWeek, echo: Echo) -> str:
    words = echo.words
    anchor = f"{words.week} {base.anchor}" if isinstance(base.anchor, int) else f"{base.anchor}"
    return f"{echo.intervals[base.interval]} {words.weekdays(base.weekdays)} {words.since} {anchor}"


@echo_base.register
def _(base: InWeeks, echo: Echo) -> str:
    return f"{echo.words.weekdays(base.weekdays)} {echo.words.week} {echo.words.numbers(base.weeks)}"


@echo_base.register
def _(base: FeastWeek, echo: Echo) -> str:
    weekdays = echo.words.weekdays(base.weekdays)
    if base.weeks == 0:
        return f"{weekdays} {echo.words.within} {echo.own_weeks[base.feast]}"
    return f"{weekdays} {echo.the_week} {echo.side(base.weeks)} {echo.feasts[base.feast]}"


@echo_base.register
def _(base: Chained, echo: Echo) -> str:
    return f"{abs(base.count)}{echo.units[base.unit]} {echo.side(base.count)} {base.parent}"


@echo_base.register
def _(base: ChainedWeek, echo: Echo) -> str:
    return f"{echo.words.weekdays(base.weekdays)} {echo.the_week} {echo.side(base.weeks)} {base.parent}"
