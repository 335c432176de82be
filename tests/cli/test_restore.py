"""`arshjul restore`: a ledger put back tells nobody anything twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import run
from tests.support.plan_folder import LATER, NOW, desk, edit, mails, moved


def test_what_was_told_since_the_backup_is_planned_again_with_a_higher_sequence(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    run(tmp_path, "backup", "kopia.db", now=NOW)
    edit(tmp_path, moved)
    assert json.loads(run(tmp_path, "plan", "--json", now=NOW).out)["changes"][0]["sequence"] == 1
    run(tmp_path, "apply", "--yes", now=NOW)
    ran = run(tmp_path, "restore", "kopia.db", "--yes", now=LATER)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:2] == [
        "Liggaren är återställd.",
        "Den gamla ligger kvar som var/arshjul.db.replaced-20270112T080000Z",
    ]
    assert mails(tmp_path) == 9
    assert json.loads(run(tmp_path, "plan", "--json", now=LATER).out)["changes"][0]["sequence"] > 1


def test_mail_that_waited_in_the_backup_is_listed_and_not_sent(tmp_path: Path) -> None:
    desk(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mail").write_text("en fil i vägen")
    run(tmp_path, "apply", "--yes", now=NOW)
    run(tmp_path, "backup", "kopia.db", now=NOW)
    (tmp_path / "out/mail").unlink()
    ran = run(tmp_path, "restore", "kopia.db", "--yes", now=LATER)
    assert "6 brev som väntade i kopian skickas inte; se  arshjul status" in ran.out
    run(tmp_path, "apply", "--yes", now=LATER)
    run(tmp_path, "remind", "--once", now=LATER)
    assert mails(tmp_path) == 0


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_it_asks_and_without_a_terminal_wants_yes(tmp_path: Path, words: tuple[str, ...]) -> None:
    desk(tmp_path, applied=True)
    run(tmp_path, "backup", "kopia.db", now=NOW)
    before = (tmp_path / "var/arshjul.db").read_bytes()
    ran = run(tmp_path, "restore", "kopia.db", *words, now=LATER)
    assert ran.code == 2
    assert "ingen finns att fråga: skriv --yes" in ran.err
    assert (tmp_path / "var/arshjul.db").read_bytes() == before


@pytest.mark.parametrize("name", ["schedules/2027.toml", "saknas.db", "var/arshjul.db", "."])
def test_what_is_no_backup_is_refused_and_the_ledger_untouched(tmp_path: Path, name: str) -> None:
    desk(tmp_path, applied=True)
    before = (tmp_path / "var/arshjul.db").read_bytes()
    ran = run(tmp_path, "restore", name, "--yes", now=LATER)
    assert ran.code == 1
    assert "gör:" in ran.err
    assert (tmp_path / "var/arshjul.db").read_bytes() == before
    assert run(tmp_path, "plan", now=LATER).code == 0
