"""Which components and properties there must be, and how often; UIDs; alarms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from arshjul.ical.lint.content import Property
from arshjul.ical.lint.findings import Finding, finding
from arshjul.ical.lint.tree import Component

_REQUIRED = {
    "VCALENDAR": ("PRODID", "VERSION"),
    "VEVENT": ("UID", "DTSTAMP"),
    "VTODO": ("UID", "DTSTAMP"),
    "VJOURNAL": ("UID", "DTSTAMP"),
    "VFREEBUSY": ("UID", "DTSTAMP"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "VALARM": ("ACTION", "TRIGGER"),
}
_ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "METHOD", "UID"},
    "VEVENT": {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "CLASS", "CREATED", "DESCRIPTION", "GEO", "LAST-MODIFIED",
        "LOCATION", "ORGANIZER", "PRIORITY", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "URL", "RECURRENCE-ID", "RRULE",
    },
    "VTIMEZONE": {"TZID", "LAST-MODIFIED", "TZURL"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"},
    "VALARM": {"ACTION", "TRIGGER", "DURATION", "REPEAT"},
}  # fmt: skip


def check(root: Component) -> Iterator[Finding]:
    calendars = [part for part in root.parts if part.name == "VCALENDAR"]
    if not calendars:
        yield finding("no-calendar", 1)
    for stray in root.properties:
        yield finding("outside", stray.line, stray.name)
    for part in root.parts:
        if part.name != "VCALENDAR":
            yield finding("outside", part.line, part.name)
    for calendar in calendars:
        yield from _calendar(calendar)


def _calendar(calendar: Component) -> Iterator[Finding]:
    yield from _properties(calendar)
    version = calendar.first("VERSION")
    if version and version.value != "2.0":
        yield finding("version", version.line, version.value)
    if not calendar.parts:
        yield finding("empty-calendar", calendar.line)
    has_method = calendar.first("METHOD") is not None
    for event in calendar.within("VEVENT"):
        if not has_method and event.first("DTSTART") is None:
            yield finding("missing-property", event.line, event.name, "DTSTART")
        yield from _alarms(event)
    yield from _uids(calendar)


def _properties(component: Component) -> Iterator[Finding]:
    """Required ones and those that may stand once, here and in every part."""
    for name in _REQUIRED.get(component.name, ()):
        if component.first(name) is None:
            yield finding("missing-property", component.line, component.name, name)
    counts = Counter(found.name for found in component.properties)
    for name in sorted(_ONCE.get(component.name, set())):
        if counts[name] > 1:
            again = list(component.every(name))[1]
            yield finding("repeated-property", again.line, name, component.name)
    for part in component.parts:
        if part.name == "VALARM" and component.name not in ("VEVENT", "VTODO"):
            yield finding("alarm-place", part.line, component.name)
        yield from _properties(part)


def _uids(calendar: Component) -> Iterator[Finding]:
    seen: dict[tuple[str, str], int] = {}
    for part in calendar.within("VEVENT", "VTODO", "VJOURNAL"):
        uid = part.first("UID")
        if uid is None:
            continue
        key = (uid.value, part.value("RECURRENCE-ID"))
        if key in seen:
            yield finding("duplicate-uid", uid.line, seen[key])
        seen.setdefault(key, uid.line)


def _alarms(event: Component) -> Iterator[Finding]:
    alarms = list(event.within("VALARM"))
    if len(alarms) > 1:
        yield finding("alarm-many", alarms[1].line)
    for alarm in alarms:
        if event.value("STATUS").upper() == "CANCELLED":
            yield finding("alarm-cancelled", alarm.line)
        if alarm.value("ACTION").upper() == "DISPLAY" and alarm.first("DESCRIPTION") is None:
            yield finding("missing-property", alarm.line, "VALARM", "DESCRIPTION")
        if (trigger := alarm.first("TRIGGER")) and _is_late(trigger):
            yield finding("alarm-late", trigger.line)


def _is_late(trigger: Property) -> bool:
    """A positive duration, counted from the start."""
    from_start = trigger.parameters.get("RELATED", "START").upper() == "START"
    return from_start and trigger.value[:1] in ("P", "+") and any(digit in trigger.value for digit in "123456789")
