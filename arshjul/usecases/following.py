"""What reminders follow: the meetings as people were told of them, held against the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from arshjul.config import Config
from arshjul.ledger import Ledger
from arshjul.model.invitation import Applied, Invitation, Snapshot
from arshjul.model.key import OccurrenceKey
from arshjul.model.people import Contact
from arshjul.planning.desired import Desired
from arshjul.planning.followed import guests_told
from arshjul.planning.holds import held
from arshjul.planning.identity import wheel_name
from arshjul.usecases.identities import Identities
from arshjul.usecases.plan import wanted
from arshjul.usecases.watch import Understood


@dataclass(frozen=True, slots=True)
class Following:
    """`told` are the guests of meetings that people are invited to, `known` what those meetings are called in their
    calendars. `held` are those of which the file says something else: what was applied, and what the file wants (None:
    nothing)."""

    told: Mapping[OccurrenceKey, tuple[Contact, ...]] = field(default_factory=dict)
    known: Identities = field(default_factory=dict)
    held: Mapping[OccurrenceKey, tuple[Applied, Invitation | None]] = field(default_factory=dict)


NOTHING_APPLIED = Following()


class Follower:
    """Looks at one wheel in the ledger, and remembers what it saw until file or approval is another."""

    def __init__(self) -> None:
        self._seen: tuple[Understood, tuple[int, str], Desired, Snapshot, Identities] | None = None

    def look(self, config: Config, ledger: Ledger, ready: Understood, now: datetime) -> Following:
        """Raises LedgerError."""
        glance = ledger.at_a_glance(wheel_name(ready.wheel), now)
        if glance is None:
            return NOTHING_APPLIED
        edition = (glance.edition, glance.fingerprint)
        if self._seen is None or self._seen[0] is not ready or self._seen[1] != edition:
            calendar = ready.wheel.id
            wants, snapshot = wanted(config, ready), ledger.snapshot(calendar)
            self._seen = (ready, edition, wants, snapshot, ledger.applied_keys(calendar))
        _, _, wants, snapshot, known = self._seen
        return Following(guests_told(wants, snapshot, now), known, held(wants, snapshot, now))
