"""A folder with one small wheel, for trying `plan` and `apply` as people do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.cli import run
from tests.support.plan_cases import MOVE, WHEEL

NOW = "2027-01-11T09:00+01:00"
LATER = "2027-01-12T09:00+01:00"


def desk(folder: Path, *, applied: bool = False, config: str = "") -> Path:
    """The wheel's file. `applied`: everyone has been invited to its two meetings."""
    path = folder / "schedules/2027.toml"
    path.parent.mkdir()
    path.write_text(WHEEL, "utf-8")
    (folder / "config.toml").write_text(config, "utf-8")
    if applied:
        ran = run(folder, "apply", "--yes", now=NOW)
        assert ran.code == 0, ran.err
    return path


def edit(folder: Path, change: Callable[[str], str]) -> None:
    path = folder / "schedules/2027.toml"
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def moved(text: str) -> str:
    return text + MOVE


def mails(folder: Path) -> int:
    return len(list((folder / "out/mail").glob("*.eml")))


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
