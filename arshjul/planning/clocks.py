"""Step 7: wall-clock time is the truth, so it must exist, and exist once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.source import Origin, Problem
from arshjul.model.wheel import Change, Deadline
from arshjul.planning.context import Context

Verdict = Literal["gap", "twice"]


def verdict(day: date, clock: time, zone: ZoneInfo) -> Verdict | None:
    """ "gap" for a time that the clocks jump over, "twice" for one that they go through again (PEP 495), else None."""
    first = datetime.combine(day, clock, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    back = first.astimezone(UTC).astimezone(zone)
    return "twice" if back.replace(tzinfo=None) == first.replace(tzinfo=None) else "gap"


def impossible(occurrences: Iterable[Occurrence], context: Context) -> Iterator[Problem]:
    """E42 (a gap) and E43 (twice) for starts and ends, each at the time that says so."""
    turns = _turning_days(context.wheel.timezone, context.frame.first, context.frame.last)
    for occurrence in occurrences:
        if occurrence.day in turns and occurrence.happens and occurrence.status is not Status.WINDOW:
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


@lru_cache(maxsize=64)
def _turning_days(timezone: str, first: int, last: int) -> frozenset[date]:
    """Days on which the offset changes, with their neighbours (a turn at midnight touches two days)."""
    zone = ZoneInfo(timezone)
    turns: set[date] = set()
    before = None
    for ordinal in range(first - 40, last + 41):
        offset = datetime.combine(date.fromordinal(ordinal), time(), zone).utcoffset()
        if before is not None and offset != before:
            turns |= {date.fromordinal(ordinal) + timedelta(days=away) for away in (-2, -1, 0, 1)}
        before = offset
    return frozenset(turns)
