"""The picture's style sheet: one font, few classes, and a calmer picture where it is small."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

from arshjul.render.wheel.frame import DATE_SIZE, MONTH_SIZE, WEEK_SIZE
from arshjul.render.wheel.measures import Sizes
from arshjul.render.wheel.metrics import FONTS, REGULAR, SEMIBOLD
from arshjul.render.wheel.outside import SIZE
from arshjul.render.wheel.palette import DARK, LIGHT, Theme, hues
from arshjul.render.wheel.scale import number

FAMILY = "Inter"


@lru_cache(maxsize=1)
def font_faces() -> str:
    """The two weights, inside the picture: 40 kB, and no request to anybody."""
    return "".join(
        f"@font-face{{font-family:{FAMILY};font-weight:{weight};src:url(data:font/woff2;base64,"
        f'{b64encode((FONTS / f"inter-{weight}.woff2").read_bytes()).decode("ascii")}) format("woff2")}}'
        for weight in (REGULAR, SEMIBOLD)
    )


@lru_cache(maxsize=64)
def style(theme: Theme | None, colours: tuple[str, ...], sizes: Sizes) -> str:
    """`theme` None follows the reader's own choice of light or dark."""
    if theme is None:
        dark = _colours(DARK, colours)
        shown = _colours(LIGHT, colours) + f"@media(prefers-color-scheme:dark){{{dark}}}"
    else:
        shown = _colours(theme, colours)
    return _scoped(_sizes(sizes)) + shown + _NARROW


def _scoped(rules: dict[str, str]) -> str:
    """Each selector of each rule within the picture, so that it may stand in a page."""
    return "".join(
        ",".join(f".aw {selector}" for selector in selectors.split(",")) + f"{{{body}}}"
        for selectors, body in rules.items()
    )


def _sizes(sizes: Sizes) -> dict[str, str]:
    dot = sizes.dot
    return {
        "text": f"font-family:{FAMILY},system-ui,sans-serif;text-anchor:middle",
        ".tp,.sp,.tk,.l,.w,.ld,.g": "fill:none",
        ".mo text,.rn text,.n,.nn,.yr,.ti,.td,.h": f"font-weight:{SEMIBOLD}",
        ".mo": _font(MONTH_SIZE),
        ".wk": _font(WEEK_SIZE),
        ".rn": _font(sizes.ring_name),
        ".n": _font(sizes.digits),
        ".lb,.ra": _font(sizes.text),
        ".da": _font(DATE_SIZE),
        ".nt": _font(SIZE),
        ".s,.k text": "text-anchor:start",
        ".e,.k .e": "text-anchor:end",
        ".l": f"stroke-width:{number(min(max(dot * 0.3, 0.9), 1.4))}",
        ".r .w,.k .w": f"stroke-width:{number(dot * 0.4)};stroke-dasharray:{number(dot * 1.5)} {number(dot * 1.1)}",
        ".r a *": "stroke-width:0",
        ".r .x,.r .o,.x": f"stroke-width:{number(dot * 0.42)}",
        ".x": "stroke-linecap:round;fill:none",
        ".sp,.tk,.ld,.hb": "stroke-width:1",
        ".tl": "stroke-width:1.6",
        "a:focus": "outline:none",
        ".r a:hover *,.r a:focus *": "stroke-width:4",
    }


def _font(size: float) -> str:
    return f"font-size:{number(size)}px"


@lru_cache(maxsize=64)
def _colours(theme: Theme, colours: tuple[str, ...]) -> str:
    rules = {
        ".pa": f"fill:{theme.paper}",
        "text": f"fill:{theme.ink}",
        ".m0": f"fill:{theme.months[0]}",
        ".m1": f"fill:{theme.months[1]}",
        ".wk text,.da,.nt,.q": f"fill:{theme.quiet}",
        ".sp,.tk,.hb": f"stroke:{theme.rule}",
        ".hb": f"fill:{theme.paper}",
        ".ld": f"stroke:{theme.quiet}",
        ".cl path": "fill:url(#hatch)",
        ".cl .ri": f"fill:{theme.hatch};fill-opacity:.55",
        "#hatch path": f"fill:none;stroke:{theme.hatch};stroke-opacity:{theme.hatch_share};stroke-width:1.1",
    }
    for index, hue in enumerate(hues(colours, theme)):
        rules |= _hue(f".c{index}", hue.ink, theme)
    rules |= {"text.td": f"fill:{theme.today}", "path.td,.tl": f"stroke:{theme.today}"}
    return _scoped(rules)


def _hue(within: str, ink: str, theme: Theme) -> dict[str, str]:
    return {
        f"{within} text,{within} circle,{within} path": f"fill:{ink}",
        f"{within} .tp": "fill:none",
        f"{within} .l,{within} .w,{within} .x": f"fill:none;stroke:{ink}",
        f"{within} .o": f"fill:{theme.paper};stroke:{ink}",
        f"{within} a *": f"stroke:{ink}",
        f".g{within}": f"stroke:{ink};stroke-opacity:{theme.tint}",
    }


_NARROW = "@media(max-width:600px){" + _scoped(
    {
        ".wk,.lb,.ra,.n,.rn,.nt,.ld,.da,.ti": "display:none",
        ".mo": "font-size:29px",
        ".r a *": "stroke-width:3",
        ".l": "stroke-width:1.8",
    }
) + "}"  # fmt: skip
"""On a phone: what would be too small to read stands in the list only."""
