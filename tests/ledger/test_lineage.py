"""A restored backup or a cloned installation is noticed, and asks before it sends (fault 9)."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from arshjul.errors import LedgerError
from arshjul.ledger import lineage, open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.transports.memory import MemoryTransport
from arshjul.usecases.ledger_care import adopt_ledger
from arshjul.usecases.remind import Round, remind_once
from tests.support.reminding import DUE, Clock, small_wheel, world

EARLIER = DUE - timedelta(hours=1)


def installation(folder: Path, transport: MemoryTransport, clock: Clock) -> Round:
    return world(folder, transport, clock, small_wheel(readers=3))


def sent_once(folder: Path, transport: MemoryTransport) -> Path:
    """An installation that has sent its mails. A backup from before it did lies beside, as backup.db."""
    clock = Clock(EARLIER)
    ready = installation(folder, transport, clock)
    remind_once(ready)
    ledger = ready.config.ledger
    with open_ledger(ledger) as opened:
        opened._connection.execute("vacuum into ?", (str(folder / "backup.db"),))
    clock.now = DUE
    remind_once(ready)
    assert len(transport.sent) == 3
    return ledger


def test_a_restored_backup_resends_nothing(tmp_path: Path) -> None:
    transport = MemoryTransport()
    ledger = sent_once(tmp_path, transport)
    for file in ledger.parent.glob("arshjul.db*"):
        if not file.name.endswith(".mark"):
            file.unlink()
    ledger.write_bytes((tmp_path / "backup.db").read_bytes())
    with pytest.raises(LedgerError) as caught:
        remind_once(installation(tmp_path, transport, Clock(DUE)))
    assert "äldre än det som har skickats" in caught.value.message.sv
    assert "--adopt-ledger" in caught.value.cure.sv
    assert len(transport.sent) == 3


def test_a_backup_written_over_the_ledger_in_place_is_noticed_too(tmp_path: Path) -> None:
    transport = MemoryTransport()
    ledger = sent_once(tmp_path, transport)
    ledger.with_name("arshjul.db-wal").unlink(missing_ok=True)
    with ledger.open("r+b") as file:  # the same file number on the disk
        file.write((tmp_path / "backup.db").read_bytes())
        file.truncate()
    with pytest.raises(LedgerError, match="older than what has been sent"):
        remind_once(installation(tmp_path, transport, Clock(DUE)))


RESTORES = {
    "copied into place": "cp -r backup/. var",
    "copied with its times": "cp -a backup/. var",
    "removed and copied": "rm -r var && cp -a backup var",
    "moved away and copied": "mv var before && cp -a backup var",
    "unpacked": "tar -C backup -cf b.tar . && tar -C var -xf b.tar",
}


@pytest.mark.skipif(os.name != "posix", reason="cp and tar as on Unix")
@pytest.mark.parametrize("way", RESTORES)
def test_a_whole_folder_put_back_with_its_mark_resends_nothing(tmp_path: Path, way: str) -> None:
    """Everything the folder says of itself agrees, and the disk may even give the file its old number."""
    transport, clock = MemoryTransport(), Clock(EARLIER)
    ready = installation(tmp_path, transport, clock)
    remind_once(ready)
    subprocess.run(["cp", "-a", "var", "backup"], cwd=tmp_path, check=True)
    clock.now = DUE
    remind_once(ready)
    subprocess.run(["sh", "-c", RESTORES[way]], cwd=tmp_path, check=True)
    with pytest.raises(LedgerError, match=r"put back|is a copy"):
        remind_once(ready)
    assert len(transport.sent) == 3
    adopt_ledger(ready.config, clock.now)
    remind_once(ready)
    assert len(transport.sent) == 3


def test_a_folder_that_is_only_moved_or_read_sends_on(tmp_path: Path) -> None:
    transport = MemoryTransport()
    sent_once(tmp_path / "a", transport)
    shutil.copytree(tmp_path / "a", tmp_path / "backup")
    (tmp_path / "a").rename(tmp_path / "b")
    assert remind_once(installation(tmp_path / "b", transport, Clock(DUE))).fine


def test_a_copy_of_the_whole_folder_does_not_send(tmp_path: Path) -> None:
    transport = MemoryTransport()
    sent_once(tmp_path / "a", transport)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with pytest.raises(LedgerError, match="the file is a copy"):
        remind_once(installation(tmp_path / "b", transport, Clock(DUE)))


def test_another_machine_does_not_send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    transport = MemoryTransport()
    sent_once(tmp_path, transport)
    (tmp_path / "machine-id").write_text("a" * 32)
    monkeypatch.setattr(lineage, "MACHINE_ID", tmp_path / "machine-id")
    with pytest.raises(LedgerError, match="another machine"):
        remind_once(installation(tmp_path, transport, Clock(DUE)))


def test_a_ledger_that_has_vanished_is_not_begun_anew(tmp_path: Path) -> None:
    transport = MemoryTransport()
    ledger = sent_once(tmp_path, transport)
    ledger.unlink()
    with pytest.raises(LedgerError, match="is gone"):
        remind_once(installation(tmp_path, transport, Clock(DUE)))
    assert not ledger.exists()


def test_a_missing_mark_is_noticed_once_anything_has_been_sent(tmp_path: Path) -> None:
    transport = MemoryTransport()
    ledger = sent_once(tmp_path, transport)
    lineage.mark_path(ledger).unlink()
    with pytest.raises(LedgerError, match="mark"):
        remind_once(installation(tmp_path, transport, Clock(DUE)))


def test_a_crash_between_a_new_ledger_and_its_mark_is_no_mismatch(tmp_path: Path) -> None:
    path = tmp_path / "arshjul.db"
    open_ledger(path).close()
    lineage.mark_path(path).unlink()
    open_ledger(path).close()
    assert lineage.read_mark(path) is not None


def test_a_mark_that_cannot_be_understood_is_a_mismatch(tmp_path: Path) -> None:
    path = tmp_path / "arshjul.db"
    open_ledger(path).close()
    lineage.mark_path(path).write_text("[1, 2]")
    with pytest.raises(LedgerError, match="is damaged"):
        open_ledger(path)


def test_the_mark_can_be_looked_at_without_being_refused(tmp_path: Path) -> None:
    transport = MemoryTransport()
    ledger = sent_once(tmp_path, transport)
    lineage.mark_path(ledger).unlink()
    with open_ledger(ledger, read_only=True) as opened:
        assert opened.lineage_problem() is not None
        assert opened.summary().counts[DeliveryState.SENT] == 3


def test_an_adopted_ledger_sends_on_but_nothing_from_before(tmp_path: Path) -> None:
    """0 resends: what the other installation may have sent is listed, and a person decides."""
    transport = MemoryTransport()
    sent_once(tmp_path / "a", transport)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    copy = tmp_path / "b" / "var" / "arshjul.db"
    copy.write_bytes((tmp_path / "a" / "backup.db").read_bytes())
    for rest in ("-wal", "-shm"):
        copy.with_name(copy.name + rest).unlink(missing_ok=True)
    clock = Clock(DUE + timedelta(hours=1))
    ready = installation(tmp_path / "b", transport, clock)
    adopt_ledger(ready.config, clock.now)
    report = remind_once(ready)
    assert len(transport.sent) == 3
    assert report.expired == 3
    with open_ledger(ready.config.ledger) as ledger:
        assert {row.detail for row in ledger.rows(DeliveryState.EXPIRED)} == {"restored"}
    later = world(
        tmp_path / "b", transport, Clock(DUE + timedelta(hours=2)), small_wheel(readers=3), small_wheel(id="ny")
    )
    remind_once(later)
    assert len(transport.sent) == 3


def test_adopting_begins_a_new_lineage_so_that_the_other_copy_is_refused_beside_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "arshjul.db"
    with open_ledger(path) as ledger:
        before = ledger.summary().lineage
        ledger.adopt(DUE)
        assert ledger.summary().lineage != before
    open_ledger(path).close()
