"""From occurrences and the almanac to the picture's content: one strand a series, in words of the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from arshjul.almanac.almanac import OPEN, Almanac
from arshjul.almanac.names import clock_range, day_month, short_date
from arshjul.almanac.spans import days_of
from arshjul.model.occurrence import Kind, Occurrence, Status
from arshjul.model.wheel import Deadline, Wheel
from arshjul.render.wheel.content import (
    Closed,
    Content,
    Mark,
    Ring,
    Shape,
    Strand,
    Window,
    area_names,
    short_label,
    years_of,
)
from arshjul.render.wheel.scale import Scale
from arshjul.text import Language, Text

_LATE = ""
"""The ring of the deadlines."""
DEADLINES = Text("Sista dagar", "Deadlines")
_SAID = {
    Status.CANCELLED: Text("inställt", "cancelled"),
    Status.MOVED: Text("flyttat", "moved"),
    Status.HELD: Text("hållet", "held"),
}
_TENTATIVE = Text("preliminärt", "tentative")
_LAST_DAY = Text("sista dag", "deadline")
WAITING = Text("att boka", "to be set")


def gather(
    wheels: Sequence[tuple[Wheel, Almanac]],
    occurrences: Iterable[Occurrence],
    scale: Scale,
    at: date,
    language: Language,
    areas: frozenset[str] = frozenset(),
) -> Content:
    """The first wheel gives the title and the order of the areas. `occurrences` are those to show, in order of time.

    `areas`: the rings to draw though they are empty (none: those with something in them, else all). Skipped
    occurrences are not drawn: the closed day that took them is.
    """
    names = area_names([wheel for wheel, _ in wheels])
    hues = {area: index for index, area in enumerate(names)}
    draft = not wheels[0][0].active
    rings: dict[str, list[Strand]] = {area: [] for area in (*names, _LATE)}
    for group in _by_item(one for one in occurrences if one.status is not Status.SKIPPED and _touches(one, scale)):
        area = group[0].item.area
        strand = _strand(group, names[area][0], hues[area], scale, language, draft=draft)
        rings[_LATE if isinstance(group[0].item, Deadline) else area].append(strand)
    drawn = [
        Ring(area, name, hues[area], _in_order(rings[area]))
        for area, (name, _) in names.items()
        if not areas or area in areas
    ]
    if not areas:
        drawn = [ring for ring in drawn if ring.strands] or drawn
    if rings[_LATE]:
        drawn.append(Ring(_LATE, DEADLINES.to(language), -1, _in_order(rings[_LATE])))
    colours = tuple(colour for _, colour in names.values())
    closed = tuple(_closed(wheels, scale, language))
    return Content(wheels[0][0].title, years_of(scale), scale, tuple(drawn), closed, colours, at, language)


def _by_item(occurrences: Iterable[Occurrence]) -> Iterable[list[Occurrence]]:
    found: dict[str, list[Occurrence]] = {}
    for one in occurrences:
        found.setdefault(one.item.id, []).append(one)
    return found.values()


def _in_order(strands: list[Strand]) -> tuple[Strand, ...]:
    return tuple(sorted(strands, key=lambda strand: (strand.first, strand.id)))


def _touches(one: Occurrence, scale: Scale) -> bool:
    return one.day <= scale.last and (one.last or one.day) >= scale.first


def _strand(
    group: list[Occurrence], area: str, colour: int, scale: Scale, language: Language, *, draft: bool
) -> Strand:
    item = group[0].item
    title = item.title.replace("{{ actor }}", "…")
    marks = tuple(_mark(one, language, draft=draft) for one in group if one.kind is not Kind.WINDOW)
    windows: dict[tuple[date, date], list[Occurrence]] = {}
    for one in group:
        if one.kind is Kind.WINDOW:
            first, last = max(one.day, scale.first), min(one.last or one.day, scale.last)
            windows.setdefault((first, last), []).append(one)
    waiting = tuple(_window(first, last, same, title, language) for (first, last), same in windows.items())
    return Strand(item.id, title, short_label(item.title, area), colour, marks, waiting)


def _window(first: date, last: date, same: list[Occurrence], title: str, language: Language) -> Window:
    names = tuple(one.actor_name for one in same if one.actor_name)
    span = f"{day_month(first, language)}–{day_month(last, language)}"
    who = f" ({', '.join(names)})" if names else ""
    said = f"{span}: {len(same)} × {title.removesuffix(': …')}{who}, {WAITING.to(language)}"
    return Window(first, last, tuple(str(one.key) for one in same), names, said)


def _mark(one: Occurrence, language: Language, *, draft: bool) -> Mark:
    hours = f" {clock_range(one.time, language)}" if one.time else ""
    notes = [text.to(language) for status, text in _SAID.items() if one.status is status]
    if draft and one.happens and one.kind is Kind.MEETING:
        notes.append(_TENTATIVE.to(language))
    if one.kind is Kind.DEADLINE:
        notes.insert(0, _LAST_DAY.to(language))
    note = f" ({', '.join(notes)})" if notes else ""
    said = f"{short_date(one.day, language)} {one.day.year}{hours}: {one.title}{note}"
    return Mark(one.day, _shape(one, draft=draft), str(one.key), said)


def _shape(one: Occurrence, *, draft: bool) -> Shape:
    if one.status is Status.CANCELLED:
        return Shape.CROSS
    if one.kind is Kind.DEADLINE:
        return Shape.CLEAR_DIAMOND if draft else Shape.DIAMOND
    if one.status is Status.HELD:
        return Shape.HELD
    return Shape.HOLLOW if draft else Shape.DOT


def _closed(wheels: Sequence[tuple[Wheel, Almanac]], scale: Scale, language: Language) -> Iterator[Closed]:
    """The wheels' own closures, each once, then the red days among Monday to Friday that none of them covers."""
    taken: set[date] = set()
    years = range(scale.first.year - 1, scale.last.year + 1)
    stretches = dict.fromkeys(
        (first, last, closure.name)
        for wheel, _ in wheels
        for closure in wheel.closures
        for first, last in days_of(closure.when, years)
        if first <= scale.last and last >= scale.first
    )
    for first, last, name in sorted(stretches):
        first, last = max(first, scale.first), min(last, scale.last)
        taken.update(first + timedelta(days=n) for n in range((last - first).days + 1))
        yield Closed(name, first, last)
    yield from _red(wheels, scale, taken, language)


def _red(
    wheels: Sequence[tuple[Wheel, Almanac]], scale: Scale, taken: set[date], language: Language
) -> Iterator[Closed]:
    start, end = scale.first.toordinal(), scale.last.toordinal()
    for wheel, almanac in wheels:
        first, last = max(start, wheel.first.toordinal()), min(end, wheel.last.toordinal())
        for ordinal in range(first, last + 1):
            if (ordinal + 6) % 7 < 5 and not almanac.flags(ordinal) & OPEN:
                day = date.fromordinal(ordinal)
                if day not in taken:
                    taken.add(day)
                    by = almanac.closed_by(day)
                    yield Closed(by.to(language) if by else "", day, day, red=True)
