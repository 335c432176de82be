"""Whatever is edited, in whatever order: each guest ends up knowing what the file says, and hears nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.model.invitation import AppliedState, Invitation, Snapshot
from arshjul.model.plan import Action, Change, Plan
from arshjul.planning.desired import Desired
from arshjul.planning.diff import make_plan
from arshjul.planning.sameness import moved, same_to_guests, significant
from tests.support.applying import EMPTY, applied, delivered
from tests.support.edits import EDITS, File
from tests.support.planning import NOW, TERMS, wanted

Calendars = dict[tuple[str, str], tuple[int, Invitation]]
"""What each guest's calendar holds, by address and UID: SEQUENCE and meeting, from the messages alone."""

_EDIT = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 41))
_STEPS = st.lists(st.lists(_EDIT, min_size=1, max_size=3), min_size=1, max_size=5)


def _edited(file: File, edits: list[tuple[str, int]], reached: Counter[str]) -> File:
    for name, pick in edits:
        new = EDITS[name](file, pick)
        reached[name] += new != file
        file = new
    return file


def _receive(calendars: Calendars, change: Change) -> None:
    """As a guest's calendar does (RFC 5546): a message is of use only when it says something that is not there yet."""
    for message in change.messages:
        key = (message.guest.whom, change.invitation.uid)
        sequence, known = calendars.get(key, (-1, None))
        assert change.sequence >= sequence
        if message.action is Action.CANCELLED:
            assert known is not None, "called off, but never told of"
            assert change.sequence > sequence
            del calendars[key]
            continue
        assert (known is None) == (message.action is Action.NEW)
        if known is not None:
            assert not same_to_guests(known, change.invitation), "told what was known"
            assert moved(known, change.invitation) == (message.action is Action.MOVED)
            assert change.sequence > sequence or not significant(known, change.invitation)
        calendars[key] = (change.sequence, change.invitation)


def _as_in_the_file(desired: Desired) -> dict[tuple[str, str], Invitation]:
    """By guest and slot."""
    return {(guest.whom, str(one.key)): one for one in desired.invitations for guest in one.guests}


def _by_slot(calendars: Calendars, snapshot: Snapshot) -> dict[tuple[str, str], Invitation]:
    keys = {one.uid: str(one.invitation.key) for one in snapshot.applied}
    return {(whom, keys[uid]): known for (whom, uid), (_, known) in calendars.items()}


def _counted(plan: Plan, reached: Counter[str]) -> None:
    assert plan.blocked == ()
    for change in plan.changes:
        reached[f"change {change.action}"] += 1
        reached["renamed"] += change.was is not None
        for message in change.messages:
            reached["leaving" if message.leaving else f"told {message.action}"] += 1


def _highest(before: Snapshot, after: Snapshot) -> None:
    """SEQUENCE never falls, and no meeting is lost from the ledger."""
    now = {one.uid: one.sequence for one in after.applied}
    assert len(now) == len(after.applied), "one UID, two meetings"
    assert all(now[one.uid] >= one.sequence for one in before.applied)


def _uids(file: File, snapshot: Snapshot) -> dict[int, str]:
    """The UID of each meeting that people are invited to."""
    invited = {str(one.invitation.key): one.uid for one in snapshot.applied if one.state is AppliedState.INVITED}
    return {one.number: invited[file.key(one)] for one in file.meetings if file.key(one) in invited}


def test_every_guest_ends_up_knowing_what_the_file_says_and_hears_nothing_else() -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=150)
    @given(_STEPS)
    def holds(steps: list[list[tuple[str, int]]]) -> None:
        file, snapshot, calendars = File(), EMPTY, Calendars()
        for edits in [[], *steps]:
            before, old = file, snapshot
            file = _edited(file, edits, reached)
            wheel, desired = file.wheel, wanted(file.wheel)
            plan = make_plan(wheel, desired, snapshot, NOW, TERMS)
            _counted(plan, reached)
            for change in plan.changes:
                _receive(calendars, change)
            snapshot = applied(plan, snapshot, NOW)
            _highest(old, snapshot)
            was, now = _uids(before, old), _uids(file, snapshot)
            assert all(now[number] == was[number] for number in was.keys() & now.keys())
            assert not make_plan(wheel, desired, snapshot, NOW, TERMS).pending
            _everyone_knows(_by_slot(calendars, snapshot), desired)
            file = replace(file, applied=file.id)

    holds()
    told = [*(f"{what} {action}" for action in Action for what in ("change", "told")), "leaving", "renamed"]
    assert all(reached[name] >= 10 for name in (*EDITS, *told)), reached


def test_whatever_waits_in_the_queue_everyone_is_told_the_last_word_and_once() -> None:
    """Some plans are applied and not sent; when the queue has left, everyone knows what the file says."""
    reached: Counter[str] = Counter()

    @settings(max_examples=150)
    @given(st.lists(st.tuples(st.lists(_EDIT, min_size=1, max_size=3), st.booleans()), min_size=1, max_size=6))
    def holds(steps: list[tuple[list[tuple[str, int]], bool]]) -> None:
        file, snapshot = File(), EMPTY
        for edits, leaves in [([], True), *steps]:
            old, file = snapshot, _edited(file, edits, reached)
            wheel, desired = file.wheel, wanted(file.wheel)
            plan = make_plan(wheel, desired, snapshot, NOW, TERMS)
            reached["corrected"] += sum(_corrections(plan, snapshot))
            snapshot = applied(plan, snapshot, NOW, sent=False)
            _highest(old, snapshot)
            assert not make_plan(wheel, desired, snapshot, NOW, TERMS).pending
            if leaves:
                snapshot = delivered(snapshot)
                assert not make_plan(wheel, desired, snapshot, NOW, TERMS).pending
            reached["left" if leaves else "kept"] += 1
            file = replace(file, applied=file.id)
        _everyone_knows(_told(delivered(snapshot)), desired)

    holds()
    assert all(reached[name] >= 30 for name in ("corrected", "left", "kept")), reached


def _corrections(plan: Plan, snapshot: Snapshot) -> Iterator[bool]:
    """For each message whether its guest has another in the queue; none says what its guest knows."""
    queued = {(one.uid, guest.guest.whom) for one in snapshot.applied for guest in one.guests if guest.pending}
    for change in plan.changes:
        for message in change.messages:
            if message.before is not None and message.action is not Action.CANCELLED:
                assert not same_to_guests(message.before, change.invitation)
            yield (change.invitation.uid, message.guest.whom) in queued


def _told(snapshot: Snapshot) -> dict[tuple[str, str], Invitation]:
    return {
        (one.guest.whom, str(meeting.invitation.key)): one.told
        for meeting in snapshot.applied
        for one in meeting.guests
        if one.told is not None
    }


def _everyone_knows(told: Mapping[tuple[str, str], Invitation], desired: Desired) -> None:
    said = _as_in_the_file(desired)
    assert told.keys() == said.keys()
    assert all(same_to_guests(told[key], said[key]) for key in said)
