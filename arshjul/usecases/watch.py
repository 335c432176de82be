"""The wheels as last understood: files are read again when they change, and a broken edit keeps the last good wheel."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from arshjul.almanac.almanac import Almanac
from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.model.occurrence import Occurrence
from arshjul.model.wheel import Wheel
from arshjul.text import NOTHING, Text
from arshjul.usecases.load import ProblemsFound, Ready, load_valid
from arshjul.usecases.wheels import expected_wheels, shown_path

Stamp = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A wheel that cannot be used as it stands. `digest` names this broken content; `looks` counts rereadings of it.

    `calendar` is the id of the last good wheel, "" when there never was one.
    """

    path: Path
    message: Text
    cure: Text
    details: Text
    digest: str
    calendar: str = ""
    looks: int = 1


class Understood(Protocol):
    """A whole wheel, expanded (`usecases.load.Ready`)."""

    @property
    def wheel(self) -> Wheel: ...
    @property
    def almanac(self) -> Almanac: ...
    @property
    def occurrences(self) -> tuple[Occurrence, ...]: ...


class Watched(Protocol):
    """The active wheels as they count now, and the files that a person should mend."""

    @property
    def wheels(self) -> Sequence[Understood]: ...
    @property
    def broken(self) -> tuple[BrokenFile, ...]: ...


class Watch:
    """Call `reread` now and then; `wheels` is what counts, `broken` what a person should mend."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._good: dict[Path, Ready] = {}
        self._stamps: dict[Path, dict[Path, Stamp]] = {}
        self._broken: dict[Path, BrokenFile] = {}

    @property
    def wheels(self) -> tuple[Ready, ...]:
        """The active wheels, each as it was when last whole."""
        return tuple(ready for ready in self._good.values() if ready.wheel.active)

    @property
    def broken(self) -> tuple[BrokenFile, ...]:
        return tuple(self._broken.values())

    def reread(self) -> None:
        """Read what is new or has changed. A file that is gone from its folder is forgotten; one that is only hidden,
        because its folder may not be read, counts as it last stood."""
        paths = expected_wheels(self._config)
        for path in [*self._good, *self._broken]:
            if path not in paths and not _is_hidden(path):
                self._good.pop(path, None)
                self._broken.pop(path, None)
        for path in paths:
            if path in self._broken or path not in self._good or self._changed(path):
                self._read(path)

    def _changed(self, path: Path) -> bool:
        return any(_stamp(file) != stamp for file, stamp in self._stamps[path].items())

    def _read(self, path: Path) -> None:
        before = _stamp(path)
        try:
            ready = load_valid(path)
        except ArshjulError as error:
            self._note_broken(path, error)
            return
        files = {Path(shown): _stamp(Path(shown)) for shown in ready.reading.sources}
        self._stamps[path] = {**files, path: before}
        self._good[path] = ready
        self._broken.pop(path, None)

    def _note_broken(self, path: Path, error: ArshjulError) -> None:
        details = NOTHING
        content = error.message.en
        if isinstance(error, ProblemsFound):
            details = Text(error.rendered("sv"), error.rendered("en"))
            content += "\0".join((details.en, *error.loaded.reading.sources.values()))
        digest = hashlib.sha256(content.encode()).hexdigest()[:16]
        known = self._broken.get(path)
        if known and known.digest == digest:
            self._broken[path] = replace(known, looks=known.looks + 1)
            return
        good = self._good.get(path)
        calendar = good.wheel.id if good else ""
        where = Text(shown_path(path), shown_path(path))
        message = (
            error.message
            if where.sv in error.message.sv
            else Text(f"{where.sv}: {error.message.sv}", f"{where.en}: {error.message.en}")
        )
        self._broken[path] = BrokenFile(path, message, error.cure, details, digest, calendar)


def _is_hidden(path: Path) -> bool:
    """Whether something forbids to see if the file is there."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return False


def _stamp(path: Path) -> Stamp:
    """What changes when a file is saved. None when it cannot be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
