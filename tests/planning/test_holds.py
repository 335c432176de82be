"""Whose reminders wait until the file has been applied."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from arshjul.model.invitation import Snapshot
from arshjul.model.wheel import ChangeKind, Wheel
from arshjul.planning.holds import held
from tests.support.planning import NOW, after, inviting, meetings, on, wanted
from tests.support.wheels import change

MAY = date(2027, 5, 11)
WEEK = timedelta(days=7)
ONE = inviting(meetings(MAY))
OFF = inviting(meetings(MAY), changes=(change("mote/2027-05-11", ChangeKind.CANCEL),))
LATER = inviting(meetings(MAY), changes=(change("mote/2027-05-11", ChangeKind.MOVE, MAY + WEEK),))
EARLIER = inviting(meetings(MAY), changes=(change("mote/2027-05-11", ChangeKind.MOVE, MAY - WEEK),))


def keys(of: Wheel, snapshot: Snapshot, now: datetime = NOW) -> list[str]:
    return [str(key) for key in held(wanted(of), snapshot, now)]


@pytest.mark.parametrize("edited", [OFF, LATER, inviting(), inviting(meetings(MAY, place="Sal 2"))])
def test_a_meeting_whose_time_or_place_differs_is_held(edited: Wheel) -> None:
    assert keys(edited, after(ONE)) == ["mote/2027-05-11"]


@pytest.mark.parametrize(
    "edited", [ONE, inviting(meetings(MAY, title="Nytt")), inviting(meetings(MAY, invite=("ada",)))]
)
def test_another_wording_or_other_guests_hold_nothing(edited: Wheel) -> None:
    assert keys(edited, after(ONE)) == []


def test_it_says_what_was_told_and_what_is_wanted() -> None:
    [(applied, wanted_)] = held(wanted(LATER), after(ONE), NOW).values()
    assert applied.invitation.start.date() == MAY
    assert wanted_ is not None
    assert wanted_.start.date() == MAY + WEEK
    [(_, gone)] = held(wanted(OFF), after(ONE), NOW).values()
    assert gone is None


def test_a_meeting_under_another_slot_is_held_by_the_one_in_the_file() -> None:
    assert keys(inviting(meetings(MAY + WEEK)), after(ONE)) == ["mote/2027-05-18"]
    assert keys(inviting(meetings(MAY, id="forum", was="mote")), after(ONE)) == []


def test_one_that_may_be_another_is_held_by_its_old_slot() -> None:
    assert keys(inviting(meetings(MAY + WEEK, MAY + 2 * WEEK)), after(ONE)) == ["mote/2027-05-11"]


def test_what_people_know_as_cancelled_is_held_when_the_file_has_it_again() -> None:
    assert keys(ONE, after(ONE, OFF)) == ["mote/2027-05-11"]
    assert keys(OFF, after(ONE, OFF)) == []


def test_what_nobody_was_told_of_follows_the_file() -> None:
    assert keys(LATER, Snapshot(edition=0)) == []
    waiting = after(inviting(meetings(MAY, invite_ahead_days=30)))
    assert keys(LATER, waiting) == []


def test_what_is_over_is_not_held() -> None:
    assert keys(OFF, after(ONE), on(MAY)) == []
    assert keys(EARLIER, after(ONE), on(MAY)) == []
    assert keys(ONE, after(ONE, OFF), on(MAY)) == []


def test_a_held_meeting_that_the_file_puts_off_is_not_reminded_of_again() -> None:
    assert keys(LATER, after(ONE), on(MAY)) == ["mote/2027-05-11"]
