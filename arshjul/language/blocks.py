"""Cut a file into tables and statements, so that a broken quote or bracket in one never hides what is wrong in another.

A header or `key =` at the start of a line always begins something new outside a multi-line string: inside an array
neither is valid TOML, so what stands before it was never closed. Depth and key length are capped here, before any
parser that recurses or is quadratic sees the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_DEPTH = 24
MAX_KEY_PARTS = 12
MAX_LINE = 20_000

_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*(?:"|\\?$)|\'[^\']*(?:\'|$)|#.*|[\[\]{},.=]')
_CLOSE = {
    '"""': re.compile(r'(?:\\.|[^"\\]|"(?!""))*"{3,5}'),
    "'''": re.compile(r"(?:[^']|'(?!''))*'{3,5}"),
}
_HEADER = re.compile(r"\s*\[")
_NAMED_HEADER = re.compile(r"\s*\[\[?\s*(?!(?:true|false|inf|nan)\b)[^\W\d][\w-]*\s*[.\]]")
_KNOWN_HEADER = re.compile(
    r"\s*(?:\[(?:calendar|defaults)\]|\[\[(?:closed|change)\]\]"
    r"|\[(?:area|person|group|list|reminder|series|deadline)\.[\w-]+\])\s*(?:#.*)?$"
)
_PART = r"""(?:[\w-]{1,200}|"[^"]{0,200}"|'[^']{0,200}')"""
_KEY = re.compile(rf"\s*{_PART}(?:\s*\.\s*{_PART}){{0,20}}\s*=")


@dataclass(slots=True)
class Statement:
    """`key = value` (or a line that is neither that nor a header). `line` is its first line's number in the file.

    `refused` is ("depth" or "key", row within the statement, column from 0) when a cap was met.
    """

    line: int
    lines: list[str] = field(default_factory=list)
    refused: tuple[str, int, int] | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(slots=True)
class Block:
    """A header line (empty for what stands before the first) and its statements. `line` is the header's number."""

    line: int
    header: str = ""
    statements: list[Statement] = field(default_factory=list)

    def body(self) -> str:
        """The statements on their own lines, counted from the line after the header (from 1 before the first)."""
        lines: list[str] = []
        first = self.line + 1
        for statement in self.statements:
            lines += [""] * (statement.line - first - len(lines))
            lines += statement.lines
        return "\n".join(lines)


def split(text: str) -> list[Block]:
    """Every table of `text`, first the top level."""
    blocks, closed = _Splitter(wary=False).run(text)
    return blocks if closed else _Splitter(wary=True).run(text)[0]


class _Splitter:
    """One pass over the lines.

    `wary`: some multi-line string never closes, so any of them ends at the first line that is a table header of ours.
    """

    def __init__(self, *, wary: bool) -> None:
        self._wary = wary
        self._blocks = [Block(0)]
        self._current: Statement | None = None
        self._open: list[str] = []
        self._dots = 0
        self._continues = False
        self._quote = ""

    def run(self, text: str) -> tuple[list[Block], bool]:
        for number, line in enumerate(text.split("\n"), 1):
            if self._quote and not (self._wary and _KNOWN_HEADER.match(line)):
                self._inside_string(line)
                continue
            self._quote = ""
            if self._begins_table(line):
                self._blocks.append(Block(number, line))
                self._current, self._open = None, []
                continue
            self._begin_statement(number, line)
            if len(line) > MAX_LINE:
                self._refuse("line", MAX_LINE)
            self._scan(line, 0)
        return self._blocks, not self._quote

    def _inside_string(self, line: str) -> None:
        self._append(line)
        if end := _CLOSE[self._quote].match(line):
            self._quote = ""
            self._scan(line, end.end())

    def _begins_table(self, line: str) -> bool:
        return bool(_NAMED_HEADER.match(line) if self._open else _HEADER.match(line))

    def _begin_statement(self, number: int, line: str) -> None:
        bare = line.strip()
        begins = _KEY.match(line) and not self._continues
        if begins or (not self._open and bare and not bare.startswith("#")):
            self._current, self._open, self._dots = Statement(number), [], 0
            self._blocks[-1].statements.append(self._current)
        elif not self._open:
            self._current = None
        self._append(line)

    def _append(self, line: str) -> None:
        if self._current is not None:
            self._current.lines.append(line)

    def _scan(self, line: str, position: int) -> None:
        """Follow brackets, dots and strings from `position` to the end of the line, or to where a cap is met."""
        last, end = "", position
        while (token := _TOKEN.search(line, position)) and not (self._current and self._current.refused):
            position = token.end()
            if token[0] in _CLOSE:
                closing = _CLOSE[token[0]].match(line, position)
                if closing is None:
                    self._quote = token[0]
                    return
                position = closing.end()
            elif token[0].startswith("#"):
                break
            else:
                self._count(token[0], token.start())
            last, end = token[0], position
        rest = line[end:].partition("#")[0]
        self._continues = self._open[-1:] == ["{"] and last in ("{", ",") and not rest.strip()

    def _count(self, text: str, column: int) -> None:
        if text == ".":
            self._dots += 1
            if self._dots >= MAX_KEY_PARTS:
                self._refuse("key", column)
            return
        if text in "[]{},=":
            self._dots = 0
        if text in "[{":
            self._open.append(text)
            if len(self._open) > MAX_DEPTH:
                self._refuse("depth", column)
        elif text in "]}" and self._open:
            self._open.pop()

    def _refuse(self, why: str, column: int) -> None:
        if self._current is not None and self._current.refused is None:
            self._current.refused = (why, len(self._current.lines) - 1, column)
