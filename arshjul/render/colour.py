"""An area's colour, made readable on light and on dark. Contrast as WCAG 2.2 defines it (success criterion 1.4.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

PALETTE = (
    "#2f6f4f", "#96530f", "#7a3e8e", "#1f5f99", "#4a5866", "#9b2f4b", "#00695f", "#6b5b00",
    "#4338a0", "#7d4a3a", "#3d6b1f", "#8a2b82",
)  # fmt: skip
"""For areas without a colour of their own, in the file's order."""
LIGHT, DARK = "#ffffff", "#1e2023"
"""The cards that mails are written on."""
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_ENOUGH = 4.5
_RGB = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Accent:
    """`ink` is text and lines, `tint` a quiet background under dark text; the same two for dark mode."""

    ink: str
    tint: str
    dark_ink: str
    dark_tint: str


@lru_cache(maxsize=256)
def accent(colour: str, index: int = 0) -> Accent:
    """The accent of `colour` ("#2f6f4f" or "#264"); anything else takes the palette's colour number `index`."""
    base = _rgb(colour if is_colour(colour) else PALETTE[index % len(PALETTE)])
    tint, dark_tint = _mix(base, _rgb(LIGHT), 0.09), _mix(base, _rgb(DARK), 0.24)
    return Accent(
        ink=_hex(_readable(base, tint, (0, 0, 0))),
        tint=_hex(tint),
        dark_ink=_hex(_readable(base, dark_tint, (255, 255, 255))),
        dark_tint=_hex(dark_tint),
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two "#rrggbb" colours, 1 to 21."""
    return _contrast(_rgb(one), _rgb(other))


def is_colour(text: str) -> bool:
    """Whether it is written as "#2f6f4f" or "#264"."""
    return bool(_HEX.fullmatch(text))


def mix(one: str, other: str, share: float) -> str:
    """`share` of `one` in `other`, as "#rrggbb"."""
    return _hex(_mix(_rgb(one), _rgb(other), share))


def readable(colour: str, background: str, towards: str) -> str:
    """`colour`, moved towards black or white only as far as it must to be read on `background`."""
    return _hex(_readable(_rgb(colour), _rgb(background), _rgb(towards)))


def _contrast(one: _RGB, other: _RGB) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: _RGB, background: _RGB, towards: _RGB) -> _RGB:
    """`colour`, moved towards black or white only as far as it must to be read on `background`."""
    for step in range(21):
        candidate = _mix(towards, colour, step / 20)
        if _contrast(candidate, background) >= _ENOUGH:
            return candidate
    return towards


def _luminance(colour: _RGB) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in (c / 255 for c in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(one: _RGB, other: _RGB, share: float) -> _RGB:
    """`share` of `one` in `other`."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(colour: str) -> _RGB:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _hex(colour: _RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
