"""The colours of the picture on white, dark and printed paper: every ink measured against what it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from arshjul.render.colour import PALETTE, is_colour, mix, readable

ThemeName = Literal["light", "dark", "print"]
TINT = 0.08
"""How much of its hue a ring's ground is."""
NEUTRAL = "#4b5563"
"""The hue of the deadlines' ring, and of an area that asks for no colour."""


@dataclass(frozen=True, slots=True)
class Hue:
    """One ring's colour: `ink` for words and marks, over `ink` at `share` for its ground."""

    ink: str


@dataclass(frozen=True, slots=True)
class Theme:
    """`months` are the two tones of the month ring; `hatch` the strokes of what is closed, at `hatch_share`."""

    name: ThemeName
    paper: str
    ink: str
    quiet: str
    months: tuple[str, str]
    rule: str
    hatch: str
    hatch_share: float
    tint: float
    today: str


LIGHT = Theme(
    "light", "#ffffff", "#1f2933", "#56616d", ("#e9edf1", "#f3f5f7"), "#d3dae0", "#6b7682", 0.3, TINT, "#b3261e"
)
DARK = Theme(
    "dark", "#16181b", "#eceff2", "#a9b3bd", ("#2b3036", "#23272c"), "#3a4048", "#9aa5b1", 0.28, 0.14, "#ff8a80"
)
PRINT = Theme(
    "print", "#ffffff", "#000000", "#4a4a4a", ("#e6e6e6", "#f4f4f4"), "#c4c4c4", "#555555", 0.34, TINT, "#000000"
)
THEMES: dict[ThemeName, Theme] = {"light": LIGHT, "dark": DARK, "print": PRINT}


def hues(colours: tuple[str, ...], theme: Theme) -> tuple[Hue, ...]:
    """One for each area, and last the neutral one. A colour that another area has gives way to the palette's."""
    found: list[str] = []
    for index, colour in enumerate(colours):
        free = [one for one in (colour, PALETTE[index % len(PALETTE)], *PALETTE) if is_colour(one)]
        found.append(next((one for one in free if one.casefold() not in found), free[0]).casefold())
    return tuple(Hue(_ink(colour, theme)) for colour in (*found, NEUTRAL))


@lru_cache(maxsize=256)
def _ink(colour: str, theme: Theme) -> str:
    """`colour`, moved as far as it must to be read on its own tint, also where that is hatched."""
    towards = "#ffffff" if theme.name == "dark" else "#000000"
    ink = colour
    for _ in range(4):  # the ground follows the ink, a little
        ground = mix(ink, theme.paper, theme.tint)
        ink = readable(ink, mix(theme.hatch, ground, theme.hatch_share * 0.5), towards)
    return ink
