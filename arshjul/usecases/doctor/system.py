"""Python, the libraries, SQLite, the time zones and the clock."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

from arshjul import __version__
from arshjul.text import Text
from arshjul.usecases.doctor.findings import Finding, same, well

PYTHON = Text("python", "python")
LIBRARIES = Text("bibliotek", "libraries")
ZONES = Text("tidszoner", "time zones")
CLOCK = Text("klocka", "clock")

OLDEST_PYTHON = (3, 11)
OLDEST_CLOCK = datetime(2026, 1, 1, tzinfo=UTC)
NEEDED = ("click", "holidays", "icalendar", "jinja2", "apscheduler", "aiosql", "tree-sitter", "tzdata")
SPRING_2027 = datetime(2027, 3, 28, 1, tzinfo=UTC)
"""An instant at which a right table of zones has Stockholm two hours ahead."""


def look(now: datetime) -> Iterator[Finding]:
    yield _python()
    yield _libraries()
    yield _zones()
    yield _clock(now)


def _python() -> Finding:
    detail = f"arshjul {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    if sys.version_info < OLDEST_PYTHON:
        cure = Text("installera Python 3.11 eller nyare", "install Python 3.11 or newer")
        return Finding(PYTHON, "error", same(detail), cure)
    return well(PYTHON, same(f"{detail}, {platform.system()}"))


def _libraries() -> Finding:
    found, missing = [], []
    for name in NEEDED:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        names = ", ".join(missing)
        cure = Text("installera om programmet", "install the program anew")
        return Finding(LIBRARIES, "error", Text(f"saknas: {names}", f"missing: {names}"), cure)
    return well(LIBRARIES, same(", ".join(found)))


def _zones() -> Finding:
    """The computer's own table goes before the tzdata package, as in the zoneinfo module."""
    source = next((path for path in TZPATH if (Path(path) / "Europe/Stockholm").is_file()), "")
    try:
        offset = SPRING_2027.astimezone(ZoneInfo("Europe/Stockholm")).utcoffset()
    except (LookupError, OSError):
        cure = Text("installera paketet tzdata", "install the package tzdata")
        return Finding(ZONES, "error", Text("Europe/Stockholm saknas", "Europe/Stockholm is missing"), cure)
    if offset is None or offset.total_seconds() != 7200:
        cure = Text("uppdatera tidszonerna (tzdata)", "update the time zones (tzdata)")
        return Finding(ZONES, "error", Text("sommartiden 2027 är fel", "the summer time of 2027 is wrong"), cure)
    version = _version()
    return well(ZONES, Text(f"{source or 'paketet tzdata'}{version}", f"{source or 'the package tzdata'}{version}"))


def _version() -> str:
    try:
        return f", tzdata {metadata.version('tzdata')}"
    except metadata.PackageNotFoundError:
        return ""


def _clock(now: datetime) -> Finding:
    shown = same(f"{now:%Y-%m-%d %H:%M} UTC")
    if now < OLDEST_CLOCK:
        return Finding(CLOCK, "error", shown, Text("ställ datorns klocka", "set the computer's clock"))
    return well(CLOCK, shown)
