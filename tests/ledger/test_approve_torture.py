"""An approval is whole or nothing, whoever kills it and whoever competes; and a flipped bit in it is noticed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections import Counter
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from arshjul.errors import LedgerError
from arshjul.ledger import Ledger, PlanIsStale, open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.model.invitation import AppliedState
from arshjul.model.plan import Action, Message
from tests.support.approving import (
    CALENDAR,
    NOW,
    SIV,
    applied,
    approval,
    approve,
    change,
    drain,
    guest,
    invitation,
    new,
    plan,
)

PEOPLE = tuple(guest(f"P{number}") for number in range(20))
MAY, JUNE, JULY = (invitation(f"2027-0{month}", *PEOPLE) for month in (5, 6, 7))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one meeting invited to, one whose invitations wait in the queue."""
    path = tmp_path / "arshjul.db"
    with open_ledger(path) as ledger:
        approve(ledger, new(MAY))
        drain(ledger)
        approve(ledger, new(JUNE))
    return path


def contents(path: Path) -> list[str]:
    with sqlite3.connect(path) as raw:
        found = list(raw.iterdump())
    raw.close()
    return found


def everything_at_once(ledger: Ledger) -> None:
    """A move with a guest who leaves, a change that supersedes, a new meeting, and one that waits."""
    one, two = applied(ledger, "2027-05"), applied(ledger, "2027-06")
    moved = invitation("2027-05", *PEOPLE[1:], day=18)
    leaving = Message(PEOPLE[0], Action.CANCELLED, MAY, leaving=True)
    approve(
        ledger,
        change(Action.MOVED, one, moved, *(Message(who, Action.MOVED, MAY) for who in PEOPLE[1:]), leaving),
        change(Action.MOVED, two, invitation("2027-06", *PEOPLE, day=19), *(Message(p, Action.NEW) for p in PEOPLE)),
        new(JULY),
        waiting=(invitation("2027-09"),),
    )


# ── kill -9 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def approve_and_die(path: Path, point: int) -> None:
    """Die at the `point`th SQL statement of the approval, counting its begin and its commit."""
    left = point

    def step(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with open_ledger(path, adopting=True) as ledger:  # a copy, which its mark would refuse
        ledger._connection.set_trace_callback(step)
        everything_at_once(ledger)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork")
def test_an_approval_killed_anywhere_has_happened_whole_or_not_at_all(path: Path, tmp_path: Path) -> None:
    before, original = contents(path), path.read_bytes()
    with open_ledger(path) as ledger:
        everything_at_once(ledger)
    after = contents(path)
    fates: Counter[str] = Counter()
    for point in range(1, 2000, 7):
        struck = tmp_path / str(point) / "arshjul.db"
        struck.parent.mkdir()
        struck.write_bytes(original)
        child = os.fork()
        if child == 0:
            try:
                approve_and_die(struck, point)
                os._exit(0)
            finally:
                os._exit(1)
        status = os.waitpid(child, 0)[1]
        died = os.WIFSIGNALED(status)
        assert died or os.waitstatus_to_exitcode(status) == 0
        found = contents(struck)
        assert found in (before, after), f"half an approval after dying at {point}"
        fates[f"{'died' if died else 'lived'}, {'all' if found == after else 'nothing'}"] += 1
        if not died:
            break
    assert fates["lived, all"] == 1
    assert fates["died, nothing"] >= 20


def test_an_approval_that_fails_half_way_writes_nothing(path: Path) -> None:
    before = contents(path)
    with open_ledger(path) as ledger:
        bad = change(Action.MOVED, applied(ledger, "2027-05"), MAY, step=-1)
        with pytest.raises(ValueError, match="would fall"):
            approve(ledger, new(JULY), bad)
    assert contents(path) == before


# ── two at once ──────────────────────────────────────────────────────────────────────────────────────────────────────


def compete(path: Path, barrier: Barrier, queue: multiprocessing.Queue[int]) -> None:
    with open_ledger(path) as ledger:
        decided = plan(new(JULY), edition=ledger.snapshot(CALENDAR).edition)
        barrier.wait()
        try:
            queue.put(ledger.approve(decided, approval(), channel="folder", now=NOW))
        except PlanIsStale:
            queue.put(-1)


def test_of_two_who_approve_the_same_plan_one_wins(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, queue = context.Barrier(2), context.Queue()
    both = [context.Process(target=compete, args=(path, barrier, queue)) for _ in range(2)]
    for one in both:
        one.start()
    assert sorted(queue.get(timeout=60) for _ in both) == [-1, 20]
    for one in both:
        one.join()
    with open_ledger(path) as ledger:
        assert applied(ledger, "2027-07").state is AppliedState.INVITED
        assert sum(row.delivery.key.what == "mote/2027-07" for row in ledger.rows(DeliveryState.DUE)) == 20


# ── flipped bits ─────────────────────────────────────────────────────────────────────────────────────────────────────

COLUMNS = {
    "edition": "calendar number seal",
    "approval": "wheel plan fingerprint at seal",
    "content": "id json seal",
    "invitation": "uid calendar wheel series slot channel sequence stamp content starts opens seal",
    "bulletin": "number uid leaving sequence stamp content before reason seal",
    "guest": "uid whom reader name email kind removed partstat first last seal",
}


@pytest.mark.parametrize(("table", "column"), [(table, one) for table in COLUMNS for one in COLUMNS[table].split()])
def test_one_changed_value_is_noticed_on_opening(path: Path, table: str, column: str) -> None:
    with open_ledger(path) as ledger:
        everything_at_once(ledger)
    with sqlite3.connect(path) as raw:
        ((kind,),) = raw.execute(f"select type from pragma_table_info('{table}') where name = '{column}'")
        value = f"coalesce({column}, 0) + 4711" if kind == "INTEGER" else f"coalesce({column}, '') || 'x'"
        done = raw.execute(f"update {table} set {column} = {value} where rowid = (select max(rowid) from {table})"
                           if table in ("content", "bulletin", "edition", "approval") else
                           f"update {table} set {column} = {value} where uid = (select max(uid) from {table}) "
                           "and (select count(*) from guest)")  # fmt: skip
        assert done.rowcount
    raw.close()
    with pytest.raises(LedgerError, match=f"table {table} breaks its seal") as caught:
        open_ledger(path, read_only=True)
    assert "arshjul restore" in caught.value.cure.sv


def test_changed_sources_are_noticed_too(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("update approval set sources = zeroblob(9)")
    raw.close()
    with pytest.raises(LedgerError, match="table approval breaks its seal"):
        open_ledger(path)


@pytest.mark.parametrize(("table", "column"), [("invitation", "state"), ("bulletin", "action"), ("guest", "language")])
def test_another_valid_word_is_noticed_too(path: Path, table: str, column: str) -> None:
    """Where the schema allows a few words only."""
    other = {"state": "cancelled", "action": "moved", "language": "en"}[column]
    with sqlite3.connect(path) as raw:
        assert raw.execute(f"update {table} set {column} = '{other}'").rowcount
    raw.close()
    with pytest.raises(LedgerError, match=f"table {table} breaks its seal"):
        open_ledger(path)


def test_one_who_reads_meanwhile_sees_all_of_an_approval_or_nothing(path: Path) -> None:
    with open_ledger(path, read_only=True) as reader, open_ledger(path) as ledger:
        before = reader.snapshot(CALENDAR)
        everything_at_once(ledger)
        after = reader.snapshot(CALENDAR)
        assert after == ledger.snapshot(CALENDAR)
    assert (before.edition, after.edition) == (2, 3)
    assert {guest.guest.whom for guest in before.applied[0].guests} == {one.whom for one in PEOPLE}
    assert SIV.whom not in {guest.guest.whom for one in before.applied for guest in one.guests}
