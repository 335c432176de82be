"""Which reminders a wheel gives, when each is due, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from arshjul.model.occurrence import Occurrence
from arshjul.model.people import Contact
from arshjul.model.rhythm import ReminderRule
from arshjul.model.wheel import ReminderKind


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """One reminder of one occurrence. `due` and `expires` are in UTC; None never expires.

    A reminder before a meeting expires when it begins; one before a deadline, when its day is over.
    """

    occurrence: Occurrence
    rule: ReminderRule
    kind: ReminderKind
    due: datetime
    expires: datetime | None
    contacts: tuple[Contact, ...]
