"""Who is reminded of a meeting that people have been invited to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from arshjul.model.people import MailingList
from arshjul.planning.followed import guests_told
from tests.support.planning import NOW, PEOPLE, after, inviting, meetings, wanted

DAY = date(2027, 3, 9)


def test_they_are_those_invited_whatever_the_file_has_come_to_say() -> None:
    told = inviting(meetings(DAY))
    file = inviting(meetings(DAY, invite=("ada",)))
    (guests,) = guests_told(wanted(file), after(told), NOW).values()
    assert [guest.id for guest in guests] == ["siv", "ulf", "eva"]


def test_who_has_left_is_not_among_them_and_who_has_not_heard_yet_is() -> None:
    first, then = inviting(meetings(DAY)), inviting(meetings(DAY, invite=("siv", "ada")))
    (guests,) = guests_told(wanted(then), after(first, then, sent=False), NOW).values()
    assert {guest.id for guest in guests} == {"siv", "ada", "eva"}


def test_a_meeting_is_known_under_the_name_that_the_file_gives_it() -> None:
    moved = inviting(meetings(date(2027, 3, 10)))
    (key,) = guests_told(wanted(moved), after(inviting(meetings(DAY))), NOW)
    assert key.slot == "2027-03-10"


def test_a_list_stays_a_list() -> None:
    everyone = MailingList("alla", "Alla", "alla@region.example")
    directory = replace(PEOPLE, lists={"alla": everyone})
    file = inviting(meetings(DAY, invite=("alla",)), directory=directory)
    (guests,) = guests_told(wanted(file), after(file), NOW).values()
    assert guests[0] == replace(everyone, language="sv")


def test_of_what_nobody_is_invited_to_nothing_is_known() -> None:
    file = inviting(meetings(DAY, invite_ahead_days=30))
    assert guests_told(wanted(file), after(file), NOW) == {}
