"""What is said outside the wheel: closures and today, each with a leader, moved apart where they would meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt

from arshjul.almanac.names import day_month
from arshjul.render.wheel.content import Content
from arshjul.render.wheel.measures import MONTHS
from arshjul.render.wheel.metrics import ASCENT, DESCENT, REGULAR, SEMIBOLD, width, wrap
from arshjul.render.wheel.scale import number, point
from arshjul.render.wheel.xml import escape
from arshjul.text import Text

SIZE = 12.5
_LINE = SIZE * 1.2
_ROOM = 170.0
"""Width of a label before it is broken into lines."""
_OUT = MONTHS[1] + 16
_AIR = 4.0
TODAY = Text("i dag", "today")


@dataclass(frozen=True, slots=True)
class Note:
    """A block of lines. `x` is where they are anchored, `y` the middle of the block."""

    angle: float
    lines: tuple[str, ...]
    x: float
    y: float
    today: bool = False

    @property
    def right(self) -> bool:
        return self.angle < 180

    @property
    def wide(self) -> float:
        return max(width(line, SIZE, SEMIBOLD if self.today else REGULAR) for line in self.lines)

    @property
    def tall(self) -> float:
        return (len(self.lines) - 1) * _LINE + SIZE * (ASCENT + DESCENT)

    @property
    def reach(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        left = self.x if self.right else self.x - self.wide
        return left, self.y - self.tall / 2, left + self.wide, self.y + self.tall / 2


def notes(content: Content, *, today: bool) -> tuple[Note, ...]:
    """Every closure of the wheel's own, and today when it is wanted and in the year."""
    scale = content.scale
    found = []
    for one in content.closed:
        if not one.red:
            middle = (scale.angle(one.first) + scale.angle(one.last) + 360 / scale.days) / 2
            found.append(_note(middle, one.name))
    if today and scale.holds(content.at):
        words = f"{TODAY.to(content.language)} {day_month(content.at, content.language)}"
        found.append(replace(_note(scale.angle(content.at), words), today=True))
    sides = [[one for one in found if one.right], [one for one in found if not one.right]]
    return tuple(note for side in sides for note in _apart(side))


def _note(angle: float, words: str) -> Note:
    x, y = point(_OUT, angle)
    return Note(angle, wrap(words, SIZE, _ROOM), x, y)


def _apart(side: list[Note]) -> Iterator[Note]:
    """From top to bottom, each below the one before; a pile that has grown is centred on where it belongs."""
    piles: list[list[Note]] = []
    for note in sorted(side, key=lambda one: one.y):
        piles.append([note])
        while len(piles) > 1 and _bottom(piles[-2]) + _AIR > _top(piles[-1]):
            piles[-2:] = [piles[-2] + piles[-1]]
    for pile in piles:
        y = _top(pile)
        for note in pile:
            moved = y + note.tall / 2
            yield replace(note, y=moved, x=_clear(note, moved))
            y += note.tall + _AIR


def _height(pile: list[Note]) -> float:
    return sum(note.tall + _AIR for note in pile) - _AIR


def _top(pile: list[Note]) -> float:
    return sum(note.y for note in pile) / len(pile) - _height(pile) / 2


def _bottom(pile: list[Note]) -> float:
    return _top(pile) + _height(pile)


def _clear(note: Note, y: float) -> float:
    """Far enough out that no corner of the block is inside the wheel."""
    nearest = max(abs(y) - note.tall / 2, 0)
    edge = sqrt(max((_OUT - 4) ** 2 - nearest**2, 0))
    out = max(edge, abs(note.x))
    return out if note.right else -out


def elements(found: tuple[Note, ...]) -> Iterator[str]:
    for note in found:
        x, y = point(MONTHS[1], note.angle)
        near = note.x - 3 if note.right else note.x + 3
        kind = " td" if note.today else ""
        yield f'<path class="ld{kind}" d="M{number(x)} {number(y)}L{number(near)} {number(note.y)}"/>'
        base = note.y - note.tall / 2 + SIZE * ASCENT
        for index, line in enumerate(note.lines):
            yield (
                f'<text class="nt {"s" if note.right else "e"}{kind}" x="{number(note.x)}" '
                f'y="{number(base + index * _LINE)}">{escape(line)}</text>'
            )
