"""Raising every SEQUENCE when the ledger is older than what has been sent: none is reused, even after a restore."""

from __future__ import annotations

import json
import sqlite3

from arshjul.ledger.invitation_codec import sealed
from arshjul.ledger.lineage import Mark
from arshjul.ledger.opening import queries
from arshjul.ledger.records import InvitationRow

UNKNOWN = 100
"""How far to lift when nobody knows how much has been approved since."""


def distance(mark: Mark | None, lineage: str, epoch: int) -> int:
    """How many approvals the ledger may have missed: each raises the epoch by one and no SEQUENCE by more.

    `mark` is the one that lay beside the ledger, None when it is missing or cannot be understood.
    """
    if mark is None or mark.lineage != lineage:
        return UNKNOWN
    return max(mark.epoch - epoch, 0)


def lift(connection: sqlite3.Connection, by: int) -> None:
    """Raise the SEQUENCE of every meeting that anybody was ever invited to, and of every one that this ledger will be
    told of as new (others may have invited to it since); and the editions, so that no plan made before holds. In the
    caller's transaction."""
    found = [InvitationRow(*row) for row in queries().every_invitation(connection)]
    lifted = [row._replace(sequence=row.sequence + by) for row in found if row.sequence >= 0]
    queries().drop_invitations(connection, uids=json.dumps([row.uid for row in lifted]))
    queries().save_invitations(connection, [sealed(*row) for row in lifted])
    queries().lift(connection, by=by)
    editions = [sealed(calendar, number + by) for calendar, number in queries().editions(connection)]
    queries().save_edition(connection, editions)
