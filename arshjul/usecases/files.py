"""Write a file whole or not at all: whoever reads it sees the old one or the new one, also after a power cut."""

from __future__ import annotations

import errno
import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

from arshjul.disk import LEFTOVER, replace_file
from arshjul.errors import OutputError
from arshjul.refusals import why_unwritable
from arshjul.text import Text

_STALE_AFTER = timedelta(hours=1)
_CURE = Text("välj en annan mapp med --out", "choose another folder with --out")
_OLD_STANDS = Text("den gamla filen står kvar orörd", "the old file is untouched")


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> bool:
    """Make `path` hold exactly `data`; False when it already did.

    `mode` is narrowed by the umask; a private file (no rights for others) is made private again when somebody has
    opened it up. Raises OutputError.
    """
    try:
        if _same(path, data, mode):
            return False
        _replace(path, data, mode)
    except OSError as error:
        raise output_error(path, error) from error
    return True


def make_folder(path: Path, mode: int = 0o755) -> None:
    """The folder and its missing parents. A private one is made private again. Raises OutputError."""
    try:
        path.mkdir(mode=mode, parents=True, exist_ok=True)
        if not mode & 0o077 and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(mode)
    except OSError as error:
        raise output_error(path, error) from error


def remove(path: Path) -> None:
    """Remove a file. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise output_error(path, error) from error


def sweep(folder: Path, now: datetime) -> None:
    """Remove what a killed run left half-written more than an hour ago (a younger one may still be written)."""
    limit = (now - _STALE_AFTER).timestamp()
    for path in folder.glob(f".*{LEFTOVER}"):
        if path.lstat().st_mtime < limit:
            remove(path)


def _same(path: Path, data: bytes, mode: int) -> bool:
    """Whether a regular file already holds `data`. Its mode is mended when it should be private."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(found.st_mode) or found.st_size != len(data) or path.read_bytes() != data:
        return False
    if not mode & 0o077 and stat.S_IMODE(found.st_mode) & 0o077:
        path.chmod(mode)
    return True


def _replace(path: Path, data: bytes, mode: int) -> None:
    if path.is_dir() and not path.is_symlink():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    replace_file(path, data, mode)


def output_error(path: Path, error: OSError) -> OutputError:
    """What went wrong and where, in one sentence, and what to do."""
    where, why = _where(path, error), why_unwritable(error)
    cure = _CURES.get(error.errno or 0, _CURE)
    return OutputError(Text(f"kan inte skriva {where}: {why.sv}", f"cannot write {where}: {why.en}"), cure)


def _where(path: Path, error: OSError) -> Path:
    """A file that stands where a folder should be is what a person must look at."""
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return next((part for part in (path, *path.parents) if part.exists() and not part.is_dir()), path)
    return path


_MAKE_ROOM = Text(f"frigör plats och kör igen; {_OLD_STANDS.sv}", f"free some space and run again; {_OLD_STANDS.en}")
_ASK = Text(f"be om skrivrätt, eller {_CURE.sv}", f"ask for the right to write, or {_CURE.en}")
_MOVE_FILE = Text(f"flytta filen, eller {_CURE.sv}", f"move the file, or {_CURE.en}")
_CURES: dict[int, Text] = {
    errno.ENOSPC: _MAKE_ROOM,
    errno.EDQUOT: _MAKE_ROOM,
    errno.EFBIG: _MAKE_ROOM,
    errno.EACCES: _ASK,
    errno.EPERM: _ASK,
    errno.ENOTDIR: _MOVE_FILE,
    errno.EEXIST: _MOVE_FILE,
    errno.EISDIR: Text(f"flytta mappen, eller {_CURE.sv}", f"move the folder, or {_CURE.en}"),
    errno.EIO: Text(f"se över disken; {_OLD_STANDS.sv}", f"look to the disk; {_OLD_STANDS.en}"),
}
