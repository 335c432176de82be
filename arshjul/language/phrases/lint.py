"""E33: what is wrong with an RRULE, by RFC 5545 section 3.3.10. Shape and ranges; dates are planning's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from arshjul.closest import suggest
from arshjul.language.phrases.error import PhraseError

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_RANGES = {
    "BYMONTH": (1, 12), "BYMONTHDAY": (1, 31), "BYYEARDAY": (1, 366), "BYWEEKNO": (1, 53), "BYSETPOS": (1, 366),
}  # fmt: skip
_SIGNED = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?")
_KNOWN = ("FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST", *_RANGES, *_CLOCK)
_LONGEST = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_MOST = 500
"""Longer than any rule that a person writes."""


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    value: str
    start: int
    length: int

    def error(self, variant: str = "", **params: str) -> PhraseError:
        return PhraseError("E33", self.start, self.length, variant, name=self.name, value=self.value, **params)

    def numbers(self) -> list[int]:
        return [int(number) for number in self.value.split(",")]


def lint_rrule(text: str) -> None:
    """Nothing when the rule can be expanded, in bounded time.

    >>> lint_rrule("FREQ=MONTHLY;BYDAY=2TU")

    Raises PhraseError E33, at the part that is wrong.
    """
    if len(text) > _MOST:
        raise PhraseError("E33", 0, len(text), "long", most=_MOST)
    parts = {part.name: part for part in _split(text)} if text.strip() else {}
    if "FREQ" not in parts:
        raise PhraseError("E33", 0, max(len(text), 1), "no-freq")
    for part in parts.values():
        _check_value(part)
    _check_together(parts)
    _check_ever(parts)


def _split(text: str) -> Iterator[_Part]:
    seen: set[str] = set()
    start = 0
    for piece in text.split(";"):
        name, equals, value = piece.partition("=")
        part = _Part(name.strip().upper(), value.strip().upper(), start, max(len(piece), 1))
        if part.name == "RRULE:FREQ":
            raise part.error("prefix")
        if part.name not in _KNOWN:
            near = suggest(part.name, _KNOWN)
            raise part.error("near", write=f"{near}={part.value}") if near else part.error("unknown")
        if not equals or not part.value:
            raise part.error("empty")
        if part.name in seen:
            raise part.error("twice")
        seen.add(part.name)
        yield part
        start += len(piece) + 1


def _check_value(part: _Part) -> None:
    name, value = part.name, part.value
    if name == "FREQ":
        if value not in _FREQUENCIES:
            raise part.error("too-often" if value in _TOO_OFTEN else "freq")
    elif name in _CLOCK:
        raise part.error("clock")
    elif name in ("COUNT", "INTERVAL"):
        if not re.fullmatch("[0-9]{1,4}", value) or int(value) == 0:
            raise part.error("zero")
    elif name == "UNTIL":
        if not _UNTIL.fullmatch(value) or not _is_date(value[:8]):
            raise part.error("until")
    elif name == "WKST":
        if not re.fullmatch("MO|TU|WE|TH|FR|SA|SU", value):
            raise part.error("day")
    elif name == "BYDAY":
        if not all(_DAY.fullmatch(day) for day in value.split(",")):
            raise part.error("day")
    else:
        _check_range(part)


def _check_range(part: _Part) -> None:
    lowest, highest = _RANGES[part.name]
    sign = "[+-]?" if part.name in _SIGNED else ""
    for number in part.value.split(","):
        if not re.fullmatch(f"{sign}[0-9]{{1,3}}", number) or not lowest <= abs(int(number)) <= highest:
            raise part.error("range", range=f"{lowest}–{highest}")


def _is_date(digits: str) -> bool:
    try:
        date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except ValueError:
        return False
    return True


def _check_together(parts: dict[str, _Part]) -> None:
    """What RFC 5545 forbids in company."""
    frequency = parts["FREQ"].value
    if "COUNT" in parts and "UNTIL" in parts:
        raise parts["UNTIL"].error("count-until")
    if "BYWEEKNO" in parts and frequency != "YEARLY":
        raise parts["BYWEEKNO"].error(week=parts["BYWEEKNO"].value.replace("-", "").replace("+", ""))
    if "BYYEARDAY" in parts and frequency != "YEARLY":
        raise parts["BYYEARDAY"].error("yearday")
    if "BYMONTHDAY" in parts and frequency == "WEEKLY":
        raise parts["BYMONTHDAY"].error("monthday")
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        raise parts["BYSETPOS"].error("setpos")
    counted = [day for day in parts["BYDAY"].value.split(",") if len(day) > 2] if "BYDAY" in parts else []
    if counted and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        raise parts["BYDAY"].error("counted")
    if any(int(day[:-2]) == 0 or abs(int(day[:-2])) > (5 if frequency == "MONTHLY" else 53) for day in counted):
        raise parts["BYDAY"].error("day")


def _check_ever(parts: dict[str, _Part]) -> None:
    """A day that none of the months has would be looked for in vain."""
    if "BYMONTH" not in parts or "BYMONTHDAY" not in parts:
        return
    longest = max(_LONGEST[month] for month in parts["BYMONTH"].numbers())
    if all(abs(day) > longest for day in parts["BYMONTHDAY"].numbers()):
        raise parts["BYMONTHDAY"].error("never")
