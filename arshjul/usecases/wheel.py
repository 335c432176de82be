"""`wheel`: the year as a picture, whole or in part, in the format that the file's name asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.model.occurrence import Occurrence
from arshjul.model.wheel import MeetingSeries, Wheel
from arshjul.planning.who import invited
from arshjul.render.wheel.content import Content
from arshjul.render.wheel.gather import gather
from arshjul.render.wheel.page import PAPERS
from arshjul.render.wheel.palette import ThemeName
from arshjul.render.wheel.picture import Look, Paper, wheel_svg
from arshjul.render.wheel.scale import Scale
from arshjul.text import Language, Text
from arshjul.usecases.agenda import Filter, agenda
from arshjul.usecases.find import unknown
from arshjul.usecases.load import Ready, load, load_valid
from arshjul.usecases.wheels import find_wheels, glance

OPEN = ("öppet", "open")
"""The audience of the meetings that anybody may come to."""
_DOTS_PER_INCH, _PIXELS = 200, 2000


@dataclass(frozen=True, slots=True)
class Part:
    """What to show of the year; empty for all. `audience`: an actor who is invited as a whole, or «öppet»."""

    areas: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    person: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """`paper` None: no sheet of its own, the list below the wheel."""

    theme: ThemeName | None = None
    paper: Paper | None = None


def picture(readies: tuple[Ready, ...], part: Part, at: date, language: Language, first: date | None = None) -> Content:
    """What is drawn: the year of the first wheel, or twelve months from `first`. Raises ArshjulError."""
    scale = Scale.twelve_months(first or readies[0].wheel.first)
    _check_areas(readies, part.areas)
    found = sorted((one for ready in readies for one in _chosen(ready, part)), key=lambda one: (one.day, one.key))
    wheels = [(ready.wheel, ready.almanac) for ready in readies]
    return gather(wheels, found, scale, at, language, frozenset(part.areas))


def wheels_of(config: Config, ready: Ready, first: date, today: date) -> tuple[Ready, ...]:
    """The wheel, and those others of the same id among the installation's that reach into the year from `first`."""
    scale = Scale.twelve_months(first)
    others = []
    for path in find_wheels(config):
        seen = glance(path)
        if seen is None or path.resolve() == ready.path.resolve() or seen.year not in _years(scale):
            continue
        other = load(path, today).wheel
        if other and other.id == ready.wheel.id and other.first <= scale.last and other.last >= scale.first:
            others.append(load_valid(path, today))
    return tuple(sorted((ready, *others), key=lambda one: one.wheel.first))


def _years(scale: Scale) -> range:
    return range(scale.first.year - 1, scale.last.year + 1)


def drawn(content: Content, suffix: str, drawing: Drawing) -> bytes:
    """The file's bytes. Raises ArshjulError for a format that we do not write or whose package is missing."""
    make = _FORMATS.get(suffix.casefold())
    if make is None:
        listed = ", ".join(_FORMATS)
        name = suffix or Text("utan ändelse", "no ending").sv
        raise ArshjulError(
            Text(f"kan inte rita som «{name}»", f"cannot draw as “{suffix or 'no ending'}”"),
            Text(f"låt filnamnet sluta på något av {listed}", f"let the file's name end in one of {listed}"),
        )
    return make(content, drawing)


def _svg(content: Content, drawing: Drawing) -> bytes:
    return wheel_svg(content, Look(drawing.theme, drawing.paper or "below")).encode()


def _png(content: Content, drawing: Drawing) -> bytes:
    from arshjul.render.wheel.raster import png

    svg = wheel_svg(content, Look(drawing.theme or "light", drawing.paper or "below", font=False))
    return png(svg, int(PAPERS[drawing.paper][0] / 25.4 * _DOTS_PER_INCH) if drawing.paper else _PIXELS)


def _pdf(content: Content, drawing: Drawing) -> bytes:
    from arshjul.render.wheel.raster import pdf

    paper = drawing.paper or "a4"
    svg = wheel_svg(content, Look(drawing.theme or "print", paper, font=False))
    return pdf(svg, PAPERS[paper], f"{content.title} {content.years}", content.language)


def _html(content: Content, drawing: Drawing) -> bytes:
    from arshjul.render.wheel.web import wheel_page

    return wheel_page(content, drawing.theme).encode()


def _pptx(content: Content, drawing: Drawing) -> bytes:  # noqa: ARG001 - a slide has a paper and a theme of its own
    from arshjul.render.wheel.slides import slides

    return slides(content)


_FORMATS: dict[str, Callable[[Content, Drawing], bytes]] = {
    ".svg": _svg,
    ".png": _png,
    ".pdf": _pdf,
    ".html": _html,
    ".pptx": _pptx,
}


def _check_areas(readies: Iterable[Ready], areas: Iterable[str]) -> None:
    known = {area for ready in readies for area in ready.wheel.areas}
    for area in areas:
        if area not in known:
            raise unknown(Text("området", "the area"), area, known)


def _chosen(ready: Ready, part: Part) -> Iterator[Occurrence]:
    wheel = ready.wheel
    audience = _audience(wheel, part.audience)
    for one in agenda(ready, Filter(person=part.person)):
        in_area = not part.areas or one.item.area in part.areas
        in_months = not part.months or not set(part.months).isdisjoint(_months(one))
        if in_area and in_months and audience(one):
            yield one


def _months(one: Occurrence) -> set[int]:
    """Those that it touches: several for a window."""
    last = one.last or one.day
    count = (last.year - one.day.year) * 12 + last.month - one.day.month + 1
    return {(one.day.month - 1 + n) % 12 + 1 for n in range(count)}


def _audience(wheel: Wheel, name: str) -> Callable[[Occurrence], bool]:
    if not name:
        return lambda _: True
    if name.casefold() in OPEN:
        return lambda one: isinstance(one.item, MeetingSeries) and one.item.open
    if name not in wheel.directory:
        everybody = [*wheel.directory.groups, *wheel.directory.lists, *wheel.directory.people, *OPEN]
        raise unknown(Text("målgruppen", "the audience"), name, everybody)
    members = {contact.email.casefold() for contact in wheel.directory.contacts((name,))}
    return lambda one: members <= {contact.email.casefold() for contact in invited(one, wheel)}
