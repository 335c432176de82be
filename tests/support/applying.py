"""A plan applied to a snapshot, purely: what the ledger would hold afterwards. For sequences of edits without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from arshjul.model.invitation import Applied, AppliedGuest, AppliedState, Guest, Invitation, Snapshot
from arshjul.model.plan import Action, Change, Message, Plan
from arshjul.planning.sameness import same_to_guests

EMPTY = Snapshot(edition=0)


def applied(plan: Plan, snapshot: Snapshot, now: datetime, *, sent: bool = True, channel: str = "smtp") -> Snapshot:
    """The snapshot after `plan`. Not `sent`: its mails still wait in the queue, and guests know what they knew."""
    held = {one.invitation.key: one for one in snapshot.applied if one.invitation.wheel == plan.wheel}
    others = [one for one in snapshot.applied if one.invitation.wheel != plan.wheel]
    wanted = {one.key for one in plan.waiting}
    for key in [key for key, one in held.items() if one.state is AppliedState.WAITING and key not in wanted]:
        if held[key].invitation.start > now:
            del held[key]
    for invitation in plan.waiting:
        held[invitation.key] = Applied(
            invitation=invitation, state=AppliedState.WAITING, channel=channel, sequence=-1, stamp=now.astimezone(UTC)
        )
    for change in plan.changes:
        known = held.pop(change.was or change.key, None)
        held[change.key] = _after(change, known, now.astimezone(UTC), sent=sent, channel=channel)
    domains = {message.guest.whom.rpartition("@")[2] for change in plan.changes for message in change.messages}
    return Snapshot(
        edition=snapshot.edition + 1,
        applied=(*others, *held.values()),
        approved=snapshot.approved,
        domains=snapshot.domains | domains,
    )


def delivered(snapshot: Snapshot) -> Snapshot:
    """The snapshot after its whole queue has left."""
    return replace(snapshot, applied=tuple(replace(one, guests=_settled(one)) for one in snapshot.applied))


def _settled(one: Applied) -> tuple[AppliedGuest, ...]:
    called_off = one.state is AppliedState.CANCELLED
    return tuple(
        replace(guest, told=None if called_off or guest.removed else one.invitation, pending=False)
        if guest.pending
        else guest
        for guest in one.guests
    )


def _after(change: Change, known: Applied | None, stamp: datetime, *, sent: bool, channel: str) -> Applied:
    before = {one.guest.whom: one for one in known.guests} if known else {}
    told = {message.guest.whom: message for message in change.messages}
    invited = change.invitation.guests
    guests = [_guest(guest, known, told.get(guest.whom), change, sent=sent) for guest in invited]
    guests += _leaving(before.values(), told, invited, sent=sent)
    return Applied(
        invitation=change.invitation,
        state=AppliedState.CANCELLED if change.action is Action.CANCELLED else AppliedState.INVITED,
        channel=channel if change.action is Action.NEW or known is None else known.channel,
        sequence=change.sequence,
        stamp=stamp,
        guests=tuple(guests),
    )


def _guest(guest: Guest, known: Applied | None, message: Message | None, change: Change, *, sent: bool) -> AppliedGuest:
    """A guest who is invited afterwards, or who was when the meeting was called off."""
    one = next((one for one in known.guests if one.guest.whom == guest.whom), None) if known else None
    decided = None if change.action is Action.CANCELLED else change.invitation
    if message is not None and not sent:
        return AppliedGuest(guest=guest, told=one.told if one else None, pending=True)
    if known and one and not message and decided and _is_queued(known, one, decided):
        return AppliedGuest(guest=guest, told=one.told, pending=True)
    return AppliedGuest(guest=guest, told=decided)


def _is_queued(known: Applied, one: AppliedGuest, decided: Invitation) -> bool:
    """Whether what waits for this guest says what was decided now."""
    invited = known.state is AppliedState.INVITED and not one.removed
    return one.pending and invited and same_to_guests(known.invitation, decided)


def _leaving(
    before: Iterable[AppliedGuest], told: dict[str, Message], invited: tuple[Guest, ...], *, sent: bool
) -> list[AppliedGuest]:
    staying = {guest.whom for guest in invited}
    found = []
    for one in before:
        if one.guest.whom in staying:
            continue
        if one.removed:
            found.append(one)
        elif one.guest.whom in told:
            found.append(replace(one, removed=True, told=None if sent else one.told, pending=not sent))
        else:
            found.append(replace(one, removed=True, told=None, pending=False))
    return found
