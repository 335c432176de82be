"""A strand's label as SVG, and its number said again along a long line, so that the eye need not go back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from arshjul.render.wheel.arctext import arc_markup, is_reversed
from arshjul.render.wheel.labels import Label, Rung, Stretch, label_width
from arshjul.render.wheel.lanes import Placed
from arshjul.render.wheel.measures import ROOM, Sizes
from arshjul.render.wheel.metrics import CAP_HEIGHT, SEMIBOLD, width
from arshjul.render.wheel.scale import number, width_in_degrees
from arshjul.render.wheel.xml import escape

EVERY = 100.0
"""Degrees between two numbers on one line."""
_TRIED = 6


class Crowd:
    """Where numbers stand already, by lane: one is said again only where its neighbours leave it room."""

    def __init__(self, strands: Iterable[Placed], sizes: Sizes) -> None:
        self._lane = sizes.lane
        self._air = 2.4 * sizes.digits
        self._angles: dict[int, list[float]] = {}
        for placed in strands:
            if placed.label and not placed.label.named:
                self.add(placed.track(sizes), placed.label.middle)

    def add(self, radius: float, angle: float) -> None:
        self._angles.setdefault(round(radius / self._lane), []).append(angle)

    def has_room(self, radius: float, angle: float) -> bool:
        lane, air = round(radius / self._lane), width_in_degrees(self._air, radius)
        near = (one for at in (lane - 1, lane, lane + 1) for one in self._angles.get(at, ()))
        return all(abs(one - angle) >= air for one in near)


def repeats(placed: Placed, radius: float, sizes: Sizes, crowd: Crowd) -> list[Stretch]:
    """Where the number stands again: gaps of the line that have room, about every hundred degrees."""
    label = placed.label
    if label is None or not label.number:
        return []
    start, end = placed.body.line
    wide = width_in_degrees(width(label.number, sizes.digits, SEMIBOLD), radius)
    clear = width_in_degrees(ROOM, radius)
    free = [gap for gap in placed.body.gaps(radius, sizes) if gap[1] - gap[0] >= wide]
    taken = [label.stretch]
    count = int((end - start) // EVERY)
    for step in range(1, count + 1):
        target = start + (end - start) * step / (count + 1)
        near = sorted(free, key=lambda gap: max(gap[0] - target, target - gap[1]))[:_TRIED]
        spots = [spot for gap in near for spot in _spots(gap, target, wide)]
        for spot in spots[:_TRIED]:
            apart = all(spot[1] + clear <= one or spot[0] - clear >= other for one, other in taken)
            if apart and crowd.has_room(radius, sum(spot) / 2):
                taken.append(spot)
                crowd.add(radius, sum(spot) / 2)
                break
    return taken[1:]


def _spots(gap: Stretch, target: float, wide: float) -> Iterator[Stretch]:
    """A short gap's middle; in a long one the place nearest to `target`, and some on either side of that."""
    if gap[1] - gap[0] <= 3 * wide:
        yield _around((gap[0] + gap[1]) / 2, wide)
        return
    for step in (0, -2, 2, -4, 4):
        yield _around(min(max(target + step * wide, gap[0] + wide), gap[1] - wide), wide)


def _around(middle: float, wide: float) -> Stretch:
    return middle - wide / 2, middle + wide / 2


def label_elements(placed: Placed, radius: float, sizes: Sizes, again: list[Stretch]) -> Iterator[str]:
    label = placed.label
    if label is None:
        return
    if not label.named:
        yield _digits(label.number, label.middle, placed.aside.radius if placed.aside else radius, sizes)
    elif label.rung is Rung.RADIAL:
        yield _radial(label, radius, sizes)
    else:
        yield _named(placed, label, radius, sizes)
    for stretch in again:
        yield _digits(label.number, sum(stretch) / 2, radius, sizes)


def _digits(digits: str, middle: float, radius: float, sizes: Sizes) -> str:
    """Straight, turned to its place: a number is too short to need a path."""
    below, drop = is_reversed(middle), sizes.digits * CAP_HEIGHT / 2
    turn, y = (middle - 180, radius + drop) if below else (middle, drop - radius)
    return f'<text class="n" transform="rotate({number(turn)})" y="{number(y)}">{digits}</text>'


def _named(placed: Placed, label: Label, radius: float, sizes: Sizes) -> str:
    (name,) = label.lines
    head = f'<tspan class="nn">{label.number} </tspan>' if label.number else ""
    long = label_width(name, label.number, sizes)
    id = f"s-{escape(placed.strand.id)}"
    return f'<g class="lb">{arc_markup(id, head + escape(name), long, radius, label.middle, sizes.text)}</g>'


def _radial(label: Label, radius: float, sizes: Sizes) -> str:
    """Lines along the radius, inwards from the dot, read from the left on either half."""
    right = label.middle < 180
    turn = label.middle - 90 if right else label.middle + 90
    x = (radius - sizes.dot - ROOM) * (1 if right else -1)
    drop = sizes.text * CAP_HEIGHT / 2 - (len(label.lines) - 1) * sizes.line / 2
    lines = "".join(
        f'<tspan x="{number(x)}" y="{number(drop + index * sizes.line)}">{_numbered(line, label.number, index)}</tspan>'
        for index, line in enumerate(label.lines)
    )
    return f'<text class="ra {"e" if right else "s"}" transform="rotate({number(turn)})">{lines}</text>'


def _numbered(line: str, digits: str, index: int) -> str:
    """The line, with the strand's number in bold where it begins."""
    if digits and index == 0 and line.startswith(digits):
        return f'<tspan class="nn">{digits}</tspan>{escape(line[len(digits) :])}'
    return escape(line)
