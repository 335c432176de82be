"""Warnings about days that are open, or that a person chose: half days, klämdagar, closed days, week 53."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from arshjul.almanac.almanac import CALM, Caution
from arshjul.almanac.weeks import has_week
from arshjul.model.occurrence import Kind, Occurrence, Status, StepKind
from arshjul.model.rhythm import AsNeeded, Each, Phrases, Weekly
from arshjul.model.source import Origin, Param, Problem
from arshjul.model.wheel import Change, ChangeKind
from arshjul.planning import accept, windows
from arshjul.planning.context import Context
from arshjul.planning.draft import where
from arshjul.text import Text

_NAMES = {"half": accept.HALF, "bridge": accept.BRIDGE, "eve": accept.EVE, "closed": accept.CLOSED}
_BY_HAND = (Status.MOVED, Status.SET)
_DAY_KEYS = {ChangeKind.MOVE: "move_to", ChangeKind.SET: "set", ChangeKind.ADD: "add"}


def of_days(occurrences: Iterable[Occurrence], context: Context) -> Iterator[Problem]:
    """Where an occurrence stands on a day to know of.

    W01: its own rule puts it on a half day, a klämdag or an eve. E73 (a warning): a person put it there, or on a
    closed day. W05: a deadline on a closed day. W07: set outside its window.
    """
    chosen = {(c.series, c.slot): c for c in context.wheel.changes if c.kind in _DAY_KEYS}
    flags = context.almanac.flags
    for occurrence in occurrences:
        if occurrence.status is Status.SET and _is_outside(occurrence, context):
            yield from _outside(occurrence, chosen, context)
        if flags(occurrence.day.toordinal()) & CALM or not occurrence.happens or occurrence.status is Status.WINDOW:
            continue
        yield from _of_day(occurrence, chosen, context)


def _of_day(occurrence: Occurrence, chosen: dict[tuple[str, str], Change], context: Context) -> Iterator[Problem]:
    language = context.wheel.language
    caution = context.almanac.warning(occurrence.day, language)
    closure = context.almanac.closed_by(occurrence.day, language)
    by_hand = occurrence.status in _BY_HAND
    if caution and occurrence.kind is Kind.MEETING:
        yield from _warn("E73" if by_hand else "W01", occurrence, caution, chosen, context)
    elif closure and by_hand:
        yield from _warn("E73", occurrence, Caution("half", closure), chosen, context, "closed")
    elif closure and occurrence.kind is Kind.DEADLINE and any(s.kind is StepKind.KEPT for s in occurrence.steps):
        yield from _warn("W05", occurrence, Caution("half", closure), chosen, context, "closed")


def _warn(
    code: str,
    occurrence: Occurrence,
    caution: Caution,
    chosen: dict[tuple[str, str], Change],
    context: Context,
    kind: str = "",
) -> Iterator[Problem]:
    kind = kind or caution.kind
    if context.accepted.holds(occurrence.key, _NAMES[kind], Text(caution.name, caution.name)):
        return
    at = _chosen_at(occurrence, chosen) if code == "E73" else where(occurrence.item, occurrence.rule)
    params: dict[str, Param] = {"key": str(occurrence.key), "day": occurrence.day, "name": caution.name}
    yield Problem.warning(code, at, kind, **params)


def _chosen_at(occurrence: Occurrence, chosen: dict[tuple[str, str], Change]) -> Origin:
    """Where the day was chosen. An addition whose slot the rhythm gave is found by its day."""
    id = occurrence.item.id
    change = chosen.get((id, occurrence.slot)) or next(
        (c for c in chosen.values() if c.series == id and c.day == occurrence.day), None
    )
    return change.origin(_DAY_KEYS[change.kind]) if change else occurrence.item.at


def _is_outside(occurrence: Occurrence, context: Context) -> bool:
    rhythm = occurrence.item.rhythm
    return isinstance(rhythm, (AsNeeded, Each)) and not windows.holds(rhythm.window, occurrence.day, context.wheel)


def _outside(occurrence: Occurrence, chosen: dict[tuple[str, str], Change], context: Context) -> Iterator[Problem]:
    rhythm = occurrence.item.rhythm
    if isinstance(rhythm, (AsNeeded, Each)) and not context.accepted.holds(occurrence.key, accept.OUTSIDE):
        at = _chosen_at(occurrence, chosen)
        span = rhythm.window.text
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
    after = occurrence.nominal + timedelta(weeks=1 if parity else 3)
    at, variant = where(occurrence.item, occurrence.rule), "odd" if parity else "even"
    return Problem.warning(
        "W02", at, variant, series=occurrence.item.id, day=occurrence.nominal, after=after, year=year
    )


def _parity(occurrence: Occurrence) -> int | None:
    rhythm = occurrence.item.rhythm
    base = rhythm.rules[occurrence.rule].base if isinstance(rhythm, Phrases) else None
    return base.parity if isinstance(base, Weekly) else None


def _holds_thursday(year: int, context: Context) -> bool:
    return context.frame.holds(date.fromisocalendar(year, 53, 4).toordinal())
