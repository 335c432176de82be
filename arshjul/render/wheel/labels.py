"""The label ladder of one strand: along the arc, radial, number. Each rung says which stretch of a lane it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import asin, degrees

from arshjul.render.wheel.content import Strand
from arshjul.render.wheel.measures import EDGE, ROOM, Sizes
from arshjul.render.wheel.metrics import REGULAR, SEMIBOLD, width, wrap
from arshjul.render.wheel.scale import Scale, width_in_degrees

Stretch = tuple[float, float]
"""From and to, in degrees; never over the year's end."""
LONGEST_ARC = 75.0
"""Degrees: a name along more of the circle than this is tiring to follow."""
RADIAL_LANE = 44.0
"""A lane that has room for words across it."""
MOST_LINES = 3


class Rung(StrEnum):
    GAP = "gap"
    AFTER = "after"
    BEFORE = "before"
    RADIAL = "radial"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Label:
    """`number` and `lines` as they are drawn; `stretch` is what the words take, `takes` that and the strand's marks."""

    rung: Rung
    number: str
    lines: tuple[str, ...]
    stretch: Stretch
    takes: Stretch

    @property
    def named(self) -> bool:
        return bool(self.lines)

    @property
    def middle(self) -> float:
        return (self.stretch[0] + self.stretch[1]) / 2


@dataclass(frozen=True, slots=True)
class Body:
    """Where a strand's own marks stand. `stops` are the angles of its dates; `spans` its windows."""

    strand: Strand
    stops: tuple[float, ...]
    spans: tuple[Stretch, ...]
    line: Stretch
    """From the first of its days to the last."""

    @classmethod
    def of(cls, strand: Strand, scale: Scale) -> Body:
        stops = tuple(sorted(scale.angle(mark.day) for mark in strand.marks))
        spans = tuple(
            (scale.angle(window.first), 360 * ((window.last - scale.first).days + 1) / scale.days)
            for window in strand.windows
        )
        ends = [*stops, *(end for span in spans for end in span)]
        return cls(strand, stops, spans, (min(ends), max(ends)))

    def takes(self, radius: float, sizes: Sizes) -> Stretch:
        """The stretch of its lane, with room around its outermost marks."""
        start, end = self.line
        around = width_in_degrees(sizes.dot + max(ROOM * 0.8, sizes.text * 0.25), radius)
        return start - around, end + around

    def gaps(self, radius: float, sizes: Sizes) -> Iterator[Stretch]:
        """The stretches between its marks that hold nothing but its line."""
        start, end = self.line
        around = width_in_degrees(sizes.dot + ROOM, radius)
        stops = [*self.stops]
        edges = [start, *stops, end] if self.spans else stops
        for one, other in pairwise(edges):
            if other - one > 2 * around:
                yield one + around, other - around


def number_label(body: Body, number: str, radius: float, sizes: Sizes) -> Iterator[Label]:
    """The number before the strand, after it, or in a gap of it."""
    yield from _around(body, number, (), width(number, sizes.digits, SEMIBOLD), radius, sizes)


def name_labels(body: Body, number: str, radius: float, inner: float, sizes: Sizes) -> Iterator[Label]:
    """The name along the arc in each place where it could stand, then across the lane. None when it is too long."""
    long = label_width(body.strand.label, number, sizes)
    if fits_along(long, radius):
        yield from _around(body, number, (body.strand.label,), long, radius, sizes)
    if sizes.lane >= RADIAL_LANE and len(body.stops) == 1 and not body.spans:
        yield from _radial(body, number, radius, inner, sizes)


def fits_along(long: float, radius: float) -> bool:
    return width_in_degrees(long, radius) <= LONGEST_ARC


def label_width(name: str, number: str, sizes: Sizes) -> float:
    return (width(f"{number} ", sizes.text, SEMIBOLD) if number else 0) + width(name, sizes.text)


def _around(
    body: Body, number: str, lines: tuple[str, ...], long: float, radius: float, sizes: Sizes
) -> Iterator[Label]:
    """A name goes rather into a gap of its line, then after it; a number rather before it."""
    start, end = body.takes(radius, sizes)
    wide, room = width_in_degrees(long, radius), width_in_degrees(ROOM, radius)
    if lines:
        yield from _in_gap(body, number, lines, wide, radius, sizes)
    elif start - wide - room >= EDGE:
        yield Label(Rung.BEFORE, number, lines, (start - wide, start), (start - wide - room, end))
    if end + wide + room <= 360 - EDGE:
        yield Label(Rung.AFTER, number, lines, (end, end + wide), (start, end + wide + room))
    if lines and start - wide - room >= EDGE:
        yield Label(Rung.BEFORE, number, lines, (start - wide, start), (start - wide - room, end))
    if not lines:
        yield from _in_gap(body, number, lines, wide, radius, sizes)


def _in_gap(
    body: Body, number: str, lines: tuple[str, ...], wide: float, radius: float, sizes: Sizes
) -> Iterator[Label]:
    """In the middle of the longest gap that has room; a number begins it, when it is long."""
    gap = max(body.gaps(radius, sizes), key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    if gap[1] - gap[0] >= wide:
        begins = gap[1] - gap[0] > 3 * wide and not lines
        middle = gap[0] + wide * 0.5 if begins else (gap[0] + gap[1]) / 2
        yield Label(Rung.GAP, number, lines, (middle - wide / 2, middle + wide / 2), body.takes(radius, sizes))


def radial_room(sizes: Sizes) -> float:
    return sizes.lane - 2 * sizes.dot - 3 * ROOM


def _radial(body: Body, number: str, radius: float, inner: float, sizes: Sizes) -> Iterator[Label]:
    """Across the lane, inwards from the dot, as thick at its inner end as its lines are there."""
    room = radial_room(sizes)
    text = f"{number} {body.strand.label}" if number else body.strand.label
    weight = SEMIBOLD if number else REGULAR
    lines = wrap(text, sizes.text, room, weight)
    widest = max(width(line, sizes.text, weight) for line in lines)
    if len(lines) > MOST_LINES or widest > room:
        return
    end = inner + sizes.lane - 2 * sizes.dot - 3 * ROOM - widest  # where the longest line ends, nearest the hub
    half = degrees(asin(min((len(lines) * sizes.line + ROOM) / 2 / end, 1)))
    dot = width_in_degrees(sizes.dot + ROOM / 2, radius)
    stop = body.stops[0]
    middle = min(max(stop, half), 360 - half)
    takes = (min(stop - dot, middle - half), max(stop + dot, middle + half))
    yield Label(Rung.RADIAL, number, lines, (middle - half, middle + half), takes)
