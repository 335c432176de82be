"""The ledger: what people have been told. SQL in .sql files, read with aiosql, on SQLite."""

from arshjul.ledger.rows import LedgerRow, LedgerSummary, Recorded, Settlement, stored
from arshjul.ledger.store import Ledger, open_ledger

__all__ = ["Ledger", "LedgerRow", "LedgerSummary", "Recorded", "Settlement", "open_ledger", "stored"]
