"""The `rrule` escape: RFC 5545 rules expanded by python-dateutil, within limits of number and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, datetime

from arshjul.model.rhythm import RecurrenceRule
from arshjul.model.source import Problem
from arshjul.planning.frame import Frame

MOST = 10_000
"""Dates in a year. A rule with more counts hours or minutes, which no meeting series does."""
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097
"""The Gregorian calendar repeats itself, weekdays and all, every 400 years."""


class _TooManyError(Exception):
    """The rule gives more dates than `MOST`."""


def days(rule: RecurrenceRule, frame: Frame) -> tuple[list[int], Problem | None]:
    """Its dates in the wheel as ordinals, counted from the wheel's first day; or none, and E33."""
    try:
        return list(dict.fromkeys(_expand(rule.text, frame))), None
    except _TooManyError:
        return [], Problem.error("E33", rule.at, "too many", most=MOST)
    except ValueError as error:
        return [], Problem.error("E33", rule.at, "refused", detail=str(error))


def _expand(text: str, frame: Frame) -> Iterator[int]:
    """Expand in the last 400 years that Python knows.

    A rule that never matches makes dateutil look on until the year 9999: from there the end is near (0.2 s, not 4).
    """
    from dateutil.rrule import rrulestr

    cycles = (MAXYEAR - 1 - frame.year) // _CYCLE_YEARS
    shift = cycles * _CYCLE_DAYS
    start = datetime.fromordinal(frame.first + shift)
    for count, moment in enumerate(rrulestr(_shifted(text, cycles * _CYCLE_YEARS), dtstart=start)):
        ordinal = moment.toordinal() - shift
        if ordinal > frame.last:
            return
        if count >= MOST:
            raise _TooManyError
        yield ordinal


def _shifted(text: str, years: int) -> str:
    """UNTIL moved along, and without its zone: the rule counts wall-clock days."""
    return re.sub(
        r"(?i)\b(UNTIL=)(\d{4})(\w*?)Z?(?=;|$)",
        lambda found: f"{found[1]}{min(int(found[2]) + years, MAXYEAR)}{found[3]}",
        text,
    )
