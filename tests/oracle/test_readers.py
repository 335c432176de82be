"""Independent readers see exactly what was written: every instant, all-day flag and text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from arshjul.ical.lint import lint
from arshjul.ical.write import calendar
from arshjul.model.entry import CalendarEntry
from tests.support import libical
from tests.support.ics import ALL_DAY, STOCKHOLM, at, meeting
from tests.support.readers import READERS, Seen
from tests.support.require import require

TEXTS = {
    "swedish": "Styrgrupp för färdplaner i Åre, Östersund och Härjedalen",
    "commas-semicolons": "Ett, två; tre: fyra, fem;;",
    "newlines": "Dagordning:\n1. Läget\n\n2. Övriga frågor\n",
    "backslashes": "C:\\Temp\\Åre \\\\server\\; \\,",
    "backslash-letters": "C:\\norr\\Norr",
    "quotes": "Han sa \"ja\" och 'nej' – ”visst”",
    "emoji": "Fika 🧁 för alla 👩‍👩‍👧‍👦 i 🇸🇪",
    "long-title": "Å" * 200,
    "long-mixed": ("Hållbar energi – nyckelaktörer, " * 7)[:198] + ".!",
    "property-like": "BEGIN:VEVENT\nUID:x\nEND:VEVENT",
    "markup": "<b>&amp;</b> %s {0} =C3=A5",
}


def whole_year() -> list[CalendarEntry]:
    """A meeting every hour around both switches of 2027, every day at 09:00, and an all-day one each month."""
    entries = [at(datetime(2027, 1, 1, 9, tzinfo=STOCKHOLM) + timedelta(days=day)) for day in range(365)]
    for day in (date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31)):
        hours = [hour for hour in range(22) if hour not in (1, 2, 9)]  # 02 does not exist, or exists twice
        entries += [at(datetime(day.year, day.month, day.day, hour, 5, tzinfo=STOCKHOLM)) for hour in hours]
    for month in range(1, 13):
        first = date(2027, month, 1)
        entries.append(replace(ALL_DAY, uid=f"d{month}@x", start=first, end=first + timedelta(days=month)))
    return entries


def expected(entries: list[CalendarEntry]) -> list[Seen]:
    return sorted(
        Seen(e.uid, _when(e.start), _when(e.end), e.summary, e.description, e.location, e.status or "") for e in entries
    )


def _when(value: datetime | date) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value.isoformat()


@pytest.mark.parametrize("reader", READERS)
def test_every_instant_of_a_year_is_read_the_same(reader: str) -> None:
    entries = whole_year()
    assert len(entries) > 400
    assert READERS[reader](calendar(entries, name="År", calendar_uid="x")) == expected(entries)


@pytest.mark.parametrize("reader", READERS)
def test_every_text_is_read_the_same(reader: str) -> None:
    entries = [
        meeting(uid=f"{name}@x", summary=text, description=f"{text}\n{text}", location=text)
        for name, text in TEXTS.items()
    ]
    data = calendar(entries, name="Texter", calendar_uid="x")
    assert READERS[reader](data) == expected(entries)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("zone", ["Europe/Helsinki", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "UTC"])
def test_every_zone_is_read_the_same(zone: str, reader: str) -> None:
    start = datetime(2027, 1, 1, 12, tzinfo=ZoneInfo(zone))
    entries = [at(start + timedelta(days=day)) for day in range(0, 365, 5)]
    assert READERS[reader](calendar(entries, name="Zon", calendar_uid="x")) == expected(entries)


def test_libical_finds_no_fault_in_what_is_written() -> None:
    require(libical.found(), "libical is not installed (Debian: libical3)")
    entries = [*whole_year(), *(meeting(uid=name, summary=text) for name, text in TEXTS.items())]
    data = calendar(entries, name="År", calendar_uid="x", published=True, signed="s3.example/2027")
    assert libical.errors(data) == 0
    assert lint(data) == ()


def test_libical_does_find_faults() -> None:
    """The check above can fail."""
    require(libical.found(), "libical is not installed (Debian: libical3)")
    data = calendar([meeting()], name="x", calendar_uid="x").replace(b"DTSTAMP:2027", b"DTSTAMP:x")
    assert libical.errors(data) > 0
