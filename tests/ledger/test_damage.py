"""A torn ledger sends nothing and says how to restore it (fault 7)."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from arshjul.errors import LedgerError
from arshjul.ledger import Settlement, open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.transports.memory import MemoryTransport
from arshjul.usecases.remind import remind_once
from tests.support.reminding import DUE, Clock, delivery, small_wheel, world

READERS = 60
FILES = 100


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a history and sixty mails still to send, checkpointed into one file."""
    folder = tmp_path_factory.mktemp("whole")
    closed_out = MemoryTransport([ConnectionResetError()])
    ready = world(folder, closed_out, Clock(DUE), small_wheel(readers=READERS))
    with open_ledger(ready.config.ledger) as ledger:
        ledger.record("annat/2026", DUE, due=[delivery(n, f"gammal{n}@region.example") for n in range(READERS)])
        while rows := ledger.claim(DUE, ["annat/2026"]):
            ledger.settle([Settlement(row.id, DeliveryState.SENT, "250 OK") for row in rows], DUE)
    with pytest.raises(ConnectionResetError):  # decided and written down, then stopped
        remind_once(ready)
    raw = sqlite3.connect(ready.config.ledger)
    raw.execute("pragma wal_checkpoint(truncate)")
    raw.close()
    return ready.config.ledger


def damaged(data: bytes, number: int) -> bytes:
    """The file cut short, or with a few bytes flipped, or with a sector of zeros: what disks do."""
    chance = random.Random(number)
    torn = bytearray(data)
    match number % 3:
        case 0:
            return data[: chance.randrange(1, len(data) - 1)]
        case 1:
            for _ in range(12):
                torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
        case _:
            at = chance.randrange(len(torn) // 512) * 512
            torn[at : at + 512] = bytes(512)
    return bytes(torn)


NOTES = {"ready", "tries", "batch", "worker", "changed", "detail"}
"""Columns of a delivery that say how the queue is worked off, not what is sent to whom or whether it was."""


def contents(path: Path) -> list[tuple[object, ...]] | None:
    """Every row but its NOTES, or None when the file cannot be read to its end."""
    raw = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        tables = [name for (name,) in raw.execute("select name from sqlite_schema where type = 'table' order by name")]
        return [row for table in tables for row in rows(raw, table)]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    finally:
        raw.close()


def rows(raw: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [name for _, name, *_ in raw.execute("select * from pragma_table_info(?)", (table,))]
    kept = ", ".join(name for name in columns if table != "delivery" or name not in NOTES)
    return raw.execute(f"select {kept} from {table}").fetchall()


def refusal(path: Path) -> LedgerError | None:
    try:
        open_ledger(path, read_only=True).close()
    except LedgerError as error:
        return error
    return None


def test_a_hundred_damaged_ledgers_are_refused(whole: Path, tmp_path: Path) -> None:
    data, told = whole.read_bytes(), contents(whole)
    refused: list[LedgerError] = []
    number = 0
    while len(refused) < FILES:
        number += 1
        torn = tmp_path / f"{number}.db"
        torn.write_bytes(damaged(data, number))
        if error := refusal(torn):
            refused.append(error)
        else:  # the damage hit unused bytes only: the ledger says what it said
            assert contents(torn) == told, f"damage {number} was not noticed"
    assert number < FILES * 2
    assert all("arshjul restore" in error.cure.sv or "kontrollera" in error.cure.sv for error in refused)
    assert not any("malformed" in error.message.sv for error in refused)


@pytest.mark.parametrize("number", range(1, 31))
def test_a_round_with_a_damaged_ledger_hands_nothing_over(whole: Path, tmp_path: Path, number: int) -> None:
    transport = MemoryTransport()
    ready = world(tmp_path, transport, Clock(DUE), small_wheel(readers=READERS))
    ready.config.ledger.parent.mkdir(parents=True)
    ready.config.ledger.write_bytes(damaged(whole.read_bytes(), number))
    if refusal(ready.config.ledger):
        with pytest.raises(LedgerError, match=r"damaged|cannot be read"):
            remind_once(ready)
        assert transport.tried == []
    else:
        assert contents(ready.config.ledger) == contents(whole)


@pytest.mark.parametrize("column", ["whom", "due", "name", "version", "wheel", "seal"])
def test_one_changed_value_breaks_the_seal(whole: Path, tmp_path: Path, column: str) -> None:
    torn = tmp_path / "torn.db"
    shutil.copy(whole, torn)
    with sqlite3.connect(torn) as raw:
        value = "due + 3600" if column == "due" else "seal + 1" if column == "seal" else f"{column} || 'x'"
        raw.execute(f"update delivery set {column} = {value} where id = 7")
    raw.close()
    with pytest.raises(LedgerError, match="breaks its seal"):
        open_ledger(torn, read_only=True)


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "arshjul.db").write_text("Detta är en text. " * 500, encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        open_ledger(tmp_path / "arshjul.db")
    assert "skadad" in caught.value.message.sv
