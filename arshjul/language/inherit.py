"""Where a series' keys come from: its own table, its area, [defaults]. Lists replace; `*_also` adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from arshjul.language.document import Document
from arshjul.language.positions import Path
from arshjul.language.shape_types import Shape


@dataclass(frozen=True, slots=True)
class Levels:
    """The tables a series reads from, nearest first."""

    document: Document
    levels: tuple[tuple[Path, Shape], ...]

    def find(self, key: str) -> tuple[Path, Any] | None:
        """The nearest value and where it is. None when it is nowhere, or the nearest one cannot be read."""
        for path, shape in self.levels:
            value = getattr(shape, key, None)
            if value is not None:
                return (*path, key), value
            if self.document.is_broken((*path, key)):
                return None
        return None

    def value(self, key: str, default: Any) -> Any:
        found = self.find(key)
        return default if found is None else found[1]

    def is_broken(self, key: str) -> bool:
        """Whether `key` is written somewhere but cannot be read."""
        return any(self.document.is_broken((*path, key)) for path, _ in self.levels)

    def listed(self, key: str) -> list[tuple[Path, str]]:
        """Every entry of a list with where it is: the nearest list, then what each nearer table adds."""
        found: list[tuple[Path, str]] = []
        for path, shape in self.levels:
            own: list[str] | None = getattr(shape, key, None)
            also: list[str] = getattr(shape, f"{key}_also", None) or []
            entries = [((*path, key, index), word) for index, word in enumerate(own or [])]
            entries += [((*path, f"{key}_also", index), word) for index, word in enumerate(also)]
            found = entries + found
            if own is not None or self.document.is_broken((*path, key)):
                break
        return found
