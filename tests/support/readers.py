"""Independent programs that read calendars, each answering with the same plain facts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.support import libical
from tests.support.require import require


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """One event as a reader understood it. Times are instants in UTC ("2027-05-18T11:00:00Z"), all-day ones dates."""

    uid: str
    start: str
    end: str
    summary: str
    description: str
    location: str
    status: str


def by_icalendar(data: bytes) -> list[Seen]:
    """The library that we write with, reading."""
    from icalendar import Calendar

    events: list[Any] = Calendar.from_ical(data).walk("VEVENT")
    return sorted(
        Seen(
            str(event["UID"]),
            _when(event["DTSTART"].dt),
            _when(event["DTEND"].dt),
            *(str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "STATUS")),
        )
        for event in events
    )


def by_vobject(data: bytes) -> list[Seen]:
    """vobject: its own parser, its own zones."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it and its pytz use what newer Pythons deprecate
        import vobject

        calendar = vobject.readOne(data.decode())
        events = calendar.contents.get("vevent", [])
        return sorted(
            Seen(
                event.uid.value,
                _when(event.dtstart.value),
                _when(event.dtend.value),
                *(_child(event, name) for name in ("summary", "description", "location", "status")),
            )
            for event in events
        )


def _child(event: object, name: str) -> str:
    child = getattr(event, name, None)
    return str(child.value) if child is not None else ""


def by_libical(data: bytes) -> list[Seen]:
    """libical, in C, as GNOME, KDE and Thunderbird's predecessors know it."""
    require(libical.found(), "libical is not installed (Debian: libical3)")
    return sorted(Seen(*facts) for facts in libical.read(data))


def by_icaljs(data: bytes) -> list[Seen]:
    """ical.js, Thunderbird's and Nextcloud's parser, honouring the file's own VTIMEZONE."""
    module = icaljs()
    assert module, "ical.js or node is missing"
    script = Path(__file__).with_name("icaljs.mjs")
    run = subprocess.run(["node", str(script), module], input=data, capture_output=True, check=True, timeout=60)
    return sorted(Seen(**event) for event in json.loads(run.stdout))


def icaljs() -> str | None:
    """The module's file, or None."""
    folders = [os.environ.get("ARSHJUL_ICALJS", ""), "node_modules/ical.js"]
    found = (Path(folder) / "dist" / "ical.js" for folder in folders if folder)
    return next((str(path.resolve()) for path in found if path.is_file()), None) if shutil.which("node") else None


READERS: dict[str, Callable[[bytes], list[Seen]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "libical": by_libical,
}
"""All that this machine has; ical.js is a bonus (npm install ical.js; ARSHJUL_ICALJS names the package's folder)."""
if icaljs():
    READERS["ical.js"] = by_icaljs


def _when(value: datetime | date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    assert value.tzinfo is not None, "a reader lost the zone"
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def addresses(data: bytes) -> set[str]:
    """Every email address in a calendar's unfolded text, but for UIDs, which only look like one."""
    text = re.sub(r"\r\n[ \t]", "", data.decode())
    lines = [line for line in text.splitlines() if not line.startswith("UID:")]
    found = {match for line in lines for match in re.findall(r"[^\s@:;,<>\"]+@[\w-]+(?:\.[\w-]+)+", line)}
    return found | {line for line in lines if "mailto:" in line.lower()}
