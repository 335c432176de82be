"""A meeting as the pages show it: every date and hour in words, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from arshjul.almanac.names import MONTHS_SHORT, bare_range, day_month, long_date, month, week_name, weekday_short
from arshjul.model.occurrence import Kind, Occurrence, Status
from arshjul.planning.wording import place_name
from arshjul.text import Language, Text

_STATUS = {
    "cancelled": Text("Inställt", "Cancelled"),
    "cancelled-deadline": Text("Inställd sista dag", "Cancelled deadline"),
    "deadline": Text("Sista dag", "Deadline"),
    "moved": Text("Flyttat", "Moved"),
    "held": Text("Hållet", "Held"),
    "tentative": Text("Preliminärt", "Tentative"),
}
ONLINE = Text("På nätet", "Online")
ALL_DAY = Text("Hela dagen", "All day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A meeting or deadline in a list. `state` names its look: "" as planned, else a key of the words in `status`.

    `time` is "" for all day. `path` is the page's own, `area` the area's number in the site. `again`: the line
    before it has the same day.
    """

    path: str
    title: str
    area: int
    area_name: str
    weekday: str
    day: int
    month: str
    date: str
    iso: str
    week: str
    time: str
    place: str
    state: str
    status: str
    again: bool = False

    @property
    def words(self) -> str:
        """What a search looks in."""
        return " ".join((self.title, self.area_name, self.date, self.iso, self.week, self.place, self.status))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Meetings of one series that have no date yet, within the same days. `who` are the actors, where each has one."""

    path: str
    title: str
    area: int
    count: int
    span: str
    who: str


@dataclass(frozen=True, slots=True)
class Month:
    """`id` is "2027-05". `closed` are the closures that reach into it, in words."""

    id: str
    name: str
    short: str
    lines: tuple[Line, ...]
    closed: tuple[str, ...] = ()


def state_of(one: Occurrence, *, draft: bool) -> str:
    """A key of the words for its state, "" when there is nothing to say."""
    if one.status is Status.CANCELLED:
        return "cancelled-deadline" if one.kind is Kind.DEADLINE else "cancelled"
    if one.kind is Kind.DEADLINE:
        return "deadline"
    if one.status is Status.HELD:
        return "held"
    return "moved" if one.status is Status.MOVED else "tentative" if draft else ""


def status_text(state: str, language: Language) -> str:
    return _STATUS[state].to(language) if state else ""


def where(one: Occurrence, language: Language) -> str:
    """The place; what `ONLINE` says is said in the page's language."""
    place = place_name(one)
    return ONLINE.to(language) if place in (ONLINE.sv, ONLINE.en) else place


def line(one: Occurrence, path: str, area: int, area_name: str, language: Language, *, draft: bool) -> Line:
    state = state_of(one, draft=draft)
    return Line(
        path=path,
        title=one.title,
        area=area,
        area_name=area_name,
        weekday=weekday_short(one.day, language),
        day=one.day.day,
        month=MONTHS_SHORT[language][one.day.month - 1],
        date=long_date(one.day, language),
        iso=one.day.isoformat(),
        week=week_name(one.day, language),
        time=bare_range(one.time, language) if one.time else "",
        place=where(one, language),
        state=state,
        status=status_text(state, language),
    )


def waiting(same: list[Occurrence], path: str, area: int, language: Language) -> Waiting:
    """`same` are windows of one series over the same days."""
    first = same[0]
    return Waiting(
        path=path,
        title=first.item.title.replace("{{ actor }}", "").rstrip(" :–-"),
        area=area,
        count=len(same),
        span=f"{day_month(first.day, language)} – {day_month(first.last or first.day, language)}",
        who=", ".join(sorted(one.actor_name for one in same if one.actor_name)),
    )


def in_order(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines in order of time, each marked when its day has been said already."""
    before = ""
    for one in lines:
        yield replace(one, again=one.iso == before)
        before = one.iso


def by_month(lines: Iterable[Line], language: Language) -> Iterator[Month]:
    """Lines in order of time, a group a month."""
    for id, group in groupby(in_order(lines), key=lambda one: one.iso[:7]):
        year, number = id.split("-")
        name, short = month(int(number), language), MONTHS_SHORT[language][int(number) - 1]
        yield Month(id, f"{name[:1].upper()}{name[1:]} {year}", short, tuple(group))
