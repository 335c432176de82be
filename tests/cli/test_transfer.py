"""`arshjul transfer`: one line of the file, shown before and after, and a plan of what that tells whom."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from arshjul.errors import OutputError
from arshjul.usecases import transfer as handing
from tests.support.cli import run
from tests.support.plan_folder import NOW, desk, mails

LINE = 'organiser = "siv"\n'


def test_it_adds_one_line_and_everything_else_stays(tmp_path: Path) -> None:
    path = desk(tmp_path, applied=True)
    before = path.read_bytes()
    ran = run(tmp_path, "transfer", "mote", "--to", "siv", now=NOW)
    assert (ran.code, ran.err) == (0, "")
    invited = b'invite = ["siv", "ulf"]\n'
    assert path.read_bytes() == before.replace(invited, invited + LINE.encode())
    assert '+organiser = "siv"' in ran.out.splitlines()
    assert "Filen är ändrad." in ran.out
    assert "    Mötesägare  Eva Öst → Siv Norberg" in ran.out.splitlines()
    assert mails(tmp_path) == 6


def test_applying_it_tells_those_invited_and_lets_the_former_owner_go(tmp_path: Path) -> None:
    desk(tmp_path, applied=True)
    line = run(tmp_path, "transfer", "mote", "--to", "siv", now=NOW).out.splitlines()[-1]
    assert run(tmp_path, *line.partition("arshjul ")[2].split(), now=NOW).code == 0
    assert mails(tmp_path) == 6 + 6
    assert run(tmp_path, "plan", now=NOW).code == 0


def test_a_dry_run_shows_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path = desk(tmp_path, applied=True)
    before = path.read_bytes()
    ran = run(tmp_path, "transfer", "mote", "--to", "siv", "--dry-run", now=NOW)
    assert ran.code == 0
    assert path.read_bytes() == before
    assert '+organiser = "siv"' in ran.out.splitlines()
    assert "Filen är inte ändrad." in ran.out
    assert "arshjul apply" not in ran.out, "that would apply the file as it is"
    data = json.loads(run(tmp_path, "transfer", "mote", "--to", "siv", "--dry-run", "--json", now=NOW).out)
    assert data["written"] is False
    assert data["plan"]["summary"]["updated"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("mtoe --to siv", "serien «mtoe» finns inte\n  gör: menade du  mote ?"),
        ("mote --to sigv", "personen «sigv» finns inte\n  gör: menade du  siv ?"),
        ("mote --to alla", "personen «alla» finns inte"),
    ],
)
def test_what_is_not_there_is_said_with_what_was_meant(tmp_path: Path, words: str, said: str) -> None:
    desk(tmp_path)
    ran = run(tmp_path, "transfer", *words.split(), now=NOW)
    assert ran.code == 1
    assert ran.err.startswith(f"fel: {said}")


def test_to_who_has_it_already_changes_nothing(tmp_path: Path) -> None:
    path = desk(tmp_path)
    run(tmp_path, "transfer", "mote", "--to", "siv", now=NOW)
    before = path.read_bytes()
    ran = run(tmp_path, "transfer", "mote", "--to", "siv", now=NOW)
    assert (ran.code, ran.err) == (1, "fel: mote ägs redan av siv\n")
    assert path.read_bytes() == before


def test_a_file_with_errors_or_written_otherwise_is_not_touched(tmp_path: Path) -> None:
    path = desk(tmp_path)
    good = path.read_text("utf-8")
    path.write_text(good.replace("andra tisdagen", "adnra tisdagen"), "utf-8")
    ran = run(tmp_path, "transfer", "mote", "--to", "siv", now=NOW)
    assert ran.code == 1
    assert "fel E20" in ran.err or "fel E2" in ran.err
    path.write_text(good.replace("[series.mote]", '[series.mote]\norganiser = """eva"""'), "utf-8")
    ran = run(tmp_path, "transfer", "mote", "--to", "siv", now=NOW)
    assert ran.code == 1
    assert 'gör: skriv själv  organiser = "siv"  under  [series.mote]' in ran.err
    assert '"""eva"""' in path.read_text("utf-8")


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    edit = handing.transfer(path, "mote", "siv", date(2027, 1, 11))
    path.write_text(path.read_text("utf-8") + "# någon annan skriver\n", "utf-8")
    theirs = path.read_bytes()
    with pytest.raises(OutputError) as caught:
        handing.write(edit)
    assert caught.value.message.sv == "schedules/2027.toml har ändrats medan kommandot gick"
    assert path.read_bytes() == theirs
    assert {one.name for one in path.parent.iterdir()} == {"2027.toml"}


def test_the_file_keeps_its_rights_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path = desk(tmp_path)
    real = tmp_path / "verklig.toml"
    path.rename(real)
    real.chmod(0o640)
    path.symlink_to(real)
    assert run(tmp_path, "transfer", "mote", "--to", "siv", now=NOW).code == 0
    assert path.is_symlink()
    assert LINE in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
