"""A strand's label as SVG, and its number said again along a long line, so that the eye need not go back.

Numbers of neighbouring lanes stand aside for one another.
"""

from __future__ import annotations

from collections.abc import Iterator

from arshjul.render.wheel.arctext import arc_markup, is_reversed
from arshjul.render.wheel.labels import Label, Rung, Stretch, label_width
from arshjul.render.wheel.lanes import Placed
from arshjul.render.wheel.measures import ROOM, Sizes
from arshjul.render.wheel.metrics import CAP_HEIGHT, SEMIBOLD, width
from arshjul.render.wheel.scale import number, width_in_degrees
from arshjul.render.wheel.xml import escape

EVERY = 100.0
"""Degrees between two numbers on one line."""


def repeats(placed: Placed, radius: float, sizes: Sizes) -> list[tuple[Stretch, str]]:
    """Where the number stands again: gaps of the line that have room, about every hundred degrees."""
    label = placed.label
    if label is None or not label.number:
        return []
    start, end = placed.body.line
    wide = width_in_degrees(width(label.number, sizes.digits, SEMIBOLD), radius)
    clear = width_in_degrees(ROOM, radius)
    free = [gap for gap in placed.body.gaps(radius, sizes) if gap[1] - gap[0] >= wide]
    taken = [label.stretch]
    stagger = (int(radius / sizes.lane) % 3 - 1) * width_in_degrees(3 * sizes.digits, radius)
    count = int((end - start) // EVERY)
    for step in range(1, count + 1):
        target = start + (end - start) * step / (count + 1) + stagger
        spots = [_nearest(gap, target, wide) for gap in free]
        open_spots = [s for s in spots if all(s[1] + clear <= a or s[0] - clear >= b for a, b in taken)]
        if open_spots:
            taken.append(min(open_spots, key=lambda spot: abs(sum(spot) / 2 - target)))
    return [(stretch, label.number) for stretch in taken[1:]]


def _nearest(gap: Stretch, target: float, wide: float) -> Stretch:
    """The place in the gap nearest to `target`; in a short gap its middle."""
    middle = (gap[0] + gap[1]) / 2
    if gap[1] - gap[0] > 3 * wide:
        middle = min(max(target, gap[0] + wide), gap[1] - wide)
    return middle - wide / 2, middle + wide / 2


def label_elements(placed: Placed, radius: float, sizes: Sizes, again: list[tuple[Stretch, str]]) -> Iterator[str]:
    label = placed.label
    if label is None:
        return
    if not label.named:
        yield _digits(label.number, label.middle, placed.aside.radius if placed.aside else radius, sizes)
    elif label.rung is Rung.RADIAL:
        yield _radial(label, radius, sizes)
    else:
        yield _named(placed, label, radius, sizes)
    for stretch, digits in again:
        yield _digits(digits, sum(stretch) / 2, radius, sizes)


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
