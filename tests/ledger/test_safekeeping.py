"""A backup is whole or not there; putting one back sends nothing twice and uses no SEQUENCE twice."""

from __future__ import annotations

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from arshjul.errors import LedgerError
from arshjul.ledger import Ledger, lineage, open_ledger, safekeeping
from arshjul.ledger.opening import migrations
from arshjul.ledger.safekeeping import backup, restore
from arshjul.model.delivery import DeliveryState
from arshjul.model.invitation import AppliedState
from arshjul.model.plan import Action
from tests.support.approving import CALENDAR, NOW, WHEEL, applied, approve, change, drain, invitation, new, of, to_all
from tests.support.reminding import delivery

LATER = NOW + timedelta(hours=1)
FIRST = invitation()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one meeting whose guests have their invitation."""
    path = tmp_path / "var" / "arshjul.db"
    with open_ledger(path) as ledger:
        approve(ledger, new(FIRST))
        drain(ledger)
    return path


def move(path: Path, day: int) -> int:
    """The meeting is moved and its guests told. Its SEQUENCE."""
    with open_ledger(path) as ledger:
        one = applied(ledger)
        approve(ledger, change(Action.MOVED, one, invitation(day=day), *to_all(Action.MOVED, one)), now=LATER)
        ledger.raise_epoch()
        drain(ledger, now=LATER)
        return applied(ledger).sequence


def everything(ledger: Path) -> list[str]:
    with sqlite3.connect(ledger) as raw:
        found = list(raw.iterdump())
    raw.close()
    return found


def around(path: Path) -> set[str]:
    """What lies in the ledger's folder, but the ledger and its own files."""
    return {one.name for one in path.parent.iterdir()} - {f"arshjul.db{end}" for end in ("", ".mark", ".anchor")}


# ── backup ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_holds_everything_also_while_the_ledger_is_in_use(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.record("prov/2027", NOW, due=[delivery(1)])
        copy = backup(path, tmp_path / "copy.db", LATER)
        assert copy == tmp_path / "copy.db"
        assert "delivery" in " ".join(everything(copy))
    assert everything(copy) == everything(path)
    assert {one.name for one in tmp_path.iterdir()} == {"var", "copy.db"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_only_its_owner_may_read_a_backup(path: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        assert backup(path, tmp_path, LATER).stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


def test_a_backup_in_a_folder_is_named_by_its_instant(path: Path, tmp_path: Path) -> None:
    assert backup(path, tmp_path, LATER).name == "arshjul-20270111T090000Z.db"


def test_a_backup_overwrites_nothing(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path, LATER)
    with pytest.raises(LedgerError, match="exists already"):
        backup(path, tmp_path, LATER)


def test_there_is_nothing_to_back_up_before_there_is_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does not exist yet"):
        backup(tmp_path / "arshjul.db", tmp_path / "copy.db", NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_into_a_folder_that_is_not_there_says_so(path: Path, tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as caught:
        backup(path, tmp_path / "borta" / "copy.db", NOW)
    assert "kontrollera att mappen finns" in caught.value.cure.sv


def test_a_copy_that_cannot_be_read_back_never_gets_its_name(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk writes something else than it was given."""
    whole = safekeeping._copy

    def torn(source: Path, target: Path) -> None:
        whole(source, target)
        data = target.read_bytes()
        target.write_bytes(data.replace("Månadsmöte".encode(), "Månadsmötf".encode()))

    monkeypatch.setattr(safekeeping, "_copy", torn)
    with pytest.raises(LedgerError, match="table content breaks its seal"):
        backup(path, tmp_path / "copy.db", NOW)
    assert {one.name for one in tmp_path.iterdir()} == {"var"}


# ── restore ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_restored_ledger_sends_on_with_its_lineage_and_the_replaced_one_is_kept(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    move(path, 18)
    before, moved = everything(path), lineage.read_mark(path)
    done = restore(path, copy, LATER)
    assert done.kept == path.with_name("arshjul.db.replaced-20270111T090000Z")
    assert done.kept is not None
    assert everything(done.kept) == before
    assert around(path) == {done.kept.name}
    now = lineage.read_mark(path)
    assert moved is not None
    assert now is not None
    assert (now.lineage, now.epoch) == (moved.lineage, moved.epoch + 1)
    with open_ledger(path) as ledger:
        assert applied(ledger).invitation == FIRST
        assert ledger.floor() == LATER


def test_no_sequence_is_used_twice_after_a_restore(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    used = {move(path, day) for day in (18, 19, 20, 21)}
    restore(path, copy, LATER)
    with open_ledger(path) as ledger:
        assert applied(ledger).sequence >= max(used)
    assert move(path, 25) > max(used)
    again = restore(path, copy, LATER + timedelta(seconds=1))
    assert again.kept
    assert move(path, 26) > max(used) + 1


def test_no_bulletin_is_numbered_twice_after_a_restore(path: Path, tmp_path: Path) -> None:
    """Message-IDs are made of their numbers."""
    copy = backup(path, tmp_path / "copy.db", NOW)
    move(path, 18)
    restore(path, copy, LATER)
    move(path, 19)
    with open_ledger(path, read_only=True) as ledger:
        versions = {int(row.delivery.key.version) for row in ledger.rows(DeliveryState.SENT)}
    assert versions == {1, 1 + 1000 * int(LATER.timestamp())}


def test_a_plan_made_before_a_restore_holds_no_longer(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    move(path, 18)
    with open_ledger(path) as ledger:
        before = ledger.snapshot(CALENDAR).edition
    restore(path, copy, LATER)
    with open_ledger(path) as ledger:
        assert ledger.snapshot(CALENDAR).edition > before


@pytest.mark.parametrize("mark", ["missing", "damaged", "of another ledger"])
def test_when_the_mark_tells_nothing_every_sequence_is_lifted_by_a_hundred(
    path: Path, tmp_path: Path, mark: str
) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    if mark == "of another ledger":
        with open_ledger(path) as ledger:
            ledger.adopt(NOW)
    else:
        lineage.mark_path(path).write_text("[") if mark == "damaged" else lineage.mark_path(path).unlink()
    assert restore(path, copy, LATER).lifted == 100
    with open_ledger(path) as ledger:
        assert applied(ledger).sequence == 100


def test_what_waited_in_a_backup_is_listed_and_not_sent(tmp_path: Path) -> None:
    path = tmp_path / "arshjul.db"
    with open_ledger(path) as ledger:
        approve(ledger, new(FIRST))
        ledger.record("prov/2027", NOW, due=[delivery(1, due=NOW)])
        assert ledger.claim(NOW, ["prov/2027"])
    copy = backup(path, tmp_path / "copy.db", NOW)
    assert restore(path, copy, LATER).waiting == 2
    with open_ledger(path) as ledger:
        assert drain(ledger, now=LATER) == []
        assert {row.detail for row in ledger.rows(DeliveryState.EXPIRED)} == {"restored"}
        assert len(ledger.rows(DeliveryState.UNCERTAIN)) == 1
        assert {guest.told for guest in applied(ledger).guests} == {FIRST}, "not invited anew without a person"


@pytest.mark.parametrize("damage", ["gone", "torn", "no database"])
def test_a_damaged_or_lost_ledger_is_what_a_backup_is_for(path: Path, tmp_path: Path, damage: str) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    if damage == "gone":
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if damage == "torn" else b"x" * 9000)
        path.with_name("arshjul.db-wal").write_bytes(b"left behind")
    done = restore(path, copy, LATER)
    assert (done.kept is None) is (damage == "gone")
    with open_ledger(path) as ledger:
        assert of(applied(ledger), FIRST.guests[0]).told == FIRST


def test_a_ledger_from_before_there_were_invitations_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "old.db"
    with sqlite3.connect(copy) as raw:
        raw.executescript(
            migrations()[0] + "pragma user_version = 1; insert into ledger values (1, 'aa', 7, null, null);"
        )
    raw.close()
    assert restore(path, copy, LATER).lifted == 100
    with open_ledger(path) as ledger:
        assert ledger.summary().version == len(migrations())
        assert ledger.snapshot(CALENDAR).applied == ()


def refused(path: Path, copy: Path) -> str:
    """The sentence with which a restore refuses. The ledger is as it was."""
    before = everything(path)
    with pytest.raises(LedgerError) as caught:
        restore(path, copy, LATER)
    assert everything(path) == before
    assert around(path) == set()
    assert caught.value.cure.sv
    return caught.value.message.sv


def test_a_torn_backup_is_refused(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    copy.write_bytes(copy.read_bytes().replace(b"Sal B", b"Sal C"))
    assert "kan inte återställas (en rad i tabellen content bryter sitt sigill)" in refused(path, copy)


@pytest.mark.parametrize("data", [b"", b"x" * 9000])
def test_what_is_no_ledger_is_refused(path: Path, tmp_path: Path, data: bytes) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(data)
    assert "kan inte återställas" in refused(path, copy)


def test_a_newer_programs_backup_is_refused(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    with sqlite3.connect(copy) as raw:
        raw.execute("pragma user_version = 99")
    raw.close()
    assert "nyare version" in refused(path, copy)


def test_a_backup_that_is_not_there_or_is_the_ledger_itself_is_refused(path: Path, tmp_path: Path) -> None:
    assert "ingen säkerhetskopia" in refused(path, tmp_path / "borta.db")
    assert "ingen säkerhetskopia" in refused(path, path)


def test_a_ledger_in_use_is_not_replaced(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    with open_ledger(path), pytest.raises(LedgerError, match="in use"):
        restore(path, copy, LATER)
    assert restore(path, copy, LATER).kept


@pytest.mark.parametrize("stop", ["set aside", "put in place"])
def test_a_restore_that_is_cut_short_leaves_nothing_that_sends_and_can_be_run_again(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(*((safekeeping, "_put") if stop == "set aside" else (lineage, "write_mark")), cut)
        with pytest.raises(KeyboardInterrupt):
            restore(path, copy, LATER)
    with pytest.raises(LedgerError, match=r"is gone|is a copy"):
        open_ledger(path)
    restore(path, copy, LATER)
    with open_ledger(path) as ledger:
        assert applied(ledger).state is AppliedState.INVITED


def test_two_restores_in_one_second_keep_both(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db", NOW)
    first, second = restore(path, copy, LATER), restore(path, copy, LATER)
    assert first.kept != second.kept
    assert around(path) == {kept.name for kept in (first.kept, second.kept) if kept}


def test_adopting_a_ledger_lifts_every_sequence_past_what_the_other_copy_may_have_used(path: Path) -> None:
    with open_ledger(path) as ledger:
        approve(ledger, waiting=(invitation("2027-06"),))
        ledger.adopt(LATER)
        assert sequences(ledger) == {"2027-05": 100, "2027-06": -1}
        assert ledger.applied_keys(CALENDAR)[WHEEL, FIRST.key].sequence == 100
    open_ledger(path).close()


def sequences(ledger: Ledger) -> dict[str, int]:
    return {one.invitation.key.slot: one.sequence for one in ledger.snapshot(CALENDAR).applied}
