"""The picture as one standalone web page: the wheel, and beside or below it the list that says the same in words."""

from __future__ import annotations

from arshjul.almanac.names import full_date
from arshjul.render.templates import render_template
from arshjul.render.wheel.arrange import arrange
from arshjul.render.wheel.content import Content
from arshjul.render.wheel.listing import sections
from arshjul.render.wheel.palette import DARK, LIGHT, THEMES, Theme, ThemeName, hues
from arshjul.render.wheel.picture import Look, wheel_svg
from arshjul.text import Text

_OF = Text("Bilden är från {date}.", "The picture is of {date}.")


def wheel_page(content: Content, theme: ThemeName | None) -> str:
    """HTML in one file, with no requests to anybody. Without a theme it is light or dark as its reader prefers."""
    svg = wheel_svg(content, Look(theme, "none", font=True), lambda key: f"#{key.partition('/')[0]}")
    listed = sections(content, numbers=arrange(content).has_numbers)
    language = content.language
    variables = {
        "language": language,
        "title": f"{content.title} {content.years}",
        "svg": svg,
        "date": _OF.to(language).format(date=full_date(content.at, language)),
        "sections": [one for one in listed if any(row.sign is None for row in one.rows)],
        "light": _variables(THEMES[theme] if theme else LIGHT, content.hues),
        "dark": "" if theme else _variables(DARK, content.hues),
        "hues": list(range(len(content.hues) + 1)),
    }
    return render_template("page.html", variables, "wheel", None)


def _variables(theme: Theme, colours: tuple[str, ...]) -> str:
    """The colours as custom properties."""
    inks = "".join(f"--c{index}:{hue.ink};" for index, hue in enumerate(hues(colours, theme)))
    return f"--paper:{theme.paper};--ink:{theme.ink};--quiet:{theme.quiet};--rule:{theme.rule};{inks}"
