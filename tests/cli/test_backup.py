"""`arshjul backup`: a copy that says where it is, also while others write."""

from __future__ import annotations

import json
from pathlib import Path

from arshjul.ledger import open_ledger
from tests.support.cli import run
from tests.support.plan_folder import LATER, NOW, desk


def test_a_folder_gets_a_copy_named_by_its_instant(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    (tmp_path / "kopior").mkdir()
    ran = run(tmp_path, "backup", "kopior", now=LATER)
    assert (ran.code, ran.out) == (0, "Liggaren är kopierad till kopior/arshjul-20270112T080000Z.db\n")
    with open_ledger(tmp_path / "kopior/arshjul-20270112T080000Z.db", read_only=True) as copy:
        assert len(copy.snapshot("prov").applied) == 2


def test_a_copy_is_made_while_the_ledger_is_open(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    with open_ledger(tmp_path / "var/arshjul.db"):
        assert run(tmp_path, "backup", "kopia.db", "--json", now=LATER).code == 0
    assert (tmp_path / "kopia.db").stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten_and_nothing_is_made_of_nothing(tmp_path: Path) -> None:
    desk(tmp_path)
    ran = run(tmp_path, "backup", "kopia.db", now=NOW)
    assert (ran.code, (tmp_path / "kopia.db").exists()) == (1, False)
    assert "gör:" in ran.err
    run(tmp_path, "apply", "--yes", now=NOW)
    assert json.loads(run(tmp_path, "backup", "kopia.db", "--json", now=NOW).out) == {"backup": "kopia.db"}
    before = (tmp_path / "kopia.db").read_bytes()
    assert run(tmp_path, "backup", "kopia.db", now=NOW).code == 1
    assert (tmp_path / "kopia.db").read_bytes() == before
