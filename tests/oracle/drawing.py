"""Reads a picture of a wheel back from its SVG, with nothing of ours: angles, boxes of text, colours.

Widths of letters come from the font file itself, through fontTools.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "arshjul/render/wheel/fonts"
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d*\.?\d+")
_CAP = 0.7275
Point = tuple[float, float]


@lru_cache(maxsize=2)
def _font(weight: int) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    font = TTFont(FONTS / f"inter-{weight}.ttf")
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def text_width(text: str, size: float, weight: int) -> float:
    cmap, metrics, units = _font(weight)
    return sum(metrics[cmap.get(ord(letter), ".notdef")][0] for letter in text) * size / units


def angle_of(x: float, y: float) -> float:
    """Degrees clockwise from the top."""
    return degrees(atan2(x, -y)) % 360


@dataclass(frozen=True)
class Quad:
    """A turned box of capitals: where ink is."""

    corners: tuple[Point, Point, Point, Point]

    def meets(self, other: Quad) -> bool:
        """By the separating axis theorem; boxes that only touch do not meet."""
        for one, two in ((self, other), (other, self)):
            del two
            for (ax, ay), (bx, by) in zip(one.corners, one.corners[1:], strict=False):
                nx, ny = ay - by, bx - ax
                mine = [nx * x + ny * y for x, y in self.corners]
                theirs = [nx * x + ny * y for x, y in other.corners]
                if max(mine) <= min(theirs) + 1e-3 or max(theirs) <= min(mine) + 1e-3:
                    return False
        return True


def box(x: float, y: float, wide: float, tall: float, turn: float) -> Quad:
    """`x`, `y` the middle of the words' foot, turned clockwise about 0, 0."""
    c, s = cos(radians(turn)), sin(radians(turn))
    raw = ((x - wide / 2, y - tall), (x + wide / 2, y - tall), (x + wide / 2, y), (x - wide / 2, y))
    turned = tuple((c * px - s * py, s * px + c * py) for px, py in raw)
    return Quad((turned[0], turned[1], turned[2], turned[3]))


@dataclass(frozen=True)
class Words:
    """One label. `quads` are its boxes (one a letter along an arc). `fill` is its colour."""

    text: str
    kind: str
    quads: tuple[Quad, ...]
    fill: str
    size: float
    path_room: float = 0
    """Along an arc: how long its path is."""
    wide: float = 0
    upside_down: bool = False

    def meets(self, other: Words) -> bool:
        return any(one.meets(two) for one in self.quads for two in other.quads)


@dataclass(frozen=True)
class Mark:
    key: str
    title: str
    angle: float
    radius: float
    shape: str
    size: float


class Drawing:
    """A parsed picture."""

    def __init__(self, svg: str) -> None:
        self.svg = svg
        self.root = ElementTree.fromstring(svg)
        self.rules = _rules(self.root)
        self.paths = {node.get("id"): node.get("d", "") for node in self.root.iter(f"{_SVG}path") if node.get("id")}
        self.above: dict[ElementTree.Element, ElementTree.Element] = {
            child: node for node in self.root.iter() for child in node
        }

    @property
    def view(self) -> tuple[float, float, float, float]:
        left, top, wide, tall = map(float, self.root.get("viewBox", "").split())
        return left, top, wide, tall

    def classes(self, node: ElementTree.Element) -> list[set[str]]:
        """Of the element and all it lies within, outermost first."""
        chain = []
        at: ElementTree.Element | None = node
        while at is not None:
            chain.append(set(at.get("class", "").split()) | {at.tag.removeprefix(_SVG)} | {f"#{at.get('id')}"})
            at = self.above.get(at)
        return chain[::-1]

    def style(self, node: ElementTree.Element, name: str, *, inherit: bool = True) -> str | None:
        """The value that the style sheet gives, by specificity and order; inherited from parents when not given."""
        at: ElementTree.Element | None = node
        while at is not None:
            found = self._given(at, name)
            if found is not None:
                return found
            if not inherit:
                return None
            at = self.above.get(at)
        return None

    def _given(self, node: ElementTree.Element, name: str) -> str | None:
        chain = self.classes(node)
        best: tuple[tuple[int, int], int, str] | None = None
        if node.get(name) is not None:
            best = ((-1, 0), -1, node.get(name, ""))
        for order, (steps, weight, body) in enumerate(self.rules):
            if name in body and _matches(steps, chain):
                rank = (weight, order, body[name])
                if best is None or rank[:2] >= best[:2]:
                    best = rank
        return best[2] if best else None

    def marks(self) -> Iterator[Mark]:
        """One a date; windows are arcs, and are not among them."""
        for link in self.root.iter(f"{_SVG}a"):
            title = link.findtext(f"{_SVG}title", "")
            shape = [child for child in link if child.tag != f"{_SVG}title"]
            if shape[0].get("class") == "w":
                continue
            x, y, size = _centre(shape[0])
            kind = "+".join(_shape_name(one) for one in shape)
            yield Mark(link.get("href", ""), title, angle_of(x, y), hypot(x, y), kind, size)

    def words(self) -> Iterator[Words]:
        for node in self.root.iter(f"{_SVG}text"):
            if any("k" in classes for classes in self.classes(node)):
                continue
            arc = node.find(f"{_SVG}textPath")
            yield from [self._along(node, arc)] if arc is not None else self._straight(node)

    def legend(self) -> Iterator[ElementTree.Element]:
        for node in self.root.iter(f"{_SVG}text"):
            if any("k" in classes for classes in self.classes(node)):
                yield node

    def legend_box(self, node: ElementTree.Element) -> Quad:
        size, weight = self._font_of(node)
        wide = text_width(node.text or "", size, weight)
        x, y = float(node.get("x", 0)), float(node.get("y", 0))
        middle = x + wide / 2 if self.style(node, "text-anchor") == "start" else x - wide / 2
        return box(middle, y, wide, size * _CAP, 0)

    def _font_of(self, node: ElementTree.Element) -> tuple[float, int]:
        size = (self.style(node, "font-size") or "0").removesuffix("px")
        return float(size), int(self.style(node, "font-weight") or 400)

    def _kind(self, node: ElementTree.Element) -> str:
        return " ".join(sorted(set.union(*self.classes(node))))

    def _pieces(self, node: ElementTree.Element) -> Iterator[tuple[str, float, int]]:
        """Words with their size and weight, in order."""
        size, weight = self._font_of(node)
        if node.text:
            yield node.text, size, weight
        for child in node:
            yield from self._pieces(child)
            if child.tail:
                yield child.tail, size, weight

    def _along(self, node: ElementTree.Element, arc: ElementTree.Element) -> Words:
        path = self.paths[(arc.get("href") or "").removeprefix("#")]
        x0, y0, radius, _, _, large, sweep, x1, y1 = map(float, _NUMBER.findall(path))
        start, end = angle_of(x0, y0), angle_of(x1, y1)
        turn = (end - start) % 360 if sweep else -((start - end) % 360)
        assert (abs(turn) > 180) == bool(large)
        pieces = list(self._pieces(arc))
        total = sum(text_width(*piece) for piece in pieces)
        middle = start + turn / 2
        direction = 1 if sweep else -1
        at = middle - direction * degrees(total / radius) / 2
        quads = []
        for text, size, weight in pieces:
            for letter in text:
                wide = degrees(text_width(letter, size, weight) / radius)
                centre = at + direction * wide / 2
                at += direction * wide
                if letter != " ":
                    long = text_width(letter, size, weight)
                    if sweep:
                        quads.append(box(0, -radius, long, size * _CAP, centre))
                    else:
                        quads.append(box(0, radius, long, size * _CAP, centre + 180))
        head_down = (90 < middle % 360 < 270) == bool(sweep)
        return Words(
            "".join(piece[0] for piece in pieces), self._kind(node), tuple(quads), self._fill(node), pieces[-1][1],
            radians(abs(turn)) * radius, total, head_down,
        )  # fmt: skip

    def _straight(self, node: ElementTree.Element) -> Iterator[Words]:
        turn = float(_NUMBER.findall(node.get("transform", "rotate(0)"))[0])
        anchor = self.style(node, "text-anchor")
        lines = [child for child in node if child.get("y")] or [node]
        for line in lines:
            pieces = list(self._pieces(line))
            wide = sum(text_width(*piece) for piece in pieces)
            x, y = float(line.get("x", 0)), float(line.get("y", 0))
            middle = x + wide / 2 if anchor == "start" else x - wide / 2 if anchor == "end" else x
            quad = box(middle, y, wide, pieces[-1][1] * _CAP, turn)
            text = "".join(piece[0] for piece in pieces)
            head_down = abs((turn + 180) % 360 - 180) > 90.001
            yield Words(
                text, self._kind(node), (quad,), self._fill(node), pieces[-1][1], wide=wide, upside_down=head_down
            )

    def _fill(self, node: ElementTree.Element) -> str:
        return self.style(node, "fill") or "#000000"


Steps = list[list[str]]
"""A selector's parts, outermost first: what each element along the way must be and have."""


def _rules(root: ElementTree.Element) -> list[tuple[Steps, tuple[int, int], dict[str, str]]]:
    """Every rule outside of @-blocks, with its selector's weight."""
    sheet = "".join(node.text or "" for node in root.iter(f"{_SVG}style"))
    sheet = re.sub(r"@font-face\{[^}]*\}", "", sheet)
    sheet = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\}", "", sheet)
    found = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        pairs = dict(part.split(":", 1) for part in body.split(";") if part)
        found += [(_steps(one), _weight(one.strip()), pairs) for one in selectors.split(",")]
    return found


def _steps(selector: str) -> Steps:
    return [re.findall(r"#?\w+|\*", step.replace(".", " ")) for step in selector.split()]


def _matches(steps: Steps, chain: list[set[str]]) -> bool:
    if not _fits(steps[-1], chain[-1]):
        return False
    left = steps[:-1]
    for classes in reversed(chain[:-1]):
        if left and _fits(left[-1], classes):
            left = left[:-1]
    return not left


def _fits(wanted: list[str], has: set[str]) -> bool:
    return all(one == "*" or one in has for one in wanted)


def _weight(selector: str) -> tuple[int, int]:
    names = len(re.findall(r"(?:^|\s)[a-z]+\d?(?![\w])", selector))
    return 10 * selector.count("#") + selector.count(".") + selector.count(":"), names


def _centre(node: ElementTree.Element) -> tuple[float, float, float]:
    if node.get("cx"):
        return float(node.get("cx", 0)), float(node.get("cy", 0)), float(node.get("r", 0))
    path = node.get("d", "")
    x, y, side = map(float, _NUMBER.findall(path)[:3])
    if path.endswith("z"):  # a diamond, from its top
        return x, y + side, side
    return x + side / 2, y + side / 2, side / 2  # a cross, from its upper left corner


def _shape_name(node: ElementTree.Element) -> str:
    kind = node.get("class", "")
    if node.tag == f"{_SVG}circle":
        faint = f" {node.get('opacity')}" if node.get("opacity") else ""
        return ("hollow" if kind == "o" else "dot") + faint
    if kind == "x":
        return "tick" if node.get("d", "").count("m") == 0 else "cross"
    return "hollow diamond" if kind == "o" else "diamond"
