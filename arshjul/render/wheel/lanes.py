"""Strands packed greedily into the lanes of one ring, each with the best label that has room there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import radians

from arshjul.render.wheel.content import Ring, Strand
from arshjul.render.wheel.labels import (
    LONGEST_ARC,
    Body,
    Label,
    Rung,
    Stretch,
    fits_along,
    label_width,
    name_labels,
    number_label,
)
from arshjul.render.wheel.measures import DATA, EDGE, ROOM, Sizes
from arshjul.render.wheel.metrics import SEMIBOLD, width
from arshjul.render.wheel.scale import width_in_degrees


@dataclass(slots=True)
class Lane:
    """`radius` is its middle. `taken` holds a stretch for each strand and for the ring's name."""

    radius: float
    inner: float
    taken: list[Stretch] = field(default_factory=list)
    radial: bool = False
    """Whether words stand across it."""

    def is_free(self, stretch: Stretch, but_for: Stretch | None = None) -> bool:
        start, end = stretch
        return not any(start < taken[1] and end > taken[0] and taken != but_for for taken in self.taken)


@dataclass(slots=True)
class Placed:
    """A strand in its lane. `label` is None when it has no number and its name does not fit.

    `aside` is the lane of its number when its own has no room for it: every day of the year may be taken.
    """

    body: Body
    lane: Lane
    label: Label | None
    takes: Stretch
    aside: Lane | None = None

    @property
    def strand(self) -> Strand:
        return self.body.strand

    def track(self, sizes: Sizes) -> float:
        """The radius of its line: the middle of the lane, or its outer edge where words go inwards from there."""
        if self.lane.radial:
            return self.lane.radius + sizes.lane / 2 - sizes.dot - 2 * ROOM
        return self.lane.radius


@dataclass(slots=True)
class RingBox:
    """A ring where it stands, from `inner` to `outer`. `name` is the stretch that its name takes, at `name_radius`.

    `title` is the name, cut when it would go round more of the ring than one can read; the list has it whole.
    """

    ring: Ring
    outer: float
    inner: float
    lanes: list[Lane]
    placed: list[Placed]
    name: Stretch
    name_radius: float
    lanes_from: float = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """`longest`: names up to this long have room kept for them. `numbers`: by strand, "" for none."""

    longest: float
    numbers: dict[str, str]


def pack(ring: Ring, bodies: Iterable[Body], outer: float, sizes: Sizes, wishes: Wishes) -> RingBox:
    """Fill the ring from `outer` inwards with as many lanes as it takes."""
    box = RingBox(ring, outer, outer, [], [], (0, 0), outer - sizes.header / 2)
    box.lanes_from = outer - sizes.header
    _name(box, sizes)
    for body in bodies:
        _place(box, body, sizes, wishes)
    box.inner = box.lanes_from - len(box.lanes) * sizes.lane
    return box


def _new_lane(box: RingBox, sizes: Sizes) -> Lane:
    """Inside the ring's last. Never within the hub, where a trial with too thick lanes would end up."""
    inner = max(box.lanes_from - (len(box.lanes) + 1) * sizes.lane, DATA[0])
    return Lane(inner + sizes.lane / 2, inner)


def _name(box: RingBox, sizes: Sizes) -> None:
    """At the beginning of the year, in a strip of its own or in the outermost lanes."""
    for _ in range(sizes.name_lanes):
        box.lanes.append(_new_lane(box, sizes))
    lanes = box.lanes
    if lanes:
        box.name_radius = (lanes[0].radius + lanes[-1].radius) / 2
    box.title = _cut(box.ring.name, sizes.ring_name, radians(LONGEST_ARC * 2) * box.name_radius)
    wide = width_in_degrees(width(box.title, sizes.ring_name, SEMIBOLD), box.name_radius)
    box.name = (EDGE * 2, EDGE * 2 + wide)
    for lane in lanes:
        lane.taken.append((0.0, box.name[1] * box.name_radius / lane.radius + width_in_degrees(2 * ROOM, lane.radius)))


def _cut(name: str, size: float, room: float) -> str:
    if width(name, size, SEMIBOLD) <= room:
        return name
    keep = len(name)
    while keep and width(f"{name[:keep].rstrip()}…", size, SEMIBOLD) > room:
        keep -= 1
    return f"{name[:keep].rstrip()}…"


def _place(box: RingBox, body: Body, sizes: Sizes, wishes: Wishes) -> None:
    """By name when room is kept for it, else by number; in the outermost lane that is free, else in a new one."""
    number = wishes.numbers[body.strand.id]
    lanes = [lane for lane in box.lanes if lane.is_free(body.line)]
    new = _new_lane(box, sizes)
    spot: tuple[Lane, Label | None] | None = None
    long = label_width(body.strand.label, number, sizes)
    if long <= wishes.longest:
        worth_a_lane = fits_along(long, new.radius) or not box.placed
        tried = [*lanes, new] if worth_a_lane else lanes
        spot = _first_spot(tried, lambda lane: name_labels(body, number, lane.radius, lane.inner, sizes))
    if spot is None and number:
        spot = _first_spot([*lanes, new], lambda lane: number_label(body, number, lane.radius, sizes))
    if spot is None:
        spot = next((lane for lane in lanes if lane.is_free(body.takes(lane.radius, sizes))), new), None
    lane, label = spot
    if lane is new:
        box.lanes.append(new)
    takes = label.takes if label else body.takes(lane.radius, sizes)
    lane.taken.append(takes)
    lane.radial |= label is not None and label.rung is Rung.RADIAL
    placed = Placed(body, lane, label, takes)
    box.placed.append(placed)
    if number and label is None:
        _set_aside(box, placed, number, sizes)


def _set_aside(box: RingBox, placed: Placed, number: str, sizes: Sizes) -> None:
    """The number in another lane, where its strand begins."""
    new = _new_lane(box, sizes)
    for lane in [*(one for one in box.lanes if one is not placed.lane), new]:
        wide = width_in_degrees(width(number, sizes.digits, SEMIBOLD), lane.radius)
        start = min(max(placed.body.line[0], EDGE), 360 - EDGE - wide)
        stretch = (start, start + wide)
        takes = (start, start + wide + width_in_degrees(ROOM, lane.radius))
        if lane is new or lane.is_free(takes):
            break
    if lane is new:
        box.lanes.append(new)
    lane.taken.append(takes)
    placed.aside, placed.label = lane, Label(Rung.ASIDE, number, (), stretch, takes)


def _first_spot(lanes: Iterable[Lane], labels: Callable[[Lane], Iterable[Label]]) -> tuple[Lane, Label | None] | None:
    for lane in lanes:
        if label := _first_free(lane, labels(lane)):
            return lane, label
    return None


def _first_free(lane: Lane, labels: Iterable[Label], but_for: Stretch | None = None) -> Label | None:
    return next((label for label in labels if lane.is_free(label.takes, but_for)), None)


def upgrade(box: RingBox, sizes: Sizes, wishes: Wishes) -> None:
    """Give names to those whose lane has room for them after all."""
    for one in box.placed:
        if one.aside is None and (one.label is None or not one.label.named):
            number = wishes.numbers[one.strand.id]
            names = name_labels(one.body, number, one.lane.radius, one.lane.inner, sizes)
            named = _first_free(one.lane, names, one.takes)
            if named:
                one.lane.taken[one.lane.taken.index(one.takes)] = named.takes
                one.label, one.takes = named, named.takes
                one.lane.radial |= named.rung is Rung.RADIAL
