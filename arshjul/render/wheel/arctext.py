"""Words along a circle: a path under them, turned round on the lower half so that they never stand on their heads."""

from __future__ import annotations

from arshjul.render.wheel.metrics import CAP_HEIGHT, SEMIBOLD, width
from arshjul.render.wheel.scale import arc, width_in_degrees
from arshjul.render.wheel.xml import escape

_SLACK = 1.04
"""The path is a little longer than the words: a renderer drops what runs over its end."""


def is_reversed(middle: float) -> bool:
    return 90 < middle % 360 < 270


def baseline(radius: float, middle: float, size: float) -> float:
    """Of words whose capitals stand centred on `radius`."""
    drop = size * CAP_HEIGHT / 2
    return radius + drop if is_reversed(middle) else radius - drop


def arc_text(id: str, words: str, radius: float, middle: float, size: float, weight: int = SEMIBOLD) -> str:
    """One element of text, centred at `middle`. `words` is plain text."""
    return arc_markup(id, escape(words), width(words, size, weight), radius, middle, size)


def arc_markup(id: str, markup: str, long: float, radius: float, middle: float, size: float) -> str:
    """As `arc_text`, for words that are escaped already and `long` wide."""
    radius = baseline(radius, middle, size)
    half = min(width_in_degrees(long * _SLACK + size * 0.5, radius) / 2, 179.9)
    ends = (middle + half, middle - half) if is_reversed(middle) else (middle - half, middle + half)
    return (
        f'<path id="{id}" class="tp" d="{arc(radius, *ends)}"/>'
        f'<text><textPath href="#{id}" startOffset="50%">{markup}</textPath></text>'
    )
