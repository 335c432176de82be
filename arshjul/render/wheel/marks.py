"""The signs of the wheel, each a small SVG element around a point."""

from __future__ import annotations

from arshjul.render.wheel.content import Shape
from arshjul.render.wheel.scale import number

HELD_SHARE = 0.45
"""How faint a held meeting's dot is, beside its tick."""


def mark(shape: Shape, x: float, y: float, size: float) -> str:
    """`size` is the radius of a dot; the others are as large to the eye."""
    if shape in (Shape.DOT, Shape.HOLLOW):
        radius = size if shape is Shape.DOT else size * 0.84
        kind = "" if shape is Shape.DOT else ' class="o"'
        return f'<circle{kind} cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'
    if shape is Shape.CROSS:
        a = size * 0.85
        side = number(2 * a)
        return _stroke(f"M{number(x - a)} {number(y - a)}l{side} {side}m0-{side}l-{side} {side}")
    if shape is Shape.HELD:
        dot = f'<circle opacity="{HELD_SHARE}" cx="{number(x)}" cy="{number(y)}" r="{number(size)}"/>'
        down, up = f"{number(size * 0.5)} {number(size * 0.55)}", f"{number(size)} {number(-size * 1.2)}"
        return dot + _stroke(f"M{number(x - size * 0.75)} {number(y)}l{down} {up}")
    a = size * (1.25 if shape is Shape.DIAMOND else 1.1)
    kind = "" if shape is Shape.DIAMOND else ' class="o"'
    n = number(a)
    return f'<path{kind} d="M{number(x)} {number(y - a)}l{n} {n}-{n} {n}-{n}-{n}z"/>'


def _stroke(path: str) -> str:
    return f'<path class="x" d="{path}"/>'
