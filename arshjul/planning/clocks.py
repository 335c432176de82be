"""Step 7: wall-clock time is the truth, so it must exist, and exist once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.source import Origin, Problem
from arshjul.model.wheel import Change, Deadline
from arshjul.planning.clock_turns import verdict
from arshjul.planning.context import Context


def impossible(occurrences: Iterable[Occurrence], context: Context) -> Iterator[Problem]:
    """E42 (a gap) and E43 (twice) for starts and ends, each at the time that says so."""
    for occurrence in occurrences:
        if occurrence.happens and occurrence.status is not Status.WINDOW:
            yield from _of_one(occurrence, context)


def _of_one(occurrence: Occurrence, context: Context) -> Iterator[Problem]:
    if occurrence.time is None:
        return
    for clock, is_end in ((occurrence.time.start, False), (occurrence.time.end, True)):
        if found := verdict(occurrence.day, clock, occurrence.zone):
            code = "E42" if found == "gap" else "E43"
            at = _part(_written(occurrence, context), is_end)
            yield Problem.error(code, at, day=occurrence.day, clock=f"{clock:%H:%M}", key=str(occurrence.key))


def _written(occurrence: Occurrence, context: Context) -> Origin:
    """The time as the change or the series says it."""
    item = occurrence.item
    for change in context.wheel.changes:
        if _gives_time(change, occurrence):
            return change.origin("time")
    return item.at if isinstance(item, Deadline) else item.origin("time")


def _gives_time(change: Change, occurrence: Occurrence) -> bool:
    same = change.series == occurrence.item.id and change.slot in ("", occurrence.slot)
    return same and change.time == occurrence.time and (bool(change.slot) or change.day == occurrence.day)


def _part(at: Origin, is_end: bool) -> Origin:
    """«HH:MM» at the start or end of «HH:MM-HH:MM»."""
    width = at.end_column - at.column
    return at.part(width - 5 if is_end else 0, 5) if width >= 11 else at
