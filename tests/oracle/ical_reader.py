"""iCalendar read by nothing of ours: lines, components and instants, for the readers that check what we send.

RFC 5545, as much of it as invitations need. Zones are worked out from the VTIMEZONE that travels with the meeting,
never from the machine's own time zone database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAM = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ESCAPED = re.compile(r"\\(.)")


class UnreadableError(ValueError):
    """The text is no iCalendar that invitations may hold."""


@dataclass(frozen=True, slots=True)
class Property:
    """One line: `value` as it stands, escapes and all."""

    name: str
    value: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """RFC 5545 section 3.3.11."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def get(self, name: str) -> Property | None:
        """Raises UnreadableError when it stands there twice."""
        found = self.all(name)
        if len(found) > 1:
            raise UnreadableError(f"{len(found)} {name} in one {self.name}")
        return found[0] if found else None

    def the(self, name: str) -> Property:
        """Raises UnreadableError when it is missing."""
        if (found := self.get(name)) is None:
            raise UnreadableError(f"no {name} in {self.name}")
        return found

    def text(self, name: str) -> str:
        found = self.get(name)
        return found.text if found else ""

    def of(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]


def read_calendar(data: bytes) -> Component:
    """The one VCALENDAR in `data`. Raises UnreadableError, UnicodeDecodeError."""
    root = Component("")
    open_ones = [root]
    for line in _unfolded(data.decode("utf-8")):
        one = _property(line)
        if one.name == "BEGIN":
            part = Component(one.value.upper())
            open_ones[-1].parts.append(part)
            open_ones.append(part)
        elif one.name == "END":
            if open_ones.pop().name != one.value.upper() or not open_ones:
                raise UnreadableError(f"END:{one.value} ends nothing")
        else:
            open_ones[-1].properties.append(one)
    if len(open_ones) != 1 or len(root.parts) != 1 or root.properties:
        raise UnreadableError("not one whole VCALENDAR")
    return root.parts[0]


def _unfolded(text: str) -> Iterator[str]:
    """Lines end with CRLF and go on after one blank (section 3.1); mail servers may have made it LF."""
    yield from (line for line in re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n").split("\n") if line)


def _property(line: str) -> Property:
    name = _NAME.match(line)
    at = name.end() if name else 0
    params: dict[str, str] = {}
    while found := _PARAM.match(line, at):
        params[found[1].upper()] = found[2].replace('"', "")
        at = found.end()
    if not name or line[at : at + 1] != ":":
        raise UnreadableError(f"not a property: {line!r}")
    return Property(name[0].upper(), line[at + 1 :], params)


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def when(calendar: Component, one: Property) -> datetime | date:
    """A date, or an aware datetime: an instant, whatever the zone is called."""
    if one.params.get("VALUE") == "DATE":
        return datetime.strptime(one.value, "%Y%m%d").replace(tzinfo=UTC).date()
    if one.value.endswith("Z"):
        return datetime.strptime(one.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    zones = [zone for zone in calendar.of("VTIMEZONE") if zone.the("TZID").text == one.params.get("TZID")]
    if len(zones) != 1:
        raise UnreadableError(f"{len(zones)} VTIMEZONE for {one.params.get('TZID')}")
    local = _local(one.value)
    return local.replace(tzinfo=timezone(_offset(zones[0], local)))


def _local(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall clock, whose zone is being worked out


def _offset(zone: Component, local: datetime) -> timedelta:
    """What the wall clock differs from UTC: that of the latest turn before it."""
    turns = [
        (onset, _signed(part.the("TZOFFSETTO").value))
        for part in zone.parts
        for year in (local.year - 1, local.year)
        if (onset := _onset(part, year)) is not None and onset <= local
    ]
    if not turns:
        return _signed(zone.parts[0].the("TZOFFSETTO").value)
    return max(turns)[1]


def _onset(part: Component, year: int) -> datetime | None:
    """When the clocks are turned in `year`; None when that is only done once, in another."""
    first = _local(part.the("DTSTART").value)
    rule = part.get("RRULE")
    if rule is None:
        return first
    words = dict(word.split("=", 1) for word in rule.value.split(";"))
    if words["FREQ"] != "YEARLY" or year < first.year:
        return None
    found = re.fullmatch(r"(-?\d)([A-Z]{2})", words["BYDAY"])
    if not found:
        raise UnreadableError(f"a turn of the clocks by {rule.value}")
    return datetime.combine(_nth(year, int(words["BYMONTH"]), int(found[1]), _DAYS.index(found[2])), first.time())


def _nth(year: int, month: int, number: int, weekday: int) -> date:
    days = [day for n in range(31) if (day := date(year, month, 1) + timedelta(n)).month == month]
    return [day for day in days if day.weekday() == weekday][number - 1 if number > 0 else number]


def _signed(offset: str) -> timedelta:
    size = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
    return -size if offset[0] == "-" else size
