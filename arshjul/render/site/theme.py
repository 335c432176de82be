"""The site's style sheet: the shipped one, and each area's colour as in the wheel, in light and in dark."""

from __future__ import annotations

from arshjul.render.colour import mix
from arshjul.render.site.content import Content
from arshjul.render.site.environment import shipped
from arshjul.render.wheel.palette import DARK, LIGHT, Theme, hues


def style_sheet(content: Content) -> str:
    """Classes .h0, .h1 … set --hue and --tint for what lies within them."""
    colours = tuple(area.colour for area in content.areas.values())
    dark = "".join(f"  {rule}\n" for rule in _rules(colours, DARK))
    light = "".join(f"{rule}\n" for rule in _rules(colours, LIGHT))
    return f"{shipped('site.css')}\n{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _rules(colours: tuple[str, ...], theme: Theme) -> list[str]:
    return [
        f".h{index} {{ --hue: {hue.ink}; --tint: {mix(hue.ink, theme.paper, theme.tint)}; }}"
        for index, hue in enumerate(hues(colours, theme)[:-1])
    ]
