"""Every page of the site as HTML: which meetings it shows, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from arshjul.almanac.names import clock_range, day_month, full_date, long_date, week_name
from arshjul.almanac.spans import days_of
from arshjul.model.occurrence import Kind
from arshjul.model.rhythm import AsNeeded, Chained, ChainedWeek, Each, Phrases
from arshjul.model.wheel import Item, MeetingSeries
from arshjul.planning.reasons import reasons
from arshjul.render.mail_context import chooser
from arshjul.render.site import places
from arshjul.render.site.content import AreaShown, Content, Shown, windows
from arshjul.render.site.environment import fill
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

LANGUAGES: tuple[Language, ...] = ("sv", "en")
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

    def agenda(self) -> str:
        return self._fill(
            "agenda.html",
            places.AGENDA,
            months=self._months(self.content.dated),
            waiting=self._waiting(self.content.shown),
            areas=self._areas(),
        )

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
            rules=self._rules(item),
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
        return self._fill("missing.html", None, here=here, areas=self._areas())

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
            years=self._years(),
            kind=place.kind if place else None,
            switch=href((place or places.START).path(other)),
            version=self.version,
            href=href,
            link=link,
            updated=full_date(self.content.today, self.language),
            **variables,
        )

    def _years(self) -> str:
        first, last = self.content.main.first.year, self.content.main.last.year
        return f"{first}" if first == last else f"{first}/{last % 100:02d}"

    def _line(self, shown: Shown) -> Line:
        area = self.content.areas[shown.one.item.area]
        path = _meeting(shown).path(self.language)
        return line(shown.one, path, area.index, area.name, self.language, draft=shown.draft)

    def _lines(self, shown: Iterable[Shown]) -> list[Line]:
        return list(in_order(map(self._line, shown)))

    def _months(self, shown: Sequence[Shown]) -> list[Month]:
        months = by_month(map(self._line, shown), self.language)
        return [replace(month, closed=tuple(self._closed(month.id))) for month in months]

    def _closed(self, month: str) -> list[str]:
        """The closures of the wheels that the month has part of."""
        found: dict[str, None] = {}
        for each in self.content.wheels:
            years = range(each.wheel.first.year - 1, each.wheel.last.year + 1)
            for closure in each.wheel.closures:
                for first, last in days_of(closure.when, years):
                    if f"{first:%Y-%m}" <= month <= f"{last:%Y-%m}":
                        days = [day_month(day, self.language) for day in dict.fromkeys((first, last))]
                        found[f"{closure.name} {' – '.join(days)}"] = None
        return list(found)

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
        return {"id": item.id, "title": _bare(item.title), "rules": self._rules(item)}

    def _rules(self, item: Item) -> list[str]:
        """How often it is, in the file's own words; nothing for what hangs on another series, by its id."""
        t = chooser(self.language)
        match item.rhythm:
            case Phrases(rules):
                return [rule.text for rule in rules if not isinstance(rule.base, (Chained, ChainedWeek))]
            case AsNeeded(least, most):
                count = f"{least}–{most}" if least != most else f"{least}"
                return [t(f"vid behov, {count} gånger", f"as needed, {count} times")]
            case Each():
                return [t("ett möte med varje aktör", "one meeting with each actor")]
        return []


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


def root_page(content: Content, version: str) -> str:
    """The site's own address leads on to the wheel's language, and names both."""
    swedish, english = (relative("", places.START.path(language), folder=content.folder) for language in LANGUAGES)
    return fill(
        "root.html",
        language=content.language,
        title=content.main.title,
        version=version,
        first=swedish if content.language == "sv" else english,
        swedish=swedish,
        english=english,
    )


def statement_variables(content: Content, language: Language) -> dict[str, object]:
    """What the template of the accessibility statement is given."""
    return {
        "t": chooser(language),
        "language": language,
        "wheel": content.main.title,
        "wheel_language": content.language,
        "organisation": content.organisation,
        "contact": content.contact.removeprefix("https://"),
        "link": _link(content.contact),
    }


def _link(contact: str) -> str:
    """To write to a mailbox, or to a page that says how; "" for words."""
    if contact.startswith(("https://", "http://")):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""
