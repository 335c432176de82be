"""What SQLite refuses, said in our words."""

from __future__ import annotations

import sqlite3

from arshjul.refusals import why_unwritable
from arshjul.text import Text

BROKEN = Text("filen är sönder", "the file is broken")
_REASONS = {
    sqlite3.SQLITE_FULL: Text("disken är full", "the disk is full"),
    sqlite3.SQLITE_IOERR: Text("disken svarar med fel", "the disk answers with an error"),
    sqlite3.SQLITE_READONLY: Text("den får bara läsas", "it may only be read"),
    sqlite3.SQLITE_CANTOPEN: Text("filen kan inte öppnas", "the file cannot be opened"),
    sqlite3.SQLITE_PERM: Text("du har inte rätt till filen", "you have no right to the file"),
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: Text("filen är ingen databas", "the file is no database"),
    sqlite3.SQLITE_NOMEM: Text("minnet räcker inte", "there is too little memory"),
    sqlite3.SQLITE_CONSTRAINT: Text("raderna motsäger varandra", "the rows contradict each other"),
}
_PRIMARY = 0xFF
"""The low byte of a result code says what kind of error it is (sqlite.org/rescode.html)."""


def why(error: sqlite3.Error | UnicodeError) -> Text:
    """Why the ledger's file cannot be used; what is rarer is told in SQLite's own words."""
    if isinstance(error.__cause__, OSError):
        return why_unwritable(error.__cause__)
    if isinstance(error, UnicodeError):
        return BROKEN
    code = getattr(error, "sqlite_errorcode", 0)  # an error that Python itself raises has none
    return _REASONS.get(code & _PRIMARY) or Text(f"SQLite säger «{error}»", f"SQLite says “{error}”")
