"""The ledger's side of plans: what has been approved and told, and approving more."""

from __future__ import annotations

import json
import sqlite3
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from arshjul.ledger import codec
from arshjul.ledger.invitation_codec import decode
from arshjul.ledger.opening import INVITATIONS, LIFTED, explained, queries, transaction, version_of
from arshjul.ledger.records import Contents, Records, calendar_of, edition_of, invitation_book
from arshjul.model.invitation import Approval, Elsewhere, Guest, Invitation, Snapshot
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Action, Bulletin, Change, Plan, Told


class Identity(NamedTuple):
    """What a calendar must say of a meeting that guests have been invited to. `stamp` is DTSTAMP (UTC)."""

    uid: str
    sequence: int
    stamp: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """An approved wheel in a few numbers, read without understanding any of its meetings.

    `opens` is the earliest day on which a waiting meeting is to be invited to; `locked` are the invited that have
    begun, `invited` those that have not, `past` those that had begun before anybody was invited; `pending` mails wait
    in the calendar's queue.
    """

    fingerprint: str
    edition: int
    waiting: int
    opens: date | None
    invited: int
    locked: int
    past: int
    pending: int


class InvitationLedger(ABC):
    """The methods of `Ledger` about invitations. Each may raise LedgerError."""

    path: Path
    _connection: sqlite3.Connection

    @abstractmethod
    def _mark(self) -> None:
        """Copy the epoch to the mark beside the ledger."""

    # ── what is known ────────────────────────────────────────────────────────────────────────────────────────────

    def snapshot(self, calendar: str, wheel: str | None = None) -> Snapshot:
        """Every meeting of the calendar that was ever approved, all its years; `approved` is of `wheel`."""
        if self._too_old():
            return Snapshot(edition=0)
        with explained(self.path), _one_moment(self._connection):
            records = Records(self._connection, calendar)
            domains = frozenset(row["domain"] for row in queries().domains(self._connection))
            approved = self._approval(wheel) if wheel else None
            return Snapshot(
                edition=edition_of(self._connection, calendar),
                applied=records.applied(),
                approved=approved,
                domains=domains,
                lifted=self._lifted(),
                elsewhere=() if records.invitations else tuple(self._elsewhere(calendar)),
            )

    def approval(self, wheel: str) -> Approval | None:
        """The latest of this wheel ("calendar/year"), None before the first."""
        if self._too_old():
            return None
        with explained(self.path):
            return self._approval(wheel)

    def at_a_glance(self, wheel: str, now: datetime) -> Glance | None:
        """None when the wheel has never been approved."""
        if self._too_old():
            return None
        calendar = calendar_of(wheel)
        with explained(self.path), _one_moment(self._connection):
            approved = queries().approval(self._connection, wheel=wheel)
            if approved is None:
                return None
            found = queries().glance(self._connection, wheel=wheel, now=codec.seconds(now))
            return Glance(
                fingerprint=approved["fingerprint"],
                edition=edition_of(self._connection, calendar),
                waiting=found["waiting"],
                opens=date.fromisoformat(found["opens"]) if found["opens"] else None,
                invited=found["invited"],
                locked=found["locked"],
                past=approved["past"],
                pending=queries().queue(self._connection, wheel=invitation_book(calendar))["mails"],
            )

    def waiting(self, wheel: str) -> tuple[Invitation, ...]:
        """The approved meetings of the wheel that wait for their day to invite, in date order."""
        if self._too_old():
            return ()
        with explained(self.path):
            return tuple(decode(row["json"]) for row in queries().waiting_contents(self._connection, wheel=wheel))

    def applied_keys(self, calendar: str) -> Mapping[tuple[str, OccurrenceKey], Identity]:
        """Every meeting that anybody was ever invited to, also those cancelled since, by wheel and key: two years'
        wheels may each have a meeting of the same name."""
        if self._too_old():
            return {}
        with explained(self.path):
            return {
                (wheel, OccurrenceKey(series, slot)): Identity(uid, sequence, codec.instant(stamp))
                for wheel, series, slot, uid, sequence, stamp in queries().applied_keys(
                    self._connection, calendar=calendar
                )
            }

    def bulletin(self, number: int) -> Bulletin:
        """What a delivery tells: `number` is its key's `version`. Raises KeyError when there is none."""
        with explained(self.path):
            found = queries().bulletin(self._connection, number=number)
            if found is None:
                raise KeyError(number)
            contents = Contents(self._connection)
            return Bulletin(
                number=number,
                action=Action(found["action"]),
                invitation=contents.invitation(found["content"]),
                before=None if found["before"] is None else contents.invitation(found["before"]),
                sequence=found["sequence"],
                stamp=codec.instant(found["stamp"]),
                leaving=bool(found["leaving"]),
                reason=found["reason"],
            )

    def told(self, number: int, whom: str) -> Told | None:
        """The guest of a delivery; None when something later has been decided for that guest: it must not leave."""
        with explained(self.path):
            found = queries().told(self._connection, number=number, whom=whom)
        if found is None:
            return None
        *guest, first, partstat = found
        return Told(Guest(*guest), first, partstat)

    # ── what is decided ──────────────────────────────────────────────────────────────────────────────────────────

    def approve(self, plan: Plan, approval: Approval, *, channel: str, now: datetime) -> int:
        """Write down a plan that a person has approved, in one transaction. Returns how many mails are queued.

        `channel` names the transport that they leave by. Raises PlanIsStale, with nothing written, when the ledger has
        changed since the plan was made.
        """
        from arshjul.ledger import approving

        with explained(self.path), transaction(self._connection):
            queued = approving.approve(self._connection, plan, approval, channel, now)
        self._mark()
        return queued

    def invite(self, changes: Sequence[Change], *, wheel: str, channel: str, edition: int, now: datetime) -> int:
        """Invite to meetings that were approved and have waited for their day. As `approve`; the approval stands."""
        from arshjul.ledger import approving

        with explained(self.path), transaction(self._connection):
            queued = approving.invite(self._connection, changes, wheel, edition, channel, now)
        self._mark()
        return queued

    # ── behind the methods ───────────────────────────────────────────────────────────────────────────────────────

    def _too_old(self) -> bool:
        """Whether this is a ledger from before there were invitations, opened to read only."""
        with explained(self.path):
            return version_of(self._connection) < INVITATIONS

    def _lifted(self) -> int:
        if version_of(self._connection) < LIFTED:
            return 0
        lifted: int = queries().lifted(self._connection)["lifted"]
        return lifted

    def _elsewhere(self, calendar: str) -> Iterator[Elsewhere]:
        for wheel, series, slot, starts, whom in queries().elsewhere(self._connection, calendar=calendar):
            yield Elsewhere(wheel, OccurrenceKey(series, slot), codec.instant(starts), frozenset(whom.split("\x1f")))

    def _approval(self, wheel: str) -> Approval | None:
        found = queries().approval(self._connection, wheel=wheel)
        if found is None:
            return None
        sources = json.loads(zlib.decompress(found["sources"]))
        return Approval(wheel=wheel, plan=found["plan"], fingerprint=found["fingerprint"],
                        at=codec.instant(found["at"]), past=found["past"], sources=sources)  # fmt: skip


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything read in the block is of the same instant."""
    connection.execute("begin").close()
    try:
        yield
    finally:
        connection.execute("commit").close()
