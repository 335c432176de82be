"""Values that are written wrong: TEXT escapes, closed lists, numbers, durations, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arshjul.ical.lint.content import Property
from arshjul.ical.lint.findings import Finding, finding
from arshjul.ical.lint.tree import Component

_TEXT = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "UID", "PRODID", "NAME", "TZNAME"})
_LISTS = frozenset({"CATEGORIES", "RESOURCES"})
_IS_DURATION = ("DURATION", "TRIGGER", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
_BARE = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_BARE_IN_LIST = re.compile(r"(?:[^\\;]|\\[\\;,nN])*")
_DURATION = re.compile(r"[+-]?P(?:\d+W|(?=[\dT])(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\"<>]+")
_CLOSED = {
    ("VEVENT", "STATUS"): ("TENTATIVE", "CONFIRMED", "CANCELLED"),
    ("VEVENT", "TRANSP"): ("OPAQUE", "TRANSPARENT"),
    ("VCALENDAR", "CALSCALE"): ("GREGORIAN",),
}


def check(component: Component) -> Iterator[Finding]:
    """This component and every part of it."""
    for found in component.properties:
        yield from _property(component.name, found)
    for part in component.parts:
        yield from check(part)


def _property(component: str, found: Property) -> Iterator[Finding]:
    if found.name in _TEXT or found.name in _LISTS:
        yield from _text(found, _BARE if found.name in _TEXT else _BARE_IN_LIST)
    allowed = _CLOSED.get((component, found.name))
    if allowed and found.value.upper() not in allowed:
        yield finding("bad-value", found.line, found.name, found.value, " / ".join(allowed))
    if found.name in ("SEQUENCE", "PRIORITY") and not (found.value.isascii() and found.value.isdecimal()):
        yield finding("bad-value", found.line, found.name, found.value, "0, 1, 2 …")
    if found.name in ("ORGANIZER", "ATTENDEE", "URL") and not _URI.fullmatch(found.value):
        yield finding("not-a-uri", found.line, found.name, found.value)
    yield from _durations(found)


def _text(found: Property, allowed: re.Pattern[str]) -> Iterator[Finding]:
    match = allowed.match(found.value)
    end = match.end() if match else 0
    if end < len(found.value):
        yield finding("text-escape", found.line, found.name, found.value[end])


def _durations(found: Property) -> Iterator[Finding]:
    kind = found.parameters.get("VALUE", "").upper()
    if found.name in _IS_DURATION and kind != "DATE-TIME" and not _DURATION.fullmatch(found.value):
        yield finding("bad-duration", found.line, found.name, found.value)
    if found.name == "REFRESH-INTERVAL" and kind != "DURATION":
        yield finding("refresh-value", found.line)
