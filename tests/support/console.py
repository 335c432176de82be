"""Runs `arshjul …` in this process, in a folder and at an hour of the test's choosing."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
from collections.abc import Generator
from datetime import datetime
from pathlib import Path

import time_machine

from tests.support.snippets import ROOT, Command, Fence, commands

FAULT = "ARSHJUL_DEBUG=1"
"""What a fault in the program tells people to run again with."""


def workshop(folder: Path) -> Path:
    """A folder that looks like the project does to whoever tries it: the example wheels, and nothing else."""
    shutil.copytree(ROOT / "schedules", folder / "schedules")
    shutil.copy(ROOT / "config.example.toml", folder)
    return folder


def arshjul(line: str, folder: Path, now: str = "") -> tuple[str, int]:
    """What `line` prints (both streams, as a terminal shows them) and its exit code."""
    from arshjul.cli.main import program

    words = shlex.split(line)
    if words[0] != "arshjul":
        raise ValueError(f"only arshjul is run: {line}")
    printed = io.StringIO()
    with contextlib.ExitStack() as stack:
        stack.enter_context(standing_in(folder))
        stack.enter_context(contextlib.redirect_stdout(printed))
        stack.enter_context(contextlib.redirect_stderr(printed))
        if now:
            stack.enter_context(time_machine.travel(datetime.fromisoformat(now), tick=False))
        try:
            program.main(words[1:])
        except SystemExit as end:
            if FAULT in printed.getvalue():  # must never become documentation
                raise AssertionError(printed.getvalue()) from end
            return printed.getvalue(), int(end.code or 0)
    raise AssertionError("the program always leaves by sys.exit")


def play(fence: Fence, folder: Path) -> list[tuple[Command, str, int]]:
    """Run a console block's commands in order: what is shown, what was printed, the exit code."""
    played = []
    for command in commands(fence):
        printed, code = arshjul(command.line, folder, fence.word("now"))
        played.append((command, printed, code))
    return played


@contextlib.contextmanager
def standing_in(folder: Path) -> Generator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
