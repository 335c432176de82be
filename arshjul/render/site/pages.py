"""Every page of the site as HTML: which meetings it shows, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from arshjul.almanac.names import clock_range, long_date, week_name
from arshjul.model.occurrence import Kind
from arshjul.model.wheel import Item, MeetingSeries
from arshjul.planning.reasons import reasons
from arshjul.render.mail_context import chooser
from arshjul.render.site import places
from arshjul.render.site.content import AreaShown, Content, Shown, windows
from arshjul.render.site.environment import fill
from arshjul.render.site.parts import closures, rules_of
from arshjul.render.site.picture import Picture
from arshjul.render.site.places import Place, relative
from arshjul.render.site.view import (
    ALL_DAY,
    Line,
    Month,
    Waiting,
    by_month,
    in_order,
    line,
    state_of,
    status_text,
    waiting,
    where,
)
from arshjul.text import MEETINGS, Language

NEXT = 6
"""How many of the nearest meetings the start page and an area's page show."""


@dataclass(frozen=True, slots=True)
class AreaCard:
    """An area, how many meetings it will hold, and the nearest (at most one)."""

    area: AreaShown
    count: str
    next: list[Line]


class Pages:
    """The pages of one content in one language. `version` marks files that a browser keeps."""

    def __init__(self, content: Content, language: Language, version: str) -> None:
        self.content = content
        self.language = language
        self.version = version

    def start(self, picture: Picture) -> str:
        coming = self.content.next(NEXT, self.content.dated)
        areas = {each.area.index: each for each in self._areas()}
        return self._fill("start.html", places.START, picture=picture, coming=self._lines(coming), areas=areas)

    def picture(self, picture: Picture) -> str:
        """The wheel alone, for a frame on another site."""
        return self._fill("picture.html", places.PICTURE, picture=picture)

    def agenda(self, year: str) -> str:
        shown = self.content.of_year(year)
        return self._fill(
            "agenda.html",
            self.agenda_of(year),
            year=year,
            others=[(one, self.agenda_of(one).path(self.language)) for one in self.content.years if one != year],
            months=self._months(_dated(shown)),
            waiting=self._waiting(shown),
            areas=self._areas(),
        )

    def agenda_of(self, year: str) -> Place:
        """The first year's agenda is the agenda."""
        return places.AGENDA if year == self.content.years[0] else Place("agenda", (year.replace("/", "-"),))

    def area(self, area: str) -> str:
        shown = self.content.of_area(area)
        return self._fill(
            "area.html",
            Place("area", (area,)),
            area=self.content.areas[area],
            coming=self._lines(self.content.next(1, _dated(shown))),
            months=self._months(_dated(shown)),
            waiting=self._waiting(shown),
            areas=self._areas(),
            items=[self._item(item) for item in self.content.items(area)],
            feed=f"feeds/area/{area}.ics",
        )

    def series(self, item: Item) -> str:
        shown = self.content.of_item(item.id)
        return self._fill(
            "series.html",
            Place("series", (item.id,)),
            item=item,
            title=_bare(item.title),
            area=self.content.areas[item.area],
            rules=rules_of(item, self.language),
            external=isinstance(item, MeetingSeries) and item.external,
            lines=self._lines(_dated(shown)),
            waiting=self._waiting(shown),
        )

    def meeting(self, shown: Shown) -> str:
        one, item = shown.one, shown.one.item
        series = item if isinstance(item, MeetingSeries) else None
        state = state_of(one, draft=shown.draft)
        beside = [each for each in _dated(self.content.of_item(item.id)) if each.one.happens or each is shown]
        index = beside.index(shown)
        return self._fill(
            "meeting.html",
            _meeting(shown),
            one=self._line(shown),
            item=item,
            long_date=long_date(one.day, self.language),
            week=week_name(one.day, self.language),
            time=clock_range(one.time, self.language) if one.time else ALL_DAY.to(self.language),
            at=where(one, self.language),
            online=series.online if series else "",
            agenda=series.agenda if series else (),
            note=series.note if series else "",
            external=bool(series and series.external),
            draft=shown.draft,
            happens=one.happens,
            state=state,
            status=status_text(state, self.language),
            why=reasons(one, self.language),
            area=self.content.areas[item.area],
            agenda_page=self.agenda_of(shown.year).path(self.language),
            before=self._line(beside[index - 1]) if index else None,
            after=self._line(beside[index + 1]) if index + 1 < len(beside) else None,
            file=f"feeds/meeting/{one.key.series}-{one.key.slot}.ics",
            siblings=len(beside),
        )

    def calendars(self) -> str:
        return self._fill("calendars.html", places.CALENDARS, areas=self._areas(), base=self.content.public_url)

    def search(self, words: str = "", *, answered: bool = False) -> str:
        """Everything; or, when a server has `answered`, only what has all the `words`."""
        lines = map(self._line, self.content.dated)
        found = [each for each in lines if not answered or _holds(each, words)]
        return self._fill("search.html", places.SEARCH, found=found, words=words, answered=answered)

    def accessibility(self, statement: str) -> str:
        """`statement` is HTML that its own template has made."""
        return self._fill("accessibility.html", places.ACCESSIBILITY, statement=statement)

    def missing(self, here: str) -> str:
        """For an address where there is no page. `here` is that address, below the site's own."""
        return self._fill("missing.html", None, here=here)

    def _fill(self, template: str, place: Place | None, here: str = "", **variables: object) -> str:
        here = place.path(self.language) if place else here
        other: Language = "en" if self.language == "sv" else "sv"
        own = self.content.language

        def href(there: str) -> str:
            return relative(here, there, folder=self.content.folder)

        def link(kind: str = "", *ids: str) -> str:
            return href(Place(kind, ids).path(self.language))

        return fill(
            template,
            language=self.language,
            other=other,
            said="" if own == self.language else own,
            t=chooser(self.language),
            site=self.content.main,
            years=self.content.years[0],
            kind=place.kind if place else None,
            switch=href((place or places.START).path(other)),
            version=self.version,
            href=href,
            link=link,
            **variables,
        )

    def _line(self, shown: Shown) -> Line:
        area = self.content.areas[shown.one.item.area]
        path = _meeting(shown).path(self.language)
        return line(shown.one, path, area.index, area.name, self.language, draft=shown.draft)

    def _lines(self, shown: Iterable[Shown]) -> list[Line]:
        return list(in_order(map(self._line, shown)))

    def _months(self, shown: Sequence[Shown]) -> list[Month]:
        months = by_month(map(self._line, shown), self.language)
        return [replace(month, closed=tuple(closures(self.content, month.id, self.language))) for month in months]

    def _waiting(self, shown: Iterable[Shown]) -> list[Waiting]:
        return [
            waiting(same, Place("series", (same[0].item.id,)).path(self.language),
                    self.content.areas[same[0].item.area].index, self.language)
            for same in windows(shown)
        ]  # fmt: skip

    def _areas(self) -> list[AreaCard]:
        """Those with something to show, with how many meetings will be held and which comes next."""
        found = []
        for area in self.content.areas.values():
            shown = self.content.of_area(area.id)
            if shown:
                coming = self.content.next(1, _dated(shown))
                held = sum(each.one.happens and isinstance(each.one.item, MeetingSeries) for each in _dated(shown))
                count = MEETINGS.of(held).to(self.language)
                found.append(AreaCard(area, count, self._lines(coming)))
        return found

    def _item(self, item: Item) -> dict[str, object]:
        return {"id": item.id, "title": _bare(item.title), "rules": rules_of(item, self.language)}


def _dated(shown: Iterable[Shown]) -> tuple[Shown, ...]:
    return tuple(each for each in shown if each.one.kind is not Kind.WINDOW)


def _meeting(shown: Shown) -> Place:
    return Place("meeting", tuple(shown.one.key))


def _bare(title: str) -> str:
    """A series' title without the place of its actor's name."""
    return title.replace("{{ actor }}", "").rstrip(" :–-")


def _holds(line: Line, words: str) -> bool:
    """Whether every one of the words stands in the line, in whatever case."""
    said = line.words.casefold()
    return all(word in said for word in words.casefold().split())
