"""The ledger decides once, gives each mail to one claimer, and remembers what became of it."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from arshjul.errors import LedgerError
from arshjul.ledger import Ledger, LedgerRow, Settlement, open_ledger
from arshjul.ledger.opening import migrations
from arshjul.ledger.store import LEASE
from arshjul.model.delivery import DeliveryState
from tests.support.reminding import DUE, delivery, keys

WHEEL = "prov/2027"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "var" / "arshjul.db") as opened:
        yield opened


def states(ledger: Ledger) -> dict[str, int]:
    return {state.value: count for state, count in ledger.summary().counts.items() if count}


def settle(ledger: Ledger, rows: tuple[LedgerRow, ...], state: DeliveryState, detail: str = "") -> int:
    return ledger.settle([Settlement(row.id, state, detail) for row in rows], DUE)


def test_deciding_twice_is_deciding_once(ledger: Ledger) -> None:
    due = [delivery(1), delivery(2)]
    assert ledger.record(WHEEL, DUE, due=due).due == 2
    assert ledger.record(WHEEL, DUE, due=due, standing=keys(due)).due == 0
    assert states(ledger) == {"due": 2}


def test_a_row_comes_back_as_it_was_decided(ledger: Ledger) -> None:
    one = delivery(1, expires=DUE + MINUTE, name="Åsa «Öst», 東", language="en")
    ledger.record(WHEEL, DUE, due=[one])
    (row,) = ledger.rows(DeliveryState.DUE)
    assert row.delivery == one
    assert ledger.row(row.id) == row


def test_nothing_is_claimed_before_it_is_due(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1)])
    assert ledger.claim(DUE - MINUTE, [WHEEL]) == ()
    assert not ledger.anything_ready(DUE - MINUTE, [WHEEL])
    assert ledger.anything_ready(DUE, [WHEEL])


def test_rows_of_a_wheel_that_is_not_there_are_left_alone(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1)])
    assert ledger.claim(DUE, ["annat/2027"]) == ()


def test_several_mails_are_claimed_with_one_commit_each_reader_still_one_digest(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(n, f"{who}@region.example") for n, who in enumerate("abac")])
    commits: list[str] = []
    ledger._connection.set_trace_callback(
        lambda statement: commits.append(statement) if "commit" in statement else None
    )
    mails = ledger.claim_mails(DUE, [WHEEL], 2, together=[WHEEL])
    assert [[row.delivery.key.what for row in rows] for rows in mails] == [["prov/0", "prov/2"], ["prov/1"]]
    assert len(commits) == 1
    assert len(ledger.claim_mails(DUE, [WHEEL], 2, together=[WHEEL])) == 1
    assert ledger.claim_mails(DUE, [WHEEL], 2) == ()


def test_a_digest_takes_everything_for_one_reader_and_nothing_else(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1), delivery(2, "b@region.example"), delivery(3)])
    first = ledger.claim(DUE, [WHEEL], together=[WHEEL])
    assert [row.delivery.key.what for row in first] == ["prov/1", "prov/3"]
    assert [row.delivery.key.what for row in ledger.claim(DUE, [WHEEL], together=[WHEEL])] == ["prov/2"]
    assert ledger.claim(DUE, [WHEEL], together=[WHEEL]) == ()


def test_what_was_tried_together_is_tried_again_together_and_alone(ledger: Ledger) -> None:
    """Else the same Message-ID would carry another mail."""
    ledger.record(WHEEL, DUE, due=[delivery(1), delivery(2)])
    first = ledger.claim(DUE, [WHEEL], together=[WHEEL])
    ledger.settle([Settlement(row.id, DeliveryState.DUE, "451", DUE + MINUTE) for row in first], DUE)
    new = [delivery(3)]
    ledger.record(WHEEL, DUE, due=new, standing=keys([delivery(1), delivery(2)]))
    later = [ledger.claim(DUE + MINUTE, [WHEEL], together=[WHEEL]) for _ in range(3)]
    assert sorted([row.delivery.key.what for row in rows] for rows in later) == [[], ["prov/1", "prov/2"], ["prov/3"]]
    assert {row.tries for rows in later for row in rows} == {1, 2}


def test_only_the_claimer_settles(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1)])
    rows = ledger.claim(DUE, [WHEEL])
    with open_ledger(ledger.path) as other:
        assert settle(other, rows, DeliveryState.FAILED) == 0
    assert settle(ledger, rows, DeliveryState.SENT) == 1
    assert settle(ledger, rows, DeliveryState.FAILED) == 0
    assert states(ledger) == {"sent": 1}


def test_a_claim_older_than_its_lease_becomes_uncertain_and_is_never_claimed_again(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1)])
    ledger.claim(DUE, [WHEEL])
    assert ledger.flag_stale(DUE + LEASE - MINUTE) == 0
    assert ledger.flag_stale(DUE + LEASE) == 1
    assert ledger.claim(DUE + 2 * LEASE, [WHEEL]) == ()
    (row,) = ledger.rows(DeliveryState.UNCERTAIN)
    assert row.reason.sv == "programmet avbröts mitt i utskicket"


def test_a_slow_claimer_knows_better_than_whoever_flagged_it(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1)])
    rows = ledger.claim(DUE, [WHEEL])
    ledger.flag_stale(DUE + LEASE)
    assert settle(ledger, rows, DeliveryState.SENT) == 1
    assert states(ledger) == {"sent": 1}


def test_an_uncertain_mail_is_sent_again_whole_when_a_person_says_so(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1), delivery(2)])
    rows = ledger.claim(DUE, [WHEEL], together=[WHEEL])
    settle(ledger, rows, DeliveryState.UNCERTAIN)
    assert ledger.resend(rows[1].id, DUE)
    again = ledger.claim(DUE, [WHEEL], together=[WHEEL])
    assert [row.id for row in again] == [row.id for row in rows]
    assert all(row.forced for row in again)


def test_what_was_sent_is_not_sent_again_by_anybodys_wish(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1)])
    rows = ledger.claim(DUE, [WHEEL])
    settle(ledger, rows, DeliveryState.SENT)
    assert not ledger.resend(rows[0].id, DUE)
    assert not ledger.resend(4711, DUE)


def test_a_reminder_that_leaves_the_file_leaves_the_queue_and_may_come_back(ledger: Ledger) -> None:
    one = delivery(1)
    ledger.record(WHEEL, DUE, due=[one])
    assert ledger.record(WHEEL, DUE, due=[], standing=[]).dropped == 1
    assert ledger.rows(DeliveryState.EXPIRED)[0].detail == "gone"
    assert ledger.record(WHEEL, DUE, due=[one], standing=keys([one])).due == 1
    assert states(ledger) == {"due": 1}


def test_waiting_rows_expire_when_the_meeting_begins_or_catch_up_ends(ledger: Ledger) -> None:
    soon, old, forced = delivery(1, expires=DUE + MINUTE), delivery(2), delivery(3, expires=DUE + MINUTE)
    ledger.record(WHEEL, DUE, due=[soon, old, forced])
    for row in ledger.rows(DeliveryState.DUE):
        if row.delivery == forced:
            ledger.expire(DUE + MINUTE, DUE - MINUTE)
            assert ledger.resend(row.id, DUE)
    assert ledger.expire(DUE + MINUTE, DUE) == 1
    assert Counter(row.detail for row in ledger.rows(DeliveryState.EXPIRED)) == {"began": 1, "late": 1}
    assert [row.delivery for row in ledger.rows(DeliveryState.DUE)] == [forced]


def test_a_reminder_is_too_late_whatever_its_kind_is_called(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1, reminder="invitation")])
    assert ledger.expire(DUE + MINUTE, DUE) == 1


def test_unclaiming_gives_the_try_back(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1)])
    rows = ledger.claim(DUE, [WHEEL])
    ledger.unclaim(rows, DUE, ready=DUE + MINUTE, detail="connection refused")
    assert ledger.claim(DUE, [WHEEL]) == ()
    assert ledger.claim(DUE + MINUTE, [WHEEL])[0].tries == 1


def test_an_address_is_suspended_by_its_latest_refusal_only(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1), delivery(2)])
    settle(ledger, ledger.claim(DUE, [WHEEL]), DeliveryState.FAILED, "550")
    assert ledger.suspended() == {"a@region.example"}
    rows = ledger.claim(DUE + MINUTE, [WHEEL])
    ledger.settle([Settlement(row.id, DeliveryState.SENT) for row in rows], DUE + MINUTE)
    assert ledger.suspended() == frozenset()


def test_the_summary_has_every_state_and_the_heartbeat(ledger: Ledger) -> None:
    assert ledger.summary().heartbeat is None
    ledger.beat(DUE)
    summary = ledger.summary()
    assert summary.heartbeat == DUE
    assert set(summary.counts) == set(DeliveryState)
    assert summary.version == len(migrations())


def test_reading_needs_no_writing(ledger: Ledger) -> None:
    ledger.record(WHEEL, DUE, due=[delivery(1)])
    with open_ledger(ledger.path, read_only=True) as reader:
        assert reader.known(WHEEL) == {delivery(1).key: DeliveryState.DUE}
        with pytest.raises(LedgerError):
            reader.beat(DUE)


def test_reading_a_ledger_that_is_not_there_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as caught:
        open_ledger(tmp_path / "arshjul.db", read_only=True)
    assert "finns inte än" in caught.value.message.sv
    assert list(tmp_path.iterdir()) == []


def test_a_held_ledger_says_who_holds_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arshjul.ledger.opening.BUSY_SECONDS", 0.05)
    with open_ledger(ledger.path) as other:
        holder = sqlite3.connect(ledger.path, isolation_level=None)
        holder.execute("begin immediate")
        with pytest.raises(LedgerError) as caught:
            other.beat(DUE)
        holder.close()
    assert "upptagen" in caught.value.message.sv


def test_a_newer_programs_ledger_is_refused(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as raw:
        raw.execute("pragma user_version = 99")
    raw.close()
    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(ledger.path)


# ── many at once (fault 8) ───────────────────────────────────────────────────────────────────────────────────────────

PROCESSES, CLAIMS = 4, 20_000


def claim_all(path: Path, queue: multiprocessing.Queue[list[int]]) -> None:
    """One daemon's whole life: claim until nothing is left."""
    taken: list[int] = []
    with open_ledger(path) as ledger:
        while rows := ledger.claim(DUE, [WHEEL], together=[WHEEL]):
            taken += [row.id for row in rows]
            ledger.settle([Settlement(row.id, DeliveryState.SENT) for row in rows], DUE)
    queue.put(taken)


def test_four_processes_share_twenty_thousand_claims_without_a_double(tmp_path: Path) -> None:
    path = tmp_path / "arshjul.db"
    readers = 400
    due = [delivery(n, f"r{n % readers}@region.example") for n in range(CLAIMS)]
    with open_ledger(path) as ledger:
        ledger.record(WHEEL, DUE, due=due)
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[list[int]] = context.Queue()
    workers = [context.Process(target=claim_all, args=(path, queue)) for _ in range(PROCESSES)]
    for worker in workers:
        worker.start()
    taken = [queue.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join()
    counted = Counter(id for one in taken for id in one)
    assert sum(counted.values()) == len(counted) == CLAIMS
    with open_ledger(path) as ledger:
        assert states(ledger) == {"sent": CLAIMS}


ROUNDS, STARTERS = 30, 6


def begin(folder: Path, start: Barrier, queue: multiprocessing.Queue[str]) -> None:
    """A daemon's first start, in one folder after the other: its errors, or nothing."""
    for number in range(ROUNDS):
        start.wait()
        try:
            with open_ledger(folder / str(number) / "arshjul.db") as ledger:
                ledger.raise_epoch()
            queue.put("")
        except LedgerError as error:
            queue.put(error.message.en)


def test_six_that_begin_the_same_ledger_at_once_all_have_it(tmp_path: Path) -> None:
    """Two daemons that start for the first time, or `run` and cron: none is told that the ledger is held or gone."""
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(STARTERS)
    queue: multiprocessing.Queue[str] = context.Queue()
    starters = [context.Process(target=begin, args=(tmp_path, start, queue)) for _ in range(STARTERS)]
    for one in starters:
        one.start()
    said = Counter(queue.get(timeout=60) for _ in range(ROUNDS * STARTERS))
    for one in starters:
        one.join()
    assert said == {"": ROUNDS * STARTERS}
    for number in range(ROUNDS):
        open_ledger(tmp_path / str(number) / "arshjul.db").close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_nobody_else_may_read_the_ledger(tmp_path: Path) -> None:
    """It holds names and addresses, whatever the umask says."""
    before = os.umask(0o022)
    try:
        with open_ledger(tmp_path / "var" / "arshjul.db") as ledger:
            ledger.beat(DUE)
            modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "var").glob("arshjul.db*")}
    finally:
        os.umask(before)
    assert {modes.pop(f"arshjul.db.{what}") for what in ("mark", "anchor")} == {0o644}  # random numbers only
    assert modes == {"arshjul.db": 0o600, "arshjul.db-wal": 0o600, "arshjul.db-shm": 0o600}
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
