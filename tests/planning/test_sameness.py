"""What counts as a difference, to the calendar and to a guest."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from arshjul.model.entry import Address
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import FieldChange
from arshjul.planning.sameness import field_changes, moved, same_record, same_to_guests, significant
from tests.support.planning import inviting, meetings, wanted

[MEETING] = wanted(inviting(meetings(date(2027, 5, 11), online="https://x.example/1"))).invitations
WEEK = timedelta(days=7)
SIGNIFICANT: dict[str, Any] = {
    "start": MEETING.start - timedelta(hours=1),
    "end": MEETING.end + timedelta(minutes=15),
    "all_day": True,
    "place": "Sal 2",
}
WORDING: dict[str, Any] = {
    "title": "Nytt namn",
    "online": "https://x.example/2",
    "agenda": ("Nytt",),
    "note": "Nytt",
    "organiser": Address("Siv", "siv@region.example"),
    "area_name": "Jord",
    "open": True,
    "alarm_minutes": 15,
    "guests_visible": True,
}
RECORDED: dict[str, Any] = {
    "uid": "x@prov",
    "wheel": "prov/2028",
    "key": OccurrenceKey("annat", "1"),
    "area": "jord",
    "mailbox": Address("", "annan@region.example"),
    "language": "en",
    "guests": MEETING.guests[:2],
}
UNSEEN: dict[str, Any] = {"reason": "Krock", "opens": date(2027, 1, 1), "guests": MEETING.guests[::-1]}


def test_every_field_is_one_kind_or_another() -> None:
    assert {field.name for field in fields(Invitation)} == {*SIGNIFICANT, *WORDING, *RECORDED, *UNSEEN}


@pytest.mark.parametrize("field", SIGNIFICANT)
def test_time_and_place_are_significant(field: str) -> None:
    other = replace(MEETING, **{field: SIGNIFICANT[field]})
    assert significant(MEETING, other)
    assert moved(MEETING, other) == (field != "place")
    assert not same_to_guests(MEETING, other)
    assert not same_record(MEETING, other)


@pytest.mark.parametrize("field", WORDING)
def test_wording_is_told_and_not_significant(field: str) -> None:
    other = replace(MEETING, **{field: WORDING[field]})
    assert not significant(MEETING, other)
    assert not same_to_guests(MEETING, other)
    assert not same_record(MEETING, other)
    assert len(field_changes(MEETING, other)) == 1


@pytest.mark.parametrize("field", RECORDED)
def test_the_rest_is_written_down_and_not_told(field: str) -> None:
    other = replace(MEETING, **{field: RECORDED[field]})
    assert same_to_guests(MEETING, other)
    assert not same_record(MEETING, other)


@pytest.mark.parametrize("field", UNSEEN)
def test_reasons_the_day_to_invite_and_the_order_of_guests_change_nothing(field: str) -> None:
    other = replace(MEETING, **{field: UNSEEN[field]})
    assert same_to_guests(MEETING, other)
    assert same_record(MEETING, other)
    assert field_changes(MEETING, other) == ()


def test_the_link_is_the_place_of_a_meeting_that_has_no_other() -> None:
    online = replace(MEETING, place="")
    assert significant(online, replace(online, online="https://x.example/2"))


def test_the_same_wall_clock_in_another_zone_is_another_time() -> None:
    assert significant(MEETING, replace(MEETING, start=MEETING.start.replace(tzinfo=ZoneInfo("Europe/Helsinki"))))
    assert significant(MEETING, replace(MEETING, start=MEETING.start.astimezone(UTC)))


def test_a_zone_that_got_other_rules_is_the_same_time() -> None:
    """A new edition of the time zone database: the same name, another object, perhaps another instant."""
    fresh = ZoneInfo.no_cache("Europe/Stockholm")
    other = replace(MEETING, start=MEETING.start.replace(tzinfo=fresh), end=MEETING.end.replace(tzinfo=fresh))
    assert other.start.tzinfo is not MEETING.start.tzinfo
    assert same_record(MEETING, other)


def test_changes_are_plain_values() -> None:
    later = replace(
        MEETING,
        start=MEETING.start + WEEK,
        end=MEETING.end + WEEK,
        agenda=("Läget", "Nästa steg"),
        organiser=Address("", ""),
        alarm_minutes=15,
    )
    assert field_changes(MEETING, later) == (
        FieldChange("time", "2027-05-11T09:00/2027-05-11T11:00", "2027-05-18T09:00/2027-05-18T11:00"),
        FieldChange("agenda", "", "Läget\nNästa steg"),
        FieldChange("organiser", "Eva <eva@region.example>", ""),
        FieldChange("alarm", "", "15"),
    )


def test_a_whole_day_is_told_in_days() -> None:
    midnight = MEETING.start.replace(hour=0)
    day = replace(MEETING, all_day=True, start=midnight, end=midnight + timedelta(days=1))
    [change] = field_changes(day, replace(day, end=day.end + timedelta(days=1)))
    assert change == FieldChange("time", "2027-05-11/2027-05-12", "2027-05-11/2027-05-13")


def test_guests_are_told_by_name_and_by_address_when_that_is_what_changed() -> None:
    siv, ulf, eva = MEETING.guests
    ada = Guest("ada", "Ada", "ada@region.example", "sv")
    moved_in = replace(siv, email="siv@kommun.example")
    [came] = field_changes(MEETING, replace(MEETING, guests=(siv, eva, ada)))
    [address] = field_changes(MEETING, replace(MEETING, guests=(moved_in, ulf, eva)))
    [renamed] = field_changes(MEETING, replace(MEETING, guests=(replace(siv, name="Siv Ek"), ulf, eva)))
    assert came == FieldChange("invite", "Ulf", "Ada")
    assert address == FieldChange("invite", "Siv <siv@region.example>", "Siv <siv@kommun.example>")
    assert renamed == FieldChange("invite", "Siv", "Siv Ek")
