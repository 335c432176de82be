"""Which meeting in the file is which in the ledger: by key, by `was`, by alias; and the UID of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from arshjul.model.invitation import Applied, AppliedState, Invitation, Snapshot
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Blocked
from arshjul.planning.aliases import find_aliases
from arshjul.planning.desired import Desired
from arshjul.planning.identity import free_uid


@dataclass(frozen=True, slots=True)
class Match:
    """One `meeting`: as it will be, else as it was.

    `wanted` (None: no longer in the file) carries the UID and the mailbox that its guests know. `reason` is why it was
    withdrawn. `left_alone`: a person must first say which meeting it is.
    """

    meeting: Invitation
    wanted: Invitation | None
    applied: Applied | None
    reason: str = ""
    left_alone: bool = False


@dataclass(frozen=True, slots=True)
class Matching:
    """Every meeting of the file and of the ledger once, in date order."""

    matches: tuple[Match, ...]
    blocked: tuple[Blocked, ...]


def match(desired: Desired, snapshot: Snapshot, now: datetime) -> Matching:
    """Pair the file with what the ledger holds of the same wheel; UIDs are unique in the whole calendar."""
    work = _Work(desired, snapshot)
    work.by_key()
    work.by_former_key()
    blocked = work.by_alias(now)
    return Matching(work.matches(), blocked)


class _Work:
    """`pairs` are the meetings found; `gone` and `new` shrink as they are."""

    def __init__(self, desired: Desired, snapshot: Snapshot) -> None:
        self._desired = desired
        self._all = snapshot.applied
        mine = (one for one in snapshot.applied if one.invitation.wheel == desired.wheel)
        self._gone = {one.invitation.key: one for one in mine}
        self._new = {one.key: one for one in desired.invitations}
        self._pairs: list[tuple[Invitation, Applied]] = []
        self._left_alone: frozenset[OccurrenceKey] = frozenset()
        self._renamed = {old: new for new, old in desired.was.items()}

    def by_key(self) -> None:
        for key in [key for key in self._new if key in self._gone]:
            self._pair(key, key)

    def by_former_key(self) -> None:
        for key in list(self._new):
            former = OccurrenceKey(self._desired.was.get(key.series, key.series), key.slot)
            if former in self._gone:
                self._pair(key, former)

    def by_alias(self, now: datetime) -> tuple[Blocked, ...]:
        blocked: list[Blocked] = []
        for series, new in _by_series(self._new).items():
            gone = [
                one
                for key, one in self._gone.items()
                if self._today(key).series == series
                and self._today(key) not in self._desired.withdrawn
                and one.state is AppliedState.INVITED
            ]
            found = find_aliases(gone, new, now)
            for one, wanted in found.pairs:
                self._pair(wanted.key, one.invitation.key)
            self._left_alone |= found.left_alone
            blocked += found.blocked
        return tuple(blocked)

    def matches(self) -> tuple[Match, ...]:
        withdrawn = self._desired.withdrawn
        known = ((_as_known(wanted, applied), applied) for wanted, applied in self._pairs)
        pairs = [Match(wanted, wanted, applied) for wanted, applied in known]
        gone = [
            Match(one.invitation, None, one, withdrawn.get(self._today(key), ""), key in self._left_alone)
            for key, one in self._gone.items()
        ]
        new = [Match(one, one, None, left_alone=one.key in self._left_alone) for one in self._with_uids()]
        return tuple(sorted((*pairs, *gone, *new), key=_date_order))

    def _pair(self, key: OccurrenceKey, former: OccurrenceKey) -> None:
        self._pairs.append((self._new.pop(key), self._gone.pop(former)))

    def _today(self, key: OccurrenceKey) -> OccurrenceKey:
        """A key of the ledger under the name that its series has in the file."""
        return OccurrenceKey(self._renamed.get(key.series, key.series), key.slot)

    def _with_uids(self) -> Iterable[Invitation]:
        """The new ones; where an older meeting has the UID already, another is made from it."""
        used = {one.uid for one in self._all}
        taken = used | {one.uid for one in self._new.values()}
        for one in self._new.values():
            if one.uid in used:
                one = replace(one, uid=free_uid(one.uid, taken))
                taken.add(one.uid)
            yield one


def _date_order(match: Match) -> tuple[datetime, bool, OccurrenceKey]:
    """What goes stands before what comes: of two meetings at one time, the later mail is about the one that is held."""
    return match.meeting.start.replace(tzinfo=None), match.wanted is not None, match.meeting.key


def _by_series(new: Mapping[OccurrenceKey, Invitation]) -> Mapping[str, list[Invitation]]:
    found: dict[str, list[Invitation]] = {}
    for key, one in new.items():
        found.setdefault(key.series, []).append(one)
    return found


def _as_known(wanted: Invitation, applied: Applied) -> Invitation:
    """With the UID that is recorded, and once somebody was invited from the mailbox that invited."""
    known = applied.invitation
    mailbox = wanted.mailbox if applied.state is AppliedState.WAITING else known.mailbox
    if wanted.uid == known.uid and wanted.mailbox == mailbox:
        return wanted
    return replace(wanted, uid=known.uid, mailbox=mailbox)
