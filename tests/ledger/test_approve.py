"""Approving a plan: what each guest knows, which mails wait, and that nothing is decided on an outdated view."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from arshjul.errors import LedgerError
from arshjul.ledger import Ledger, PlanIsStale, open_ledger
from arshjul.ledger.invitation_codec import sealed
from arshjul.model.delivery import DeliveryState
from arshjul.model.invitation import AppliedState, Guest
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Action, Change, Message
from tests.support.approving import (
    BOOK,
    CALENDAR,
    EVA,
    NOW,
    SIV,
    ULF,
    WHEEL,
    applied,
    approval,
    approve,
    change,
    drain,
    invitation,
    new,
    of,
    plan,
    to_all,
)

HOUR = timedelta(hours=1)
LATER = NOW + HOUR
FIRST, MOVED = invitation(), invitation(day=18)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "var" / "arshjul.db") as opened:
        yield opened


@pytest.fixture
def invited(ledger: Ledger) -> Ledger:
    """A ledger whose two guests have their invitation."""
    approve(ledger, new(FIRST))
    drain(ledger)
    return ledger


def queue(ledger: Ledger) -> list[str]:
    return sorted(f"{row.delivery.key.whom} {row.delivery.key.step}" for row in ledger.rows(DeliveryState.DUE))


def details(ledger: Ledger) -> list[str]:
    return [row.detail for row in ledger.rows(DeliveryState.EXPIRED)]


def answer(ledger: Ledger, guest: Guest, partstat: str) -> None:
    """The guest's answer, as the program will write it."""
    found = "select * from guest where whom = ?"
    (row,) = ledger._connection.execute(found, (guest.whom,)).fetchall()
    columns = [*row][:-1]
    columns[8] = partstat
    ledger._sql.save_guests(ledger._connection, [sealed(*columns)])


# ── what a guest knows ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_invitation_is_known_when_it_has_left_the_queue(ledger: Ledger) -> None:
    assert approve(ledger, new(FIRST)) == 2
    waiting = of(applied(ledger), SIV)
    assert (waiting.told, waiting.pending) == (None, True)
    assert drain(ledger) == ["siv@region.example new", "ulf.ek@kommun.example new"]
    told = of(applied(ledger), ULF)
    assert (told.told, told.pending, told.guest) == (FIRST, False, ULF)


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNCERTAIN])
def test_what_has_been_tried_counts_as_told_and_is_for_a_person_to_send_again(
    ledger: Ledger, state: DeliveryState
) -> None:
    approve(ledger, new(FIRST))
    drain(ledger, state)
    assert of(applied(ledger), SIV).told == FIRST


def test_a_mail_on_its_way_counts_as_told(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    (row,) = ledger.claim(NOW, [BOOK])
    assert of(applied(ledger), SIV).told == FIRST
    ledger.unclaim([row], NOW, ready=NOW, detail="")
    assert of(applied(ledger), SIV).told is None


def test_a_delivery_says_to_whom_what_and_until_when(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    mine, his = sorted((row.delivery for row in ledger.rows(DeliveryState.DUE)), key=lambda one: one.key.whom)
    assert mine.key == (CALENDAR, "mote/2027-05", "new", "1", "siv@region.example")
    assert (his.key.whom, his.reader, his.reminder) == ("ulf.ek@kommun.example", "ulf", "invitation")
    assert (mine.due, mine.expires) == (NOW, FIRST.start)
    assert {row.wheel for row in ledger.rows(DeliveryState.DUE)} == {BOOK}


def test_a_bulletin_holds_what_the_mail_says_and_what_was_known_before(invited: Ledger) -> None:
    one = applied(invited)
    approve(
        invited, change(Action.MOVED, one, MOVED, *to_all(Action.MOVED, one), reason="Salen är upptagen"), now=LATER
    )
    row = invited.rows(DeliveryState.DUE)[0]
    bulletin = invited.bulletin(int(row.delivery.key.version))
    assert (bulletin.action, bulletin.invitation, bulletin.before) == (Action.MOVED, MOVED, FIRST)
    assert (bulletin.sequence, bulletin.stamp, bulletin.reason) == (1, LATER, "Salen är upptagen")
    told = invited.told(bulletin.number, row.delivery.key.whom)
    assert told is not None
    assert (told.guest.whom, told.first, told.partstat) == (row.delivery.key.whom, 1, "NEEDS-ACTION")


def test_a_bulletin_is_shared_by_those_who_are_told_the_same(invited: Ledger) -> None:
    one = applied(invited)
    to_eva = Message(EVA, Action.NEW)
    wanted = invitation("2027-05", SIV, ULF, EVA, day=18)
    approve(invited, change(Action.MOVED, one, wanted, *to_all(Action.MOVED, one), to_eva))
    numbers = {row.delivery.key.whom: row.delivery.key.version for row in invited.rows(DeliveryState.DUE)}
    assert numbers[SIV.whom] == numbers[ULF.whom] != numbers[EVA.whom]
    assert invited.bulletin(int(numbers[EVA.whom])).before is None


def test_there_is_no_bulletin_that_was_never_written(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        ledger.bulletin(4711)


# ── superseding ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_change_before_the_invitation_has_left_gives_one_mail(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    one = applied(ledger)
    again = tuple(Message(guest, Action.NEW) for guest in MOVED.guests)
    assert approve(ledger, change(Action.MOVED, one, MOVED, *again)) == 2
    assert details(ledger) == ["superseded"] * 2
    assert ledger.rows(DeliveryState.EXPIRED)[0].reason.sv == "ersatt av ett senare besked"
    assert ledger.told(1, SIV.whom) is None
    assert len(drain(ledger)) == 2
    told = ledger.told(2, SIV.whom)
    assert told is not None
    assert told.first == 2  # the superseded one never reached anybody
    assert of(applied(ledger), SIV).told == MOVED


def test_a_second_change_tells_the_difference_from_what_was_known(invited: Ledger) -> None:
    one = applied(invited)
    approve(invited, change(Action.MOVED, one, MOVED, *to_all(Action.MOVED, one)))
    one = applied(invited)
    assert {guest.told for guest in one.guests} == {FIRST}
    third = invitation(day=25)
    approve(invited, change(Action.MOVED, one, third, *to_all(Action.MOVED, one)))
    assert invited.bulletin(int(invited.rows(DeliveryState.DUE)[0].delivery.key.version)).before == FIRST
    assert drain(invited) == ["siv@region.example moved", "ulf.ek@kommun.example moved"]


def test_a_meeting_moved_back_before_the_mail_has_left_disturbs_nobody(invited: Ledger) -> None:
    one = applied(invited)
    approve(invited, change(Action.MOVED, one, MOVED, *to_all(Action.MOVED, one)))
    assert approve(invited, change(Action.MOVED, applied(invited), FIRST)) == 0
    assert drain(invited) == []
    one = applied(invited)
    assert (of(one, SIV).told, of(one, SIV).pending, one.invitation, one.sequence) == (FIRST, False, FIRST, 2)


def test_a_meeting_cancelled_before_the_invitation_has_left_is_never_heard_of(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    assert approve(ledger, change(Action.CANCELLED, applied(ledger), FIRST)) == 0
    assert drain(ledger) == []
    one = applied(ledger)
    assert (one.state, one.sequence, of(one, SIV).told) == (AppliedState.CANCELLED, 1, None)


def test_a_guest_with_the_right_mail_in_the_queue_keeps_it(ledger: Ledger) -> None:
    """Another guest comes: those who wait for the same content are left alone."""
    approve(ledger, new(FIRST))
    wanted = invitation("2027-05", SIV, ULF, EVA)
    assert approve(ledger, change(Action.UPDATED, applied(ledger), wanted, Message(EVA, Action.NEW), step=0)) == 1
    assert details(ledger) == []
    assert queue(ledger) == ["eva@region.example new", "siv@region.example new", "ulf.ek@kommun.example new"]


def test_a_deferred_mail_that_was_overtaken_while_on_its_way_does_not_leave(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    rows = ledger.claim(NOW, [BOOK])
    one = applied(ledger)
    approve(ledger, change(Action.MOVED, one, MOVED, Message(SIV, Action.MOVED, FIRST), Message(ULF, Action.NEW)))
    ledger.unclaim(rows, NOW, ready=NOW, detail="")
    assert ledger.told(int(rows[0].delivery.key.version), rows[0].delivery.key.whom) is None


# ── leaving, cancelled, coming back ──────────────────────────────────────────────────────────────────────────────────


def test_a_removed_guest_alone_is_told_and_until_the_meeting_that_guest_knows_of(invited: Ledger) -> None:
    one = applied(invited)
    leaving = Message(ULF, Action.CANCELLED, FIRST, leaving=True)
    moved = Message(SIV, Action.MOVED, FIRST)
    approve(invited, change(Action.MOVED, one, invitation("2027-05", SIV, day=18), moved, leaving))
    ends = {row.delivery.key.step: row.delivery.expires for row in invited.rows(DeliveryState.DUE)}
    assert ends == {"leaving": FIRST.start, "moved": MOVED.start}
    assert of(applied(invited), ULF).told == FIRST
    drain(invited)
    gone = of(applied(invited), ULF)
    assert (gone.told, gone.removed) == (None, True)


def test_a_queued_cancellation_stays_when_something_else_changes(invited: Ledger) -> None:
    leaving = Message(ULF, Action.CANCELLED, FIRST, leaving=True)
    approve(invited, change(Action.UPDATED, applied(invited), invitation("2027-05", SIV), leaving))
    one = applied(invited)
    approve(
        invited,
        change(Action.MOVED, one, invitation("2027-05", SIV, day=18), Message(SIV, Action.MOVED, of(one, SIV).told)),
    )
    assert queue(invited) == ["siv@region.example moved", "ulf.ek@kommun.example leaving"]


def test_a_guest_taken_back_before_the_cancellation_has_left_hears_nothing(invited: Ledger) -> None:
    leaving = Message(ULF, Action.CANCELLED, FIRST, leaving=True)
    approve(invited, change(Action.UPDATED, applied(invited), invitation("2027-05", SIV), leaving))
    assert approve(invited, change(Action.UPDATED, applied(invited), FIRST)) == 0
    assert queue(invited) == []
    back = of(applied(invited), ULF)
    assert (back.told, back.removed, back.pending) == (FIRST, False, False)


def test_a_guest_who_comes_back_is_answered_in_the_first_thread(invited: Ledger) -> None:
    leaving = Message(ULF, Action.CANCELLED, FIRST, leaving=True)
    approve(invited, change(Action.UPDATED, applied(invited), invitation("2027-05", SIV), leaving))
    drain(invited)
    approve(invited, change(Action.UPDATED, applied(invited), FIRST, Message(ULF, Action.NEW)))
    (row,) = invited.rows(DeliveryState.DUE)
    told = invited.told(int(row.delivery.key.version), ULF.whom)
    assert told is not None
    assert told.first == 1
    assert not of(applied(invited), ULF).removed


def test_a_cancelled_meeting_is_known_to_nobody_and_may_be_revived(invited: Ledger) -> None:
    one = applied(invited)
    approve(invited, change(Action.CANCELLED, one, FIRST, *to_all(Action.CANCELLED, one)))
    assert {row.delivery.expires for row in invited.rows(DeliveryState.DUE)} == {FIRST.start}
    drain(invited)
    one = applied(invited)
    assert (one.state, {guest.told for guest in one.guests}) == (AppliedState.CANCELLED, {None})
    assert not any(guest.removed for guest in one.guests)
    approve(invited, new(FIRST, sequence=2))
    assert len(drain(invited)) == 2
    assert applied(invited).state is AppliedState.INVITED


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("action", "left"), [(Action.MOVED, "NEEDS-ACTION"), (Action.UPDATED, "ACCEPTED")])
def test_another_time_asks_anew_and_another_wording_does_not(invited: Ledger, action: Action, left: str) -> None:
    answer(invited, SIV, "ACCEPTED")
    one = applied(invited)
    assert of(one, SIV).partstat == "ACCEPTED"
    wanted = MOVED if action is Action.MOVED else invitation(note="Ta med kaffe")
    approve(invited, change(action, one, wanted, *to_all(action, one)))
    assert of(applied(invited), SIV).partstat == left


# ── in silence ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_wording_passed_in_silence_counts_as_told(invited: Ledger) -> None:
    wanted = invitation(note="Ta med kaffe")
    assert approve(invited, change(Action.UPDATED, applied(invited), wanted, step=0)) == 0
    assert {guest.told for guest in applied(invited).guests} == {wanted}
    assert drain(invited) == []


def test_silence_does_not_take_an_invitation_out_of_the_queue(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    (row,) = ledger.claim(NOW, [BOOK])
    wanted = invitation(note="Ta med kaffe")
    approve(ledger, change(Action.UPDATED, applied(ledger), wanted, Message(ULF, Action.NEW), step=0))
    assert queue(ledger) == ["ulf.ek@kommun.example new"]
    assert row.delivery.key.whom == SIV.whom
    assert of(applied(ledger), SIV).told == wanted


def test_a_guest_who_may_get_nothing_is_not_recorded(ledger: Ledger) -> None:
    """An address outside `allow_domains` stands in the meeting and has no message."""
    approve(ledger, new(FIRST, messages=(Message(SIV, Action.NEW),)))
    assert [guest.guest for guest in applied(ledger).guests] == [SIV]


# ── an outdated view ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_holds_for_one_edition(ledger: Ledger) -> None:
    decided = plan(new(FIRST), edition=0)
    assert ledger.approve(decided, approval(), channel="folder", now=NOW) == 2
    with pytest.raises(PlanIsStale) as caught:
        ledger.approve(decided, approval(), channel="folder", now=NOW)
    assert "arshjul plan" in caught.value.cure.sv
    assert len(ledger.rows(DeliveryState.DUE)) == 2


def test_another_calendars_approval_does_not_overtake_a_plan(ledger: Ledger) -> None:
    other = plan(edition=0)
    ledger.approve(other, approval(wheel="annat/2027"), channel="folder", now=NOW)
    assert ledger.approve(plan(new(FIRST), edition=0), approval(), channel="folder", now=NOW) == 2


def test_a_cancellation_planned_while_the_invitation_waited_is_planned_again_once_it_has_left(ledger: Ledger) -> None:
    """Else a guest would keep a meeting that nobody called off."""
    approve(ledger, new(FIRST))
    silent = plan(change(Action.CANCELLED, applied(ledger), FIRST), edition=1)
    drain(ledger, now=LATER)
    with pytest.raises(PlanIsStale):
        ledger.approve(silent, approval(), channel="folder", now=LATER)
    assert applied(ledger).state is AppliedState.INVITED


def test_a_message_planned_from_what_a_guest_no_longer_knows_is_refused(ledger: Ledger) -> None:
    """The same second: the instant of the plan does not tell, but the content does."""
    approve(ledger, new(FIRST))
    again = tuple(Message(guest, Action.NEW) for guest in MOVED.guests)
    outdated = plan(change(Action.MOVED, applied(ledger), MOVED, *again), edition=1)
    drain(ledger)
    with pytest.raises(PlanIsStale):
        ledger.approve(outdated, approval(), channel="folder", now=NOW)


def test_mails_that_leave_about_other_meetings_do_not_overtake_a_plan(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    decided = plan(new(invitation("2027-06")), edition=1)
    drain(ledger, now=LATER)
    assert ledger.approve(decided, approval(), channel="folder", now=LATER) == 2


def test_another_channel_tells_everybody_anew(invited: Ledger) -> None:
    anew = plan(new(FIRST, before=FIRST, sequence=1), edition=1)
    assert invited.approve(anew, approval(), channel="smtp", now=LATER) == 2
    assert applied(invited).channel == "smtp"


# ── SEQUENCE and DTSTAMP ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_that_would_lower_a_sequence_writes_nothing(invited: Ledger) -> None:
    with pytest.raises(ValueError, match="would fall"):
        approve(invited, change(Action.MOVED, applied(invited), MOVED, step=-1))
    assert applied(invited).invitation == FIRST
    assert invited.snapshot(CALENDAR).edition == 1


def test_every_change_has_a_later_stamp_even_when_the_clock_was_set_back(invited: Ledger) -> None:
    one = applied(invited)
    approve(invited, change(Action.UPDATED, one, invitation(note="x"), step=0), now=NOW - HOUR)
    assert applied(invited).stamp == NOW + timedelta(seconds=1)


# ── waiting for the day to invite ────────────────────────────────────────────────────────────────────────────────────

WAITING = invitation("2027-06", opens=date(2027, 4, 1))


def test_what_waits_is_approved_and_mailed_to_nobody(ledger: Ledger) -> None:
    assert approve(ledger, waiting=(WAITING,)) == 0
    one = applied(ledger, "2027-06")
    assert (one.state, one.sequence, one.invitation, one.guests) == (AppliedState.WAITING, -1, WAITING, ())
    glance = ledger.at_a_glance(WHEEL, NOW)
    assert glance is not None
    assert (glance.waiting, glance.opens, glance.invited) == (1, date(2027, 4, 1), 0)
    assert ledger.applied_keys(CALENDAR) == {}


def test_what_waits_is_invited_when_its_day_has_come_and_the_approval_stands(ledger: Ledger) -> None:
    approve(ledger, waiting=(WAITING,))
    day = NOW + timedelta(days=90)
    assert ledger.invite([new(WAITING)], wheel=WHEEL, channel="folder", edition=1, now=day) == 2
    assert applied(ledger, "2027-06").state is AppliedState.INVITED
    assert ledger.approval(WHEEL) == approval()
    with pytest.raises(PlanIsStale):
        ledger.invite([new(WAITING)], wheel=WHEEL, channel="folder", edition=1, now=day)
    assert len(drain(ledger, now=day)) == 2


def test_what_no_longer_waits_is_forgotten_unless_its_sequence_was_used(ledger: Ledger) -> None:
    approve(ledger, new(FIRST), waiting=(WAITING,))
    approve(ledger, change(Action.CANCELLED, applied(ledger), FIRST))
    approve(ledger, waiting=(FIRST,))
    one = applied(ledger)
    assert (one.state, one.sequence) == (AppliedState.WAITING, 1)
    assert [one.uid for one in ledger.snapshot(CALENDAR).applied] == [FIRST.uid]
    approve(ledger)
    assert (applied(ledger).state, applied(ledger).sequence) == (AppliedState.CANCELLED, 1)


def test_another_years_waiting_meetings_are_left_alone(ledger: Ledger) -> None:
    approve(ledger, waiting=(WAITING,))
    ledger.approve(plan(edition=1), approval(wheel="prov/2028"), channel="folder", now=NOW)
    assert applied(ledger, "2027-06").state is AppliedState.WAITING


# ── the rest ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_approving_nothing_a_hundred_times_sends_nothing(invited: Ledger) -> None:
    before = invited.snapshot(CALENDAR)
    assert sum(approve(invited) for _ in range(100)) == 0
    after = invited.snapshot(CALENDAR)
    assert after.applied == before.applied
    assert after.edition == before.edition + 100
    assert drain(invited) == []


def test_the_latest_approval_of_each_wheel_is_kept_whole(ledger: Ledger) -> None:
    approve(ledger)
    later = approval(fingerprint="f2", plan="d2", sources={"2027.toml": "é" * 5000, "folk.toml": ""}, at=LATER)
    ledger.approve(plan(edition=1), later, channel="folder", now=LATER)
    assert ledger.approval(WHEEL) == later == ledger.snapshot(CALENDAR, WHEEL).approved
    assert ledger.approval("prov/2026") is None
    assert ledger.snapshot(CALENDAR).approved is None


def test_two_meetings_may_exchange_their_slots(ledger: Ledger) -> None:
    may, june = invitation("2027-05"), invitation("2027-06")
    approve(ledger, new(may), new(june))
    drain(ledger)
    first, second = applied(ledger, "2027-05"), applied(ledger, "2027-06")
    approve(
        ledger,
        change(Action.UPDATED, first, invitation("2027-06", uid=may.uid), step=0, was=may.key),
        change(Action.UPDATED, second, invitation("2027-05", uid=june.uid), step=0, was=june.key),
    )
    keys = {key.slot: one.uid for (_, key), one in ledger.applied_keys(CALENDAR).items()}
    assert keys == {"2027-06": may.uid, "2027-05": june.uid}


def test_calendars_learn_uid_sequence_and_stamp_of_what_was_told(invited: Ledger) -> None:
    assert invited.applied_keys(CALENDAR) == {(WHEEL, OccurrenceKey("mote", "2027-05")): (FIRST.uid, 0, NOW)}


def test_a_snapshot_is_of_one_calendar_in_the_order_of_dates_with_every_domain_ever_invited(ledger: Ledger) -> None:
    june = invitation("2027-06", day=4, uid="a@prov")
    approve(ledger, new(FIRST), new(june))
    ledger.approve(
        plan(new(invitation("2027-05", EVA, uid="x@annat", wheel="annat/2027")), edition=0),
        approval(wheel="annat/2027"), channel="folder", now=NOW,
    )  # fmt: skip
    snapshot = ledger.snapshot(CALENDAR)
    assert [one.invitation for one in snapshot.applied] == [june, FIRST]
    assert snapshot.domains == {"region.example", "kommun.example"}
    assert ledger.snapshot("tredje").edition == 0


def test_a_glance_counts_what_has_begun_and_what_waits_in_the_queue(ledger: Ledger) -> None:
    assert ledger.at_a_glance(WHEEL, NOW) is None
    approve(ledger, new(FIRST), new(invitation("2027-06", day=12)))
    during = FIRST.start
    glance = ledger.at_a_glance(WHEEL, during)
    assert glance is not None
    assert (glance.fingerprint, glance.edition, glance.waiting, glance.opens) == ("f1", 1, 0, None)
    assert (glance.invited, glance.locked, glance.pending) == (1, 1, 4)


def test_an_invitation_in_the_queue_has_a_point_until_its_meeting_begins(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    month = NOW + timedelta(days=30)
    assert ledger.expire(month, month - timedelta(days=3)) == 0
    begun: datetime = FIRST.start
    assert ledger.expire(begun, begun - timedelta(days=3)) == 2
    assert details(ledger) == ["began"] * 2


def test_an_approval_makes_every_earlier_backup_older_than_the_mark(ledger: Ledger) -> None:
    ledger._connection.execute("vacuum into ?", (str(ledger.path.with_name("copy.db")),))
    approve(ledger, new(FIRST))
    ledger.close()
    ledger.path.write_bytes(ledger.path.with_name("copy.db").read_bytes())
    with pytest.raises(LedgerError, match="older than what has been sent"):
        open_ledger(ledger.path)


def test_a_new_meeting_without_messages_is_brought_into_the_ledger_and_tells_nobody(ledger: Ledger) -> None:
    quiet = Change(action=Action.NEW, invitation=invitation("2027-05", SIV), before=None, sequence=0)
    assert approve(ledger, quiet) == 0
    assert applied(ledger).guests == ()


def test_an_invitation_that_failed_may_be_sent_again_after_a_wording_was_passed_in_silence(ledger: Ledger) -> None:
    approve(ledger, new(FIRST))
    drain(ledger, DeliveryState.FAILED)
    (failed, *_) = ledger.rows(DeliveryState.FAILED)
    number, whom = int(failed.delivery.key.version), failed.delivery.key.whom
    approve(ledger, change(Action.UPDATED, applied(ledger), invitation(title="Forum"), step=0), now=LATER)
    assert ledger.told(number, whom) is not None
    moved = invitation(day=18, title="Forum")
    approve(ledger, change(Action.MOVED, applied(ledger), moved, *to_all(Action.MOVED, applied(ledger))), now=LATER)
    assert ledger.told(number, whom) is None, "the mail about the move says it all"


def test_an_invitation_that_failed_is_not_sent_again_to_one_who_was_removed(ledger: Ledger) -> None:
    approve(ledger, new(invitation("2027-05", SIV, ULF)))
    drain(ledger, DeliveryState.FAILED)
    failed = next(row for row in ledger.rows(DeliveryState.FAILED) if row.delivery.key.whom == ULF.whom)
    without = invitation("2027-05", SIV)
    leaving = Message(ULF, Action.CANCELLED, FIRST, leaving=True)
    approve(ledger, change(Action.UPDATED, applied(ledger), without, leaving), now=LATER)
    assert ledger.told(int(failed.delivery.key.version), ULF.whom) is None
