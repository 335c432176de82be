"""Whether the ledger is whole: one changed bit anywhere that matters is noticed before anything is sent."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from zlib import crc32

from arshjul.ledger.opening import FEEDS, INVITATIONS, queries, torn, version_of
from arshjul.ledger.words import BROKEN
from arshjul.text import Text

SEALED = {
    INVITATIONS: ("edition", "approval", "content", "invitation", "bulletin"),
    FEEDS: ("feed",),
}
"""Tables whose last column is the seal of the others, by the version that brought them. The tables with many rows have
statements of their own."""


def check_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a ledger in which anything is damaged."""
    if found := damage(connection):
        raise torn(path, found)


def damage(connection: sqlite3.Connection) -> Text | None:
    """What is damaged: pages, indexes, constraints, or a row that breaks its seal. None when all is whole."""
    first = str(connection.execute("pragma integrity_check(1)").fetchone()[0])
    if first != "ok":
        return BROKEN
    if queries().identity(connection) is None:
        return Text("tabellen ledger är tom", "the table ledger is empty")
    plain = connection.cursor()
    plain.row_factory = None  # tuples: half the time
    for number, text, seal in plain.execute(queries().sealed.sql):
        if crc32(text.encode()) != seal:
            return Text(f"raden {number} bryter sitt sigill", f"row {number} breaks its seal")
    if table := _broken_table(plain, version_of(connection)):
        return Text(f"en rad i tabellen {table} bryter sitt sigill", f"a row of the table {table} breaks its seal")
    return None


def _broken_table(plain: sqlite3.Cursor, version: int) -> str | None:
    if version >= INVITATIONS:
        for text, seal in plain.execute(queries().sealed_guests.sql):
            if crc32(text.encode()) != seal:
                return "guest"
    for table in (name for since, names in SEALED.items() if version >= since for name in names):
        for *columns, seal in plain.execute(f"select * from {table}"):  # noqa: S608 - the names above
            if crc32("\x1f".join(map(str, columns)).encode()) != seal:
                return table
    return None
