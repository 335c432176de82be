"""Warnings about days that are open, or that a person chose: half days, klämdagar, closed days, week 53."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from arshjul.almanac.names import weekday
from arshjul.almanac.weeks import has_week
from arshjul.model.occurrence import Kind, Occurrence, Status
from arshjul.model.rhythm import AsNeeded, Each, Phrases, Weekly
from arshjul.model.source import Origin, Param, Problem
from arshjul.model.wheel import Change
from arshjul.planning import accept, windows
from arshjul.planning.changes import DAY_KEYS
from arshjul.planning.context import Context
from arshjul.planning.draft import where
from arshjul.text import Text

_NAMES = {
    "half": accept.HALF,
    "bridge": accept.BRIDGE,
    "eve": accept.EVE,
    "closed": accept.CLOSED,
    "weekday": accept.CLOSED,
}
_Chosen = Mapping[tuple[str, str], Change]
"""The changes that choose a day, by series and slot."""
_BY_HAND = (Status.MOVED, Status.SET)


def of_days(occurrences: Iterable[Occurrence], context: Context) -> Iterator[Problem]:
    """W01, E73, W05 and W07: what to know of the days on which these stand."""
    chosen = {(c.series, c.slot): c for c in context.wheel.changes if c.kind in DAY_KEYS}
    for occurrence in occurrences:
        if occurrence.happens and occurrence.status is not Status.WINDOW:
            yield from _of_day(occurrence, chosen, context)
            yield from _outside_window(occurrence, chosen, context)


def _of_day(occurrence: Occurrence, chosen: _Chosen, context: Context) -> Iterator[Problem]:
    """W01: its rule puts it on a half day, a klämdag or an eve. E73 (a warning): a person put it there, or on a
    closed day. W05: a deadline on a closed day.
    """
    almanac, day = context.almanac, occurrence.day
    caution, closure = almanac.caution(day), almanac.closed_by(day)
    by_hand = occurrence.status in _BY_HAND
    if caution and occurrence.kind is Kind.MEETING:
        yield from _warn("E73" if by_hand else "W01", occurrence, (caution.kind, caution.name), chosen, context)
    elif closure and (by_hand or occurrence.kind is Kind.DEADLINE):
        kind = "weekday" if closure.sv == weekday(day, "sv") else "closed"
        yield from _warn("E73" if by_hand else "W05", occurrence, (kind, closure), chosen, context)


def _warn(
    code: str, occurrence: Occurrence, day: tuple[str, Text], chosen: _Chosen, context: Context
) -> Iterator[Problem]:
    """`day` is what kind of day it is, and its name. A "weekday" is closed as such, so its name says nothing more."""
    kind, name = day
    if not context.accepted.holds(occurrence.key, _NAMES[kind], name):
        at = _chosen_at(occurrence, chosen) if code == "E73" else where(occurrence.item, occurrence.rule)
        params: dict[str, Param] = {"name_sv": name.sv, "name_en": name.en}
        yield Problem.warning(code, at, kind, key=str(occurrence.key), day=occurrence.day, **params)


def _chosen_at(occurrence: Occurrence, chosen: _Chosen) -> Origin:
    """Where the day was chosen. An addition whose slot the rhythm gave is found by its day."""
    id = occurrence.item.id
    change = chosen.get((id, occurrence.slot)) or next(
        (c for c in chosen.values() if c.series == id and c.day == occurrence.day), None
    )
    return change.origin(DAY_KEYS[change.kind]) if change else occurrence.item.at


def _outside_window(occurrence: Occurrence, chosen: _Chosen, context: Context) -> Iterator[Problem]:
    """W07: set outside its window."""
    rhythm = occurrence.item.rhythm
    if not isinstance(rhythm, (AsNeeded, Each)) or context.accepted.holds(occurrence.key, accept.OUTSIDE):
        return
    if not windows.holds(rhythm.window, occurrence.day, context.wheel):
        at, span = _chosen_at(occurrence, chosen), rhythm.window.text
        yield Problem.warning("W07", at, key=str(occurrence.key), day=occurrence.day, window=span)


def of_week_53(occurrences: Iterable[Occurrence], context: Context) -> Iterator[Problem]:
    """W02 in the wheel that holds a week 53: two odd weeks meet, or even weeks lie three apart."""
    years = [year for year in context.frame.years if has_week(year, 53) and _holds_thursday(year, context)]
    jumps = {f"{year}-W{53 if parity else 52}": (parity, year) for year in years for parity in (0, 1)}
    for occurrence in occurrences if jumps else ():
        jump = jumps.get(occurrence.slot)
        if jump and _parity(occurrence) == jump[0] and not context.accepted.holds(occurrence.key, accept.WEEK_53):
            yield _jump(occurrence, *jump)


def _jump(occurrence: Occurrence, parity: int, year: int) -> Problem:
    key, day = str(occurrence.key), occurrence.nominal
    after = day + timedelta(weeks=1 if parity else 3)
    at, variant = where(occurrence.item, occurrence.rule), "odd" if parity else "even"
    return Problem.warning("W02", at, variant, key=key, day=day, after=after, year=year)


def _parity(occurrence: Occurrence) -> int | None:
    rhythm = occurrence.item.rhythm
    base = rhythm.rules[occurrence.rule].base if isinstance(rhythm, Phrases) else None
    return base.parity if isinstance(base, Weekly) else None


def _holds_thursday(year: int, context: Context) -> bool:
    return context.frame.holds(date.fromisocalendar(year, 53, 4).toordinal())
