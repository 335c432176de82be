"""When a zone's clocks are turned, and what that does to a wall-clock time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

Verdict = Literal["gap", "twice"]


def verdict(day: date, clock: time, zone: ZoneInfo) -> Verdict | None:
    """ "gap" for a time that the clocks jump over, "twice" for one that they go through again (PEP 495), else None."""
    first = datetime.combine(day, clock, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    back = first.astimezone(UTC).astimezone(zone)
    return "twice" if back.replace(tzinfo=None) == first.replace(tzinfo=None) else "gap"


def turning_days(zone: ZoneInfo, ordinals: Iterable[int]) -> set[int]:
    """Those days between which the offset from UTC changes, with their neighbours (a turn may come at midnight)."""
    turns: set[int] = set()
    before = None
    for ordinal in ordinals:
        offset = datetime.combine(date.fromordinal(ordinal), time(), zone).utcoffset()
        if before is not None and offset != before:
            turns.update((ordinal - 2, ordinal - 1, ordinal, ordinal + 1))
        before = offset
    return turns
