"""The rings as they are drawn: grounds, names, and each strand's line, label and marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from arshjul.render.wheel.arctext import arc_text
from arshjul.render.wheel.arrange import Arrangement
from arshjul.render.wheel.labels import Stretch
from arshjul.render.wheel.lanes import Placed
from arshjul.render.wheel.marks import mark
from arshjul.render.wheel.measures import ROOM, Sizes
from arshjul.render.wheel.scale import Scale, arc, number, point, width_in_degrees
from arshjul.render.wheel.words import Crowd, label_elements, repeats
from arshjul.render.wheel.xml import escape

Link = Callable[[str], str]
"""The address of a mark's meeting, from its «series/slot»."""


def grounds(found: Arrangement) -> Iterator[str]:
    """Each ring's tint, as one broad stroke."""
    for box in found.rings:
        middle, thick = (box.outer + box.inner) / 2, box.outer - box.inner
        yield f'<circle class="g c{box.ring.colour % found.hues}" r="{number(middle)}" stroke-width="{number(thick)}"/>'


def rings(found: Arrangement, scale: Scale, link: Link) -> Iterator[str]:
    """Each ring's name and strands. Deadlines stand in the colours of their areas, on neutral ground."""
    for index, box in enumerate(found.rings):
        own = f"c{box.ring.colour % found.hues}"
        mixed = box.ring.colour < 0
        yield f'<g class="r {"dl" if mixed else own}" role="group" aria-label="{escape(box.ring.name)}">'
        middle = (box.name[0] + box.name[1]) / 2
        name = arc_text(f"r{index}", box.title, box.name_radius, middle, found.sizes.ring_name)
        yield f'<g class="rn{f" {own}" if mixed else ""}">{name}</g>'
        crowd = Crowd(box.placed, found.sizes)
        for placed in box.placed:
            if mixed:
                yield f'<g class="c{placed.strand.colour}">'
            yield from _strand(placed, found.sizes, crowd, scale, link)
            if mixed:
                yield "</g>"
        yield "</g>"


def _strand(placed: Placed, sizes: Sizes, crowd: Crowd, scale: Scale, link: Link) -> Iterator[str]:
    radius = placed.track(sizes)
    again = repeats(placed, radius, sizes, crowd)
    words = [*again, placed.label.stretch] if placed.label and not placed.aside else again
    yield from _lines(placed, radius, words, link)
    yield from label_elements(placed, radius, sizes, again)
    for one in placed.strand.marks:
        x, y = point(radius, scale.angle(one.day))
        yield (
            f'<a href="{escape(link(one.key))}"><title>{escape(one.title)}</title>'
            f"{mark(one.shape, x, y, sizes.dot)}</a>"
        )


def _lines(placed: Placed, radius: float, words: list[Stretch], link: Link) -> Iterator[str]:
    body = placed.body
    gap = width_in_degrees(ROOM * 0.7, radius)
    holes = [(start - gap, end + gap) for start, end in words]
    if len(body.stops) > 1:
        whole = "".join(arc(radius, *piece) for piece in _without((body.stops[0], body.stops[-1]), holes))
        yield f'<path class="l" d="{whole}"/>'
    for window, span in zip(placed.strand.windows, body.spans, strict=True):
        inner = (span[0], min(span[1], span[0] + 359.9))
        dashes = "".join(arc(radius, *piece) for piece in _without(inner, holes))
        title = f"<title>{escape(window.title)}</title>"
        yield f'<a href="{escape(link(window.keys[0]))}">{title}<path class="w" d="{dashes}"/></a>'


def _without(stretch: Stretch, holes: list[Stretch]) -> Iterator[Stretch]:
    """The pieces of `stretch` between the holes."""
    start, end = stretch
    for hole_start, hole_end in sorted(holes):
        if hole_end <= start or hole_start >= end:
            continue
        if hole_start > start:
            yield start, hole_start
        start = max(start, hole_end)
    if end > start:
        yield start, end
