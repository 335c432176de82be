"""One approval in the caller's transaction: compare the edition, write every change, raise the edition."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from arshjul.ledger import codec
from arshjul.ledger.draft import Draft
from arshjul.ledger.invitation_codec import sealed
from arshjul.ledger.opening import queries
from arshjul.ledger.records import calendar_of, edition_of
from arshjul.ledger.stale import PlanIsStale
from arshjul.ledger.telling import Telling
from arshjul.model.invitation import AppliedState, Approval, Invitation
from arshjul.model.plan import Change, Plan


def approve(connection: sqlite3.Connection, plan: Plan, approval: Approval, channel: str, now: datetime) -> int:
    """The whole plan. Returns how many mails are queued. Raises PlanIsStale."""
    draft = _begin(connection, approval.wheel, plan.edition, channel, now)
    _tell(draft, plan.changes, plan.now)
    _wait(draft, approval.wheel, plan.waiting)
    sources = zlib.compress(json.dumps(dict(approval.sources), ensure_ascii=False).encode())
    about = (approval.wheel, approval.plan, approval.fingerprint, codec.seconds(approval.at), approval.past)
    queries().save_approval(connection, [sealed(*about, sources)])
    return _finish(draft, approval.wheel, plan.edition)


def invite(
    connection: sqlite3.Connection, changes: Sequence[Change], wheel: str, edition: int, channel: str, now: datetime
) -> int:
    """Changes alone; what is approved stands. Returns how many mails are queued. Raises PlanIsStale."""
    draft = _begin(connection, wheel, edition, channel, now)
    _tell(draft, changes, now)
    return _finish(draft, wheel, edition)


def _begin(connection: sqlite3.Connection, wheel: str, edition: int, channel: str, now: datetime) -> Draft:
    calendar = calendar_of(wheel)
    if edition_of(connection, calendar) != edition:
        raise PlanIsStale
    return Draft(connection, calendar, channel, now)


def _tell(draft: Draft, changes: Iterable[Change], planned: datetime) -> None:
    left = draft.left_since(planned)
    for change in changes:
        Telling(draft, change, left).write()


def _wait(draft: Draft, wheel: str, waiting: Iterable[Invitation]) -> None:
    """These meetings of the wheel, and no others, wait for the day to invite."""
    standing = {one.uid for one in waiting}
    for row in draft.records.invitations.values():
        if row.wheel == wheel and row.state == AppliedState.WAITING and row.uid not in standing:
            if row.sequence < 0:
                draft.drop(row.uid)
            else:  # its SEQUENCE must be remembered
                draft.keep(row._replace(state=AppliedState.CANCELLED.value))
    for one in waiting:
        known = draft.known(one.uid)
        draft.invitation(one, AppliedState.WAITING, known.sequence if known else -1, draft.content(one))


def _finish(draft: Draft, wheel: str, edition: int) -> int:
    """A backup from before this is older than what has been decided: the epoch tells."""
    queued = draft.write()
    queries().save_edition(draft.connection, [sealed(calendar_of(wheel), edition + 1)])
    queries().raise_epoch(draft.connection)
    return queued
