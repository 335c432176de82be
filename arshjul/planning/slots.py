"""Slots: what stays of an occurrence when its date moves."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Sequence
from datetime import date

from arshjul.model.rhythm import (
    DayOfMonth,
    EveryNthWeek,
    FeastWeek,
    InWeeks,
    NthDay,
    Period,
    Phrases,
    Rhythm,
    WeekdayAfter,
    Weekly,
)
from arshjul.planning.period_rules import period_slot


def unique(slot: str, taken: Collection[str]) -> str:
    """The slot itself while it is free, else with ".2", ".3" …"""
    if slot not in taken:
        return slot
    number = 2
    while f"{slot}.{number}" in taken:
        number += 1
    return f"{slot}.{number}"


def natural_slot(rhythm: Rhythm, day: date) -> str:
    """The slot that a rhythm would give a meeting added on `day`; the date itself where the rhythm has no such form."""
    base = rhythm.rules[0].base if isinstance(rhythm, Phrases) else None
    match base:
        case NthDay(months=(_,)) | DayOfMonth(yearly=True) | FeastWeek():
            return str(day.year)
        case NthDay():
            return period_slot(Period.MONTH if base.months else base.period, day.year, day.month)
        case DayOfMonth() | WeekdayAfter():
            return period_slot(Period.MONTH, day.year, day.month)
        case Weekly() | EveryNthWeek() | InWeeks():
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02d}"
        case _:
            return day.isoformat()


def nearest(slot: str, existing: Sequence[str], most: int = 6) -> tuple[str, ...]:
    """The slots that someone who wrote `slot` may have meant, the year written once: 2027-Q1, -Q2, -Q3."""
    ordered = sorted(existing)
    start = min(max(bisect(ordered, slot) - most // 2, 0), max(len(ordered) - most, 0))
    shown = ordered[start : start + most]
    if not shown:
        return ()
    year = shown[0].partition("-")[0]
    return (shown[0], *(text.removeprefix(year) if text.startswith(f"{year}-") else text for text in shown[1:]))
