"""Whom the reminders of a meeting go to once people have been invited to it: those who were, not those in the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from arshjul.model.invitation import AppliedState, Guest, Snapshot
from arshjul.model.key import OccurrenceKey
from arshjul.model.people import Contact, MailingList, Person
from arshjul.planning.desired import Desired
from arshjul.planning.matching import match


def guests_told(desired: Desired, snapshot: Snapshot, now: datetime) -> Mapping[OccurrenceKey, tuple[Contact, ...]]:
    """The guests of each meeting that people are invited to, by the key that it has in the file.

    Those whose mail has not left yet are among them; those no longer invited are not.
    """
    return {
        one.wanted.key: tuple(_contact(known.guest) for known in one.applied.guests if not known.removed)
        for one in match(desired, snapshot, now).matches
        if one.wanted and one.applied and one.applied.state is AppliedState.INVITED
    }


def _contact(guest: Guest) -> Contact:
    kind = MailingList if guest.kind == "GROUP" else Person
    return kind(guest.reader, guest.name, guest.email, language=guest.language)
