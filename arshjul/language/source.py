"""From a path to text, or to one clear problem: files that are missing, huge, binary or in the wrong encoding."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from arshjul.closest import suggest
from arshjul.model.source import Origin, Problem

MAX_BYTES = 1024 * 1024
"""tomllib is quadratic on some inputs, and no wheel that a person writes comes near this."""

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x7fELF", b"\x89PNG", b"SQLite format 3")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text: `\\n` between lines, no byte order mark, no control characters, and what was wrong with it.

    `shown` is the text as people should see it (a byte that is not UTF-8 is "?"): the same lines and columns as `text`.
    """

    file: str
    text: str
    shown: str
    problems: tuple[Problem, ...] = ()


def load(path: Path, file: str) -> Source:
    """Read the file at `path`, called `file` in problems. Never raises: what cannot be read is an empty source."""
    try:
        mode = path.stat()
        if reason := _not_a_file(mode.st_mode):
            return _refused(file, Problem.error("E18", Origin(file, 0, 0, 0), reason))
        if mode.st_size > MAX_BYTES:
            return _refused(file, _too_big(file, mode.st_size))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return _refused(file, _missing(path, file))
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return _refused(file, Problem.error("E18", Origin(file, 0, 0, 0), "unreadable"))
    if len(data) > MAX_BYTES:
        return _refused(file, _too_big(file, len(data)))
    return from_bytes(data, file)


def from_bytes(data: bytes, file: str) -> Source:
    """Decode `data`. Windows-1252 and UTF-16 are a problem, but are read so that the rest can be checked too."""
    if data.startswith(_BINARY):
        return _refused(file, Problem.error("E11", Origin(file, 0, 0, 0), "binary"))
    if utf16 := _utf16(data):
        text = data.decode(utf16, "replace").removeprefix("\ufeff")
        return _without_controls(file, text, text, (Problem.error("E11", Origin(file, 1, 1, 2), "utf16"),))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
        return _without_controls(file, text, text, ())
    except UnicodeDecodeError as wrong:
        at = _position(file, data[: wrong.start].decode())
        text, shown = (data.decode("utf-8", handler) for handler in ("arshjul.cp1252", "arshjul.mark"))
        return _without_controls(file, text, shown, (Problem.error("E11", at),))


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_controls(file: str, text: str, shown: str, problems: tuple[Problem, ...]) -> Source:
    """Replace control characters, which TOML forbids and terminals obey, by spaces, and say where they were."""
    found = (*_lone_return(file, text), *_controls(file, text := _plain_lines(text)))
    shown = _plain_lines(shown)
    if found:
        text, shown = _CONTROLS.sub(" ", text), _CONTROLS.sub(" ", shown)
    return Source(file, text, shown, (*problems, *found))


def _lone_return(file: str, text: str) -> Iterator[Problem]:
    """The first carriage return that no line feed follows (old Mac files are full of them). Read as a line break."""
    if match := _LONE_RETURN.search(text):
        yield Problem.error("E16", _position(file, text[: match.start()]), "return")


def _controls(file: str, text: str) -> Iterator[Problem]:
    """The first control character of each line, twenty at most: more say nothing new."""
    lines: set[int] = set()
    for match in _CONTROLS.finditer(text):
        at = _position(file, text[: match.start()])
        if at.line in lines:
            continue
        lines.add(at.line)
        yield Problem.error("E16", at, "raw", number=f"U+{ord(match[0]):04X}")
        if len(lines) == 20:
            return


def _position(file: str, before: str) -> Origin:
    """The character that follows `before`."""
    before = _plain_lines(before)
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Origin(file, before.count("\n") + 1, column, column + 1)


def _utf16(data: bytes) -> str:
    """The codec of a UTF-16 file, told by its mark or by the zero bytes between Latin letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:400]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) > 1 and zeros.count(0) > len(zeros) * 0.8:
            return codec
    return ""


def _not_a_file(mode: int) -> str:
    """Why this is nothing to read. Opening a pipe would wait for ever."""
    if stat.S_ISDIR(mode):
        return "directory"
    return "" if stat.S_ISREG(mode) else "special"


def _refused(file: str, problem: Problem) -> Source:
    return Source(file, "", "", (problem,))


def _too_big(file: str, size: int) -> Problem:
    return Problem.error("E13", Origin(file, 0, 0, 0), "size", size=max(1, round(size / MAX_BYTES)))


def _missing(path: Path, file: str) -> Problem:
    try:
        near = suggest(path.name, [other.name for other in path.parent.glob("*.toml")])
    except (OSError, ValueError):
        near = None
    at = Origin(file, 0, 0, 0)
    if near is None:
        return Problem.error("E18", at, "missing")
    return Problem.error("E18", at, "missing.near", near=(Path(file).parent / near).as_posix())


def _cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "?" * (error.end - error.start), error.end


codecs.register_error("arshjul.cp1252", _cp1252)
codecs.register_error("arshjul.mark", _mark)
