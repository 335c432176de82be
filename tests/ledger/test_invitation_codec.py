"""Invitations come back from the ledger as they were written, and the same invitation is always the same text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul.ledger.invitation_codec import decode, encode
from arshjul.model.entry import Address
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.key import OccurrenceKey
from tests.support.approving import invitation

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
addresses = st.builds(Address, texts, texts)
guests = st.builds(Guest, texts, texts, texts, st.sampled_from(["sv", "en"]), st.sampled_from(["INDIVIDUAL", "GROUP"]))
zones = st.sampled_from(["Europe/Stockholm", "Australia/Lord_Howe", "UTC"]).map(ZoneInfo)
days = st.dates(date(2026, 1, 1), date(2028, 1, 1))
starts = st.builds(datetime.combine, days, st.times(), zones)


@st.composite
def invitations(draw: st.DrawFn) -> Invitation:
    start = draw(starts)
    return Invitation(
        uid=draw(texts),
        wheel=draw(texts),
        key=OccurrenceKey(draw(texts), draw(texts)),
        area=draw(texts),
        area_name=draw(texts),
        title=draw(texts),
        start=start,
        end=start + timedelta(minutes=draw(st.integers(0, 600))),
        all_day=draw(st.booleans()),
        place=draw(texts),
        online=draw(texts),
        agenda=tuple(draw(st.lists(texts, max_size=3))),
        note=draw(texts),
        organiser=draw(addresses),
        mailbox=draw(addresses),
        language=draw(st.sampled_from(["sv", "en"])),
        alarm_minutes=draw(st.none() | st.integers(0, 60)),
        guests_visible=draw(st.booleans()),
        open=draw(st.booleans()),
        opens=draw(st.none() | st.dates()),
        reason=draw(texts),
        guests=tuple(draw(st.lists(guests, max_size=3))),
    )


@given(invitations())
def test_what_is_written_is_read(one: Invitation) -> None:
    again = decode(encode(one))
    assert again == one
    assert (again.start.tzinfo, again.end.tzinfo) == (one.start.tzinfo, one.end.tzinfo)
    assert encode(again) == encode(one)


@given(invitations(), invitations())
def test_different_invitations_are_different_texts(one: Invitation, other: Invitation) -> None:
    assert (encode(one) == encode(other)) is (one == other and one.start.tzinfo == other.start.tzinfo)


def test_an_alarm_at_the_start_is_not_no_alarm() -> None:
    assert decode(encode(invitation(alarm_minutes=0))).alarm_minutes == 0


def test_what_is_empty_is_left_out_so_that_older_texts_stay_the_same() -> None:
    one = invitation(opens=date(2027, 4, 1), reason="andra tisdagen")
    assert encode(one) == (
        '{"agenda":["Läget","Nästa steg"],"area":"gemensamt","area_name":"Gemensamt","end":"2027-05-11T14:30:00",'
        '"guests":[["siv","Siv","siv@region.example","sv","INDIVIDUAL"],'
        '["ulf","Ulf","Ulf.Ek@Kommun.example","sv","INDIVIDUAL"]],"language":"sv",'
        '"mailbox":["Årshjul","arshjul@region.example"],"opens":"2027-04-01",'
        '"organiser":["Siv Öst","siv@region.example"],"place":"Sal B","reason":"andra tisdagen","series":"mote",'
        '"slot":"2027-05","start":"2027-05-11T13:00:00","title":"Månadsmöte","uid":"mote.2027-05@prov",'
        '"wheel":"prov/2027","zone":"Europe/Stockholm"}'
    )


def test_a_time_without_a_named_zone_is_not_written() -> None:
    with pytest.raises(TypeError, match="IANA zone"):
        encode(replace(invitation(), start=datetime(2027, 5, 11, 13, 0, tzinfo=UTC)))
