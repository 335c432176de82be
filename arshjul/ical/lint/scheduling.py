"""METHOD and who must be named with it (RFC 5546)."""

from __future__ import annotations

from collections.abc import Iterator

from arshjul.ical.lint.findings import Finding, finding
from arshjul.ical.lint.tree import Component

_METHODS = ("PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER")
_NEEDED = {"REQUEST": ("DTSTART", "SUMMARY"), "CANCEL": ("SEQUENCE",)}
"""Beside what every VEVENT has, ORGANIZER and ATTENDEE. RFC 5546 sections 3.2.2 and 3.2.5."""
_WITH_ATTENDEES = ("REQUEST", "REPLY", "REFRESH", "COUNTER")


def check(calendar: Component) -> Iterator[Finding]:
    found = calendar.first("METHOD")
    method = found.value.upper() if found else ""
    if found and method not in _METHODS:
        yield finding("method", found.line, found.value)
    events = list(calendar.within("VEVENT"))
    uids = {event.value("UID") for event in events}
    if found and method != "PUBLISH" and len(uids) > 1:
        yield finding("several-uids", found.line, len(uids))
    for event in events:
        yield from _event(event, method)


def _event(event: Component, method: str) -> Iterator[Finding]:
    attendees = list(event.every("ATTENDEE"))
    organiser = event.first("ORGANIZER")
    if method == "PUBLISH" and attendees:
        yield finding("publish-attendees", attendees[0].line)
    elif attendees and not organiser and method != "REPLY":
        yield finding("attendee-without-organizer", attendees[0].line)
    # Exchange strips ORGANIZER from replies, so one without it is accepted
    if method in _METHODS and method not in ("PUBLISH", "REPLY") and not organiser and not attendees:
        yield finding("method-organizer", event.line, method)
    if method in _WITH_ATTENDEES and not attendees:
        yield finding("method-attendee", event.line, method)
    for name in _NEEDED.get(method, ()):
        if event.first(name) is None:
            yield finding("method-property", event.line, method, name)
    yield from _state(event, method)
    if method == "REPLY" and len(attendees) > 1:
        yield finding("reply-attendees", attendees[1].line, len(attendees))


def _state(event: Component, method: str) -> Iterator[Finding]:
    """A REQUEST calls nothing off; a CANCEL does nothing else, and without STATUS it is for those who leave."""
    status = event.first("STATUS")
    if status and method in ("REQUEST", "CANCEL") and (status.value.upper() == "CANCELLED") != (method == "CANCEL"):
        yield finding("method-status", status.line, method, status.value)
    if method == "CANCEL":
        for alarm in event.within("VALARM"):
            yield finding("cancel-alarm", alarm.line)
