"""Meetings and deadlines that hang on others: «10ad före styrgrupp», »tisdag veckan före styrgrupp»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from arshjul.almanac.almanac import Almanac
from arshjul.almanac.weeks import monday_of
from arshjul.closest import suggest
from arshjul.model.occurrence import Occurrence, Status, Step, StepKind
from arshjul.model.rhythm import Chained, ChainedWeek, Phrases, Rule
from arshjul.model.source import Origin, Problem
from arshjul.model.wheel import Item, Wheel

Link = Chained | ChainedWeek


class Hook(NamedTuple):
    """A rule that hangs on another item: its number among the item's rules, itself, and its base."""

    number: int
    rule: Rule
    link: Link


def links(item: Item) -> Iterator[Hook]:
    """The rules of an item that hang on another."""
    if isinstance(item.rhythm, Phrases):
        for index, rule in enumerate(item.rhythm.rules):
            if isinstance(rule.base, (Chained, ChainedWeek)):
                yield Hook(index, rule, rule.base)


def in_order(wheel: Wheel) -> tuple[list[Item], list[Problem]]:
    """Every series and deadline, each after those it hangs on. Loops (E34) and unknown parents (E38) are left out."""
    items: dict[str, Item] = {**wheel.series, **wheel.deadlines}
    if not any(True for item in items.values() for _ in links(item)):
        return list(items.values()), []
    walk = _Walk(items)
    for id in items:
        walk.visit(id, ())
    return walk.found, walk.problems


class _Walk:
    """Depth first; each item once."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items
        self._seen: dict[str, bool] = {}
        self.found: list[Item] = []
        self.problems: list[Problem] = []

    def visit(self, id: str, above: tuple[str, ...]) -> bool:
        """Whether the item has dates: False for one in a loop, or on top of one."""
        if id not in self._seen:
            self._seen[id] = True
            item = self._items[id]
            verdicts = [self._sound(rule.at, link.parent, (*above, id)) for _, rule, link in links(item)]
            self._seen[id] = all(verdicts)
            if all(verdicts):
                self.found.append(item)
        return self._seen[id]

    def _sound(self, at: Origin, parent: str, path: tuple[str, ...]) -> bool:
        if parent not in self._items:
            near = suggest(parent, self._items) or ""
            problem = Problem.error("E38", at, "near" if near else "", parent=parent, near=near)
            self.problems.append(problem)
            return False
        if parent in path:
            loop = (*path[path.index(parent) :], parent)
            self.problems.append(Problem.error("E34", at, loop=" → ".join(loop)))
            return False
        return self.visit(parent, path)


def days_from(link: Link, day: date, almanac: Almanac) -> list[date]:
    """The dates that a link gives when its parent is on `day`."""
    if isinstance(link, ChainedWeek):
        start = monday_of(day) + timedelta(weeks=link.weeks)
        return [start + timedelta(days=weekday) for weekday in sorted(link.weekdays)]
    if link.unit == "ad":
        return [almanac.add_workdays(day, link.count)]
    return [day + timedelta(days=link.count * (7 if link.unit == "v" else 1))]


def is_before(link: Link) -> bool:
    return (link.weeks if isinstance(link, ChainedWeek) else link.count) < 0


def hanging(child: Occurrence, parent: Occurrence) -> Occurrence:
    """The child with the parent in its chain of reasons; left out or cancelled where the parent is."""
    steps: Sequence[Step] = (Step(StepKind.CHAIN, parent.day, text=str(parent.key)), *child.steps)
    if parent.happens:
        return replace(child, steps=tuple(steps))
    kind = StepKind.SKIPPED if parent.status is Status.SKIPPED else StepKind.CANCELLED
    last = parent.steps[-1] if parent.steps else Step(kind)
    return replace(
        child,
        day=child.nominal,
        status=parent.status,
        steps=(steps[0], Step(kind, child.nominal, text=last.text, by=last.by)),
    )
