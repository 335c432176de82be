"""How wide words are in the wheel's font, from the font's own figures (fonts/widths.json, held to the font by a test).

fontTools would cost 90 ms to import; the table is read in half a millisecond.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REGULAR, SEMIBOLD = 400, 600
UNITS = 2048
CAP_HEIGHT = 1490 / UNITS
ASCENT, DESCENT = 0.75, 0.21
"""How far the tallest and lowest of ordinary letters reach from the line, for boxes that may not overlap."""
_UNKNOWN, _WIDE = 1500, 2048
_SPACES = re.compile("[ \t\r\n]+")


@lru_cache(maxsize=1)
def _widths() -> dict[int, dict[str, int]]:
    table = json.loads((FONTS / "widths.json").read_text(encoding="utf-8"))
    return {
        int(weight): {letter: int(width) for width, letters in by_width.items() for letter in letters}
        for weight, by_width in table.items()
    }


def _of_unknown(letter: str) -> int:
    """A letter that the font lacks is drawn with the reader's own: room for it is guessed on the large side."""
    if unicodedata.combining(letter):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _UNKNOWN


@lru_cache(maxsize=4096)
def _ems(text: str, weight: int) -> float:
    table = _widths()[weight]
    return sum(table[letter] if letter in table else _of_unknown(letter) for letter in text) / UNITS


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """In the unit of `size`, without kerning."""
    return _ems(text, weight) * size


def wrap(text: str, size: float, room: float, weight: int = REGULAR) -> tuple[str, ...]:
    """Lines no wider than `room`, broken between words only: a longer word stands alone on its line and is wider.

    A no-break space is no place to break.
    """
    lines: list[str] = []
    line = ""
    for word in filter(None, _SPACES.split(text)):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, weight) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)
