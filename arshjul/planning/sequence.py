"""SEQUENCE: what the next number of a meeting is. It never falls and none is used twice."""

from __future__ import annotations

from collections.abc import Iterable

from arshjul.model.invitation import Applied, AppliedState, Invitation
from arshjul.model.plan import Action, Message
from arshjul.planning.sameness import significant


def first(applied: Applied | None, lifted: int) -> int:
    """Of a first invitation, or of one after a cancellation: 0, or one above the highest ever used.

    `lifted` is what another copy of the ledger may have come to.
    """
    return max(raised(applied) if applied else 0, lifted)


def raised(applied: Applied) -> int:
    """Of a cancellation, and of an invitation through another channel."""
    return applied.sequence + 1


def following(applied: Applied, wanted: Invitation, messages: Iterable[Message]) -> int:
    """Of an invited meeting that stays invited.

    Raised when time or place differ (RFC 5546 section 2.1.4), when somebody's invitation is taken back, and when
    somebody who had theirs taken back is invited again. A new wording keeps it (and gets a new DTSTAMP).
    """
    removed = {one.guest.whom for one in applied.guests if one.removed}
    step = (
        applied.state is not AppliedState.INVITED
        or significant(applied.invitation, wanted)
        or any(one.leaving or (one.action is Action.NEW and one.guest.whom in removed) for one in messages)
    )
    return applied.sequence + step
