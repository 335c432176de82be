"""Steps 1-3: from a phrase to its nominal dates, their slots, and what «utom» takes away."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from arshjul.almanac.almanac import Almanac
from arshjul.model.rhythm import (
    Base,
    Chained,
    ChainedWeek,
    DayOfMonth,
    EveryNthWeek,
    FeastWeek,
    InWeeks,
    NthDay,
    Phrases,
    Rule,
    WeekdayAfter,
    Weekly,
)
from arshjul.model.wheel import Wheel
from arshjul.planning import period_rules, week_rules
from arshjul.planning.frame import Frame, Nominal, frame_of
from arshjul.planning.slots import unique

_REACHING = (InWeeks, FeastWeek, WeekdayAfter)
"""Bases whose dates may lie a few days over the wheel's edge, since their slot belongs to this wheel."""


def nominal(rule: Rule, wheel: Wheel, almanac: Almanac) -> tuple[Nominal, ...]:
    """The dates of one phrase in the wheel, before closures and changes. A chain has none of its own."""
    return tuple(of_phrases(Phrases((rule,)), frame_of(wheel), almanac))


def of_phrases(phrases: Phrases, frame: Frame, almanac: Almanac) -> list[Nominal]:
    """Expand every rule, number the slots, then apply «utom».

    Slots are numbered from whole weeks and periods, before the wheel's edges cut: a week that two wheels share never
    gives the same slot twice.
    """
    rules = phrases.rules
    if len(rules) == 1:
        found = _narrowed(rules[0], _days(rules[0].base, frame, almanac))
    else:
        found = _merged(rules, frame, almanac)
    found = _numbered(found)
    inside = found and frame.first <= found[0].ordinal and found[-1].ordinal <= frame.last
    if inside and not any(rule.except_months or rule.except_weeks for rule in rules):
        return found
    return [day for day in found if _stands(day, rules[day.rule], frame)]


def _merged(rules: tuple[Rule, ...], frame: Frame, almanac: Almanac) -> list[Nominal]:
    """What several phrases give together; a date that two of them give in the same slot comes once, from the first."""
    found: dict[tuple[int, str], Nominal] = {}
    for index, rule in enumerate(rules):
        for day in _narrowed(rule, _days(rule.base, frame, almanac)):
            found.setdefault((day.ordinal, day.slot), Nominal(day.ordinal, day.slot, index))
    return sorted(found.values())


def is_chain(base: Base) -> bool:
    return isinstance(base, (Chained, ChainedWeek))


def allows(rule: Rule, day: date, slot: str) -> bool:
    """Whether a date of a chain passes what narrows its phrase. It may lie outside the wheel, led by its parent."""
    return bool(_narrowed(rule, [Nominal(day.toordinal(), slot)])) and not _excepted(
        rule, Nominal(day.toordinal(), slot)
    )


def _days(base: Base, frame: Frame, almanac: Almanac) -> list[Nominal]:
    if isinstance(base, NthDay):
        return (
            period_rules.nth_workdays(base, frame, almanac) if base.weekday is None else list(_fixed_days(base, frame))
        )
    return [] if is_chain(base) else list(_fixed_days(base, frame))


@lru_cache(maxsize=4096)
def _fixed_days(base: Base, frame: Frame) -> tuple[Nominal, ...]:
    """The days of a base that the calendar alone decides, by date. The same phrase recurs in many series."""
    return tuple(sorted(_expanded(base, frame)))


def _expanded(base: Base, frame: Frame) -> list[Nominal]:
    match base:
        case NthDay():
            return period_rules.nth_weekdays(base, frame)
        case Weekly():
            return week_rules.weekly(base, frame)
        case EveryNthWeek():
            return week_rules.every_nth_week(base, frame)
        case InWeeks():
            return week_rules.in_weeks(base, frame)
        case DayOfMonth():
            return period_rules.days_of_month(base, frame)
        case WeekdayAfter():
            return period_rules.weekdays_after(base, frame)
        case FeastWeek():
            return week_rules.in_feast_weeks(base, frame)
        case Chained() | ChainedWeek():
            return []


def _narrowed(rule: Rule, days: list[Nominal]) -> list[Nominal]:
    """By «i», »från» and »till», which belong to the rule itself."""
    if rule.in_months:
        days = [day for day in days if _month(rule.base, day) in rule.in_months]
    if rule.first:
        first = rule.first.toordinal()
        days = [day for day in days if day.ordinal >= first]
    if rule.last:
        last = rule.last.toordinal()
        days = [day for day in days if day.ordinal <= last]
    return days


def _numbered(days: list[Nominal]) -> list[Nominal]:
    """A second one in a slot gets ".2", in the order of the dates."""
    if len({day.slot for day in days}) == len(days):
        return days
    taken: set[str] = set()
    for index, day in enumerate(days):
        if day.slot in taken:
            days[index] = day._replace(slot=unique(day.slot, taken))
        taken.add(days[index].slot)
    return days


def _stands(day: Nominal, rule: Rule, frame: Frame) -> bool:
    """Inside the wheel, and not taken away by «utom»."""
    inside = frame.first <= day.ordinal <= frame.last or isinstance(rule.base, _REACHING)
    return inside and not _excepted(rule, day)


def _excepted(rule: Rule, day: Nominal) -> bool:
    if rule.except_months and _month(rule.base, day) in rule.except_months:
        return True
    return bool(rule.except_weeks) and day.day.isocalendar().week in rule.except_weeks


def _month(base: Base, day: Nominal) -> int:
    """The month that counts: the one that the phrase names, where the date may fall in the next."""
    return int(day.slot[5:7]) if isinstance(base, WeekdayAfter) else date.fromordinal(day.ordinal).month
