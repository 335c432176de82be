"""Calendar entries made by hand, for tests that need no wheel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from arshjul.model.entry import CalendarEntry

STOCKHOLM = ZoneInfo("Europe/Stockholm")
STAMP = datetime(2027, 1, 1, tzinfo=UTC)

MEETING = CalendarEntry(
    uid="styrgrupp.2027-Q1@s3.example",
    stamp=STAMP,
    start=datetime(2027, 3, 25, 13, tzinfo=STOCKHOLM),
    end=datetime(2027, 3, 25, 16, tzinfo=STOCKHOLM),
    summary="Styrgrupp S3",
)
ALL_DAY = CalendarEntry(
    uid="rapport.2027@s3.example",
    stamp=STAMP,
    start=date(2027, 11, 15),
    end=date(2027, 11, 16),
    summary="Uppföljningsrapport",
    transparent=True,
)


def meeting(**values: Any) -> CalendarEntry:
    """MEETING with other values."""
    return replace(MEETING, **values)


def at(start: datetime, minutes: int = 60, **values: Any) -> CalendarEntry:
    """A meeting from an aware datetime, so many minutes of wall-clock time long."""
    uid = f"m.{start:%Y%m%dT%H%M%S}@s3.example"
    return meeting(**{"uid": uid, "start": start, "end": start + timedelta(minutes=minutes), **values})
