"""The list set in columns beside or below the wheel: rows that are never split, headings never left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from arshjul.render.wheel.content import Shape
from arshjul.render.wheel.listing import Section
from arshjul.render.wheel.marks import mark
from arshjul.render.wheel.metrics import SEMIBOLD, width, wrap
from arshjul.render.wheel.scale import number
from arshjul.render.wheel.xml import escape

LEADING = 1.28
_INDENT = 2.1
"""Width of the numbers' column, in sizes."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together: a row, and before the first of its section the heading, in colour `section`."""

    id: str
    heading: tuple[str, ...]
    section: int
    colour: int
    number: str
    title: tuple[str, ...]
    dates: tuple[str, ...]
    indented: bool
    sign: Shape | None = None

    def tall(self, size: float) -> float:
        lines = max(len(self.title), 1) + len(self.dates)
        return lines * size * LEADING + size * 0.35 + self.head(size)

    def head(self, size: float) -> float:
        """How tall the heading is, with the air above and below it."""
        return len(self.heading) * size * LEADING + size * 0.67 if self.heading else 0


@dataclass(frozen=True, slots=True)
class Legend:
    """Set in `columns`, each from the top; `wide` is a column's width, `tall` the tallest column."""

    columns: tuple[tuple[Block, ...], ...]
    size: float
    wide: float
    gutter: float
    tall: float


def set_in_columns(found: tuple[Section, ...], size: float, wide: float, columns: int) -> Legend:
    """In `columns` columns of equal width, as low as the rows allow."""
    blocks = [block for section in found for block in _blocks(section, size, wide)]
    low, high = max((block.tall(size) for block in blocks), default=0), sum(block.tall(size) for block in blocks)
    while high - low > size / 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_flow(blocks, size, middle)) <= columns else (middle, high)
    flowed = _flow(blocks, size, high)
    tall = max((sum(block.tall(size) for block in column) for column in flowed), default=0)
    return Legend(tuple(map(tuple, flowed)), size, wide, size * 2, tall)


def _flow(blocks: list[Block], size: float, room: float) -> list[list[Block]]:
    columns: list[list[Block]] = []
    left = 0.0
    for block in blocks:
        tall = block.tall(size)
        if tall > left + 1e-6 or not columns:
            columns.append([])
            left = room
        columns[-1].append(block)
        left -= tall
    return columns


def _blocks(section: Section, size: float, wide: float) -> Iterator[Block]:
    """A row each; the heading belongs to the first."""
    for index, row in enumerate(section.rows):
        indent = size * _INDENT if row.number or row.sign else 0
        room = wide - indent
        title = _lines(row.title, size, room, 400)
        dates = _lines(row.dates, size, room, 400) if row.dates else ()
        heading = () if index else _lines(section.name, size, wide, SEMIBOLD)
        yield Block(row.id, heading, section.colour, row.colour, row.number, title, dates, bool(indent), row.sign)


def _lines(text: str, size: float, room: float, weight: int) -> tuple[str, ...]:
    """Wrapped; a word wider than the column is cut with a hyphen, for it has nowhere else to go."""
    return tuple(piece for line in wrap(text, size, room, weight) for piece in _cut(line, size, room, weight))


def _cut(line: str, size: float, room: float, weight: int) -> Iterator[str]:
    while width(line, size, weight) > room and len(line) > 2:
        keep = len(line) - 1
        while keep > 1 and width(f"{line[:keep]}-", size, weight) > room:
            keep -= 1
        yield f"{line[:keep]}-"
        line = line[keep:]
    yield line


def elements(legend: Legend, x: float, y: float, hues: int) -> Iterator[str]:
    """From the upper left corner."""
    yield f'<g class="k" font-size="{number(legend.size)}">'
    for index, column in enumerate(legend.columns):
        yield from _column(column, x + index * (legend.wide + legend.gutter), y, legend.size, hues)
    yield "</g>"


def _column(column: tuple[Block, ...], x: float, y: float, size: float, hues: int) -> Iterator[str]:
    for block in column:
        top = y
        if block.heading:
            yield f'<g class="c{block.section % hues}">'
            for index, line in enumerate(block.heading):
                at = f'x="{number(x)}" y="{number(top + size * (1.45 + index * LEADING))}"'
                yield f'<text class="h" {at}>{escape(line)}</text>'
            yield "</g>"
            top += block.head(size)
        indent = size * _INDENT if block.indented else 0
        if block.number:
            at = f'x="{number(x + indent - size * 0.5)}" y="{number(top + size)}"'
            digits = f'<text id="n{block.number}" class="h e" {at}>{block.number}</text>'
            yield f'<g class="c{block.colour % hues}">{digits}</g>'
        if block.sign:
            yield f'<g class="c{hues - 1}">{_sign(block.sign, x + size * 0.8, top + size * 0.64, size * 0.36)}</g>'
        for line, kind in [*((one, "") for one in block.title), *((one, ' class="q"') for one in block.dates)]:
            yield f'<text{kind} x="{number(x + indent)}" y="{number(top + size)}">{escape(line)}</text>'
            top += size * LEADING
        y += block.tall(size)


def _sign(sign: Shape, x: float, y: float, size: float) -> str:
    if sign is Shape.WINDOW:
        return f'<path class="w" d="M{number(x - size * 2)} {number(y)}h{number(size * 4)}"/>'
    return mark(sign, x, y, size)
