"""Which meeting is which: UIDs survive moves, other rules and renames, and are never used for two meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from arshjul.model.invitation import Snapshot
from arshjul.model.rhythm import NthDay, Period, Weekday
from arshjul.model.wheel import ChangeKind, Wheel
from tests.support.applying import applied
from tests.support.planning import NOW, actions, after, inviting, mails, meetings, on, only, plan_of
from tests.support.wheels import change, series, when

MAY = date(2027, 5, 11)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def monthly(week: int, weekday: Weekday, id: str = "mote", **keys: object) -> Wheel:
    return inviting(series(id, when(NthDay(week, weekday, Period.MONTH)), invite=("siv",), **keys))


def uids(snapshot: Snapshot) -> dict[str, str]:
    return {str(one.invitation.key): one.uid for one in snapshot.applied}


def test_another_rule_keeps_slot_and_uid() -> None:
    before = after(monthly(2, Weekday.TUESDAY))
    plan = plan_of(monthly(3, Weekday.WEDNESDAY), before)
    assert [str(one.action) for one in plan.changes] == ["moved"] * 12
    assert uids(applied(plan, before, NOW)) == uids(before)


def test_a_renamed_series_keeps_its_uids_and_tells_nobody() -> None:
    before = after(monthly(2, Weekday.TUESDAY))
    renamed = monthly(2, Weekday.TUESDAY, id="forum", was="mote", title="mote")
    plan = plan_of(renamed, before)
    assert plan.mails == 0
    assert (str(plan.changes[0].key), str(plan.changes[0].was)) == ("forum/2027-01", "mote/2027-01")
    assert len(plan.changes) == 12
    later = applied(plan, before, NOW)
    assert sorted(uids(later).values()) == sorted(uids(before).values())
    assert not plan_of(renamed, later).pending


def test_a_renamed_series_that_moves_too_is_told_once() -> None:
    before = after(inviting(meetings(MAY)))
    wheel = inviting(
        meetings(MAY, id="forum", was="mote", title="mote"),
        changes=(change("forum/2027-05-11", ChangeKind.MOVE, MAY + DAY),),
    )
    plan = plan_of(wheel, before)
    assert actions(plan) == ["moved forum/2027-05-11 1"]
    assert len(mails(plan.changes)) == 3
    assert plan.changes[0].invitation.uid == "mote.2027-05-11@prov"


def test_a_copy_of_a_series_is_no_rename() -> None:
    before = after(inviting(meetings(MAY)))
    plan = plan_of(inviting(meetings(MAY), meetings(MAY, id="forum", was="mote")), before)
    assert actions(plan) == ["new forum/2027-05-11 0"]


@pytest.mark.parametrize("days", [1, 7, 21, -21])
def test_a_slot_that_vanished_beside_the_only_new_one_near_is_the_same_meeting(days: int) -> None:
    before = after(inviting(meetings(MAY)))
    new = MAY + timedelta(days=days)
    plan = plan_of(inviting(meetings(new)), before)
    assert actions(plan) == [f"moved mote/{new} 1"]
    assert str(plan.changes[0].was) == "mote/2027-05-11"
    assert plan.changes[0].invitation.uid == only(before).uid


def test_one_farther_away_is_another_meeting() -> None:
    before = after(inviting(meetings(MAY)))
    plan = plan_of(inviting(meetings(MAY + timedelta(days=22))), before)
    assert actions(plan) == ["cancelled mote/2027-05-11 1", "new mote/2027-06-02 0"]


def test_a_cancelled_meeting_is_not_the_new_one_beside_it() -> None:
    before = after(inviting(meetings(MAY)))
    off = change("mote/2027-05-11", ChangeKind.CANCEL, reason="Konferens")
    plan = plan_of(inviting(meetings(MAY, MAY + WEEK), changes=(off,)), before)
    assert actions(plan) == ["cancelled mote/2027-05-11 1", "new mote/2027-05-18 0"]
    assert plan.changes[0].reason == "Konferens"


def test_one_that_was_called_off_and_then_removed_is_not_the_new_one_beside_it() -> None:
    off = change("mote/2027-05-11", ChangeKind.CANCEL)
    before = after(inviting(meetings(MAY)), inviting(meetings(MAY), changes=(off,)))
    plan = plan_of(inviting(meetings(MAY + WEEK)), before)
    assert actions(plan) == ["new mote/2027-05-18 0"]


def test_meetings_of_another_series_are_never_the_same() -> None:
    before = after(inviting(meetings(MAY), meetings(MAY, id="annat")))
    plan = plan_of(inviting(meetings(MAY, MAY + DAY, id="annat")), before)
    assert actions(plan) == ["cancelled mote/2027-05-11 1", "new annat/2027-05-12 0"]


def test_an_ambiguous_pair_is_asked_about_and_left_alone() -> None:
    before = after(inviting(meetings(MAY)))
    plan = plan_of(inviting(meetings(MAY + DAY, MAY + WEEK)), before)
    assert plan.changes == ()
    [blocked] = plan.blocked
    assert blocked.what == "mote/2027-05-11"
    assert blocked.why.sv == "tis 11 maj är borta ur filen; säg om det är samma möte som ons 12 maj eller tis 18 maj"
    assert blocked.why.en == "Tue 11 May is gone from the file; say whether it is the same as Wed 12 May or Tue 18 May"
    assert "was" in blocked.cure.sv


def test_two_that_vanished_beside_one_new_are_asked_about_too() -> None:
    before = after(inviting(meetings(MAY, MAY + WEEK)))
    plan = plan_of(inviting(meetings(MAY + DAY)), before)
    assert plan.changes == ()
    assert [one.what for one in plan.blocked] == ["mote/2027-05-11", "mote/2027-05-18"]


def test_the_cures_of_an_ambiguous_pair_work() -> None:
    before = after(inviting(meetings(MAY)))
    first = plan_of(inviting(meetings(MAY + DAY)), before)
    one_at_a_time = plan_of(inviting(meetings(MAY + DAY, MAY + WEEK)), applied(first, before, NOW))
    assert actions(one_at_a_time) == ["new mote/2027-05-18 0"]
    others = plan_of(inviting(meetings(MAY + DAY, MAY + WEEK, id="andra", was="")), before)
    assert actions(others) == ["cancelled mote/2027-05-11 1", "new andra/2027-05-12 0", "new andra/2027-05-18 0"]


def test_a_meeting_whose_new_slot_is_past_is_no_cancellation() -> None:
    before = after(inviting(meetings(MAY)))
    plan = plan_of(inviting(meetings(MAY - WEEK)), before, now=on(date(2027, 5, 6)))
    assert plan.changes == ()
    [blocked] = plan.blocked
    assert blocked.why.sv == "tis 11 maj flyttas till tis 4 maj, som redan varit"


def test_a_past_date_that_was_corrected_does_not_hold_a_cancellation_back() -> None:
    before = after(inviting(meetings(MAY - WEEK, MAY)))
    plan = plan_of(inviting(meetings(MAY - WEEK - DAY)), before, now=on(date(2027, 5, 6)))
    assert actions(plan) == ["cancelled mote/2027-05-11 1"]


def test_a_uid_that_an_alias_took_is_not_given_to_another_meeting() -> None:
    moved = after(inviting(meetings(MAY)), inviting(meetings(MAY + DAY)))
    plan = plan_of(inviting(meetings(MAY, MAY + DAY)), moved)
    assert actions(plan) == ["new mote/2027-05-11 0"]
    assert plan.changes[0].invitation.uid == "mote.2027-05-11.2@prov"
    later = applied(plan, moved, NOW)
    again = plan_of(inviting(meetings(MAY, MAY + DAY)), later)
    assert not again.pending
    assert len(set(uids(later).values())) == 2


def test_a_uid_of_another_year_is_taken_too() -> None:
    """The same slot in two years' wheels, as a week that both touch."""
    [one] = after(inviting(meetings(MAY))).applied
    last_year = replace(one, invitation=replace(one.invitation, wheel="prov/2026"))
    snapshot = Snapshot(edition=1, applied=(last_year,))
    plan = plan_of(inviting(meetings(MAY)), snapshot)
    assert actions(plan) == ["new mote/2027-05-11 0"]
    assert plan.changes[0].invitation.uid == "mote.2027-05-11.2@prov"


def test_a_uid_made_free_is_not_one_that_another_new_meeting_has_by_nature() -> None:
    [one] = after(inviting(meetings(MAY))).applied
    last_year = replace(one, invitation=replace(one.invitation, wheel="prov/2026"))
    second = change("mote/2027-05-11.2", ChangeKind.ADD, MAY + DAY)
    plan = plan_of(inviting(meetings(MAY), changes=(second,)), Snapshot(edition=1, applied=(last_year,)))
    assert [change.invitation.uid for change in plan.changes] == ["mote.2027-05-11.3@prov", "mote.2027-05-11.2@prov"]


def test_the_mailbox_that_invited_stays_while_the_meeting_lives() -> None:
    before = after(inviting(meetings(MAY)))
    old = replace(only(before).invitation.mailbox, email="gammal@region.example")
    held = replace(before, applied=(replace(only(before), invitation=replace(only(before).invitation, mailbox=old)),))
    plan = plan_of(inviting(meetings(MAY, place="Sal 2")), held)
    assert plan.changes[0].invitation.mailbox == old
    assert not plan_of(inviting(meetings(MAY)), held).pending


def test_of_two_meetings_at_one_time_the_one_that_is_held_is_told_last() -> None:
    before = after(inviting(meetings(MAY)))
    plan = plan_of(inviting(meetings(MAY, id="forum", was="")), before)
    assert actions(plan) == ["cancelled mote/2027-05-11 1", "new forum/2027-05-11 0"]
