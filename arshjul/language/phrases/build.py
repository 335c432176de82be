"""Tokens that the grammar has accepted become a `Rule`: what remains is to say what they mean."""

from __future__ import annotations

from typing import Any, Literal, cast

from arshjul.language.phrases.error import PhraseError
from arshjul.language.phrases.reader import WEEK_MARKS, Reader
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
    Rule,
    Weekday,
    WeekdayAfter,
    Weekly,
)

_ORDINALS = frozenset({"FIRST", "SECOND", "ORD", "LAST", "NEXT", "TH1", "TH2", "TH5"})
_COUNTED = frozenset({"WEEKDAY", "WORKDAY", "WORKING", "LAST", "TO"})


def build_rule(reader: Reader) -> Rule:
    """The base, then what narrows it. Weeks, days and dates that do not exist are a PhraseError."""
    base = _base(reader)
    if not reader.kind:
        return Rule(base, reader.text, reader.language)
    once: dict[str, Any] = {}
    months: set[int] = set()
    weeks: set[int] = set()
    while reader.kind:
        _bound(reader, once, months, weeks)
    return Rule(
        base,
        reader.text,
        reader.language,
        except_months=tuple(sorted(months)),
        except_weeks=tuple(sorted(weeks)),
        **once,
    )


def _base(reader: Reader) -> Base:
    kind, following = reader.kind, reader.next_kind()
    if kind in _ORDINALS and following in _COUNTED:
        return _nth(reader)
    if kind == "WEEKDAY" or (following == "WEEKDAY" and kind == "EVERY"):
        return _of_week(reader)
    if kind in ("EVERYOTHER", "BY", "EVERY"):
        return _every(reader)
    if following in ("UNIT", "W"):
        return _chain(reader)
    return _day_of_month(reader)


def _nth(reader: Reader) -> NthDay | WeekdayAfter:
    nth = _ordinal(reader)
    weekday = Weekday(reader.number()) if reader.kind == "WEEKDAY" else None
    if weekday is None:
        reader.take()
    elif reader.skip("AFTER"):
        return WeekdayAfter(weekday, *reader.month_day())
    reader.skip("IN")
    if reader.kind == "MONTH":
        return NthDay(nth, weekday, Period.MONTH, reader.months())
    return NthDay(nth, weekday, Period(reader.word()))


def _ordinal(reader: Reader) -> int:
    """«näst sista» and "second to last" are -2."""
    if reader.next_kind() not in ("LAST", "TO"):
        return reader.number()
    while not reader.skip("LAST"):
        reader.take()
    return -2


def _every(reader: Reader) -> EveryNthWeek:
    interval = 2
    if reader.take().kind != "EVERYOTHER" and not reader.skip("OTHER"):
        interval = reader.number()
    weekdays = reader.weekdays()
    reader.take()
    anchor = reader.week() if reader.kind in WEEK_MARKS else reader.date()
    return EveryNthWeek(weekdays, interval, anchor)


def _of_week(reader: Reader) -> Weekly | InWeeks | FeastWeek | ChainedWeek:
    reader.skip("EVERY")
    weekdays = reader.weekdays()
    if reader.kind == "IN" and reader.next_kind() != "MONTH":
        reader.take()
    kind = reader.kind
    if kind == "PARITY":
        parity = cast("Literal[0, 1]", reader.number())
        reader.take()
        return Weekly(weekdays, parity)
    if kind in ("HOLY", "FEASTNAME", "FEASTWEEK"):
        feast = Feast(reader.word())
        if kind != "FEASTWEEK":
            reader.take()
        return FeastWeek(weekdays, feast, 0)
    if kind in WEEK_MARKS and reader.next_kind() == "NUM":
        return InWeeks(weekdays, reader.weeks())
    if kind in ("THEWEEK", "WEEK"):
        return _beside(reader, weekdays)
    return Weekly(weekdays)


def _beside(reader: Reader, weekdays: tuple[Weekday, ...]) -> FeastWeek | ChainedWeek:
    reader.take()
    weeks = cast("Literal[-1, 1]", reader.number())
    if reader.kind == "ID":
        return ChainedWeek(reader.word(), weekdays, weeks)
    return FeastWeek(weekdays, Feast(reader.word()), weeks)


def _chain(reader: Reader) -> Chained:
    count = reader.number()
    unit = cast("Literal['d', 'ad', 'v']", reader.word())
    count *= reader.number()
    return Chained(reader.word(), count, unit)


def _day_of_month(reader: Reader) -> DayOfMonth:
    latest = reader.skip("LATEST")
    day, months = reader.month_day()
    return DayOfMonth(day, months, latest, yearly=len(months) == 1)


def _bound(reader: Reader, once: dict[str, Any], months: set[int], weeks: set[int]) -> None:
    """One bound. Exceptions add up; the others may stand `once`, for the last would silently win."""
    mark = reader.here()
    if reader.skip("EXCEPT"):
        if reader.kind in WEEK_MARKS:
            weeks.update(reader.weeks())
        else:
            months.update(reader.months())
        return
    name = {"FROM": "first", "TO": "last"}.get(mark.kind, "in_months")
    if name in once:
        word = reader.text[mark.start : mark.end]
        raise PhraseError("E20", mark.start, mark.end - mark.start, "twice", word=word)
    if name == "in_months":
        once[name] = reader.months()
    else:
        reader.take()
        once[name] = reader.date()
