"""Runs the program as people do: in a folder of its own, in this process or in one of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import time_machine
from click.testing import CliRunner

from tests.support.console import standing_in

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests/data/example"
"""The wheel of the specification and its people."""


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


def place(folder: Path) -> Path:
    """A folder where the example is the only wheel."""
    shutil.copytree(EXAMPLE, folder / "schedules")
    return folder


def run(folder: Path, *words: str, now: str = "2027-03-01T08:00+01:00", answers: str = "", **environ: str) -> Ran:
    """In this process, through click's own runner, at an hour of the test's choosing."""
    from arshjul.cli.main import program

    with standing_in(folder), time_machine.travel(datetime.fromisoformat(now), tick=False):
        result = CliRunner(env=environ).invoke(program, list(words), input=answers, prog_name="arshjul")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **extra}


def process(folder: Path, *words: str, environ: Mapping[str, str] | None = None) -> Ran:
    """In a process of its own, with pipes for its streams."""
    command = [sys.executable, "-m", "arshjul", *words]
    done = subprocess.run(command, cwd=folder, env=environ or environment(), capture_output=True, check=False)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
