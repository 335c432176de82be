"""A bulletin as a VEVENT: what each kind of news says, and to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from arshjul.model.entry import Address, Attendee, EntryStatus
from arshjul.model.plan import Action, Bulletin
from arshjul.planning.invitation_entry import Invited, entry_of, method_of
from tests.support.invitations import BULLETINS, DANA, LIST, MEETING, MOVED, SIV, STAMP, bulletin


def test_an_invitation_is_the_whole_meeting() -> None:
    entry = entry_of(bulletin(sequence=3), [(SIV, "NEEDS-ACTION")])
    assert (entry.uid, entry.sequence, entry.stamp) == (MEETING.uid, 3, STAMP)
    assert (entry.start, entry.end) == (MEETING.start, MEETING.end)
    assert (entry.summary, entry.status, entry.transparent) == ("Månadsmöte", "CONFIRMED", False)
    assert entry.location == "Regionens hus, Östersund"
    assert entry.url == MEETING.online
    assert entry.categories == ("Digitala lösningar",)
    assert entry.alarm_minutes == 15
    assert entry.organiser == Address("Dana Ek", "arshjul@region.example")
    assert entry.attendees == (Attendee(Address("Siv Norberg", "Siv.Norberg@region.example")),)


def test_the_text_is_complete_and_in_the_language_of_the_wheel() -> None:
    assert entry_of(bulletin(), ()).description == (
        "Månadsmöte\n"
        "Område: Digitala lösningar\n"
        "Plats: Regionens hus, Östersund\n"
        "Länk: https://teams.example/l/meetup-join/19%3ameeting_digitala\n"
        "Mötesägare: Dana Ek <dana.ek@region.example>\n"
        "\n"
        "Dagordning:\n"
        "1. Läget i projekten\n"
        "2. Digital mognad i kommunerna: vad säger den nya mätningen, och vad gör vi åt den?\n"
        "3. Nästa utlysning från Vinnova\n"
        "\n"
        "Ta med en sida om ert läge."
    )
    english = replace(MEETING, language="en")
    assert (
        "Organiser: Dana Ek <dana.ek@region.example>\n\nAgenda:\n1."
        in entry_of(bulletin(meeting=english), ()).description
    )


def test_the_link_stands_in_for_a_place_and_nothing_is_said_of_what_is_missing() -> None:
    assert entry_of(bulletin(meeting=replace(MEETING, place="")), ()).location == MEETING.online
    entry = entry_of(BULLETINS["bare"], ())
    assert (entry.location, entry.url, entry.categories, entry.description) == ("", "", (), "Månadsmöte")
    assert entry_of(bulletin(meeting=replace(MEETING, online="Teams, se mejl")), ()).url == ""


def test_all_day_is_dates_and_rings_no_alarm() -> None:
    entry = entry_of(BULLETINS["open"], ())
    assert (entry.start, entry.end, entry.alarm_minutes) == (date(2027, 10, 5), date(2027, 10, 7), None)


@pytest.mark.parametrize(
    ("what", "method", "status"),
    [
        (BULLETINS["new"], "REQUEST", "CONFIRMED"),
        (BULLETINS["reworded"], "REQUEST", "CONFIRMED"),
        (BULLETINS["moved"], "REQUEST", "CONFIRMED"),
        (BULLETINS["cancelled"], "CANCEL", "CANCELLED"),
        (BULLETINS["leaving"], "CANCEL", None),
    ],
)
def test_only_a_whole_cancellation_says_cancelled(what: Bulletin, method: str, status: EntryStatus | None) -> None:
    entry = entry_of(what, [(SIV, "ACCEPTED")])
    assert (method_of(what.action), entry.status) == (method, status)
    assert (entry.alarm_minutes is None) == entry.transparent == (method == "CANCEL")


def test_answers_are_echoed_until_the_time_is_another() -> None:
    guests: list[Invited] = [(SIV, "ACCEPTED"), (DANA, "DECLINED"), (LIST, "NEEDS-ACTION")]
    kept = entry_of(BULLETINS["reworded"], guests)
    assert [one.partstat for one in kept.attendees] == ["ACCEPTED", "DECLINED", "NEEDS-ACTION"]
    assert [one.kind for one in kept.attendees] == ["INDIVIDUAL", "INDIVIDUAL", "GROUP"]
    assert {one.partstat for one in entry_of(BULLETINS["moved"], guests).attendees} == {"NEEDS-ACTION"}


def test_a_reason_is_for_the_mail_alone() -> None:
    """Nobody is told when only a reason changes, so a calendar that held it would lag behind."""
    moved = BULLETINS["moved"]
    assert moved.reason
    assert entry_of(moved, ()) == entry_of(replace(moved, reason=""), ())
    assert moved.action is Action.MOVED


@pytest.mark.parametrize("leaving", [True, False])
def test_a_cancellation_is_about_the_meeting_that_its_guest_knows(leaving: bool) -> None:
    """Moved, and called off before the mail about the move had left."""
    handed_over = replace(MOVED, organiser=Address("Siv Norberg", "siv.norberg@region.example"))
    entry = entry_of(bulletin(Action.CANCELLED, handed_over, before=MEETING, leaving=leaving), [(SIV, "NEEDS-ACTION")])
    assert (entry.start, entry.location) == (MEETING.start, MEETING.location)
    assert entry.organiser == Address("Siv Norberg", "arshjul@region.example")
