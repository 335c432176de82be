"""Set one key of one table in a wheel's text. All else stays byte for byte, and the outcome is read back to be sure.

What cannot be done so is refused: a person then edits the file.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from arshjul.errors import ArshjulError
from arshjul.language.blocks import Block, Statement, split
from arshjul.language.headers import read_header
from arshjul.text import Text

_VALUE = re.compile(
    r"""(?P<head>\s*(?:[\w-]+|"[^"\\]*"|'[^']*')\s*=\s*)(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^\s\#"'\[\]{},]+)\s*(?:\#.*)?"""
)


class CannotEdit(ArshjulError):  # noqa: N818 - it says what is the case
    """The text is written in a way that this program does not edit."""

    def __init__(self, why: Text, table: Sequence[str], key: str, value: str) -> None:
        written = f"{key} = {_quoted(value)}"
        header = f"[{'.'.join(table)}]"
        super().__init__(
            Text(f"filen går inte att ändra säkert: {why.sv}", f"the file cannot be edited safely: {why.en}"),
            Text(f"skriv själv  {written}  under  {header}", f"write  {written}  yourself under  {header}"),
        )


def set_key(text: str, table: tuple[str, ...], key: str, value: str) -> str:
    """`text` (TOML, any line ends) with `key` of `table` as the string `value`; new keys stand last in the table.

    Raises CannotEdit when `text` is no TOML, or `table` has no header of its own, or `key` is not on one line.
    """
    refused = _Refusal(table, key, value)
    try:
        before = tomllib.loads(_plain(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        raise refused(Text("den är inte giltig TOML", "it is not valid TOML")) from None
    block = _block(text, table, refused)
    statement = _statement(block, key)
    edited = _replaced(text, statement, value, refused) if statement else _added(text, block, key, value)
    expected = deepcopy(before)
    _at(expected, table)[key] = value
    if not _means(edited, expected):
        raise refused(Text("ändringen skulle betyda mer än så", "the edit would mean more than that"))
    return edited


class _Refusal:
    def __init__(self, table: tuple[str, ...], key: str, value: str) -> None:
        self._about = (table, key, value)

    def __call__(self, why: Text) -> CannotEdit:
        return CannotEdit(why, *self._about)


def _plain(text: str) -> str:
    """As TOML's reader and `blocks` count lines: no mark at the start, and one line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _block(text: str, table: tuple[str, ...], refused: _Refusal) -> Block:
    found = []
    for block in split(_plain(text)):
        header = read_header(block.header, block.line, "") if block.header else None
        if header and header.path == table and not header.array and not header.problems:
            found.append(block)
    if len(found) != 1:
        raise refused(Text("tabellen har ingen egen rubrik", "the table has no header of its own"))
    return found[0]


def _statement(block: Block, key: str) -> Statement | None:
    """The line that sets `key`, also when it is quoted. What is no TOML by itself sets something else."""
    for statement in block.statements:
        try:
            if key in tomllib.loads(statement.text):
                return statement
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
    return None


def _replaced(text: str, statement: Statement, value: str, refused: _Refusal) -> str:
    match = _VALUE.fullmatch(statement.text)
    if len(statement.lines) != 1 or match is None:
        raise refused(Text("värdet står inte på en rad för sig", "the value is not on a line of its own"))
    start = _offset(text, statement.line)
    return text[: start + match.start("value")] + _quoted(value) + text[start + match.end("value") :]


def _added(text: str, block: Block, key: str, value: str) -> str:
    """A line after the table's last one, its `=` where that one has it."""
    last = block.statements[-1] if block.statements else None
    line = last.line + len(last.lines) - 1 if last else block.line
    indent, width = _layout(last)
    written = f"{indent}{key:<{width}} = {_quoted(value)}"
    end = _line_end(text, _offset(text, line))
    return f"{text[:end]}{_newline(text)}{written}{text[end:]}"


def _layout(last: Statement | None) -> tuple[str, int]:
    """What stands before the key, and how wide keys are written."""
    match = re.match(r"(\s*)([\w-]+\s*?)\s=", last.lines[0]) if last else None
    return (match[1], len(match[2])) if match else ("", 0)


def _offset(text: str, line: int) -> int:
    """Where `line` (from 1) starts, the mark at the very start left out."""
    start = 1 if text.startswith("\ufeff") else 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    if end < 0:
        return len(text)
    return end - 1 if text[end - 1] == "\r" else end


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _quoted(value: str) -> str:
    """A TOML string: JSON's escapes are TOML's too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _at(data: dict[str, Any], table: tuple[str, ...]) -> dict[str, Any]:
    for name in table:
        data = data[name]
    return data


def _means(text: str, expected: dict[str, Any]) -> bool:
    try:
        return _same(tomllib.loads(_plain(text)), expected)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False


def _same(one: Any, other: Any) -> bool:
    """Equal in kind too (1 is not true), and what is no number equals itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other or (one != one and other != other))
