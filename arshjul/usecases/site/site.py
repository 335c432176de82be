"""The site itself: every page by its path, made when it is first asked for, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from arshjul import __version__
from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.model.key import OccurrenceKey
from arshjul.render.site import places
from arshjul.render.site.content import Content, Published
from arshjul.render.site.environment import KIND, shipped
from arshjul.render.site.pages import LANGUAGES, Pages, root_page, statement_variables
from arshjul.render.site.picture import Picture, alone, in_page
from arshjul.render.site.places import Place
from arshjul.render.site.theme import style_sheet
from arshjul.render.templates import render_template
from arshjul.render.wheel.metrics import FONTS
from arshjul.text import Language, Text
from arshjul.usecases.identities import identities
from arshjul.usecases.site.feeds import Told, feeds
from arshjul.usecases.site.page import Page
from arshjul.usecases.site.public import publish

if TYPE_CHECKING:
    from arshjul.usecases.watch import Understood

Maker = Callable[[], str | bytes]


class Site:
    """`revision` sums up all that the pages are made from: while it is the same, so is every page."""

    def __init__(self, config: Config, content: Content, told: Told) -> None:
        self._config = config
        self._content = content
        self._kept: dict[str, Page] = {}
        self.revision = _revision(content, told)
        self._pages = {language: Pages(content, language, self.revision[:12]) for language in LANGUAGES}
        self._makers: dict[str, Maker] = dict(self._routes())
        self._makers |= feeds(content, told)

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

    def _routes(self) -> Iterator[tuple[str, Maker]]:
        yield "", partial(root_page, self._content, self.revision[:12])
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
            (places.AGENDA, pages.agenda),
            (places.CALENDARS, pages.calendars),
            (places.SEARCH, pages.search),
            (places.ACCESSIBILITY, lambda: pages.accessibility(self._statement(language))),
        ]
        made += [(Place("area", (area,)), partial(pages.area, area)) for area in content.areas]
        made += [(Place("series", (item.id,)), partial(pages.series, item)) for item in content.items()]
        made += [(Place("meeting", tuple(each.one.key)), partial(pages.meeting, each)) for each in content.dated]
        yield from ((place.path(language), maker) for place, maker in made)
        yield f"{language}/wheel.svg", partial(alone, content, language, f"{language}/wheel.svg")
        yield f"assets/wheel-{language}.css", lambda: self._picture(language, places.START).style

    def _picture(self, language: Language, place: Place) -> Picture:
        return in_page(self._content, language, place.path(language))

    def _statement(self, language: Language) -> str:
        variables = statement_variables(self._content, language)
        return render_template("statement.html", variables, KIND, self._config.templates)


def open_site(
    config: Config, wheels: Sequence[Understood], now: datetime, *, folder: bool = False, told: Told | None = None
) -> Site:
    """The site of the wheels as they are at `now` (aware).

    In a `folder` links name files, for a disk without a server. `told` is for whoever has read the ledger already.

    The first to show is the wheel that holds today, else the next to begin, else the last that was. Raises
    ArshjulError when there is no wheel, or when two have a meeting by the same name; LedgerError.
    """
    if not wheels:
        raise ArshjulError(
            Text("det finns inget hjul att visa", "there is no wheel to show"),
            Text('sätt  status = "aktiv"  i ett hjul, eller skriv vilken fil',
                 'set  status = "active"  in a wheel, or say which file'),
        )  # fmt: skip
    published = tuple(publish(each) for each in wheels)
    _refuse_doubles(published)
    if told is None:
        told = {id: identities(config, id) for id in dict.fromkeys(each.wheel.id for each in published)}
    today = now.astimezone(published[0].wheel.zone).date()
    ordered = tuple(sorted(published, key=lambda each: _nearness(each, today.toordinal())))
    content = Content.of(
        ordered,
        today,
        public_url=config.public_url,
        folder=folder,
        organisation=config.web.organisation,
        contact=config.web.contact,
    )
    return Site(config, content, told)


def _nearness(each: Published, today: int) -> tuple[int, int]:
    """The one that holds, then those to come, then those that were, each nearest first."""
    first, last = each.wheel.first.toordinal(), each.wheel.last.toordinal()
    if first <= today <= last:
        return 0, first
    return (1, first - today) if first > today else (2, today - last)


def _refuse_doubles(published: Sequence[Published]) -> None:
    seen: dict[OccurrenceKey, Published] = {}
    for each in published:
        for one in each.occurrences:
            if (other := seen.setdefault(one.key, each)) is not each:
                a, b = (f"{wheel.id}/{wheel.year}" for wheel in (other.wheel, each.wheel))
                raise ArshjulError(
                    Text(f"mötet {one.key} finns i både {a} och {b}", f"the meeting {one.key} is in both {a} and {b}"),
                    Text("byt namn på den ena serien, eller visa hjulen var för sig",
                         "rename one of the series, or show the wheels apart"),
                )  # fmt: skip


def _about(content: Content) -> tuple[object, ...]:
    return content.public_url, content.folder, content.organisation, content.contact


def _revision(content: Content, told: Told) -> str:
    """Of everything that the pages are made from; but for the installation's own statement, which is read each time."""
    wheels = [(each.wheel, each.occurrences) for each in content.wheels]
    known = [(id, sorted(of.items())) for id, of in told.items()]
    made_from = repr((__version__, content.today, _about(content), wheels, known))
    return hashlib.sha256(made_from.encode()).hexdigest()
