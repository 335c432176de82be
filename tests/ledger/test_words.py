"""What SQLite refuses is said in Swedish to whom reads Swedish."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from arshjul.errors import LedgerError
from arshjul.ledger import open_ledger, opening
from arshjul.ledger.words import why


def test_a_full_disk_is_called_one(tmp_path: Path) -> None:
    path = tmp_path / "arshjul.db"
    with open_ledger(path) as ledger:
        ledger._connection.execute("pragma max_page_count = 1").close()
        with pytest.raises(LedgerError) as caught, opening.explained(path):
            ledger._connection.execute("create table filler as select randomblob(99999) as much")
    assert caught.value.message.sv.endswith("kan inte läsas eller skrivas: disken är full")


def test_a_file_that_is_no_database_is_called_that(tmp_path: Path) -> None:
    path = tmp_path / "arshjul.db"
    path.write_bytes(b"x" * 9000)
    with pytest.raises(LedgerError) as caught:
        open_ledger(path, read_only=True)
    assert "är skadad (filen är ingen databas); inget skickas" in caught.value.message.sv
    assert caught.value.cure.en == "send nothing by hand; put the latest backup back with  arshjul restore COPY"


def test_what_the_system_refuses_is_not_told_in_its_own_words(tmp_path: Path) -> None:
    refused = sqlite3.OperationalError("Permission denied")
    refused.__cause__ = PermissionError(13, "Permission denied")
    with pytest.raises(LedgerError) as caught, opening.explained(tmp_path):
        raise refused
    assert caught.value.message.sv.endswith("rättighet att skriva där saknas")


def test_what_is_rarer_is_quoted() -> None:
    assert why(sqlite3.OperationalError("no such table: x")).sv == "SQLite säger «no such table: x»"
