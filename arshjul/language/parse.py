"""From text to a document: every table parsed by itself, then put together as TOML says."""

from __future__ import annotations

import tomllib
from typing import Any

from arshjul.language.blocks import Block, Statement, split
from arshjul.language.document import Document, Table
from arshjul.language.headers import ARRAYS, NAMED, Header, read_header
from arshjul.language.positions import Path, Places
from arshjul.language.source import Source
from arshjul.language.syntax import diagnose
from arshjul.model.source import Origin, Problem

MAX_PROBLEMS = 200
"""In one file. A file that is not a wheel at all has thousands; they would say nothing more."""


def parse(source: Source) -> Document:
    """Everything in the text that can be read, and a problem for everything that cannot."""
    document = Document(source.file, problems=list(source.problems))
    blocks = split(source.text)
    document.tables[()] = Table("", _first(source.file, blocks[0]))
    for block in blocks:
        if len(document.problems) >= MAX_PROBLEMS:
            break
        _add(document, block)
    return document


def _first(file: str, top: Block) -> Origin:
    """The first key of the file, where it can be said that another one is missing."""
    if not top.statements:
        return Origin(file, 1, 1, 2)
    line = top.statements[0].lines[0]
    start = len(line) - len(line.lstrip())
    return Origin(file, top.statements[0].line, start + 1, start + 1 + len(line.partition("=")[0].strip()))


def _add(document: Document, block: Block) -> None:
    data, broken = _read_block(document, block)
    places = Places(document.file, block.body(), block.line + 1)
    if not block.header:
        document.tables[()].places.append(places)
        for key in broken:
            document.mark_broken((key,))
        _merge(document, document.data, data, ())
        return
    header = read_header(block.header, block.line, document.file)
    document.problems += header.problems
    if header.path and (path := _open(document, header, data)) is not None:
        table = document.tables[path]
        table.places.append(places)
        for key in broken:
            document.mark_broken((*path, key))
        _merge(document, _at(document.data, path), data, path)


def _read_block(document: Document, block: Block) -> tuple[dict[str, Any], list[str]]:
    """The block's keys and values; when something is wrong, statement by statement. Bad ones leave the block."""
    if not any(statement.refused for statement in block.statements):
        try:
            return tomllib.loads(block.body()), []
        except (ValueError, RecursionError):
            pass
    data: dict[str, Any] = {}
    broken: list[str] = []
    good: list[Statement] = []
    for statement in block.statements:
        if len(document.problems) >= MAX_PROBLEMS:
            break
        read = _read_statement(document, statement)
        if isinstance(read, str):
            broken.append(read.split(".")[0].strip("\"' "))
        elif _merge_statement(document, statement, data, read):
            good.append(statement)
    block.statements[:] = good
    return data, broken


def _read_statement(document: Document, statement: Statement) -> dict[str, Any] | str:
    """Its data, or the key that has a problem."""
    if statement.refused:
        variant, row, column = statement.refused
        at = Origin(document.file, statement.line + row, column + 1, column + 2)
        document.report(Problem.error("E13", at, variant))
        return statement.text.partition("=")[0].strip()[:80]
    try:
        return tomllib.loads(statement.text)
    except (ValueError, RecursionError) as error:
        problem, key = diagnose(statement, document.file, str(error))
        document.report(problem)
        return key


def _merge_statement(document: Document, statement: Statement, data: dict[str, Any], read: dict[str, Any]) -> bool:
    clash = _clash(data, read)
    if clash is None:
        _update(data, read)
        return True
    start = len(statement.lines[0]) - len(statement.lines[0].lstrip())
    width = len(statement.lines[0][start:].partition("=")[0].rstrip())
    at = Origin(document.file, statement.line, start + 1, start + 1 + width)
    document.report(Problem.error("E04", at, "key", key=clash))
    return False


def _open(document: Document, header: Header, data: dict[str, Any]) -> Path | None:
    """Make the table that a header opens, and note where. None when there is none to fill."""
    path: Path = header.path
    if header.path[0] in ARRAYS and header.array:
        items = document.data.setdefault(header.path[0], [])
        if not isinstance(items, list):
            document.report(Problem.error("E17", header.at, "table"))
            return None
        items.append({})
        path = (path[0], len(items) - 1)
    elif path[0] in NAMED and len(path) == 1 and any(not isinstance(value, dict) for value in data.values()):
        document.report(Problem.error("E05", header.at, "missing", table=header.path[0]))
        return None
    elif header.array or not _make(document.data, path):
        document.report(Problem.error("E17", header.at, "table"))
        return None
    if (earlier := document.tables.get(path)) is not None:
        where = ("", str(earlier.at.line))
        document.report(Problem.error("E04", header.at, kind=header.path[0], where=where))
        return None
    document.tables[path] = Table(str(header), header.at)
    return path


def _make(data: dict[str, Any], path: Path) -> bool:
    table: object = data
    for name in path:
        if not isinstance(table, dict):
            return False
        table = table.setdefault(name, {})
    return isinstance(table, dict)


def _at(data: Any, path: Path) -> dict[str, Any]:
    for name in path:
        data = data[name]
    found: dict[str, Any] = data
    return found


def _merge(document: Document, into: dict[str, Any], data: dict[str, Any], path: Path) -> None:
    clash = _clash(into, data)
    if clash is None:
        _update(into, data)
    else:
        document.report(Problem.error("E04", document.key((*path, clash)), "key", key=clash))


def _clash(into: dict[str, Any], data: dict[str, Any]) -> str | None:
    """The first key that both have, tables apart."""
    for key, value in data.items():
        if key in into:
            if not (isinstance(value, dict) and isinstance(into[key], dict)):
                return key
            if deeper := _clash(into[key], value):
                return deeper
    return None


def _update(into: dict[str, Any], data: dict[str, Any]) -> None:
    for key, value in data.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _update(into[key], value)
        else:
            into[key] = value
