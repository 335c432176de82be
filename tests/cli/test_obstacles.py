"""Row 38: what may not be read or written, or is full, is one sentence that says what and where, in every command.

Modes bind everybody but root, who runs these without the right to pass them by (`tests.support.bound`).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from arshjul.config import load
from arshjul.usecases.watch import Watch
from tests.support.bound import bound_by_modes
from tests.support.cli import Ran, environment, place, run
from tests.support.console import standing_in

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="file modes are POSIX, /dev/full and capabilities Linux"),
    pytest.mark.xdist_group("obstacles"),  # the installation is made once, not once a worker
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, with calendars and a ledger that have been written."""
    folder = place(tmp_path_factory.mktemp("installed"))
    (folder / "templates/mail").mkdir(parents=True)
    (folder / "config.toml").write_text('templates = "templates"\n')
    assert bound(folder, "ics", "schedules/2027.toml", "--out", "out").code == 0
    assert bound(folder, "remind", "--once").code == 0  # the last: whoever only reads leaves the ledger's -wal behind
    return folder


def bound(folder: Path, *words: str) -> Ran:
    with bound_by_modes():
        return run(folder, "--lang", "en", *words)


@contextmanager
def closed(path: Path, mode: int) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.mark.parametrize(
    ("closes", "mode", "words"),
    [
        ("var", 0o000, "status"),
        ("var", 0o000, "remind --once"),
        ("var", 0o000, "remind --dry-run"),
        ("var", 0o500, "remind --once"),
        ("var/arshjul.db", 0o000, "status"),
        ("var/arshjul.db", 0o000, "remind --once"),
        ("var/arshjul.db", 0o400, "remind --once"),
        ("var/arshjul.db.mark", 0o000, "status"),
        ("var/arshjul.db.mark", 0o000, "remind --once"),
        ("schedules", 0o000, "remind --once"),
        ("schedules", 0o000, "check"),
        ("schedules", 0o000, "agenda"),
        ("schedules/2027.toml", 0o000, "remind --once"),
        ("schedules/2027.toml", 0o000, "check"),
        ("schedules/2027.toml", 0o000, "ics --out out"),
        ("out", 0o500, "ics --out out/new"),
        ("out/person", 0o000, "ics --out out"),
        ("out/all.ics", 0o000, "ics --out out"),
        ("out/all.ics", 0o000, "doctor --ics out/all.ics"),
        ("config.toml", 0o000, "status"),
        ("config.toml", 0o000, "check"),
        ("templates/mail", 0o000, "remind --rehearse 2027-05-01 2027-05-31"),
        (".", 0o500, "remind --rehearse 2027-05-01 2027-05-31 --out new"),
        (".", 0o500, "init new.toml --yes --year 2028"),
    ],
)
def test_what_is_closed_is_named_in_a_sentence(installed: Path, closes: str, mode: int, words: str) -> None:
    with closed(installed / closes, mode):
        ran = bound(installed, *words.split())
    said = ran.out + ran.err
    assert ran.code == 1, said
    assert any(name in said for name in ((installed / closes).name, str(installed), "new.toml"))
    assert "unexpected" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "words", ["agenda", "agenda --json", "schema", "check", "status", "ics --out new", "--version"]
)
def test_a_full_disk_behind_the_output_is_said(installed: Path, words: str) -> None:
    command = [sys.executable, "-m", "arshjul", "--lang", "en", *words.split()]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, cwd=installed, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 1
    assert (
        ran.stderr == "error: the output: the disk is full\n  do: check the permissions and that the disk is not full\n"
    )


def test_an_unreadable_wheel_is_no_empty_one(installed: Path) -> None:
    """A folder that was there yesterday and may not be read today must not end the reminders without a word."""
    for closes, mode in (("schedules", 0o000), ("schedules/2027.toml", 0o000)):
        with closed(installed / closes, mode):
            ran = bound(installed, "remind", "--once")
        assert ran.code == 1
        assert "schedules" in ran.err
    (installed / "schedules").rename(installed / "away")
    ran = bound(installed, "remind", "--once")
    (installed / "away").rename(installed / "schedules")
    assert ran.code == 1
    assert "schedules" in ran.err


def test_while_the_folder_is_hidden_the_last_good_wheel_reminds(installed: Path) -> None:
    seen = []
    with standing_in(installed), bound_by_modes():
        watch = Watch(load(None))
        for mode in (0o755, 0o000, 0o755):
            with closed(installed / "schedules", mode):
                watch.reread()
            seen.append((len(watch.wheels), len(watch.broken)))
    assert seen == [(1, 0), (1, 1), (1, 0)]
