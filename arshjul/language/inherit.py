"""Where a series' keys come from: its own table, its area, [defaults]. Lists replace; `*_also` adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from arshjul.language.document import Document
from arshjul.language.positions import Path
from arshjul.language.shape_types import Shape

Found = tuple[Path, Any]
"""A value and where it is."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The tables a series reads from, nearest first.

    `keys` are the values that count, `broken` the keys that are written somewhere but cannot be read.
    """

    document: Document
    tables: tuple[tuple[Path, Shape], ...]
    keys: Mapping[str, Found]
    broken: frozenset[str | int]

    @classmethod
    def of(cls, document: Document, *tables: tuple[Path, Shape]) -> Levels:
        keys: dict[str, Found] = {}
        broken: set[str | int] = set()
        for path, shape in reversed(tables):
            for key, value in shape.written.items():
                keys[key] = ((*path, key), value)
            for lost in document.broken_in(path):
                keys.pop(str(lost), None)
                broken.add(lost)
        return cls(document, tables, keys, frozenset(broken))

    def find(self, key: str) -> Found | None:
        """The nearest value and where it is. None when it is nowhere, or the nearest one cannot be read."""
        return self.keys.get(key)

    def value(self, key: str, default: Any) -> Any:
        found = self.keys.get(key)
        return default if found is None else found[1]

    def is_broken(self, key: str) -> bool:
        """Whether `key` is written somewhere but cannot be read."""
        return key in self.broken

    def listed(self, key: str) -> list[tuple[Path, str]]:
        """Every entry of a list with where it is: the nearest list, then what each nearer table adds."""
        found: list[tuple[Path, str]] = []
        for path, shape in self.tables:
            own: list[str] | None = shape.written.get(key)
            also: list[str] = shape.written.get(f"{key}_also") or []
            entries = [((*path, key, index), word) for index, word in enumerate(own or [])]
            entries += [((*path, f"{key}_also", index), word) for index, word in enumerate(also)]
            found = entries + found
            if own is not None or self.document.is_broken((*path, key)):
                break
        return found
