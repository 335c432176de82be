"""What it takes for a written file to be there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

LEFTOVER = ".arshjul-tmp"
"""How the name of a file that is being written ends: what a killed process leaves behind."""


def replace_file(path: Path, data: bytes, mode: int) -> None:
    """Make `path` hold exactly `data`: whoever reads it sees what was there before, or all of this.

    A new file in the same folder, fsync, rename, fsync of the folder. `mode` is narrowed by the umask. Raises OSError.
    """
    draft = path.with_name(f".{secrets.token_hex(8)}{LEFTOVER}")
    try:
        _write(draft, data, mode)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _write(path: Path, data: bytes, mode: int) -> None:
    """A new file on disk, synced. O_EXCL: never through somebody else's link or file."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a rename is not, before this. Windows cannot open a folder, and needs not.

    Raises OSError.
    """
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
