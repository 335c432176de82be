"""The site itself: every page by its path, made when it is first asked for, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial

from arshjul import __version__
from arshjul.config import Config
from arshjul.render.site import places
from arshjul.render.site.content import Content
from arshjul.render.site.environment import KIND, shipped
from arshjul.render.site.front import root_page, statement_variables
from arshjul.render.site.pages import Pages
from arshjul.render.site.picture import Picture, alone, in_page
from arshjul.render.site.places import LANGUAGES, Place
from arshjul.render.site.theme import style_sheet
from arshjul.render.templates import render_template
from arshjul.render.wheel.metrics import FONTS
from arshjul.text import Language
from arshjul.usecases.site.feeds import Told, feeds
from arshjul.usecases.site.page import Page

Maker = Callable[[], str | bytes]


class Site:
    """`revision` sums up all that the pages are made from: while it is the same, so is every page."""

    def __init__(self, config: Config, content: Content, told: Told) -> None:
        self.revision = _revision(content, told)
        self._config = config
        self._content = content
        self._kept: dict[str, Page] = {}
        self._pictures: dict[tuple[Language, Place], Picture] = {}
        version = self._version()
        self._pages = {language: Pages(content, language, version) for language in LANGUAGES}
        self._makers: dict[str, Maker] = {**dict(self._routes(version)), **feeds(content, told)}

    @property
    def language(self) -> Language:
        """The wheel's: where a visitor who has not chosen is taken."""
        return self._content.language

    def paths(self) -> tuple[str, ...]:
        """Every public page and file, in order of their paths."""
        return tuple(sorted(self._makers))

    def page(self, path: str) -> Page | None:
        """None when there is no such page. Raises TemplateFault when the installation's own statement is broken."""
        maker = self._makers.get(path)
        if maker is None:
            return None
        if path not in self._kept:
            self._kept[path] = Page.of(path, maker())
        return self._kept[path]

    def search(self, language: Language, words: str) -> Page:
        """The search page with only what has all the words. It is not kept: there are too many words."""
        return Page.of(places.SEARCH.path(language), self._pages[language].search(words, answered=True))

    def missing(self, path: str) -> Page:
        """What to show, with status 404, where there is no page; in the language that the path begins with."""
        language = next((one for one in LANGUAGES if path.startswith(f"{one}/")), self.language)
        return Page(path, "text/html; charset=utf-8", self._pages[language].missing(path).encode())

    def _version(self) -> str:
        """Of the style sheets and the script: a browser that has them need not ask, and one that has old ones must."""
        styles = [self._picture(language, places.START).style for language in LANGUAGES]
        made_of = "\0".join((style_sheet(self._content), shipped("site.js"), *styles))
        return hashlib.sha256(made_of.encode()).hexdigest()[:12]

    def _routes(self, version: str) -> Iterator[tuple[str, Maker]]:
        yield "", partial(root_page, self._content, version)
        yield "404.html", partial(self._pages[self.language].missing, "404.html")
        yield "wheel.svg", partial(alone, self._content, self.language, "wheel.svg")
        yield "assets/site.css", partial(style_sheet, self._content)
        for name in ("icon.svg", "site.js"):
            yield f"assets/{name}", partial(shipped, name)
        for weight in (400, 600):
            yield f"assets/inter-{weight}.woff2", (FONTS / f"inter-{weight}.woff2").read_bytes
        for language in LANGUAGES:
            yield from self._in_language(language)

    def _in_language(self, language: Language) -> Iterator[tuple[str, Maker]]:
        pages, content = self._pages[language], self._content
        made: list[tuple[Place, Maker]] = [
            (places.START, lambda: pages.start(self._picture(language, places.START))),
            (places.PICTURE, lambda: pages.picture(self._picture(language, places.PICTURE))),
            (places.CALENDARS, pages.calendars),
            (places.SEARCH, pages.search),
            (places.ACCESSIBILITY, lambda: pages.accessibility(self._statement(language))),
        ]
        made += [(pages.agenda_of(year), partial(pages.agenda, year)) for year in content.years]
        made += [(Place("area", (area,)), partial(pages.area, area)) for area in content.areas]
        made += [(Place("series", (item.id,)), partial(pages.series, item)) for item in content.items()]
        made += [(Place("meeting", tuple(each.one.key)), partial(pages.meeting, each)) for each in content.dated]
        yield from ((place.path(language), maker) for place, maker in made)
        yield f"{language}/wheel.svg", partial(alone, content, language, f"{language}/wheel.svg")
        yield f"assets/wheel-{language}.css", lambda: self._picture(language, places.START).style

    def _picture(self, language: Language, place: Place) -> Picture:
        if (language, place) not in self._pictures:
            self._pictures[language, place] = in_page(self._content, language, place.path(language))
        return self._pictures[language, place]

    def _statement(self, language: Language) -> str:
        variables = statement_variables(self._content, language)
        return render_template("statement.html", variables, KIND, self._config.templates)


def _about(content: Content) -> tuple[object, ...]:
    return content.public_url, content.folder, content.organisation, content.contact


def _revision(content: Content, told: Told) -> str:
    """Of everything that the pages are made from; but for the installation's own statement, which is read each time."""
    wheels = [(each.wheel, each.occurrences) for each in content.wheels]
    known = [(id, sorted(of.items())) for id, of in told.items()]
    made_from = repr((__version__, content.today, _about(content), wheels, known))
    return hashlib.sha256(made_from.encode()).hexdigest()
