"""Row 36: a canary in every address and in the password, against what every command says, also when mail is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cli import place, run
from tests.support.smtp import Sink

CONFIG = """
transport = "smtp"
catch_up = "60d"
[mail]
from = "arshjul@kanarie.example"
owner = "agare@kanarie.example"
[smtp]
host = "127.0.0.1"
port = {port}
user = "kanariefagel"
password_file = "losen"
security = "none"
per_minute = 6000
"""
WORDS = (
    "check", "check --json", "check --format sarif", "check --format github", "agenda", "agenda --json",
    "why styrgrupp/2027-Q1", "why styrgrupp/2027-Q1 --json", "remind --once", "status", "status --json", "doctor",
    "doctor --json", "ics --out ut", "ics --out ut --json", "remind --once --json",
    "plan", "plan --json", "plan --format markdown", "plan --format html", "apply --yes", "apply --yes --json",
    "transfer styrgrupp --to siv --dry-run", "feed --list", "feed --list --json", "feed siv",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The example where every address is the canary's, and a server that names the reader when it refuses."""
    for path in place(tmp_path).glob("schedules/*.toml"):
        path.write_text(re.sub(r"@[\w.]+\.example", "@kanarie.example", path.read_text("utf-8")), "utf-8")
    (tmp_path / "losen").write_text("kanariesang\n")
    (tmp_path / "losen").chmod(0o600)
    script = {"RCPT": "550 5.1.1 no {line}", "AUTH": "535 5.7.8 no {line}"}
    with Sink(lambda line: script.get(line[:4].upper(), "").format(line=line) or None).running() as sink:
        (tmp_path / "config.toml").write_text(CONFIG.format(port=sink.port))
        yield tmp_path


@pytest.mark.parametrize("login", [True, False])
@pytest.mark.parametrize("broken", [False, True])
def test_no_command_says_an_address_or_a_password(folder: Path, login: bool, broken: bool) -> None:
    if broken:
        wheel = folder / "schedules/2027.toml"
        wheel.write_text(wheel.read_text("utf-8").replace("andra tisdagen", "adnra tisdagen"), "utf-8")
    if not login:
        config = folder / "config.toml"
        config.write_text(re.sub(r"(user|password_file) = .*\n", "", config.read_text()))
    said = {words: run(folder, *words.split()) for words in WORDS}
    assert [words for words, ran in said.items() if "kanarie" in ran.out + ran.err] == []
    if not broken:
        assert said["remind --once"].err
        assert login or "550 5.1.1 no" in said["status"].out
    shown = run(folder, "remind", "--dry-run").out
    assert broken or "kanarie" in shown, "a preview says to whom, so the canary was there to be seen"
