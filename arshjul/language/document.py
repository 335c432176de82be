"""A file as data, with the place of every key, and with what could not be read told apart from what is missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Literal

from arshjul.language.positions import Path, Places
from arshjul.model.source import Origin, Problem

MAX_PROBLEMS = 1000


class TooManyProblemsError(Exception):
    """The file is no wheel at all, or a trap: looking further only takes time."""


@dataclass(slots=True)
class Table:
    """Where one table is written. `at` is its id or name in the header, `header` as people write it: "[area.jord]"."""

    header: str
    at: Origin
    places: list[Places] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """`tables` are the tables that have a header, and the top level at path ().

    `broken` are the keys, by table, that are there but cannot be read: no more need be said about them. `guests` are
    the tables taken over from included files: ("person", "jon") → that file's document and the path there. It is
    `incomplete` when an included file could not be read: then nobody can be said to be unknown.
    """

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    tables: dict[Path, Table] = field(default_factory=dict)
    broken: dict[Path, set[str | int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    guests: dict[Path, tuple[Document, Path]] = field(default_factory=dict)
    incomplete: bool = False

    def report(self, problem: Problem) -> None:
        """Note a problem. Raises TooManyProblemsError when there are so many that more would say nothing."""
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise TooManyProblemsError

    def mark_broken(self, path: Path) -> None:
        """Note that the key in which `path` ends is there, but cannot be read."""
        home, path = self._home(path)
        home.broken.setdefault(path[:-1], set()).add(path[-1])

    def is_broken(self, path: Path) -> bool:
        home, path = self._home(path)
        return path[-1] in home.broken.get(path[:-1], ())

    def broken_in(self, path: Path) -> Collection[str | int]:
        """The keys of the table at `path` that cannot be read."""
        home, path = self._home(path)
        return home.broken.get(path, ())

    def header(self, path: Path) -> str:
        """The header that `path` stands under, as people write it; "" at the top level."""
        home, path = self._home(path)
        return home._table(path)[0].header

    def key(self, path: Path) -> Origin:
        """Where the key `path` ends in is written; a table's own place for a table."""
        return self._find("key", path)

    def value(self, path: Path) -> Origin:
        """Where the value is written: inside the quotes for text."""
        return self._find("value", path)

    def whole(self, path: Path) -> Origin:
        """Where the value is written, with its quotes."""
        return self._find("whole", path)

    def _find(self, what: Literal["key", "value", "whole"], path: Path) -> Origin:
        home, path = self._home(path)
        table, rest = home._table(path)
        while rest:
            for places in table.places:
                found: Origin | None = getattr(places, what)(rest)
                if found:
                    return found
            rest = rest[:-1]
        return table.at

    def _home(self, path: Path) -> tuple[Document, Path]:
        guest = self.guests.get(path[:2])
        return (guest[0], guest[1] + path[2:]) if guest else (self, path)

    def _table(self, path: Path) -> tuple[Table, Path]:
        """The innermost table with a header that holds `path`, and the rest of the path."""
        for cut in range(len(path), 0, -1):
            if found := self.tables.get(path[:cut]):
                return found, path[cut:]
        return self.tables[()], path
