"""iCalendar bytes: deterministic, complete, folded between characters, nothing private in what is published."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from arshjul.ical.lint import lint
from arshjul.ical.parse import CalendarError, parse
from arshjul.ical.write import calendar
from arshjul.ical.zones import ZoneError
from arshjul.model.entry import Address, Attendee, CalendarEntry
from tests.support.golden import golden
from tests.support.ics import ALL_DAY, MEETING, STOCKHOLM, at, meeting

OLLE = Address("Olle Frösö", "olle.froso@region.example")
FULL = meeting(
    summary="Styrgrupp S3: färdplaner, läget; beslut",
    description="Styrgrupp S3\nOmråde: Gemensamt\n\nDagordning:\n1. Läget\n2. Övriga frågor",
    location="Regionens hus, Östersund",
    url="https://teams.example/styrgrupp?a=1&b=å",
    categories=("Gemensamt", "Ärenden, övriga"),
    alarm_minutes=90,
)
INVITED = replace(
    FULL,
    organiser=OLLE,
    attendees=(
        Attendee(Address("Dana Ek", "dana.ek@region.example"), "ACCEPTED"),
        Attendee(Address("Aktörer", "alla@lists.example"), kind="GROUP"),
        Attendee(Address("", "rum@region.example"), kind="RESOURCE"),
    ),
)


def write(*entries: CalendarEntry, **options: object) -> bytes:
    return calendar(entries, name="Årshjul", calendar_uid="all@s3.example", **options)  # type: ignore[arg-type] # tests pass options through


def lines(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_whole_calendar_is_this_text() -> None:
    data = write(
        FULL, ALL_DAY, replace(MEETING, uid="c@x", status="CANCELLED"), zone="Europe/Stockholm", signed="s3/2027"
    )
    assert data.decode().replace("\r\n", "\n") == golden("ical/calendar.ics")


def test_an_invitation_names_organiser_and_attendees() -> None:
    data = write(INVITED, method="request")
    assert lint(data) == ()
    said = lines(data)
    assert "METHOD:REQUEST" in said
    assert 'ORGANIZER;CN="Olle Frösö":mailto:olle.froso@region.example' in said
    assert (
        'ATTENDEE;CN="Dana Ek";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:dana.ek@region.example'
        in said
    )
    assert "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=NEEDS-ACTION;ROLE=NON-PARTICIPANT:mailto:rum@region.example" in said


def test_the_same_entries_give_the_same_bytes() -> None:
    assert write(INVITED, ALL_DAY) == write(replace(INVITED), replace(ALL_DAY))


def test_two_zones_with_the_same_instant_keep_their_own_clocks() -> None:
    """Aware datetimes that are one instant are equal, so a careless cache would mix them up."""
    there = at(datetime(2027, 5, 18, 14, tzinfo=ZoneInfo("Europe/Helsinki")), uid="fi@x")
    here = at(datetime(2027, 5, 18, 13, tzinfo=STOCKHOLM), uid="se@x")
    assert here.start == there.start
    said = lines(write(here, there))
    assert "DTSTART;TZID=Europe/Stockholm:20270518T130000" in said
    assert "DTSTART;TZID=Europe/Helsinki:20270518T140000" in said
    assert sum(line.startswith("TZID:") for line in said) == 2


def test_utc_needs_no_zone_block() -> None:
    said = lines(
        write(at(datetime(2027, 5, 18, 13, tzinfo=UTC)), at(datetime(2027, 5, 18, 13, tzinfo=ZoneInfo("UTC"))))
    )
    assert said.count("DTSTART:20270518T130000Z") == 2
    assert "BEGIN:VTIMEZONE" not in said


def test_an_empty_calendar_still_has_its_zone_since_a_calendar_needs_a_component() -> None:
    data = write(zone="Europe/Stockholm", published=True)
    assert lint(data) == ()
    assert data.count(b"BEGIN:VTIMEZONE") == 1


def test_a_published_calendar_says_how_often_to_look_again() -> None:
    said = lines(write(MEETING, published=True))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in said
    assert "X-PUBLISHED-TTL:PT6H" in said
    assert not any(line.startswith("METHOD") for line in said)


@pytest.mark.parametrize(
    "private",
    [{"organiser": OLLE}, {"attendees": (Attendee(OLLE),)}, {"alarm_minutes": 15}],
    ids=["organiser", "attendee", "alarm"],
)
def test_a_published_calendar_refuses_addresses_and_alarms(private: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no address and no alarm"):
        write(meeting(**private), published=True)


@pytest.mark.parametrize("minutes", [1, 90, 1440])
def test_an_alarm_is_one_display_before_the_start(minutes: int) -> None:
    said = lines(write(meeting(alarm_minutes=minutes)))
    assert [line for line in said if line.startswith(("ACTION", "TRIGGER"))] == [
        "ACTION:DISPLAY",
        next(line for line in said if re.fullmatch(r"TRIGGER:-P(\d+D|T(\d+H)?(\d+M)?)", line)),
    ]
    (entry,) = parse(write(meeting(alarm_minutes=minutes))).entries
    assert entry.alarm_minutes == minutes


def test_a_cancelled_meeting_is_kept_free_and_silent() -> None:
    said = lines(write(replace(FULL, status="CANCELLED")))
    assert {"STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"} <= set(said)
    assert "BEGIN:VALARM" not in said


def test_a_tentative_meeting_is_shown_as_one_in_outlook() -> None:
    assert "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE" in lines(write(meeting(status="TENTATIVE")))


@pytest.mark.parametrize("letter", ["x", "å", "€", "🧁", "\\", ";"])
@pytest.mark.parametrize("length", range(15, 160, 3))
def test_lines_are_full_and_folded_between_characters(letter: str, length: int) -> None:
    """Each line has as many whole characters as 75 octets hold, and unfolded they are what was written."""
    data = write(meeting(summary="a" * (length % 5) + letter * length))
    folded = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    assert all(len(line) <= 75 and line.decode() is not None for line in folded)
    before_a_fold = [line for line, after in pairwise(folded) if after.startswith(b" ")]
    assert all(len(line) > 75 - len(letter.encode()) for line in before_a_fold)
    assert parse(data).entries[0].summary == "a" * (length % 5) + letter * length
    assert lint(data) == ()


def test_what_is_no_link_is_no_url() -> None:
    assert not any(line.startswith("URL") for line in lines(write(meeting(url="rum 3"))))
    assert "URL:https://x.example/%C3%A5" in lines(write(meeting(url="https://x.example/å")))


def test_a_time_that_the_spring_switch_jumps_over_is_refused() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        write(at(datetime(2027, 3, 28, 2, 30, tzinfo=STOCKHOLM)))


def test_naive_and_offset_only_times_are_refused() -> None:
    for zone in (None, timezone(timedelta(hours=1))):
        with pytest.raises(ValueError, match="no IANA zone"):
            write(at(datetime(2027, 5, 18, 13, tzinfo=zone)))


def test_a_date_and_a_time_do_not_mix() -> None:
    with pytest.raises(ValueError, match="both dates or both datetimes"):
        write(meeting(end=date(2027, 3, 26)))


def test_a_zone_without_rules_is_refused() -> None:
    with pytest.raises(ZoneError):
        write(at(datetime(2027, 5, 18, 13, tzinfo=ZoneInfo("Africa/Casablanca"))))


def test_what_is_written_is_read_back_the_same() -> None:
    entries = (INVITED, ALL_DAY, replace(MEETING, uid="c@x", status="CANCELLED", transparent=True, sequence=3))
    read = parse(write(*entries, method="REQUEST"))
    assert read.method == "REQUEST"
    assert read.name == "Årshjul"
    assert read.entries == tuple(replace(e, url=e.url.replace("å", "%C3%A5")) for e in entries)


@pytest.mark.parametrize(
    "data", [b"", b"hej", b"BEGIN:VCALENDAR\r\n", b"\xff\xfe", write(MEETING).replace(b"UID:sty", b"X-U:"), b"x" * 99]
)
def test_what_is_no_calendar_is_one_sentence(data: bytes) -> None:
    with pytest.raises(CalendarError) as refused:
        parse(data)
    assert refused.value.message.sv.startswith("kalenderfilen går inte att läsa")
