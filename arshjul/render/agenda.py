"""The year in order: one line a meeting, grouped by month or week, with what is cancelled or skipped still there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, Literal

from arshjul.almanac.names import bare_range, day_month, month, week_name, weekday_short
from arshjul.model.occurrence import Kind, Occurrence, Status, StepKind
from arshjul.model.wheel import MeetingSeries, Wheel
from arshjul.planning.reasons import step_texts
from arshjul.render.paint import Paint, plain
from arshjul.render.reasons import reasons
from arshjul.text import MEETINGS, Language, Text

Grouping = Literal["month", "week"]

_MARKS = {Status.MOVED: "→", Status.CANCELLED: "×", Status.SKIPPED: "–", Status.SET: "+"}


def agenda_text(
    wheel: Wheel,
    occurrences: Iterable[Occurrence],
    language: Language,
    by: Grouping = "month",
    paint: Paint = plain,
    last: date | None = None,
) -> str:
    """Lines for people. Meetings without a date come last, under a heading of their own.

    `last` is the last day asked for, if one was. Of those without a date it lists the ones whose window closes by
    then, and counts the rest.
    """
    listed = list(occurrences)
    dated = [one for one in listed if one.kind is not Kind.WINDOW]
    windows = [one for one in listed if one.kind is Kind.WINDOW]
    lines = [paint(f"{wheel.title} {wheel.year}", "title")]
    if not dated and (last is not None or not windows):
        lines += ["", Text("Inga möten här.", "No meetings here.").to(language)]
    for _, group in groupby(dated, key=_group_key(by)):
        members = list(group)
        lines += ["", paint(_heading(members[0].day, by, language), "title")]
        for one in members:
            lines += _entry(one, by, language, paint)
    if windows:
        lines += ["", paint(Text("Ännu utan datum", "No date yet").to(language), "title")]
        lines += _undated(windows, last, language, paint)
    return "\n".join(lines)


def _group_key(by: Grouping) -> Callable[[Occurrence], tuple[int, int]]:
    def key(occurrence: Occurrence) -> tuple[int, int]:
        iso = occurrence.day.isocalendar()
        return (iso.year, iso.week) if by == "week" else (occurrence.day.year, occurrence.day.month)

    return key


def _heading(day: date, by: Grouping, language: Language) -> str:
    if by == "month":
        return f"{month(day.month, language).capitalize()} {day.year}"
    iso = day.isocalendar()
    first, last = date.fromisocalendar(iso.year, iso.week, 1), date.fromisocalendar(iso.year, iso.week, 7)
    word = Text("Vecka", "Week").to(language)
    return f"{word} {iso.week}, {day_month(first, language)} – {day_month(last, language)} {last.year}"


def _entry(one: Occurrence, by: Grouping, language: Language, paint: Paint) -> Iterator[str]:
    mark = "!" if one.kind is Kind.DEADLINE else _MARKS.get(one.status, " ")
    title = one.title if one.happens else paint(one.title, "struck")
    day = f"{weekday_short(one.day, language)} {day_month(one.day, language):<8}"
    week = f"{week_name(one.day, language):<6} " if by == "month" else ""
    hours = bare_range(one.time, language) if one.time else ""
    yield f"  {week}{day} {hours:<12} {mark} {title}  {paint(str(one.key), 'quiet')}"
    for note in _notes(one, language):
        yield paint(f"{'':{len(week) + 30}}{note}", "quiet")


def _notes(one: Occurrence, language: Language) -> list[str]:
    """What happened to the date, and a place of its own. A meeting set needs no words where its date stands beside."""
    steps = zip(one.steps, step_texts(one, language), strict=True)
    plain_to_see = (StepKind.SET, StepKind.ADDED)
    notes = [text for step, text in steps if step.text or step.kind not in plain_to_see]
    if one.place and isinstance(one.item, MeetingSeries) and one.place != one.item.place:
        notes.append(one.place)
    return notes


def _series_key(one: Occurrence) -> tuple[date, str]:
    return one.day, one.key.series


def _undated(windows: list[Occurrence], last: date | None, language: Language, paint: Paint) -> Iterator[str]:
    listed = [one for one in windows if last is None or (one.last or one.day) <= last]
    for _, same in groupby(sorted(listed, key=_series_key), key=_series_key):
        yield from _windows(list(same), language, paint)
    if rest := len(windows) - len(listed):
        some = Text("till", "more").to(language) if listed else MEETINGS.word(rest).to(language)
        later = Text("att boka senare; hela agendan visar dem", "to set later on; the whole agenda shows them")
        yield paint(f"  {rest} {some} {later.to(language)}", "quiet")


def _windows(same: list[Occurrence], language: Language, paint: Paint) -> Iterator[str]:
    """The meetings of one series that wait for a date: how many, when, and their keys below."""
    first = same[0]
    last = first.last or first.day
    span = f"{day_month(first.day, language)} – {day_month(last, language)}"
    title = first.item.title.replace("{{ actor }}", "…")
    yield f"  {span:<17}  {len(same)} × {title}"
    slots = ", ".join(one.actor_name or one.key.slot for one in same)
    yield paint(f"{'':25}{first.key.series}: {slots}", "quiet")


def agenda_json(
    occurrences: Iterable[Occurrence], uid: Callable[[Occurrence], str], language: Language
) -> dict[str, Any]:
    """The documented shape (docs/json.md)."""
    return {"occurrences": [occurrence_json(one, uid(one), language) for one in occurrences]}


def occurrence_json(one: Occurrence, uid: str, language: Language) -> dict[str, Any]:
    """One occurrence as JSON. `start` and `end` carry their offset; all-day ones end at the midnight after."""
    online = getattr(one.item, "online", "")
    return {
        "key": str(one.key),
        "series": one.key.series,
        "slot": one.key.slot,
        "uid": uid,
        "kind": one.kind.value,
        "title": one.title,
        "area": one.item.area,
        "date": one.day.isoformat(),
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "all_day": one.all_day,
        "place": one.place or online,
        "status": one.status.value,
        "why": list(reasons(one, language)),
    }
