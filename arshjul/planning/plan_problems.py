"""What only the ledger can find wrong in a file: changes to what has been held, and a likely rename."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from arshjul.model.invitation import Applied, AppliedState, Invitation, Snapshot
from arshjul.model.key import OccurrenceKey
from arshjul.model.source import Problem
from arshjul.model.wheel import Change, ChangeKind, Wheel
from arshjul.planning.aliases import begun
from arshjul.planning.desired import Desired


def plan_problems(wheel: Wheel, desired: Desired, snapshot: Snapshot, now: datetime) -> tuple[Problem, ...]:
    """E71 and E74, by place. A plan with them is refused: applying could not mean what the file says."""
    mine = [one for one in snapshot.applied if one.invitation.wheel == desired.wheel]
    found = [*_frozen(wheel, desired, mine, now), *_renamed(wheel, desired, mine, now)]
    return tuple(sorted(found, key=lambda problem: (problem.at, problem.code)))


def _frozen(wheel: Wheel, desired: Desired, mine: list[Applied], now: datetime) -> Iterator[Problem]:
    """E71: a [[change]] that says something else of a meeting than how it was held."""
    held = {
        one.invitation.key: one.invitation
        for one in mine
        if one.state is AppliedState.INVITED and begun(one.invitation, now)
    }
    for change in wheel.changes:
        former = desired.was.get(change.series, change.series)
        meeting = held.get(OccurrenceKey(change.series, change.slot)) or held.get(OccurrenceKey(former, change.slot))
        if meeting is not None and _differs(change, meeting):
            at = change.origin("what").part(len(change.series) + 1, len(change.slot))
            yield Problem.error("E71", at, "" if meeting.end <= now else "begun", day=meeting.start.date())


def _differs(change: Change, held: Invitation) -> bool:
    """Only what the change itself says counts: the series may have got another place since."""
    if change.kind is ChangeKind.CANCEL:
        return True
    time = change.time
    return (
        (change.day is not None and change.day != held.start.date())
        or (time is not None and (time.start, time.end) != (held.start.time(), held.end.time()))
        or change.place not in held.place
    )


def _renamed(wheel: Wheel, desired: Desired, mine: list[Applied], now: datetime) -> Iterator[Problem]:
    """E74: a series that nobody has been invited to, while one with invitations in the same area is gone from the file.

    `was` answers it: with a series that the ledger knows, or written and empty.
    """
    gone = _gone(wheel, desired, mine, now)
    known = {one.invitation.key.series for one in mine}
    inviting = {one.key.series for one in desired.invitations}
    for series in wheel.series.values():
        answered = "was" in series.where and (not series.was or series.was in known)
        if answered or series.id in known or series.id not in inviting:
            continue
        for (old, area), number in gone.items():
            if area == series.area:
                variant = "one" if number == 1 else ""
                yield Problem.error("E74", series.at, variant, series=old, number=number)


def _gone(wheel: Wheel, desired: Desired, mine: list[Applied], now: datetime) -> Counter[tuple[str, str]]:
    """Invitations to meetings to come, by series and area, of the series that the file no longer has."""
    kept = {*wheel.series, *desired.was.values()}
    return Counter(
        (one.invitation.key.series, one.invitation.area)
        for one in mine
        if one.state is AppliedState.INVITED
        and not begun(one.invitation, now)
        and one.invitation.key.series not in kept
    )
