"""The ledger beside raw sqlite3 on the same table and the same durability: insert, claim, digest, settle.

    python bench/ledger.py [ROWS] [ROUNDS]

Both sides take the same `Delivery` objects, in WAL with synchronous=FULL: one transaction for the insert, one durable
transaction for each claim and each settlement. `claim` takes one row; `digest` is the default way, everything ready for
the same reader, here one row as well, so that the two can be compared. Raw is the least SQL that does the same work,
without aiosql, seal or wheels. Demand: at least 0.8 of raw's speed. The sides take turns, 25 mails at a time, so that
the disk's moods touch both, and claim enough to meet several checkpoints: one of them costs as much as a hundred
claims. The ratio is the median of the rounds' ratios, each of whole sums, and the spread is its middle half.
"""

from __future__ import annotations

import operator
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from arshjul.ledger import LedgerRow, Settlement, open_ledger
from arshjul.ledger.opening import migrations
from arshjul.model.delivery import Delivery, DeliveryKey, DeliveryState

WHEEL = "bench/2027"
DUE = datetime(2027, 3, 5, 6, 30, tzinfo=UTC)
NOW = int(DUE.timestamp())
DEMAND = 0.8
CLAIMS, TURN = 2000, 25
WORKS = ("insert", "claim", "digest", "settle")


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


class Ours:
    def __init__(self, folder: Path) -> None:
        self.ledger = open_ledger(folder / "ours.db")
        self.taken: list[tuple[LedgerRow, ...]] = []

    def insert(self, decided: list[Delivery]) -> None:
        self.ledger.record(WHEEL, DUE, due=decided)

    def claim(self) -> None:
        self.taken.append(self.ledger.claim(DUE, [WHEEL]))

    def digest(self) -> None:
        self.taken.append(self.ledger.claim(DUE, [WHEEL], together=[WHEEL]))

    def settle(self) -> None:
        self.ledger.settle([Settlement(row.id, DeliveryState.SENT, "250 OK") for row in self.taken.pop()], DUE)

    def close(self) -> None:
        self.ledger.close()


INSERT = """insert into delivery (wheel, calendar, what, step, version, whom, due, expires, reminder, reader, name,
language, seal, state, ready, changed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'due', ?, ?)
on conflict do nothing"""
CLAIM = """update delivery set state = 'claimed', tries = tries + 1, worker = ?, changed = ? where id = (
select id from delivery where state = 'due' and ready <= ? order by ready, id limit 1) returning *"""
DIGEST = """update delivery indexed by delivery_reader set state = 'claimed', tries = tries + 1, worker = ?, changed = ?
where state = 'due' and ready <= ? and batch is null and (wheel, whom) = (
select wheel, whom from delivery where state = 'due' and ready <= ? order by ready, id limit 1) returning *"""
SETTLE = "update delivery set state = 'sent', detail = ?, changed = ? where id = ? and worker = ? and state = 'claimed'"


class Raw:
    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        self.connection.executescript("pragma journal_mode = wal; pragma synchronous = full;" + migrations()[0])
        self.taken: list[tuple[object, ...]] = []

    def insert(self, decided: list[Delivery]) -> None:
        self.connection.execute("begin immediate")
        self.connection.executemany(
            INSERT,
            [
                (WHEEL, *one.key, int(one.due.timestamp()), int(one.due.timestamp()), one.reminder, one.reader,
                 one.name, one.language, NOW, NOW)
                for one in decided
            ],
        )  # fmt: skip
        self.connection.execute("commit")

    def claim(self) -> None:
        self.taken += self._one(CLAIM, ("me", NOW, NOW))

    def digest(self) -> None:
        self.taken += self._one(DIGEST, ("me", NOW, NOW, NOW))

    def settle(self) -> None:
        self._one(SETTLE, ("250 OK", NOW, self.taken.pop()[0], "me"))

    def _one(self, statement: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        self.connection.execute("begin immediate")
        found = self.connection.execute(statement, values).fetchall()
        self.connection.execute("commit")
        return found

    def close(self) -> None:
        self.connection.close()


def timed(work: Callable[[], object], times: int = 1) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - start


def one_round(folder: Path, decided: list[Delivery], *, ours_first: bool) -> dict[str, dict[str, float]]:
    """Seconds that each work took on each side."""
    sides: dict[str, Ours | Raw] = {"ours": Ours(folder), "raw": Raw(folder)}
    order = list(sides.items())[:: 1 if ours_first else -1]
    spent = {work: dict.fromkeys(sides, 0.0) for work in WORKS}
    for name, side in order:
        spent["insert"][name] = timed(partial(side.insert, decided))
    for _ in range(CLAIMS // TURN):
        for work in ("claim", "settle", "digest", "settle"):
            for name, side in order:
                spent[work][name] += timed(getattr(side, work), TURN)
    for _, side in order:
        side.close()
    return spent


def main(rows: int = 10_000, rounds: int = 9) -> None:
    decided = deliveries(rows)
    found = []
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            found.append(one_round(Path(folder), decided, ours_first=number % 2 == 0))
    print(f"{'a second':10}{'arshjul':>12}{'raw sqlite3':>14}{'ratio':>8}   {'spread':14}demand ≥{DEMAND}")
    for work in WORKS:
        mine, theirs = ([spent[work][name] for spent in found] for name in ("ours", "raw"))
        low, ratio, high = statistics.quantiles(map(operator.truediv, theirs, mine), n=4)
        times = {"insert": rows, "settle": 2 * CLAIMS}.get(work, CLAIMS)
        speeds = f"{times / statistics.median(mine):12,.0f}{times / statistics.median(theirs):14,.0f}"
        spread = f"{low:.2f}–{high:.2f}"
        print(f"{work:10}{speeds}{ratio:8.2f}   {spread:14}{'ok' if ratio >= DEMAND else 'MISSED'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
