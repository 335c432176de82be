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
    special: list[Occurrence] = []
    changed = changes.by_series(wheel.changes)
    for item in items:
        drafted = draft(item, context, by_item)
        mine = changed.get(item.id, ())
        found, trouble = changes.apply(item, drafted, mine, context) if mine else changes.unchanged(drafted)
        by_item[item.id], more = changes.with_windows(item, found, context, today)
        special += found if mine else drafted.special
        problems += [*drafted.problems, *trouble, *more]
    occurrences = [occurrence for id in sorted(by_item) for occurrence in by_item[id]]
    occurrences.sort(key=_start)
    problems += cautions.of_days(special, context)
    problems += cautions.of_week_53(occurrences, context)
    problems += collisions.find(by_item.values(), context)
    problems += clocks.impossible(special, context)
    return Expansion(tuple(occurrences), tuple(sorted(_each_once(problems), key=lambda p: (p.at, p.code))))


def _start(occurrence: Occurrence) -> int:
    """Minutes, in the order that aware datetimes would give, without making them."""
    if occurrence.time is None:
        return occurrence.day.toordinal() * 1440
    start = occurrence.time.start
    return occurrence.day.toordinal() * 1440 + start.hour * 60 + start.minute


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))
