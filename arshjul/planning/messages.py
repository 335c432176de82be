"""What each guest of one meeting is told: the difference between what the file says and what that guest knows."""

from __future__ import annotations

from collections.abc import Iterator

from arshjul.model.invitation import Applied, AppliedGuest, AppliedState, Invitation
from arshjul.model.plan import Action, Message
from arshjul.planning.sameness import moved, same_to_guests


def tell_all(wanted: Invitation, applied: Applied | None) -> tuple[Message, ...]:
    """Those no longer invited are told so; everyone else is invited as for the first time."""
    leaving = _of_leaving(wanted, applied) if applied else ()
    return (*leaving, *(Message(guest, Action.NEW) for guest in wanted.guests))


def tell(wanted: Invitation, applied: Applied) -> tuple[Message, ...]:
    """Those no longer invited; then those invited, where what they know differs. Everybody else hears nothing.

    In this order, since two addresses may end in one calendar: there the invitation must have the last word.
    """
    return (*_of_leaving(wanted, applied), *_of_invited(wanted, applied))


def tell_off(applied: Applied) -> tuple[Message, ...]:
    """Everyone who knows of a meeting that is called off; one whose invitation has not left is never told."""
    return tuple(Message(one.guest, Action.CANCELLED, one.told) for one in _knowing(applied))


def _of_invited(wanted: Invitation, applied: Applied) -> Iterator[Message]:
    """Most guests know the very same: what that is is compared once."""
    known = {one.guest.whom: one for one in applied.guests}
    queued = applied.state is AppliedState.INVITED and same_to_guests(applied.invitation, wanted)
    actions: dict[int, Action | None] = {}
    for guest in wanted.guests:
        one = known.get(guest.whom)
        if one is not None and one.pending and queued and not one.removed:
            continue  # what is in this guest's queue says what is wanted
        told = one.told if one else None
        if id(told) not in actions:
            actions[id(told)] = _action(told, wanted)
        if action := actions[id(told)]:
            yield Message(guest, action, told)


def _action(told: Invitation | None, wanted: Invitation) -> Action | None:
    if told is None:
        return Action.NEW
    if same_to_guests(told, wanted):
        return None
    return Action.MOVED if moved(told, wanted) else Action.UPDATED


def _of_leaving(wanted: Invitation, applied: Applied) -> Iterator[Message]:
    staying = {guest.whom for guest in wanted.guests}
    for one in _knowing(applied):
        if one.guest.whom not in staying:
            yield Message(one.guest, Action.CANCELLED, one.told, leaving=True)


def _knowing(applied: Applied) -> list[AppliedGuest]:
    """Those invited who know of the meeting, in the order of its guests."""
    order = {guest.whom: place for place, guest in enumerate(applied.invitation.guests)}
    knowing = [one for one in applied.guests if not one.removed and one.told is not None]
    return sorted(knowing, key=lambda one: order.get(one.guest.whom, len(order)))
