"""The year at a glance: twelve small months with their weeks, meetings and closed days marked beside the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import zip_longest

from arshjul.almanac.almanac import Almanac
from arshjul.almanac.names import WEEKDAYS, month
from arshjul.almanac.weeks import monday_of
from arshjul.model.occurrence import Kind, Occurrence
from arshjul.model.wheel import Wheel
from arshjul.render.paint import Paint, plain
from arshjul.text import DATES, DEADLINES, MEETINGS, Language, Text

WIDTH = 24
"""Of a month: three characters a column, the week's number first. Every line of it is as wide."""
GAP = 3
MEETING, SEVERAL, DEADLINE, CLOSED = "•", "⁝", "!", "-"
_LEGEND = {
    MEETING: Text("möte", "meeting"),
    SEVERAL: Text("flera möten", "several meetings"),
    DEADLINE: Text("sista dag", "deadline"),
    CLOSED: Text("stängt", "closed"),
}


def year_text(
    wheel: Wheel,
    almanac: Almanac,
    occurrences: Iterable[Occurrence],
    language: Language,
    paint: Paint = plain,
    columns: int = 3,
) -> str:
    """Every month of the wheel, `columns` beside each other, and below them what the marks mean.

    What is cancelled, skipped or without a date is left out. Weekends are closed without a mark.
    """
    held = [one for one in occurrences if one.happens and one.kind is not Kind.WINDOW]
    marks = _marks(held)
    lines = [paint(f"{wheel.title} {wheel.year}", "title")]
    months = list(_months(wheel))
    for start in range(0, len(months), columns):
        blocks = [list(_month(one, almanac, marks, language, paint)) for one in months[start : start + columns]]
        lines.append("")
        lines += [(" " * GAP).join(row).rstrip() for row in zip_longest(*blocks, fillvalue=" " * WIDTH)]
    used = {*marks.values(), CLOSED}
    legend = "   ".join(f"{mark} {text.to(language)}" for mark, text in _LEGEND.items() if mark in used)
    return "\n".join([*lines, "", paint(legend, "quiet"), paint(_counts(held, language), "quiet")])


def columns_in(width: int) -> int:
    """How many months have room beside each other, at least one and at most four."""
    return next((n for n in (4, 3, 2) if n * WIDTH + (n - 1) * GAP <= width), 1)


def _counts(held: list[Occurrence], language: Language) -> str:
    """«122 möten och 10 deadlines på 97 datum»."""
    deadlines = sum(one.kind is Kind.DEADLINE for one in held)
    counted = [MEETINGS.of(len(held) - deadlines), *([DEADLINES.of(deadlines)] if deadlines else [])]
    dates = DATES.of(len({one.day for one in held}))
    return Text(
        f"{' och '.join(one.sv for one in counted)} på {dates.sv}",
        f"{' and '.join(one.en for one in counted)} on {dates.en}",
    ).to(language)


def _marks(held: list[Occurrence]) -> dict[date, str]:
    """A meeting goes before a deadline."""
    found: dict[date, str] = {}
    for one in held:
        if one.kind is Kind.DEADLINE:
            found.setdefault(one.day, DEADLINE)
        else:
            found[one.day] = SEVERAL if found.get(one.day) in (MEETING, SEVERAL) else MEETING
    return found


def _months(wheel: Wheel) -> Iterator[date]:
    first = wheel.first
    while first <= wheel.last:
        yield first
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _month(first: date, almanac: Almanac, marks: Mapping[date, str], language: Language, paint: Paint) -> Iterator[str]:
    """Its name, the weekdays, and a line a week."""
    name = month(first.month, language).capitalize()
    if first.month == 1:  # a wheel may begin in August
        name = f"{name} {first.year}"
    yield paint(name.center(WIDTH), "title")
    days = " ".join(weekday[:2] for weekday in WEEKDAYS[language])
    yield paint(f"{'v.' if language == 'sv' else 'w.':<3}{days} ", "quiet")
    monday = monday_of(first)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    while monday < following:
        week = paint(f"{monday.isocalendar().week:>2} ", "quiet")
        days_of_week = (monday + timedelta(days=n) for n in range(7))
        yield week + "".join(
            _day(day, almanac, marks, paint) if day.month == first.month else "   " for day in days_of_week
        )
        monday += timedelta(days=7)


def _day(day: date, almanac: Almanac, marks: Mapping[date, str], paint: Paint) -> str:
    """Two figures and a mark."""
    if mark := marks.get(day):
        return paint(f"{day.day:>2}{mark}", "warning" if mark == DEADLINE else "good")
    if almanac.is_open(day):
        return f"{day.day:>2} "
    return paint(f"{day.day:>2}{CLOSED if day.weekday() < 5 else ' '}", "quiet")
