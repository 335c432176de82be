"""Which day is what: open or closed and by what, half days, klämdagar, muted days. One byte a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from arshjul.almanac.names import WEEKDAYS
from arshjul.almanac.red_days import Names, RedDays, red_days
from arshjul.almanac.spans import days_of
from arshjul.model.wheel import Closure, DayPolicy, Openness, Wheel
from arshjul.text import Text

OPEN, CALM, MUTED = 1, 2, 4
"""Bits of a day: a meeting may stand there; so, and nothing to warn of; reminders are held."""

CautionKind = Literal["eve", "half", "bridge"]
_BRIDGE = Text("klämdag", "bridge day")


@dataclass(frozen=True, slots=True)
class Caution:
    """What one should know of an open day: `name` is "skärtorsdag", "klämdag" …"""

    kind: CautionKind
    name: Text


class Almanac:
    """What each day is, for a wheel's calendar. Reaches a year beyond both ends, and further when asked."""

    __slots__ = ("_base", "_cautions", "_closures", "_flags", "_policy", "_reasons", "_years")

    def __init__(self, policy: DayPolicy, closures: Iterable[Closure], first: date, last: date) -> None:
        self._policy = policy
        self._closures = tuple(closures)
        self._build(range(first.year - 1, last.year + 2))

    @classmethod
    def of(cls, wheel: Wheel) -> Almanac:
        """The almanac of a wheel. Raises ArshjulError when `[calendar] holidays` names no country."""
        return cls(wheel.days, wheel.closures, wheel.first, wheel.last)

    def is_open(self, day: date) -> bool:
        """Whether a meeting may stand there, and whether it is an arbetsdag (half days and bridge days count).

        Monday-Friday, not red, in no local closure, and no eve, half day or klämdag whose policy is "stängt".
        """
        return bool(self.flags(day.toordinal()) & OPEN)

    def is_muted(self, day: date) -> bool:
        """Whether a closure with `mute` holds reminders that day."""
        return bool(self.flags(day.toordinal()) & MUTED)

    def closed_by(self, day: date) -> Text | None:
        """What closes the day ("Sommarlugn", "Kristi himmelsfärdsdag", "lördag"), or None when it is open."""
        if self.is_open(day):
            return None
        number = day.weekday()
        return self._reasons.get(day.toordinal()) or Text(WEEKDAYS["sv"][number], WEEKDAYS["en"][number])

    def caution(self, day: date) -> Caution | None:
        """What to know of a day that is open but half, a klämdag or an eve, where the policy is "varna"."""
        return self._cautions.get(day.toordinal()) if self.is_open(day) else None

    def workday_on_or_before(self, day: date) -> date:
        """The arbetsdag nearest before, or the day itself. Raises ValueError when a whole year holds none."""
        return self._nearest(day, -1)

    def workday_on_or_after(self, day: date) -> date:
        return self._nearest(day, 1)

    def add_workdays(self, day: date, n: int) -> date:
        """The `n`th arbetsdag after `day` (before it when negative). `day` itself never counts; 0 is `day`."""
        step = timedelta(days=1 if n > 0 else -1)
        for _ in range(abs(n)):
            day = self._nearest(day + step, step.days)
        return day

    def flags(self, ordinal: int) -> int:
        """OPEN, CALM and MUTED bits of a proleptic ordinal (`date.toordinal`)."""
        index = ordinal - self._base
        if not 0 <= index < len(self._flags):
            self._reach(date.fromordinal(ordinal).year)
            index = ordinal - self._base
        return self._flags[index]

    def _nearest(self, day: date, step: int) -> date:
        for away in range(367):
            found = day + timedelta(days=away * step)
            if self.is_open(found):
                return found
        raise ValueError(f"no arbetsdag within a year of {day}")

    def _reach(self, year: int) -> None:
        self._build(range(min(year, self._years.start), max(year + 1, self._years.stop)))

    def _build(self, years: range) -> None:
        """Work out every day of `years`. The order matters: klämdagar need to know what is closed."""
        self._years = years
        self._base = date(years.start, 1, 1).toordinal()
        size = date(years.stop, 1, 1).toordinal() - self._base
        self._reasons: dict[int, Text] = {}
        self._cautions: dict[int, Caution] = {}
        self._flags = bytearray(OPEN if (self._base + i - 1) % 7 < 5 else 0 for i in range(size))
        found = red_days(self._policy.holidays, years)
        self._close_red(found)
        self._close_locally(years)
        self._add_special("eve", found.eves, self._policy.eves)
        self._add_special("half", found.half, self._policy.half)
        self._add_special("bridge", {date.fromordinal(d): _BRIDGE for d in self._bridges()}, self._policy.bridge)
        for index, flags in enumerate(self._flags):
            if flags & OPEN and self._base + index not in self._cautions:
                self._flags[index] |= CALM

    def _close(self, day: int, name: Text) -> None:
        index = day - self._base
        if 0 <= index < len(self._flags):
            self._flags[index] &= ~OPEN
            self._reasons.setdefault(day, name)

    def _close_red(self, found: RedDays) -> None:
        for day, name in found.red.items():
            self._close(day.toordinal(), name)

    def _close_locally(self, years: range) -> None:
        """The first closure of a day gives its name. Each day is closed once, however many closures cover it."""
        size = len(self._flags)
        taken, muted = bytearray(size), bytearray(size)
        for closure in self._closures:
            name = Text(closure.name, closure.name)
            for first, last in days_of(closure.when, range(years.start - 1, years.stop)):
                start, end = max(first.toordinal() - self._base, 0), min(last.toordinal() - self._base + 1, size)
                if closure.mute and start < end:
                    muted[start:end] = b"\1" * (end - start)
                while start < end and (start := taken.find(0, start, end)) >= 0:
                    taken[start] = 1
                    self._close(self._base + start, name)
                    start += 1
        for index in (i for i, silent in enumerate(muted) if silent):
            self._flags[index] |= MUTED

    def _add_special(self, kind: CautionKind, days: Names, policy: Openness) -> None:
        for day, name in days.items():
            if policy is Openness.CLOSED:
                self._close(day.toordinal(), name)
            elif policy is Openness.WARN:
                self._cautions.setdefault(day.toordinal(), Caution(kind, _in_a_sentence(name)))

    def _bridges(self) -> list[int]:
        """One open Monday-Friday between two days that are not open."""
        flags = self._flags
        return [
            self._base + i
            for i in range(1, len(flags) - 1)
            if flags[i] & OPEN and not flags[i - 1] & OPEN and not flags[i + 1] & OPEN
        ]


_BEFORE_SV, _BEFORE_EN = re.compile(r"^dag före\b"), re.compile(r"^Day before\b")


def _in_a_sentence(name: Text) -> Text:
    """As it is said after "tor 25 mars är": "skärtorsdag", "dagen före julafton", "the day before Midsummer Eve"."""
    swedish = name.sv.lower().replace("kristi", "Kristi")
    swedish = swedish.removesuffix("en") if swedish.endswith("dagen") else swedish
    return Text(_BEFORE_SV.sub("dagen före", swedish), _BEFORE_EN.sub("the day before", name.en))
