"""What a site is made of: wheels as anyone may see them, the day on which they are seen, and how they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from arshjul.almanac.almanac import Almanac
from arshjul.model.occurrence import Kind, Occurrence
from arshjul.model.wheel import Item, Wheel
from arshjul.text import Language


@dataclass(frozen=True, slots=True)
class Published:
    """One wheel, without anything that is not for everyone. `occurrences` are those to show, in order of time."""

    wheel: Wheel
    almanac: Almanac
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An occurrence and the wheel that it stands in."""

    one: Occurrence
    wheel: Wheel

    @property
    def year(self) -> str:
        return year_name(self.wheel)

    @property
    def draft(self) -> bool:
        return not self.wheel.active


@dataclass(frozen=True, slots=True)
class AreaShown:
    """`index` is its number in the site, that of its colour."""

    id: str
    name: str
    colour: str
    index: int


@dataclass(frozen=True, slots=True)
class Content:
    """`wheels` in the order in which they are met: that of today first. `today` decides what comes next.

    `public_url` is where the site is reached, "" when nobody has said it. In a `folder` links name files.
    `organisation` answers for the pages, `contact` is how it is reached.
    """

    wheels: tuple[Published, ...]
    today: date
    public_url: str = ""
    folder: bool = False
    organisation: str = ""
    contact: str = ""
    areas: Mapping[str, AreaShown] = field(default_factory=dict)
    shown: tuple[Shown, ...] = ()
    by_area: Mapping[str, tuple[Shown, ...]] = field(default_factory=dict)
    by_item: Mapping[str, tuple[Shown, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, wheels: tuple[Published, ...], today: date, **about: Any) -> Content:
        shown = [Shown(one, each.wheel) for each in wheels for one in each.occurrences]
        shown.sort(key=lambda each: each.one.start.replace(tzinfo=None))
        by_area = _grouped(shown, lambda each: each.one.item.area)
        by_item = _grouped(shown, lambda each: each.one.item.id)
        areas = _areas(wheels)
        return cls(wheels, today, areas=areas, shown=tuple(shown), by_area=by_area, by_item=by_item, **about)

    @property
    def main(self) -> Wheel:
        return self.wheels[0].wheel

    @property
    def language(self) -> Language:
        return self.main.language

    @property
    def dated(self) -> tuple[Shown, ...]:
        """Meetings and deadlines, in order of time: those that have a page each."""
        return tuple(each for each in self.shown if each.one.kind is not Kind.WINDOW)

    @property
    def years(self) -> tuple[str, ...]:
        """Each year that a wheel is of, the first to show first."""
        return tuple(dict.fromkeys(year_name(each.wheel) for each in self.wheels))

    def of_year(self, year: str) -> tuple[Shown, ...]:
        return tuple(each for each in self.shown if each.year == year)

    def of_area(self, area: str) -> tuple[Shown, ...]:
        return self.by_area.get(area, ())

    def of_item(self, item: str) -> tuple[Shown, ...]:
        return self.by_item.get(item, ())

    def items(self, area: str = "") -> tuple[Item, ...]:
        """Series and deadlines that have something to show, each once, in the order of the first wheel that has it."""
        found: dict[str, Item] = {}
        for each in self.wheels:
            items: tuple[Item, ...] = (*each.wheel.series.values(), *each.wheel.deadlines.values())
            for item in items:
                if item.id in self.by_item and (not area or item.area == area):
                    found.setdefault(item.id, item)
        return tuple(found.values())

    def next(self, most: int, shown: Iterable[Shown]) -> tuple[Shown, ...]:
        """The first of `shown` that will be held today or later."""
        coming = (each for each in shown if each.one.happens and each.one.day >= self.today)
        return tuple(each for each, _ in zip(coming, range(most), strict=False))


def year_name(wheel: Wheel) -> str:
    """ "2027", or "2026/27" when it is split."""
    first, last = wheel.first.year, wheel.last.year
    return f"{first}" if first == last else f"{first}/{last % 100:02d}"


def windows(shown: Iterable[Shown]) -> Iterator[list[Occurrence]]:
    """Those without a date, a list for each series and stretch of days."""

    def key(one: Occurrence) -> tuple[date, date, str]:
        return one.last or one.day, one.day, one.key.series

    waiting = sorted((each.one for each in shown if each.one.kind is Kind.WINDOW), key=key)
    for _, same in groupby(waiting, key=key):
        yield list(same)


def _grouped(shown: Iterable[Shown], key: Callable[[Shown], str]) -> dict[str, tuple[Shown, ...]]:
    found: dict[str, list[Shown]] = {}
    for each in shown:
        found.setdefault(key(each), []).append(each)
    return {name: tuple(group) for name, group in found.items()}


def _areas(wheels: tuple[Published, ...]) -> dict[str, AreaShown]:
    found: dict[str, AreaShown] = {}
    for each in wheels:
        for area in each.wheel.areas.values():
            found.setdefault(area.id, AreaShown(area.id, area.name, area.colour, len(found)))
    return found
