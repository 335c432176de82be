"""Whose reminders wait: meetings of which the file says something else than people have been told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from arshjul.model.invitation import Applied, AppliedState, Invitation, Snapshot
from arshjul.model.key import OccurrenceKey
from arshjul.planning.aliases import begun
from arshjul.planning.desired import Desired
from arshjul.planning.matching import match
from arshjul.planning.sameness import significant


def held(
    desired: Desired, snapshot: Snapshot, now: datetime
) -> Mapping[OccurrenceKey, tuple[Applied, Invitation | None]]:
    """What people were told, and what the file wants (None: gone or cancelled), where time or place differ.

    By the key that the meeting has in the file, else by the ledger's. Held too: one that people know as cancelled and
    the file has again. Not: what nobody was told of, and what is over in both.
    """
    found: dict[OccurrenceKey, tuple[Applied, Invitation | None]] = {}
    for one in match(desired, snapshot, now).matches:
        if one.applied is not None and _differs(one.applied, one.wanted, now):
            found[one.meeting.key] = (one.applied, one.wanted)
    return found


def _differs(applied: Applied, wanted: Invitation | None, now: datetime) -> bool:
    coming = wanted is not None and not begun(wanted, now)
    if applied.state is AppliedState.CANCELLED:
        return coming
    if applied.state is AppliedState.WAITING or (begun(applied.invitation, now) and not coming):
        return False
    return wanted is None or significant(applied.invitation, wanted)
