"""Steps 1-4 for one series or deadline: its dates as the rules and closures leave them, before any [[change]]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from arshjul.almanac.almanac import OPEN
from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.rhythm import (
    AsNeeded,
    Dates,
    Each,
    IfClosed,
    Phrases,
    RecurrenceRule,
    TimeRange,
)
from arshjul.model.source import Origin, Param, Problem
from arshjul.model.wheel import Deadline, Item
from arshjul.planning import chains, nominal, rules, windows
from arshjul.planning.context import Context
from arshjul.planning.frame import Nominal
from arshjul.planning.place import Misplaced, Placement, place, policy_of
from arshjul.planning.planned import planned
from arshjul.planning.slots import unique
from arshjul.text import NOTHING

Neighbours = tuple[int | None, int | None]


@dataclass(slots=True)
class Draft:
    """`troubles` are placements that failed, by slot: a [[change]] that moves or cancels the slot ends them.

    `special` are the occurrences whose days need a second look: not simply open, or with a turn of the clocks.
    """

    occurrences: list[Occurrence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    troubles: dict[str, Problem] = field(default_factory=dict)
    special: list[Occurrence] = field(default_factory=list)


def draft(item: Item, context: Context, above: Mapping[str, Sequence[Occurrence]]) -> Draft:
    """`above` holds the finished occurrences of what the item hangs on."""
    result = Draft()
    rhythm = item.rhythm
    if isinstance(rhythm, Each):
        _draft_each(item, rhythm, context, result)
    elif isinstance(rhythm, AsNeeded):
        if windows.bounds(rhythm.window, context.wheel) is None:
            result.problems.append(Problem.error("E30", rhythm.window.at, "window", year=context.wheel.year))
    else:
        days, problems = nominal.of_item(item, context)
        result.problems += problems
        _draft_dates(item, days, context, result)
        _draft_chained(item, context, above, result)
    return result


def where(item: Item, rule: int) -> Origin:
    """Where the rule that gave a date is written."""
    rhythm = item.rhythm
    if isinstance(rhythm, Phrases):
        return rhythm.rules[rule].at
    if isinstance(rhythm, Dates):
        return rhythm.days[rule][1]
    return rhythm.at if isinstance(rhythm, RecurrenceRule) else item.at


def _draft_each(item: Item, rhythm: Each, context: Context, result: Draft) -> None:
    window = windows.bounds(rhythm.window, context.wheel)
    if window is None or isinstance(item, Deadline):
        result.problems.append(Problem.error("E30", rhythm.window.at, "window", year=context.wheel.year))
        return
    for slot, actor in sorted(windows.slots_of_actors(rhythm, context.wheel).items()):
        result.occurrences.append(windows.waiting(item, slot, window, context.wheel, actor))


def _draft_dates(item: Item, days: list[Nominal], context: Context, result: Draft) -> None:
    """Most days are simply open, and cost one look-up in a set."""
    place_name = "" if isinstance(item, Deadline) else item.place
    found = planned(item, days, context.zone, fixed_time(item), place_name)
    special = context.special
    for index in [index for index, day in enumerate(days) if day[0] in special]:
        ordinal, _, rule = days[index]
        if not context.almanac.flags(ordinal) & OPEN:
            before = days[index - 1].ordinal if index else None
            after = days[index + 1].ordinal if index + 1 < len(days) else None
            found[index] = _placed(found[index], policy_of(item, rule, ordinal), (before, after), context, result)
        result.special.append(found[index])
    result.occurrences = found


def _placed(found: Occurrence, policy: IfClosed, neighbours: Neighbours, context: Context, result: Draft) -> Occurrence:
    ordinal = found.nominal.toordinal()
    placement = place(ordinal, policy, neighbours, context.almanac, context.frame, context.wheel.language)
    if placement.trouble:
        result.troubles[found.slot] = _trouble(found, placement.trouble, context)
    return _standing(found, placement)


def _standing(found: Occurrence, placement: Placement) -> Occurrence:
    day = date.fromordinal(placement.day)
    return replace(found, day=day, status=placement.status, steps=placement.steps)


def _trouble(found: Occurrence, trouble: Misplaced, context: Context) -> Problem:
    at = where(found.item, found.rule)
    closure = context.almanac.closed_by(found.nominal) or NOTHING
    params: dict[str, Param] = {
        "key": str(found.key),
        "day": found.nominal,
        "closure_sv": closure.sv,
        "closure_en": closure.en,
    }
    if trouble.target:
        params["target"] = trouble.target
    if trouble.neighbour:
        params["neighbour"] = trouble.neighbour
    hangs = isinstance(found.item.rhythm, Phrases) and rules.is_chain(found.item.rhythm.rules[found.rule].base)
    return Problem.error(trouble.code, at, "parent" if hangs and trouble.variant else trouble.variant, **params)


def _draft_chained(item: Item, context: Context, above: Mapping[str, Sequence[Occurrence]], result: Draft) -> None:
    hooks = list(chains.links(item))
    taken = {occurrence.slot for occurrence in result.occurrences} if hooks else set[str]()
    for hook in hooks:
        for parent in above.get(hook.link.parent, ()):
            for child in _children(item, hook, parent, context, taken):
                hanging = chains.hanging(_beside(child, hook.link, parent, context, result), parent)
                taken.add(hanging.slot)
                result.occurrences.append(hanging)
                result.special.append(hanging)


def _children(
    item: Item, hook: chains.Hook, parent: Occurrence, context: Context, taken: set[str]
) -> Iterator[Occurrence]:
    """What hangs on `parent`, each on its nominal day."""
    zone, place_name = context.zone, "" if isinstance(item, Deadline) else item.place
    if parent.status is Status.WINDOW:
        slot = unique(parent.slot, taken)
        waiting = Occurrence(item, slot, parent.day, parent.day, zone, last=parent.last, status=Status.WINDOW)
        yield replace(waiting, place=place_name, rule=hook.number)
        return
    for day in chains.days_from(hook.link, parent.day, context.almanac):
        slot = unique(parent.slot, taken)
        if rules.allows(hook.rule, day, slot):
            yield Occurrence(item, slot, day, day, zone, fixed_time(item), place=place_name, rule=hook.number)


def _beside(child: Occurrence, link: chains.Link, parent: Occurrence, context: Context, result: Draft) -> Occurrence:
    """`child` placed, where its day is closed, on its own side of a parent that happens."""
    if child.status is Status.WINDOW or not parent.happens or context.almanac.is_open(child.day):
        return child
    edge = parent.day.toordinal()
    neighbours = (None, edge) if chains.is_before(link) else (edge, None)
    return _placed(child, policy_of(child.item, child.rule, child.day.toordinal()), neighbours, context, result)


def fixed_time(item: Item) -> TimeRange | None:
    """The series' own hours; None where they come later, and for deadlines."""
    return item.time if not isinstance(item, Deadline) and isinstance(item.time, TimeRange) else None
