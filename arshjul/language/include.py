"""`include`: files with people, groups, lists, reminders and closures. They stay inside the wheel's own folder."""

from __future__ import annotations

from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any

from arshjul.closest import suggest
from arshjul.language.document import Document
from arshjul.language.headers import ARRAYS, NAMED, SHARED, SINGLE
from arshjul.language.parse import parse
from arshjul.language.source import Source, load
from arshjul.model.source import Origin, Problem

MAX_FILES = 20
TABLES = (*SINGLE, *NAMED, *ARRAYS)


def include(document: Document, names: list[str], folder: FilePath) -> list[Source]:
    """Read the files `names` into `document`; the sources that were read, for showing their lines."""
    sources: list[Source] = []
    seen: set[FilePath] = set()
    if len(names) > MAX_FILES:
        document.report(Problem.error("E12", document.value(("include", MAX_FILES)), "many", most=MAX_FILES))
        document.incomplete = True
    for index, name in enumerate(names[:MAX_FILES]):
        at = document.value(("include", index))
        file = _find(document, at, name, folder)
        if file is None:
            document.incomplete = True
            continue
        if file in seen:
            document.report(Problem.error("E12", at, "twice"))
            continue
        seen.add(file)
        source = load(file, (PurePosixPath(document.file).parent / file.relative_to(folder.resolve())).as_posix())
        sources.append(source)
        document.incomplete |= bool(source.problems) and not source.text
        _adopt(document, parse(source))
    return sources


def is_misplaced(document: Document) -> bool:
    """Whether `include` ended up below a table header, where it does nothing."""
    tables = [table for table in document.data.values() if isinstance(table, dict)]
    below = [table for outer in tables for table in outer.values() if isinstance(table, dict)]
    return any("include" in table for table in (*tables, *below))


def _find(document: Document, at: Origin, name: str, folder: FilePath) -> FilePath | None:
    """The file, when it is one and lies in the folder, links followed. For a misspelt name the one that was meant."""
    written = PurePosixPath(name)
    if not name or written.is_absolute() or ".." in written.parts or "\\" in name or ":" in name or "\0" in name:
        document.report(Problem.error("E14", at, name=written.name or name))
        return None
    file = folder / name
    root = folder.resolve()
    if not file.is_file():
        if file.exists() or file.is_symlink():
            document.report(Problem.error("E12", at, "no file"))
        else:
            near = _missing(document, at, name, folder)
            return None if near is None else _find(document, at, near, folder)
        return None
    resolved = file.resolve()
    if not resolved.is_relative_to(root):
        document.report(Problem.error("E14", at, "link", name=written.name))
        return None
    if resolved == (root / PurePosixPath(document.file).name):
        document.report(Problem.error("E12", at, "self"))
        return None
    return resolved


def _missing(document: Document, at: Origin, name: str, folder: FilePath) -> str | None:
    shown = PurePosixPath(document.file).parent.as_posix()
    own = PurePosixPath(document.file).name
    others = sorted(path.name for path in folder.glob("*.toml") if path.name != own)
    near = suggest(name, others)
    where = f"{shown}/" if shown != "." else "./"
    if near is None:
        document.report(Problem.error("E12", at, "none", folder=where))
    else:
        document.report(Problem.error("E12", at, folder=where, near=near))
    return near


def _adopt(document: Document, other: Document) -> None:
    """Take over the tables of an included file that may be shared; the others are problems."""
    document.problems += other.problems
    own = PurePosixPath(document.file).name
    for key, value in other.data.items():
        if key == "closed" and isinstance(value, list):
            closed = document.data.setdefault("closed", [])
            for index, item in enumerate(value):
                document.guests["closed", len(closed)] = (other, ("closed", index))
                closed.append(item)
        elif key in SHARED and isinstance(value, dict):
            _adopt_ids(document, other, key, value)
        elif key in TABLES:
            places = [table for path, table in other.tables.items() if path[:1] == (key,)]
            for table in places:
                document.report(Problem.error("E06", table.at, "shared", table=table.header, file=own))
        else:
            variant = "nested" if key == "include" else "shared"
            document.report(Problem.error("E08", other.key((key,)), variant, key=key, file=own))


def _adopt_ids(document: Document, other: Document, kind: str, tables: dict[str, Any]) -> None:
    """Every [kind.ID]; the earlier one stays when two files have it."""
    into = document.data.setdefault(kind, {})
    if not isinstance(into, dict):
        return
    for id, data in tables.items():
        if id in into:
            at, earlier = other.key((kind, id)), document.key((kind, id))
            where = (earlier.file.rpartition("/")[2], str(earlier.line))
            document.report(Problem.error("E04", at, kind=kind, where=where))
        else:
            into[id] = data
            document.guests[kind, id] = (other, (kind, id))
