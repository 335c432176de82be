"""The program at a terminal: a process whose streams are a pseudo-terminal, so that it may ask."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.cli import Ran, environment


def at_a_terminal(folder: Path, *words: str, answer: str = "", environ: Mapping[str, str] | None = None) -> Ran:
    """What is shown (both streams, as a person sees them), having typed `answer` and Enter."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "arshjul", *words]
    process = subprocess.Popen(
        command, cwd=folder, env=environ or environment(), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, f"{answer}\n".encode())
    shown = b""
    while piece := _read(ours):
        shown += piece
    os.close(ours)
    return Ran(process.wait(timeout=60), shown.decode().replace("\r\n", "\n"), "")


def _read(descriptor: int) -> bytes:
    """Linux answers EIO when the other end is closed."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""
