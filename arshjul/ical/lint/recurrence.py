"""RRULE: its parts, their values, and which of them go together (RFC 5545 section 3.3.10; RSCALE, SKIP: RFC 7529)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arshjul.ical.lint.content import Property
from arshjul.ical.lint.findings import Finding, finding
from arshjul.ical.lint.tree import Component
from arshjul.text import Text

_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAY = "MO|TU|WE|TH|FR|SA|SU"
_COUNTED_DAY = re.compile(rf"([+-]?\d{{1,2}})(?:{_WEEKDAY})", re.ASCII)
_DAY = re.compile(rf"(?:[+-]?(?:0?[1-9]|[1-4]\d|5[0-3]))?(?:{_WEEKDAY})", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,3}", re.ASCII)
_FROM_ONE = re.compile(r"0*[1-9]\d*", re.ASCII)
_END = re.compile(r"\d{8}(?:T\d{6}Z?)?", re.ASCII)
_RANGES = {
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYMONTH": (1, 12),
    "BYSETPOS": (1, 366),
}
_ALSO_FROM_THE_END = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
_KNOWN = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST", "RSCALE", "SKIP", *_RANGES}
_WHOLE = Text("ett heltal från 1", "a whole number from 1")


def check(part: Component) -> Iterator[Finding]:
    """Every RRULE of a component."""
    for rule in part.every("RRULE"):
        yield from _rule(rule, part.first("DTSTART"))


def _rule(rule: Property, start: Property | None) -> Iterator[Finding]:
    parts: dict[str, str] = {}
    for written in rule.value.upper().split(";"):
        name, sign, value = written.partition("=")
        if not sign or name not in _KNOWN:
            yield finding("rule-unknown", rule.line, written)
        elif name in parts:
            yield finding("rule-twice", rule.line, name)
        else:
            parts[name] = value
    if "FREQ" not in parts:
        yield finding("bad-rule", rule.line)
    for name, value in parts.items():
        yield from _value(rule, name, value, other_calendar=parts.get("RSCALE", "GREGORIAN") != "GREGORIAN")
    yield from _together(rule, parts, start)
    yield from _until(rule, parts, start)


# ── one part ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _value(rule: Property, name: str, value: str, *, other_calendar: bool) -> Iterator[Finding]:
    """A calendar of 13 months (RSCALE) has other numbers than ours."""
    wanted: Text | str | None
    if name in _RANGES:
        wanted = None if other_calendar else _out_of_range(name, value)
    else:
        wanted = _wanted(name, value)
    if wanted is not None:
        yield finding("rule-value", rule.line, name, value, wanted)


def _wanted(name: str, value: str) -> Text | str | None:
    """What a part should be, or None when it is so."""
    if name in ("INTERVAL", "COUNT"):
        return None if _FROM_ONE.fullmatch(value) else _WHOLE
    if name == "UNTIL":
        return None if _END.fullmatch(value) else "20271231 / 20271231T230000Z"
    if name == "BYDAY":
        good = all(_DAY.fullmatch(day) for day in value.split(","))
        return None if good else Text("veckodagar som MO, 2TU, -1FR", "weekdays such as MO, 2TU, -1FR")
    allowed = {"FREQ": _FREQUENCIES, "WKST": tuple(_WEEKDAY.split("|")), "SKIP": ("OMIT", "BACKWARD", "FORWARD")}
    return None if name not in allowed or value in allowed[name] else " / ".join(allowed[name])


def _out_of_range(name: str, value: str) -> Text | None:
    least, most = _RANGES[name]
    from_the_end = name in _ALSO_FROM_THE_END
    for number in value.split(","):
        signed = number[:1] in ("+", "-")
        if not _NUMBER.fullmatch(number) or (signed and not from_the_end) or not least <= abs(int(number)) <= most:
            back = Text(" (eller minus, bakifrån)", " (or minus, from the end)") if from_the_end else Text("", "")
            return Text(f"{least}–{most}{back.sv}", f"{least}–{most}{back.en}")
    return None


# ── parts together ───────────────────────────────────────────────────────────────────────────────────────────────────


def _together(rule: Property, parts: dict[str, str], start: Property | None) -> Iterator[Finding]:
    frequency = parts.get("FREQ", "")
    if "UNTIL" in parts and "COUNT" in parts:
        yield finding("until-and-count", rule.line)
    for name in sorted(parts):
        if frequency in _FREQUENCIES and not _fits(name, frequency):
            yield finding("rule-frequency", rule.line, name, frequency)
    counted = any(_COUNTED_DAY.fullmatch(day) for day in parts.get("BYDAY", "").split(","))
    if counted and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        yield finding("rule-counted-day", rule.line, parts["BYDAY"])
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        yield finding("rule-position", rule.line)
    clock = [name for name in ("BYHOUR", "BYMINUTE", "BYSECOND") if name in parts]
    if clock and start and "T" not in start.value:
        yield finding("rule-clock", rule.line, clock[0])


def _fits(name: str, frequency: str) -> bool:
    if name == "BYWEEKNO":
        return frequency == "YEARLY"
    if name == "BYYEARDAY":
        return frequency not in ("DAILY", "WEEKLY", "MONTHLY")
    return name != "BYMONTHDAY" or frequency != "WEEKLY"


def _until(rule: Property, parts: dict[str, str], start: Property | None) -> Iterator[Finding]:
    until = parts.get("UNTIL", "")
    if not start or not _END.fullmatch(until):
        return
    if ("T" in until) != ("T" in start.value):
        yield finding("until-kind", rule.line)
    elif "T" in until and not until.endswith("Z") and ("TZID" in start.parameters or start.value.endswith("Z")):
        yield finding("until-not-utc", rule.line)
