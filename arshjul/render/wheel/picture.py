"""The whole picture as one SVG file: the wheel alone, over its list, or beside it on a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from arshjul.render.wheel import frame, legend, outside, strands
from arshjul.render.wheel.arrange import Arrangement, arrange
from arshjul.render.wheel.content import Content
from arshjul.render.wheel.measures import DATA, MONTHS
from arshjul.render.wheel.page import Page, page_of
from arshjul.render.wheel.palette import THEMES, ThemeName
from arshjul.render.wheel.scale import number, point
from arshjul.render.wheel.strands import Link
from arshjul.render.wheel.style import font_faces, style
from arshjul.render.wheel.xml import escape
from arshjul.text import Text

Paper = Literal["a4", "a3"]
ListPlace = Literal["none", "below", "a4", "a3"]
_NAME = Text("Årshjul", "Year wheel")


@dataclass(frozen=True, slots=True)
class Look:
    """`theme` None follows the reader's choice. `font`: whether the picture carries its font."""

    theme: ThemeName | None = None
    list_place: ListPlace = "below"
    font: bool = True


def wheel_svg(content: Content, look: Look = Look(), link: Link | None = None) -> str:
    """The same content and look give the same bytes. `link` gives the address of «series/slot»; else its row."""
    found = arrange(content)
    theme = THEMES[look.theme] if look.theme else None
    today = look.theme != "print"
    around = outside.notes(content, today=today)
    page = page_of(content, found, around, look.list_place)
    parts = [
        _opening(content, page),
        "<style>",
        font_faces() if look.font else "",
        style(theme, content.hues, found.sizes),
        "</style>",
        _HATCH,
        _paper(page),
        *_wheel(content, found, around, link or _row_link(found), today=today),
        *(legend.elements(page.legend, page.legend_x, page.legend_y, found.hues) if page.legend else ()),
        "</svg>\n",
    ]
    return "".join(parts)


_HATCH = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M3 0V6"/></pattern></defs>'
)


def _opening(content: Content, page: Page) -> str:
    name = escape(f"{_NAME.to(content.language)} {content.years}: {content.title}")
    wide, tall = (f"{mm}mm" for mm in page.paper_mm) if page.paper_mm else (number(page.wide), number(page.tall))
    box = " ".join(number(value) for value in (page.left, page.top, page.wide, page.tall))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="aw" viewBox="{box}" width="{wide}" height="{tall}" '
        f'lang="{content.language}" role="group" aria-label="{name}"><title>{name}</title>'
    )


def _paper(page: Page) -> str:
    corner = f'x="{number(page.left)}" y="{number(page.top)}"'
    return f'<rect class="pa" {corner} width="{number(page.wide)}" height="{number(page.tall)}"/>'


def _wheel(
    content: Content, found: Arrangement, around: tuple[outside.Note, ...], link: Link, *, today: bool
) -> Iterator[str]:
    yield from frame.closed(content)
    yield from strands.grounds(found)
    yield frame.year(content.scale, content.language)
    if today:
        yield from _today(content)
    yield from strands.rings(found, content.scale, link)
    yield from frame.hub(content)
    yield from outside.elements(around)


def _row_link(found: Arrangement) -> Link:
    """To the strand's row in the list."""
    return lambda key: f"#n{found.numbers[key.partition('/')[0]]}"


def _today(content: Content) -> Iterator[str]:
    if content.scale.holds(content.at):
        (x, y), (to_x, to_y) = (point(r, content.scale.angle(content.at)) for r in (DATA[0], MONTHS[1]))
        yield f'<path class="tl" d="M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}"/>'
