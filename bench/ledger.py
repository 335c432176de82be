"""The ledger beside raw sqlite3 on the same table and the same durability: insert, claim, settle.

    python bench/ledger.py [ROWS] [ROUNDS]

Both sides take the same `Delivery` objects, in WAL with synchronous=FULL: one transaction for the insert, one durable
transaction for each claim and each settlement. Raw is the least SQL that does the same work, without aiosql, seal,
digest or wheels. Demand: at least 0.8 of raw's speed. Sides alternate; medians.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from arshjul.ledger import LedgerRow, Settlement, open_ledger
from arshjul.ledger.opening import migrations
from arshjul.model.delivery import Delivery, DeliveryKey, DeliveryState

WHEEL = "bench/2027"
DUE = datetime(2027, 3, 5, 6, 30, tzinfo=UTC)
DEMAND = 0.8
Figures = dict[str, float]


def deliveries(count: int) -> list[Delivery]:
    return [
        Delivery(
            key=DeliveryKey("bench", f"serie/2027-{n}", "-2d:paminnelse", "2027-03-09T09:00", f"{n}@x.example"),
            due=DUE,
            reminder="paminnelse",
            reader=f"p{n}",
            name=f"Åsa Öberg {n}",
            language="sv",
            expires=DUE,
        )
        for n in range(count)
    ]  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ours(folder: Path, decided: list[Delivery], claims: int) -> Figures:
    with open_ledger(folder / "ours.db") as ledger:
        insert = timed(lambda: ledger.record(WHEEL, DUE, due=decided))
        taken: list[tuple[LedgerRow, ...]] = []
        claim = timed(lambda: taken.extend(ledger.claim(DUE, [WHEEL]) for _ in range(claims)))
        settle = timed(
            lambda: [
                ledger.settle([Settlement(row.id, DeliveryState.SENT, "250 OK") for row in rows], DUE) for rows in taken
            ]
        )
    return {"insert": len(decided) / insert, "claim": claims / claim, "settle": claims / settle}


INSERT = """insert into delivery (wheel, calendar, what, step, version, whom, due, expires, reminder, reader, name,
language, seal, state, ready, changed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'due', ?, ?)
on conflict do nothing"""
CLAIM = """update delivery set state = 'claimed', tries = tries + 1, worker = ?, changed = ? where id = (
select id from delivery where state = 'due' and ready <= ? order by ready, id limit 1) returning *"""
SETTLE = "update delivery set state = 'sent', detail = ?, changed = ? where id = ? and worker = ? and state = 'claimed'"


def raw(folder: Path, decided: list[Delivery], claims: int) -> Figures:
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.executescript("pragma journal_mode = wal; pragma synchronous = full;" + migrations()[0])
    now = int(DUE.timestamp())

    def insert() -> None:
        connection.execute("begin immediate")
        connection.executemany(
            INSERT,
            [
                (WHEEL, *one.key, int(one.due.timestamp()), int(one.due.timestamp()), one.reminder, one.reader,
                 one.name, one.language, now, now)
                for one in decided
            ],
        )  # fmt: skip
        connection.execute("commit")

    def one(statement: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        connection.execute("begin immediate")
        found = connection.execute(statement, values).fetchall()
        connection.execute("commit")
        return found

    inserting = timed(insert)
    taken: list[tuple[object, ...]] = []
    claiming = timed(lambda: taken.extend(one(CLAIM, ("me", now, now))[0] for _ in range(claims)))
    settling = timed(lambda: [one(SETTLE, ("250 OK", now, row[0], "me")) for row in taken])
    connection.close()
    return {"insert": len(decided) / inserting, "claim": claims / claiming, "settle": claims / settling}


def main(rows: int = 20_000, rounds: int = 5) -> None:
    decided, claims = deliveries(rows), min(rows, 1000)
    sides: dict[str, list[Figures]] = {"ours": [], "raw": []}
    for number in range(rounds):
        for name, side in (("ours", ours), ("raw", raw)) if number % 2 else (("raw", raw), ("ours", ours)):
            with tempfile.TemporaryDirectory() as folder:
                sides[name].append(side(Path(folder), decided, claims))
    print(f"{'a second':10}{'arshjul':>12}{'raw sqlite3':>14}{'ratio':>8}   demand ≥{DEMAND}")
    for work in ("insert", "claim", "settle"):
        mine, theirs = (statistics.median(one[work] for one in sides[name]) for name in ("ours", "raw"))
        verdict = "ok" if mine >= DEMAND * theirs else "MISSED"
        print(f"{work:10}{mine:12,.0f}{theirs:14,.0f}{mine / theirs:8.2f}   {verdict}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
