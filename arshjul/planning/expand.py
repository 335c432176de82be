"""From the wheel to its occurrences, in the fixed order: expand, slot, utom, closures, changes, collisions, zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from arshjul.almanac.almanac import Almanac
from arshjul.model.occurrence import Occurrence
from arshjul.model.source import Problem
from arshjul.model.wheel import Wheel
from arshjul.planning import cautions, chains, changes, clocks, collisions
from arshjul.planning.context import Context
from arshjul.planning.draft import draft


@dataclass(frozen=True, slots=True)
class Expansion:
    """Every occurrence, also cancelled and skipped ones, windows and deadlines, by start and key; and what is wrong."""

    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...]


def expand(wheel: Wheel, almanac: Almanac, *, today: date | None = None) -> Expansion:
    """Work out the wheel's dates.

    Each occurrence keeps its steps: why it stands where it does. A date that cannot be placed stays on its nominal day
    beside its error. `today` lets a closed window say that too few meetings as needed were set.
    """
    context = Context.of(wheel, almanac)
    items, problems = chains.in_order(wheel)
    problems.extend(changes.of_unknown_series(context))
    by_item: dict[str, list[Occurrence]] = {}
    changed = changes.by_series(wheel.changes)
    for item in items:
        drafted = draft(item, context, by_item)
        mine = changed.get(item.id, ())
        found, trouble = changes.apply(item, drafted, mine, context) if mine else changes.unchanged(drafted)
        by_item[item.id], more = changes.with_windows(item, found, context, today)
        problems += [*drafted.problems, *trouble, *more]
    occurrences = [occurrence for found in by_item.values() for occurrence in found]
    occurrences.sort(key=_order)
    problems += cautions.of_days(occurrences, context)
    problems += cautions.of_week_53(occurrences, context)
    problems += collisions.find(occurrences, context)
    problems += clocks.impossible(occurrences, context)
    return Expansion(tuple(occurrences), tuple(sorted(_each_once(problems), key=lambda p: (p.at, p.code))))


def _order(occurrence: Occurrence) -> tuple[int, int, str, str]:
    """By start, then key; the same order as aware datetimes give, without making them."""
    start = occurrence.time.start if occurrence.time else None
    minutes = start.hour * 60 + start.minute if start else 0
    return occurrence.day.toordinal(), minutes, occurrence.item.id, occurrence.slot


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))
