"""The wheel as the site shows it: in a page with its style in a file beside, and as a file of its own."""

from __future__ import annotations

from arshjul.render.site.content import Content
from arshjul.render.site.places import Place, relative
from arshjul.render.wheel.content import Content as Drawn
from arshjul.render.wheel.gather import gather
from arshjul.render.wheel.picture import Look, wheel_svg
from arshjul.render.wheel.scale import Scale
from arshjul.text import Language


def in_page(content: Content, language: Language, here: str) -> tuple[str, str]:
    """The SVG to stand in the page `here`, and its style sheet: a page has no style within it (its policy forbids)."""
    head, rest = _svg(content, language, here, font=False).split("<style>", 1)
    style, tail = rest.split("</style>", 1)
    return head + tail, style


def alone(content: Content, language: Language, here: str) -> str:
    """The SVG file, with all that it needs within it."""
    return _svg(content, language, here, font=True)


def _svg(content: Content, language: Language, here: str, *, font: bool) -> str:
    def link(key: str) -> str:
        path = Place("meeting", tuple(key.split("/", 1))).path(language)
        return relative(here, path, folder=content.folder)

    return wheel_svg(_drawn(content, language), Look(list_place="none", font=font), link)


def _drawn(content: Content, language: Language) -> Drawn:
    main = content.main
    wheels = [(each.wheel, each.almanac) for each in content.wheels]
    shown = [each.one for each in content.shown]
    return gather(wheels, shown, Scale.twelve_months(main.first), content.today, language)
