"""VTIMEZONE blocks: constant, rule-based, and right."""

# ruff: noqa: DTZ001, DTZ007 - a VTIMEZONE speaks in wall-clock time

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical

from arshjul.ical.zones import ZoneError, vtimezone
from tests.support.golden import golden

YEARS = range(2020, 2041)
DERIVED = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Atlantic/Reykjavik", "America/New_York",
    "America/Sao_Paulo", "Asia/Kolkata", "Asia/Jerusalem", "Australia/Sydney", "Australia/Lord_Howe",
    "Pacific/Auckland", "Pacific/Chatham", "America/St_Johns",
)  # fmt: skip


def test_stockholm_is_the_constant_block_of_two_rules() -> None:
    assert vtimezone("Europe/Stockholm") == golden("ical/stockholm.ics").replace("\n", "\r\n")


def test_stockholm_as_derived_is_the_same_block() -> None:
    """Stockholm's text is written out; what the zone database gives must agree with it."""
    derived = vtimezone("Europe/Berlin").replace("Berlin", "Stockholm")
    assert derived == vtimezone("Europe/Stockholm")


@pytest.mark.parametrize("tzid", ["Europe/Stockholm", *DERIVED])
def test_a_block_gives_the_zone_databases_offsets(tzid: str) -> None:
    """Read by dateutil's own VTIMEZONE reader: every sixth hour from 2020 to 2040."""
    import io

    read = tzical(io.StringIO(vtimezone(tzid))).get(tzid)
    assert read is not None
    zone = ZoneInfo(tzid)
    checked = 0
    for year in YEARS:
        for hours in range(0, 366 * 24, 6 * 7):
            naive = datetime(year, 1, 1, 3) + timedelta(hours=hours)
            if _is_ordinary(naive, zone):
                assert naive.replace(tzinfo=read).utcoffset() == naive.replace(tzinfo=zone).utcoffset(), naive
                checked += 1
    assert checked > 4000


def _is_ordinary(naive: datetime, zone: ZoneInfo) -> bool:
    """Neither in a gap nor in an overlap."""
    return naive.replace(tzinfo=zone).utcoffset() == naive.replace(tzinfo=zone, fold=1).utcoffset()


@pytest.mark.parametrize("tzid", ["Europe/Stockholm", *DERIVED])
def test_a_block_changes_at_the_zone_databases_second(tzid: str) -> None:
    """The rules expanded by dateutil, one by one, against the transitions of zoneinfo."""
    zone = ZoneInfo(tzid)
    for before, after, moments in _rules(vtimezone(tzid)):
        for wall in moments:
            instant = (wall - before).replace(tzinfo=UTC)
            assert instant.astimezone(zone).utcoffset() == after
            assert (instant - timedelta(seconds=1)).astimezone(zone).utcoffset() == before


def _rules(block: str) -> list[tuple[timedelta, timedelta, list[datetime]]]:
    from dateutil.rrule import rrulestr

    found = []
    for part in block.split("BEGIN:")[2:]:
        lines = dict(line.split(":", 1) for line in part.split("\r\n")[1:] if ":" in line and "END" not in line)
        if "RRULE" in lines:
            start = datetime.strptime(lines["DTSTART"], "%Y%m%dT%H%M%S")
            moments = rrulestr(lines["RRULE"], dtstart=start).between(datetime(2020, 1, 1), datetime(2041, 1, 1))
            assert len(moments) == len(YEARS)
            found.append((_offset(lines["TZOFFSETFROM"]), _offset(lines["TZOFFSETTO"]), moments))
    return found


def _offset(text: str) -> timedelta:
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))


def test_a_fixed_zone_has_one_part_without_a_rule() -> None:
    block = vtimezone("Asia/Kolkata")
    assert block.count("BEGIN:STANDARD") == 1
    assert "RRULE" not in block
    assert "TZOFFSETTO:+0530" in block


def test_no_block_lists_dates() -> None:
    assert not any("RDATE" in vtimezone(tzid) for tzid in DERIVED)


@pytest.mark.parametrize("tzid", ["Africa/Casablanca", "Africa/Cairo"])
def test_a_zone_without_a_yearly_rule_is_refused_in_one_sentence(tzid: str) -> None:
    with pytest.raises(ZoneError) as refused:
        vtimezone(tzid)
    assert refused.value.message.sv == (
        f"klockan i tidszonen «{tzid}» följer ingen årlig regel som en kalenderfil kan uttrycka"
    )
    assert refused.value.cure.en


def test_a_zone_whose_rule_is_new_is_refused_only_for_the_years_before_it() -> None:
    with pytest.raises(ZoneError):
        vtimezone("America/Mexico_City", 2020)
    assert "RRULE" not in vtimezone("America/Mexico_City", 2026)


@pytest.mark.parametrize("tzid", ["Europe/Atlantis", "", "../etc/passwd", "W. Europe Standard Time", "a\0b"])
def test_an_unknown_zone_is_refused_in_one_sentence(tzid: str) -> None:
    with pytest.raises(ZoneError) as refused:
        vtimezone(tzid)
    assert "IANA" in refused.value.cure.sv


def test_nearly_every_zone_there_is_can_be_written() -> None:
    """A sample, since looking at all of them takes half a minute: all but a handful pass."""
    names = sorted(name for name in available_timezones() if "/" in name)[::20]
    refused = []
    for name in names:
        try:
            vtimezone(name, 2026)
        except ZoneError:
            refused.append(name)
    assert len(names) > 20
    assert len(refused) <= 1
