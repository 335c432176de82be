"""Steps 1-3 for one series or deadline: the nominal dates that its phrases, dates or RRULE give, and E30 where none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from arshjul.model.rhythm import Dates, EveryNthWeek, InWeeks, NthDay, Phrases, RecurrenceRule, Rule
from arshjul.model.source import Problem
from arshjul.model.wheel import Item
from arshjul.planning import recurrence, rules
from arshjul.planning.context import Context
from arshjul.planning.frame import Nominal
from arshjul.planning.week_rules import week_at_both_ends

Found = tuple[list[Nominal], list[Problem]]


def of_item(item: Item, context: Context) -> Found:
    """The item's own dates. Chains, windows and meetings as needed have none of their own."""
    rhythm = item.rhythm
    if isinstance(rhythm, Phrases):
        found = rules.of_phrases(rhythm, context.frame, context.almanac)
        return found, list(_rule_problems(rhythm, found, context))
    if isinstance(rhythm, Dates):
        return _of_dates(rhythm, context)
    return _of_rrule(rhythm, context) if isinstance(rhythm, RecurrenceRule) else ([], [])


def _of_dates(dates: Dates, context: Context) -> Found:
    """Each date once, however often it is written; one outside the wheel is E36."""
    wheel = context.wheel
    first_mention = {day: (index, at) for index, (day, at) in reversed(list(enumerate(dates.days)))}
    found, problems = [], []
    for day, (index, at) in sorted(first_mention.items()):
        if wheel.holds(day):
            found.append(Nominal(day.toordinal(), day.isoformat(), index))
        else:
            problems.append(Problem.error("E36", at, "date", day=day, first=wheel.first, last=wheel.last))
    return found, problems


def _of_rrule(rule: RecurrenceRule, context: Context) -> Found:
    ordinals, problem = recurrence.days(rule, context.frame)
    if problem is None and not ordinals:
        problem = Problem.error("E30", rule.at, "rrule", year=context.wheel.year)
    found = [Nominal(day, date.fromordinal(day).isoformat()) for day in ordinals]
    return found, [problem] if problem else []


def _rule_problems(phrases: Phrases, found: list[Nominal], context: Context) -> Iterator[Problem]:
    """A rule that gives nothing (E30), or whose week lies at both ends of the wheel (E23)."""
    if len(context.frame.years) > 1:
        yield from _weeks_at_both_ends(phrases, context)
    if found and len(phrases.rules) == 1:
        return
    fruitful = {day.rule for day in found}
    for index, rule in enumerate(phrases.rules):
        if index not in fruitful and not rules.is_chain(rule.base) and _is_barren(rule, context):
            yield _nothing(rule, context.wheel.year)


def _weeks_at_both_ends(phrases: Phrases, context: Context) -> Iterator[Problem]:
    for rule in phrases.rules:
        week = week_at_both_ends(rule.base, context.frame) if isinstance(rule.base, (InWeeks, EveryNthWeek)) else None
        if week is not None:
            yield Problem.error("E23", rule.at, "both ends", week=week)


def _is_barren(rule: Rule, context: Context) -> bool:
    """Whether it gives nothing by itself, either (not only what an earlier phrase gave before it)."""
    return not rules.of_phrases(Phrases((rule,)), context.frame, context.almanac)


def _nothing(rule: Rule, year: int) -> Problem:
    if isinstance(rule.base, NthDay) and rule.base.nth == 5:
        last = "sista" if rule.language == "sv" else "last"
        return Problem.error("E30", rule.at, "fifth", year=year, instead=f"{last} {rule.text.partition(' ')[2]}")
    if rule.first or rule.last:
        return Problem.error("E30", rule.at, "bounds", year=year)
    return Problem.error("E30", rule.at, "narrow" if rule.except_months or rule.except_weeks else "", year=year)
