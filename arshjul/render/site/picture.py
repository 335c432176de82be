"""The wheel as the site shows it: in a page with its style in a file beside, as a file of its own, and as a list."""

from __future__ import annotations

from dataclasses import dataclass

from arshjul.render.site.content import Content
from arshjul.render.site.places import Place, relative
from arshjul.render.wheel.arrange import arrange
from arshjul.render.wheel.content import Content as Drawn
from arshjul.render.wheel.content import Shape
from arshjul.render.wheel.gather import gather
from arshjul.render.wheel.listing import KEY, Row, sections
from arshjul.render.wheel.marks import mark
from arshjul.render.wheel.picture import Look, wheel_svg
from arshjul.render.wheel.scale import Scale
from arshjul.text import Language

_SIGN = 6.0
"""Radius of a dot among the signs, in pixels."""


@dataclass(frozen=True, slots=True)
class Group:
    """A ring's series, with the numbers that they have in the wheel. `colour` is the area's number, -1 for none."""

    name: str
    colour: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """What a mark means. `drawn` is SVG."""

    words: str
    drawn: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`svg` stands in a page; `style` is its style sheet, since a page's policy forbids style within it."""

    svg: str
    style: str
    groups: tuple[Group, ...]
    signs: tuple[Sign, ...]


def in_page(content: Content, language: Language, here: str) -> Picture:
    """The wheel for the page `here`, and what its numbers and signs mean."""
    drawn = _drawn(content, language)
    head, rest = _svg(drawn, content, language, here, font=False).split("<style>", 1)
    style, tail = rest.split("</style>", 1)
    listed = sections(drawn, numbers=arrange(drawn).has_numbers)
    groups = tuple(Group(each.name, each.colour, each.rows) for each in listed if any(row.id for row in each.rows))
    signs = tuple(Sign(said.to(language), _sign(shape, drawn)) for shape, said in KEY.items() if shape in drawn.shapes)
    return Picture(head + tail, style, groups, signs)


def alone(content: Content, language: Language, here: str) -> str:
    """The SVG file, with all that it needs within it."""
    return _svg(_drawn(content, language), content, language, here, font=True)


def _svg(drawn: Drawn, content: Content, language: Language, here: str, *, font: bool) -> str:
    dated = {str(each.one.key) for each in content.dated}

    def link(key: str) -> str:
        """What has no date yet has no page of its own."""
        series, slot = key.split("/", 1)
        place = Place("meeting", (series, slot)) if key in dated else Place("series", (series,))
        return relative(here, place.path(language), folder=content.folder)

    return wheel_svg(drawn, Look(list_place="none", font=font), link)


def _drawn(content: Content, language: Language) -> Drawn:
    main = content.main
    wheels = [(each.wheel, each.almanac) for each in content.wheels]
    shown = [each.one for each in content.shown]
    return gather(wheels, shown, Scale.twelve_months(main.first), content.today, language)


def _sign(shape: Shape, drawn: Drawn) -> str:
    """The mark by itself, in the colour of what belongs to no area."""
    window = '<path class="w" transform="scale(.7)" d="M-14 0H14"/>'  # smaller: room for several dashes
    inner = window if shape is Shape.WINDOW else mark(shape, 0, 0, _SIGN)
    return (
        f'<svg class="aw" viewBox="-10 -10 20 20" aria-hidden="true"><g class="k c{len(drawn.hues)}">{inner}</g></svg>'
    )
