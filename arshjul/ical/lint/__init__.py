"""A linter for iCalendar bytes: what no parser complains about, and calendars still trip over."""

from __future__ import annotations

from collections.abc import Iterator

from arshjul.ical.lint import octets, scheduling, structure, times, values
from arshjul.ical.lint.findings import Finding
from arshjul.ical.lint.tree import build

__all__ = ["Finding", "lint"]


def lint(data: bytes) -> tuple[Finding, ...]:
    """Every fault in the bytes of an .ics file, in the order of its lines. Takes any bytes, never raises."""
    return tuple(sorted(set(_all(data)), key=lambda finding: (finding.line, finding.rule)))


def _all(data: bytes) -> Iterator[Finding]:
    yield from octets.check(data)
    root, broken = build(octets.unfold(data))
    yield from broken
    yield from structure.check(root)
    for calendar in root.parts:
        if calendar.name == "VCALENDAR":
            yield from times.check(calendar)
            yield from values.check(calendar)
            yield from scheduling.check(calendar)
