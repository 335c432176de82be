"""Step 4: a nominal date that is closed is moved, left out or kept, as `if_closed` says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from arshjul.almanac.almanac import CALM, OPEN, Almanac
from arshjul.model.occurrence import Status, Step, StepKind
from arshjul.model.rhythm import (
    Base,
    Chained,
    DayOfMonth,
    EveryNthWeek,
    IfClosed,
    Phrases,
    RecurrenceRule,
    Weekday,
    Weekly,
)
from arshjul.model.wheel import Deadline, Item
from arshjul.planning.frame import Frame
from arshjul.text import NOTHING, Language

REACH = 21
"""How many days away a target may lie."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Why a closed date found no new one: E35, E36 or E37. `variant` is where it hit the series' own meetings."""

    code: str
    target: date | None = None
    neighbour: date | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a date came to stand. With `trouble` it stays on its nominal day until a person decides."""

    day: int
    status: Status = Status.PLANNED
    steps: tuple[Step, ...] = ()
    trouble: Misplaced | None = None


def policy_of(item: Item, rule: int, day: int) -> IfClosed:
    """What `item` does when `day` (an ordinal), a date of its `rule`th phrase, is closed.

    «Senast» always goes before. Another deadline stays where it is (with a warning). A series without `if_closed`
    leaves out what comes back within two weeks and moves the rest a week. «Nästa vecka» keeps the weekday; a phrase
    that names none («den 15 varje månad») may fall on a weekend, which no week has open: then the next open day.
    """
    policy = _written_or_usual(item, rule)
    on_weekend = date.fromordinal(day).weekday() >= Weekday.SATURDAY
    return IfClosed.AFTER if policy is IfClosed.NEXT_WEEK and on_weekend and _counts_days(item, rule) else policy


def _written_or_usual(item: Item, rule: int) -> IfClosed:
    base = item.rhythm.rules[rule].base if isinstance(item.rhythm, Phrases) else None
    if isinstance(base, DayOfMonth) and base.latest:
        return IfClosed.BEFORE
    if isinstance(item, Deadline):
        return IfClosed.KEEP
    if item.if_closed is not None:
        return item.if_closed
    frequent = _is_frequent(base) or (isinstance(item.rhythm, RecurrenceRule) and _is_frequent_text(item.rhythm.text))
    return IfClosed.SKIP if frequent else IfClosed.NEXT_WEEK


def place(
    day: int,
    policy: IfClosed,
    neighbours: tuple[int | None, int | None],
    almanac: Almanac,
    frame: Frame,
    language: Language,
) -> Placement:
    """Place one nominal date (an ordinal) whose series meets before and after on `neighbours`, nominally."""
    if almanac.flags(day) & OPEN:
        return Placement(day)
    nominal = date.fromordinal(day)
    closure = (almanac.closed_by(nominal) or NOTHING).to(language)
    if policy is IfClosed.KEEP:
        return Placement(day, steps=(Step(StepKind.KEPT, nominal, text=closure),))
    if policy is IfClosed.SKIP:
        return Placement(day, Status.SKIPPED, (Step(StepKind.SKIPPED, nominal, text=closure),))
    target = next((d for d in _targets(day, policy) if almanac.flags(d) & CALM), None)
    if target is None:
        return Placement(day, trouble=Misplaced("E35"))
    to = date.fromordinal(target)
    if frame.holds(day) and not frame.holds(target):
        return Placement(day, trouble=Misplaced("E36", to))
    before, after = neighbours
    if after is not None and target >= after > day:
        return Placement(day, trouble=Misplaced("E37", to, date.fromordinal(after), "next"))
    if before is not None and target <= before < day:
        return Placement(day, trouble=Misplaced("E37", to, date.fromordinal(before), "previous"))
    return Placement(target, steps=(Step(StepKind.CLOSED, nominal, to, closure),))


def _targets(day: int, policy: IfClosed) -> Iterable[int]:
    if policy is IfClosed.BEFORE:
        return range(day - 1, day - REACH - 1, -1)
    return range(day + 1, day + REACH + 1) if policy is IfClosed.AFTER else range(day + 7, day + REACH + 1, 7)


def _counts_days(item: Item, rule: int) -> bool:
    """Whether the phrase says a day by number and no weekday."""
    if isinstance(item.rhythm, RecurrenceRule):
        return "BYDAY" not in item.rhythm.text.upper()
    return isinstance(item.rhythm, Phrases) and isinstance(item.rhythm.rules[rule].base, DayOfMonth | Chained)


def _is_frequent(base: Base | None) -> bool:
    """Comes back within two weeks: weekly, parity, every second week."""
    return isinstance(base, Weekly) or (isinstance(base, EveryNthWeek) and base.interval <= 2)


def _is_frequent_text(rrule: str) -> bool:
    parts = dict(part.partition("=")[::2] for part in rrule.upper().split(";"))
    interval = int(parts.get("INTERVAL", "1"))
    return (parts.get("FREQ") == "WEEKLY" and interval <= 2) or (parts.get("FREQ") == "DAILY" and interval <= 14)
