"""Opening the ledger's file: durable settings, a whole file or none, the schema brought up to date."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from arshjul.errors import LedgerError
from arshjul.ledger.words import why
from arshjul.text import Text

BUSY_SECONDS = 30
OLDEST_SQLITE = (3, 37)
INVITATIONS, FEEDS, LIFTED = 2, 3, 4
"""The schema's versions from which there are invitations, private feeds, and a memory of having been lifted: a ledger
that is only read may be older."""
RESTORE = Text(
    "skicka inget för hand; lägg tillbaka den senaste säkerhetskopian med  arshjul restore KOPIA",
    "send nothing by hand; put the latest backup back with  arshjul restore COPY",
)


@cache
def queries() -> Any:
    """The .sql files as functions (aiosql)."""
    import aiosql

    return aiosql.from_path(
        Path(str(files("arshjul.ledger") / "sql" / "queries")), "sqlite3", mandatory_parameters=True
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a LedgerError with its cure."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LedgerError(
                Text(f"liggaren {path} är upptagen av ett annat program",
                     f"the ledger {path} is held by another program"),
                Text("vänta, eller avsluta det andra programmet", "wait, or stop the other program"),
            ) from error  # fmt: skip
        reason = why(error)
        raise LedgerError(
            Text(f"liggaren {path} kan inte läsas eller skrivas: {reason.sv}",
                 f"the ledger {path} cannot be read or written: {reason.en}"),
            Text("kontrollera att mappen finns, att den får skrivas och att disken inte är full",
                 "check that the folder exists, may be written, and that the disk is not full"),
        ) from error  # fmt: skip
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise torn(path, why(error)) from error


def torn(path: Path, reason: Text) -> LedgerError:
    return LedgerError(
        Text(f"liggaren {path} är skadad ({reason.sv}); inget skickas",
             f"the ledger {path} is damaged ({reason.en}); nothing is sent"),
        RESTORE,
    )  # fmt: skip


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection whose commits are on the disk when they return (WAL, synchronous=FULL)."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LedgerError(
            Text(f"Pythons SQLite är för gammal ({sqlite3.sqlite_version})",
                 f"Python's SQLite is too old ({sqlite3.sqlite_version})"),
            Text("installera en Python med SQLite 3.37 eller nyare", "install a Python with SQLite 3.37 or newer"),
        )  # fmt: skip
    if not read_only:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # it holds addresses; SQLite's other files follow it
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        if not read_only:
            _use_wal(connection)
            connection.execute("pragma synchronous = full").close()
    except BaseException:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Waits for its turn, as SQLite itself does everywhere but here: two programs may begin the same ledger at once."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("pragma journal_mode = wal").close()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT: one writer at a time, durable when the block is left."""
    connection.execute("begin immediate").close()
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback").close()
        raise
    connection.execute("commit").close()


def migrations() -> tuple[str, ...]:
    """The schema's versions in order, as SQL scripts: 001.sql, 002.sql …"""
    folder = files("arshjul.ledger") / "sql" / "migrations"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return tuple(item.read_text(encoding="utf-8") for item in found)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date, each version whole or not at all. A newer program's ledger is refused."""
    scripts = migrations()
    version = version_of(connection)
    if version > len(scripts):
        raise LedgerError(
            Text(f"liggaren {path} är skriven av en nyare version av Årshjul",
                 f"the ledger {path} was written by a newer version of Årshjul"),
            Text("uppgradera programmet", "upgrade the program"),
        )  # fmt: skip
    if version == len(scripts):
        return
    with transaction(connection):
        version = version_of(connection)
        for number, script in enumerate(scripts[version:], version + 1):
            for statement in statements(script):
                connection.execute(statement).close()
            connection.execute(f"pragma user_version = {number:d}").close()
        if version == 0:
            queries().create(connection, lineage=secrets.token_hex(16))


def version_of(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("pragma user_version").fetchone()[0]
    return version


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one (`executescript` would commit in between)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
