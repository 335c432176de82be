"""The ledger: what people have been told. SQL in .sql files, read with aiosql, on SQLite."""

from arshjul.ledger.lineage import ever_made
from arshjul.ledger.rows import LedgerRow, LedgerSummary, Recorded, Settlement, stored
from arshjul.ledger.store import Ledger, open_ledger

__all__ = ["Ledger", "LedgerRow", "LedgerSummary", "Recorded", "Settlement", "ever_made", "open_ledger", "stored"]
