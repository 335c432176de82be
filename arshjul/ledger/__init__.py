"""The ledger: what people have been told. SQL in .sql files, read with aiosql, on SQLite."""

from arshjul.ledger.feeds import Feed
from arshjul.ledger.invitations import Glance, Identity
from arshjul.ledger.lineage import ever_made
from arshjul.ledger.records import invitation_book
from arshjul.ledger.rows import LedgerRow, LedgerSummary, Recorded, Settlement, stored
from arshjul.ledger.stale import PlanIsStale
from arshjul.ledger.store import Ledger, open_ledger

__all__ = [
    "Feed",
    "Glance",
    "Identity",
    "Ledger",
    "LedgerRow",
    "LedgerSummary",
    "PlanIsStale",
    "Recorded",
    "Settlement",
    "ever_made",
    "invitation_book",
    "open_ledger",
    "stored",
]
