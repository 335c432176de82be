"""The list that says the same as the wheel in words: by ring, in the order of time, with numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from arshjul.almanac.names import MONTHS_SHORT, day_month
from arshjul.render.wheel.content import Closed, Content, Mark, Shape, Strand, Window, numbered
from arshjul.render.wheel.gather import WAITING
from arshjul.text import Language, Text

CLOSED = Text("Stängt", "Closed")
RED = Text("Röda dagar", "Red days")
SIGNS = Text("Tecken", "Signs")
_NOTE = {
    Shape.CROSS: Text("inställt", "cancelled"),
    Shape.HELD: Text("hållet", "held"),
}
_TENTATIVE = Text("preliminärt", "tentative")
KEY: dict[Shape, Text] = {
    Shape.DOT: Text("möte", "meeting"),
    Shape.HOLLOW: Text("preliminärt", "tentative"),
    Shape.WINDOW: Text("vid behov, inget datum än", "as needed, no date yet"),
    Shape.CROSS: Text("inställt", "cancelled"),
    Shape.HELD: Text("hållet", "held"),
    Shape.DIAMOND: Text("sista dag", "deadline"),
    Shape.CLEAR_DIAMOND: Text("sista dag, preliminär", "deadline, tentative"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A strand (`colour` of its area), a closure, or what a sign means (no `id`). `number` is "" without numbers."""

    id: str
    number: str
    title: str
    dates: str
    colour: int
    sign: Shape | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """`colour` -1 is the neutral one."""

    name: str
    colour: int
    rows: tuple[Row, ...]


def sections(content: Content, *, numbers: bool) -> tuple[Section, ...]:
    """A section a ring, then what is closed, then what the signs mean."""
    by_id = numbered(content.strands)
    found = [
        Section(
            ring.name,
            ring.colour,
            tuple(
                Row(
                    one.id,
                    str(by_id[one.id]) if numbers else "",
                    one.title.removesuffix(": …"),
                    dates(one, content.language),
                    one.colour,
                )
                for one in ring.strands
            ),
        )
        for ring in content.rings
    ]
    shut = tuple(_closed(content))
    if shut:
        found.append(Section(CLOSED.to(content.language), -1, shut))
    signs = tuple(
        Row("", "", said.to(content.language), "", -1, shape) for shape, said in KEY.items() if shape in content.shapes
    )
    return (*found, Section(SIGNS.to(content.language), -1, signs)) if signs else tuple(found)


def dates(strand: Strand, language: Language) -> str:
    """«9 feb · 9, 23 mars · 27 maj (inställt) · 2 att boka 1 feb–30 nov»; no line begins with a dot or a month."""
    parts = [_month(list(marks), language) for _, marks in groupby(strand.marks, key=_month_of)]
    return "\u00a0· ".join([*parts, *(_window(one, language) for one in strand.windows)])


def _month_of(mark: Mark) -> tuple[int, int]:
    return mark.day.year, mark.day.month


def _month(marks: list[Mark], language: Language) -> str:
    """«9, 23 (inställt) mars»; the note stands by its day."""
    days = ", ".join(f"{one.day.day}{_note(one, language)}" for one in marks)
    return f"{days}\u00a0{MONTHS_SHORT[language][marks[0].day.month - 1]}"


def _note(mark: Mark, language: Language) -> str:
    return f" ({_NOTE[mark.shape].to(language)})" if mark.shape in _NOTE else ""


def _window(one: Window, language: Language) -> str:
    who = f": {', '.join(one.names)}" if one.names else ""
    return f"{len(one.keys)} {WAITING.to(language)} {_span(one.first, one.last, language)}{who}"


def _span(first: date, last: date, language: Language) -> str:
    if first == last:
        return day_month(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_month(last, language)}"
    return f"{day_month(first, language)}–{day_month(last, language)}"


def _closed(content: Content) -> Iterator[Row]:
    by_name: dict[str, list[Closed]] = {}
    for one in content.closed:
        if not one.red:
            by_name.setdefault(one.name, []).append(one)
    for name, same in by_name.items():
        yield Row("", "", name, ", ".join(_span(one.first, one.last, content.language) for one in same), -1)
    red = [one for one in content.closed if one.red]
    if red:
        said = ", ".join(f"{one.name} {day_month(one.first, content.language)}" for one in red)
        yield Row("", "", RED.to(content.language), said, -1)
