"""What the picture holds: rings of strands (a series each) with their marks, and what is closed. No geometry yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from arshjul.model.wheel import Wheel
from arshjul.render.wheel.scale import Scale
from arshjul.text import Language


class Shape(StrEnum):
    """What a mark looks like: never colour alone."""

    DOT = "dot"
    """Confirmed: filled."""
    HOLLOW = "hollow"
    """Tentative."""
    CROSS = "cross"
    """Cancelled: ✕."""
    HELD = "held"
    """Held: ✓ beside a dot at 45 %."""
    DIAMOND = "diamond"
    """A deadline."""
    CLEAR_DIAMOND = "clear"
    """A deadline of a draft."""
    WINDOW = "window"
    """No date yet: a dashed arc."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One date. `key` is «series/slot», `title` the sentence that is shown when one points at it."""

    day: date
    shape: Shape
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Window:
    """Meetings without a date, over the same days. `last` is inclusive."""

    first: date
    last: date
    keys: tuple[str, ...]
    names: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Strand:
    """A series or a deadline. `label` is its title without what the ring says already; `colour` an index of hues."""

    id: str
    title: str
    label: str
    colour: int
    marks: tuple[Mark, ...]
    windows: tuple[Window, ...]

    @property
    def first(self) -> date:
        return min([*(mark.day for mark in self.marks), *(window.first for window in self.windows)])


@dataclass(frozen=True, slots=True)
class Ring:
    """`colour` is an index of hues; -1 the neutral one of the deadlines."""

    id: str
    name: str
    colour: int
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """`last` is inclusive. `red` for what the calendar closes, else the wheel's own closure."""

    name: str
    first: date
    last: date
    red: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is drawn. `hues` are the areas' own colours, "" for the palette's. `at` is the picture's date."""

    title: str
    years: str
    scale: Scale
    rings: tuple[Ring, ...]
    closed: tuple[Closed, ...]
    hues: tuple[str, ...]
    at: date
    language: Language

    @property
    def strands(self) -> tuple[Strand, ...]:
        return tuple(strand for ring in self.rings for strand in ring.strands)

    @property
    def shapes(self) -> frozenset[Shape]:
        """Those that the picture uses."""
        used = {mark.shape for strand in self.strands for mark in strand.marks}
        return frozenset(used | ({Shape.WINDOW} if any(strand.windows for strand in self.strands) else set()))


def years_of(scale: Scale) -> str:
    """«2027», or «2026/27» when it is split."""
    first, last = scale.first.year, scale.last.year
    return str(first) if first == last else f"{first}/{last % 100:02d}"


_JOINTS = (" – ", " - ", ": ", " — ", ", ")


def short_label(title: str, area: str) -> str:
    """The title without the area's name at either end, which its ring says: «Jord – avstämning» in Jord: «Avstämning».

    And without the place of an actor's name, which each meeting has its own of.
    """
    label = title.replace("{{ actor }}", "…")
    for joint in _JOINTS:
        label = label.removesuffix(f"{joint}…")
    for joint in _JOINTS:
        if label.casefold().startswith(f"{area}{joint}".casefold()):
            label = label[len(area) + len(joint) :]
        elif label.casefold().endswith(f"{joint}{area}".casefold()):
            label = label[: -len(area) - len(joint)]
    label = label.strip() or title
    return label[:1].upper() + label[1:]


def area_names(wheels: Sequence[Wheel]) -> dict[str, tuple[str, str]]:
    """Name and colour of each area, in the order of the first wheel's file and then of the others."""
    found: dict[str, tuple[str, str]] = {}
    for wheel in wheels:
        for area in wheel.areas.values():
            found.setdefault(area.id, (area.name, area.colour))
    return found


def numbered(strands: Iterable[Strand]) -> dict[str, int]:
    """The number of each strand, in the order of the list."""
    return {strand.id: number for number, strand in enumerate(strands, 1)}
