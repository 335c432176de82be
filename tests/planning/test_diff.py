"""What a plan does with each meeting, by what differs between the file and the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from arshjul.model.invitation import AppliedState, Snapshot
from arshjul.model.plan import Action, FieldChange
from arshjul.model.wheel import ChangeKind, Wheel
from arshjul.planning.diff import Terms
from arshjul.planning.rolling import rolled
from tests.support.applying import EMPTY, applied, delivered
from tests.support.planning import NOW, TERMS, actions, after, inviting, mails, meetings, on, only, plan_of
from tests.support.wheels import change

MAY, JUNE = date(2027, 5, 11), date(2027, 6, 8)
WEEK = timedelta(days=7)


def one(**keys: Any) -> Wheel:
    return inviting(meetings(MAY, **keys))


def moved(day: date = MAY + WEEK, **keys: Any) -> Wheel:
    return inviting(meetings(MAY), changes=(change("mote/2027-05-11", ChangeKind.MOVE, day, **keys),))


def off(*days: date, reason: str = "") -> Wheel:
    return inviting(meetings(*(days or (MAY,))), changes=(change("mote/2027-05-11", ChangeKind.CANCEL, reason=reason),))


# ── new, unchanged, changed ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_nobody_was_told_of_is_new_to_everyone() -> None:
    plan = plan_of(one())
    assert actions(plan) == ["new mote/2027-05-11 0"]
    assert mails(plan.changes) == ["siv new 2027-05-11", "ulf new 2027-05-11", "eva new 2027-05-11"]
    assert plan.changes[0].before is None
    assert (plan.pending, plan.mails, plan.count(Action.NEW)) == (True, 3, 1)


def test_what_was_applied_is_unchanged() -> None:
    plan = plan_of(one(), after(one()))
    assert (plan.changes, plan.unchanged, plan.pending, plan.edition) == ((), 1, False, 1)


@pytest.mark.parametrize(
    ("keys", "action"),
    [({"time": None}, "moved"), ({"place": "Sal 2"}, "updated")],
)
def test_time_and_place_raise_the_sequence(keys: dict[str, Any], action: str) -> None:
    plan = plan_of(one(**keys), after(one()))
    assert actions(plan) == [f"{action} mote/2027-05-11 1"]
    assert mails(plan.changes) == [f"{who} {action} 2027-05-11" for who in ("siv", "ulf", "eva")]


@pytest.mark.parametrize(
    "keys",
    [{"title": "Nytt"}, {"agenda": ("Nytt",)}, {"note": "Nytt"}, {"alarm_minutes": 5}, {"open": True},
     {"guests_visible": True}, {"online": "https://x.example"}, {"area": "jord"}],
    ids=str,
)  # fmt: skip
def test_another_wording_is_told_under_the_same_sequence(keys: dict[str, Any]) -> None:
    plan = plan_of(one(**keys), after(one()))
    assert actions(plan) == ["updated mote/2027-05-11 0"]
    assert [message.before for message in plan.changes[0].messages] == [only(after(one())).invitation] * 3


def test_several_edits_are_one_change_and_one_mail_a_person() -> None:
    wheel = inviting(
        meetings(MAY, title="Nytt", note="Ta med kaffe"),
        changes=(change("mote/2027-05-11", ChangeKind.MOVE, MAY + WEEK, place="Sal 2", reason="Krock"),),
    )
    plan = plan_of(wheel, after(one()))
    assert actions(plan) == ["moved mote/2027-05-11 1"]
    assert len(mails(plan.changes)) == 3
    assert [field.field for field in plan.changes[0].fields] == ["time", "title", "place", "note"]
    assert plan.changes[0].reason == "Krock"


def test_the_reason_of_a_day_is_not_told_again_when_only_the_hours_change() -> None:
    before = after(moved(reason="Sportlov"))
    hours = inviting(
        meetings(MAY, time=None), changes=(change("mote/2027-05-11", ChangeKind.MOVE, MAY + WEEK, reason="Sportlov"),)
    )
    plan = plan_of(hours, before)
    assert (actions(plan), plan.changes[0].reason) == (["moved mote/2027-05-11 1"], "")
    assert plan_of(moved(MAY + 2 * WEEK, reason="Sportlov"), before).changes[0].reason == "Sportlov"
    assert plan_of(moved(reason="Krock", place="Sal 2"), before).changes[0].reason == "Krock"


def test_a_new_reason_alone_is_told_to_nobody() -> None:
    assert not plan_of(moved(reason="Ett annat skäl"), after(one(), moved(reason="Krock"))).pending


def test_a_new_name_of_a_guest_is_written_down_and_told_to_nobody() -> None:
    wheel = one()
    people = {**wheel.directory.people, "siv": replace(wheel.directory.people["siv"], name="Siv Ek")}
    before = after(wheel)
    plan = plan_of(replace(wheel, directory=replace(wheel.directory, people=people)), before)
    assert actions(plan) == ["updated mote/2027-05-11 0"]
    assert plan.changes[0].messages == ()
    assert plan.changes[0].fields == (FieldChange("invite", "Siv", "Siv Ek"),)
    assert plan.pending


# ── guests ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_guest_is_invited_and_the_rest_hear_nothing() -> None:
    plan = plan_of(one(invite=("siv", "ulf", "ada")), after(one(), one(place="Sal 2"), one()))
    assert actions(plan) == ["updated mote/2027-05-11 2"]
    assert mails(plan.changes) == ["ada new 2027-05-11"]


def test_a_guest_no_longer_invited_is_told_so_and_the_rest_hear_nothing() -> None:
    plan = plan_of(one(invite=("siv",)), after(one()))
    assert actions(plan) == ["updated mote/2027-05-11 1"]
    assert mails(plan.changes) == ["ulf leaving 2027-05-11"]
    assert plan.changes[0].messages[0].before == only(after(one())).invitation


def test_a_guest_invited_again_gets_a_higher_sequence_than_the_farewell() -> None:
    plan = plan_of(one(), after(one(), one(invite=("siv",))))
    assert actions(plan) == ["updated mote/2027-05-11 2"]
    assert mails(plan.changes) == ["ulf new 2027-05-11"]


def test_another_address_is_one_who_leaves_and_one_who_comes() -> None:
    wheel = one()
    people = {**wheel.directory.people, "siv": replace(wheel.directory.people["siv"], email="siv@kommun.example")}
    plan = plan_of(replace(wheel, directory=replace(wheel.directory, people=people)), after(wheel))
    assert mails(plan.changes) == ["siv leaving 2027-05-11", "siv new 2027-05-11"]
    assert actions(plan) == ["updated mote/2027-05-11 1"]


def test_an_address_in_other_letters_is_the_same() -> None:
    wheel = one()
    people = {**wheel.directory.people, "siv": replace(wheel.directory.people["siv"], email="Siv@Region.example")}
    assert plan_of(replace(wheel, directory=replace(wheel.directory, people=people)), after(wheel)).mails == 0


def test_a_meeting_that_lost_all_its_guests_is_cancelled() -> None:
    plan = plan_of(one(invite=(), organiser=""), after(one()))
    assert actions(plan) == ["cancelled mote/2027-05-11 1"]


# ── cancelled and revived ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cancellation_goes_to_everyone_who_knows_and_gives_its_reason() -> None:
    before = after(one(), one(invite=("siv",)))
    plan = plan_of(off(reason="Konferens"), before)
    assert actions(plan) == ["cancelled mote/2027-05-11 2"]
    assert mails(plan.changes) == ["siv cancelled 2027-05-11", "eva cancelled 2027-05-11"]
    assert plan.changes[0].reason == "Konferens"
    assert plan.changes[0].invitation == only(before).invitation


def test_what_is_cancelled_stays_cancelled_quietly() -> None:
    plan = plan_of(off(), after(one(), off()))
    assert (plan.changes, plan.unchanged, plan.locked) == ((), 0, 0)


def test_a_revived_meeting_is_new_to_everyone_under_its_old_uid() -> None:
    before = after(one(), off())
    plan = plan_of(one(), before)
    assert actions(plan) == ["new mote/2027-05-11 2"]
    assert [message.before for message in plan.changes[0].messages] == [None] * 3
    assert plan.changes[0].invitation.uid == only(before).uid


def test_a_cancelled_meeting_can_come_back_on_a_later_day() -> None:
    plan = plan_of(moved(JUNE), after(one(), off()), now=on(MAY + WEEK))
    assert actions(plan) == ["new mote/2027-05-11 2"]


# ── what is still in the queue ───────────────────────────────────────────────────────────────────────────────────────


def test_what_is_queued_and_still_right_is_left_in_the_queue() -> None:
    assert not plan_of(one(), after(one(), sent=False)).pending
    assert mails(plan_of(one(invite=("siv", "ulf", "ada")), after(one(), sent=False)).changes) == ["ada new 2027-05-11"]


def test_a_change_of_what_is_queued_is_told_from_what_the_guest_knows() -> None:
    unsent = after(one(), sent=False)
    plan = plan_of(moved(), unsent)
    assert actions(plan) == ["moved mote/2027-05-11 1"]
    assert mails(plan.changes) == ["siv new 2027-05-11", "ulf new 2027-05-11", "eva new 2027-05-11"]


def test_a_change_taken_back_while_it_is_queued_is_never_told() -> None:
    before = after(one())
    queued = applied(plan_of(moved(), before), before, NOW, sent=False)
    plan = plan_of(one(), queued)
    assert actions(plan) == ["moved mote/2027-05-11 2"]
    assert plan.mails == 0
    assert not plan_of(one(), applied(plan, queued, NOW)).pending


def test_what_is_cancelled_before_anything_has_left_is_never_told() -> None:
    plan = plan_of(off(), after(one(), sent=False))
    assert actions(plan) == ["cancelled mote/2027-05-11 1"]
    assert plan.mails == 0


def test_a_cancellation_taken_back_while_it_is_queued_is_never_told() -> None:
    before = after(one())
    queued = applied(plan_of(off(), before), before, NOW, sent=False)
    plan = plan_of(one(), queued)
    assert actions(plan) == ["new mote/2027-05-11 2"]
    assert plan.mails == 0
    assert not plan_of(one(), applied(plan, queued, NOW)).pending


def test_a_guest_taken_back_while_the_farewell_is_queued_hears_nothing() -> None:
    before = after(one())
    queued = applied(plan_of(one(invite=("siv",)), before), before, NOW, sent=False)
    assert not plan_of(one(invite=("siv",)), queued).pending
    plan = plan_of(one(), queued)
    assert plan.mails == 0
    assert not plan_of(one(), applied(plan, queued, NOW)).pending


@pytest.mark.parametrize("gone", [one(place="Sal 2", invite=("ulf",)), off()], ids=["guest", "meeting"])
def test_who_is_taken_back_is_told_what_changed_meanwhile(gone: Wheel) -> None:
    """A new place, then a farewell, both still queued; then back, at the new place."""
    snapshot = after(one())
    for wheel in (one(place="Sal 2"), gone):
        snapshot = applied(plan_of(wheel, snapshot), snapshot, NOW, sent=False)
    plan = plan_of(one(place="Sal 2"), snapshot)
    assert "siv updated 2027-05-11" in mails(plan.changes)


def test_a_guest_whose_farewell_is_queued_is_not_called_off_too() -> None:
    before = after(one())
    queued = applied(plan_of(one(invite=("siv",)), before), before, NOW, sent=False)
    assert mails(plan_of(off(), queued).changes) == ["siv cancelled 2027-05-11", "eva cancelled 2027-05-11"]


def test_a_guest_whom_an_earlier_mail_never_reached_is_told_what_is_new_to_them() -> None:
    """It was refused for good, say: nothing is queued, and the guest knows nothing."""
    before = only(after(one()))
    guests = (replace(before.guests[0], told=None), *before.guests[1:])
    plan = plan_of(one(), Snapshot(edition=1, applied=(replace(before, guests=guests),)))
    assert actions(plan) == ["updated mote/2027-05-11 0"]
    assert mails(plan.changes) == ["siv new 2027-05-11"]


def test_a_queue_that_left_changes_nothing() -> None:
    assert delivered(after(one(), sent=False)) == after(one())


# ── waiting for the day to invite ────────────────────────────────────────────────────────────────────────────────────


def test_what_is_far_away_waits_and_is_approved_without_mail() -> None:
    wheel = inviting(meetings(MAY, JUNE, invite_ahead_days=30))
    plan = plan_of(wheel)
    assert (plan.changes, plan.approving, plan.pending) == ((), 2, True)
    assert [str(one.key) for one in plan.waiting] == ["mote/2027-05-11", "mote/2027-06-08"]
    before = applied(plan, EMPTY, NOW)
    assert {one.state for one in before.applied} == {AppliedState.WAITING}
    assert not plan_of(wheel, before).pending


def test_the_day_is_the_wheels_own() -> None:
    """At 23.30 UTC on the 10th of April it is the 11th in Stockholm."""
    wheel = inviting(meetings(MAY, invite_ahead_days=30))
    late = on(date(2027, 4, 10), 23)
    assert plan_of(wheel, now=late - timedelta(hours=2)).changes == ()
    assert actions(plan_of(wheel, now=late)) == ["new mote/2027-05-11 0"]


@pytest.mark.parametrize(
    "edited",
    [
        inviting(meetings(MAY, invite_ahead_days=30, place="Sal 2")),
        inviting(meetings(MAY, invite_ahead_days=31)),
        inviting(meetings(MAY, invite_ahead_days=30, invite=("siv",))),
        inviting(meetings(id="mote")),
    ],
    ids=["place", "day", "guests", "gone"],
)
def test_an_edit_of_what_waits_is_approved_anew(edited: Wheel) -> None:
    before = after(inviting(meetings(MAY, invite_ahead_days=30)))
    plan = plan_of(edited, before)
    assert (plan.changes, plan.approving) == ((), 1)
    assert not plan_of(edited, applied(plan, before, NOW)).pending


def test_what_waited_until_it_was_over_needs_no_approval_to_go() -> None:
    before = after(inviting(meetings(MAY, invite_ahead_days=30)))
    assert not plan_of(inviting(), before, now=on(MAY)).pending


def test_who_was_invited_is_told_of_changes_however_far_away() -> None:
    plan = plan_of(one(invite_ahead_days=30, place="Sal 2"), after(one()))
    assert actions(plan) == ["updated mote/2027-05-11 1"]
    assert not plan_of(one(invite_ahead_days=30), after(one())).pending


def test_time_invites_to_what_was_approved_as_it_is_and_to_nothing_else() -> None:
    wheel = inviting(meetings(MAY, JUNE, invite_ahead_days=30))
    before = after(wheel)
    then = on(JUNE - timedelta(days=30))
    june = change("mote/2027-06-08", ChangeKind.ADJUST, place="Sal 2")
    edited = replace(wheel, changes=(june,))
    assert [change.key.slot for change in rolled(plan_of(wheel, before, then), before)] == ["2027-05-11", "2027-06-08"]
    assert [change.key.slot for change in rolled(plan_of(edited, before, then), before)] == ["2027-05-11"]
    assert len(plan_of(edited, before, then).changes) == 2


@pytest.mark.parametrize("ahead", [None, 200])
def test_time_does_not_invite_sooner_because_the_file_says_so(ahead: int | None) -> None:
    before = after(inviting(meetings(MAY, invite_ahead_days=30)))
    plan = plan_of(inviting(meetings(MAY, invite_ahead_days=ahead)), before)
    assert actions(plan) == ["new mote/2027-05-11 0"]
    assert rolled(plan, before) == ()


def test_time_does_not_invite_to_what_nobody_approved() -> None:
    assert rolled(plan_of(one()), EMPTY) == ()
    [waiting] = after(inviting(meetings(MAY, invite_ahead_days=30))).applied
    last_year = replace(waiting, invitation=replace(waiting.invitation, wheel="prov/2026", uid="x@prov"))
    snapshot = Snapshot(edition=1, applied=(last_year,))
    then = plan_of(inviting(meetings(MAY, invite_ahead_days=30)), snapshot, now=on(MAY - WEEK))
    assert actions(then) == ["new mote/2027-05-11 0"]
    assert rolled(then, snapshot) == ()


# ── what has begun ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("edited", [one(place="Sal 2"), off(), moved(), moved(MAY - WEEK), one(invite=("ada",))])
def test_what_was_held_is_locked(edited: Wheel) -> None:
    plan = plan_of(edited, after(one()), now=on(MAY))
    assert (plan.changes, plan.blocked, plan.locked) == ((), (), 1)


def test_it_is_locked_from_the_minute_it_begins() -> None:
    begins = only(after(one())).invitation.start
    assert plan_of(off(), after(one()), now=begins).locked == 1
    assert plan_of(off(), after(one()), now=begins - timedelta(minutes=1)).locked == 0


def test_a_past_meeting_that_nobody_was_invited_to_is_locked() -> None:
    plan = plan_of(one(), now=on(JUNE))
    assert (plan.changes, plan.locked, plan.pending) == ((), 1, False)


def test_a_coming_meeting_is_not_moved_into_the_past() -> None:
    plan = plan_of(moved(MAY - WEEK), after(one()), now=on(MAY - timedelta(days=2)))
    assert plan.changes == ()
    [blocked] = plan.blocked
    assert (blocked.what, blocked.why.en) == ("mote/2027-05-11", "Tue 11 May moves to Tue 4 May, which is past")


# ── domains, silence, channels ───────────────────────────────────────────────────────────────────────────────────────


def outside() -> Wheel:
    wheel = inviting(meetings(MAY, JUNE, invite=("siv", "ulf")))
    people = {**wheel.directory.people, "ulf": replace(wheel.directory.people["ulf"], email="ulf@annan.example")}
    return replace(wheel, directory=replace(wheel.directory, people=people))


def test_what_waits_for_guests_who_may_get_no_mail_any_more_is_to_be_approved_as_gone() -> None:
    later = inviting(meetings(MAY, invite_ahead_days=30))
    plan = plan_of(later, after(later), terms=Terms(channel="smtp", allow_domains=("annan.example",)))
    assert (plan.changes, plan.waiting, plan.approving, plan.pending) == ((), (), 1, True)


def test_a_guest_outside_the_allowed_domains_is_named_once_a_series_and_not_invited() -> None:
    terms = Terms(channel="smtp", allow_domains=("region.example",))
    plan = plan_of(outside(), terms=terms)
    assert [message.split()[0] for message in mails(plan.changes)] == ["siv", "eva", "siv", "eva"]
    assert [[guest.reader for guest in change.invitation.guests] for change in plan.changes] == [["siv", "eva"]] * 2
    [blocked] = plan.blocked
    assert blocked.what == "mote"
    assert blocked.why.sv == "Ulf <ulf@annan.example> får inga brev: annan.example finns inte i allow_domains"
    assert '"annan.example"' in blocked.cure.en


@pytest.mark.parametrize(
    "allowed", [("region.example", "annan.example"), ("example",), ("@region.example", "*.example")]
)
def test_a_domain_covers_its_subdomains(allowed: tuple[str, ...]) -> None:
    plan = plan_of(outside(), terms=Terms(channel="smtp", allow_domains=allowed))
    assert (plan.blocked, plan.mails) == ((), 6)


def test_a_domain_with_swedish_letters_is_allowed_in_either_spelling() -> None:
    wheel = inviting(meetings(MAY, invite=("siv",), organiser=""))
    people = {**wheel.directory.people, "siv": replace(wheel.directory.people["siv"], email="siv@örebro.example")}
    wheel = replace(wheel, directory=replace(wheel.directory, people=people))
    for written in ("örebro.example", "xn--rebro-iua.example"):
        assert plan_of(wheel, terms=Terms(channel="smtp", allow_domains=(written,))).blocked == ()


def test_a_guest_whose_domain_is_no_longer_allowed_is_taken_out_without_a_mail_that_could_not_leave() -> None:
    plan = plan_of(outside(), after(outside()), terms=Terms(channel="smtp", allow_domains=("region.example",)))
    assert [change.messages for change in plan.changes] == [(), ()]
    assert [[guest.reader for guest in change.invitation.guests] for change in plan.changes] == [["siv", "eva"]] * 2
    assert len(plan.blocked) == 1


def test_a_meeting_whose_guests_are_all_outside_is_not_invited_to() -> None:
    plan = plan_of(one(), terms=Terms(channel="smtp", allow_domains=("annan.example",)))
    assert (plan.changes, len(plan.blocked), plan.pending) == ((), 3, False)


SILENT = replace(TERMS, silent=True)


def test_silence_writes_a_wording_down_and_tells_nobody() -> None:
    before = after(one())
    plan = plan_of(one(title="Nytt"), before, terms=SILENT)
    assert actions(plan) == ["updated mote/2027-05-11 0"]
    assert plan.mails == 0
    assert not plan_of(one(title="Nytt"), applied(plan, before, NOW)).pending


@pytest.mark.parametrize(
    "edited", [one(place="Sal 2"), moved(), off(), one(invite=("siv",)), inviting(meetings(MAY, JUNE))]
)
def test_silence_holds_nothing_else_back(edited: Wheel) -> None:
    aloud, silent = plan_of(edited, after(one())), plan_of(edited, after(one()), terms=SILENT)
    assert mails(silent.changes) == mails(aloud.changes) != []


def test_silence_corrects_what_is_still_queued() -> None:
    before = after(one())
    queued = applied(plan_of(one(title="Nyt"), before), before, NOW, sent=False)
    plan = plan_of(one(title="Nytt"), queued, terms=SILENT)
    assert len(mails(plan.changes)) == 3


def test_another_way_out_invites_everyone_anew_when_that_is_asked_for() -> None:
    before = after(one(), terms=Terms(channel="rehearsal:smtp"))
    assert not plan_of(one(), before).pending
    anew = Terms(channel="smtp", new_channel=True)
    plan = plan_of(one(), before, terms=anew)
    assert actions(plan) == ["new mote/2027-05-11 1"]
    assert len(mails(plan.changes)) == 3
    later = applied(plan, before, NOW)
    assert only(later).channel == "smtp"
    assert not plan_of(one(), later, terms=anew).pending


def test_who_leaves_as_the_way_out_changes_is_told_so() -> None:
    before = after(one(), terms=Terms(channel="folder"))
    plan = plan_of(one(invite=("siv",)), before, terms=Terms(channel="smtp", new_channel=True))
    assert mails(plan.changes) == ["ulf leaving 2027-05-11", "siv new 2027-05-11", "eva new 2027-05-11"]
