"""Where each key and value stands, by tree-sitter: a table's pairs by their path, in lines and characters from 1."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from arshjul.model.source import Origin

if TYPE_CHECKING:
    from tree_sitter import Node, Parser, Point

Path = tuple[str | int, ...]


class Places:
    """The pairs of one table's body, which starts on line `first_line` of `file`. Parsed when first asked."""

    def __init__(self, file: str, body: str, first_line: int) -> None:
        self._file = file
        self._body = body
        self._first_line = first_line
        self._lines: list[str] = []
        self._pairs: dict[Path, tuple[Node, Node]] | None = None
        self._elements: dict[int, list[Node]] = {}

    def key(self, path: Path) -> Origin | None:
        """Where the last name of `path` is written."""
        pair = self._pair(path)
        return self._origin(pair[0].start_point, pair[0].end_point) if pair else None

    def value(self, path: Path) -> Origin | None:
        """Where the value is written; for text what stands between the quotes."""
        node = self._node(path)
        if node is None:
            return None
        start, end = node.start_point, node.end_point
        if node.type == "string":
            quote = node.children[0]
            width = quote.end_point.column - quote.start_point.column
            return self._origin(start, end, width)
        return self._origin(start, end)

    def whole(self, path: Path) -> Origin | None:
        """Where the value is written, with its quotes."""
        node = self._node(path)
        return self._origin(node.start_point, node.end_point) if node else None

    def _origin(self, start: Point, end: Point, trim: int = 0) -> Origin:
        line = self._lines[start.row]
        first = _characters(line, start.column) + trim
        last = _characters(line, end.column) - trim if end.row == start.row else len(line.rstrip())
        return Origin(self._file, self._first_line + start.row, first + 1, max(first, last) + 1)

    def _pair(self, path: Path) -> tuple[Node, Node] | None:
        if self._pairs is None:
            self._lines = self._body.split("\n")
            self._pairs = {}
            for node in _parser().parse(self._body.encode()).root_node.named_children:
                if node.type == "pair":
                    _index(self._pairs, (), node)
        return self._pairs.get(path)

    def _node(self, path: Path) -> Node | None:
        """A pair's value, or an element of an array; an index into a lone value is the value itself."""
        indexes: list[int] = []
        while path and (pair := self._pair(path)) is None:
            if isinstance(path[-1], int):
                indexes.append(path[-1])
            path = path[:-1]
        if not path or pair is None:
            return None
        node = pair[1]
        for index in reversed(indexes):
            elements = self._elements_of(node) if node.type == "array" else []
            if index < len(elements):
                node = elements[index]
        return node

    def _elements_of(self, array: Node) -> list[Node]:
        """The items of an array; remembered, since a long one is asked for item by item."""
        found = self._elements.get(array.id)
        if found is None:
            found = [child for child in array.named_children if child.type != "comment"]
            self._elements[array.id] = found
        return found


def _index(pairs: dict[Path, tuple[Node, Node]], above: Path, pair: Node) -> None:
    """Note a pair, the tables that its dotted key opens, and the pairs of an inline table."""
    key, value = pair.named_children[:2]
    path = above
    names = _names(key)
    for name in names:
        path = (*path, _name(name))
        pairs.setdefault(path, (name, value))
    pairs[path] = (names[-1], value)
    if value.type == "inline_table":
        for child in value.named_children:
            if child.type == "pair":
                _index(pairs, path, child)


def _names(key: Node) -> list[Node]:
    if key.type != "dotted_key":
        return [key]
    return [name for child in key.named_children for name in _names(child)]


def _name(node: Node) -> str:
    text = (node.text or b"").decode()
    return text[1:-1] if node.type == "quoted_key" else text


def _characters(line: str, column: int) -> int:
    """A byte column as characters."""
    return column if line.isascii() else len(line.encode()[:column].decode())


@cache
def _parser() -> Parser:
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_toml.language()))
