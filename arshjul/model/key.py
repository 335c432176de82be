"""What an occurrence is called."""

from __future__ import annotations

from typing import NamedTuple


class OccurrenceKey(NamedTuple):
    """«series/slot»: what stays when a date moves."""

    series: str
    slot: str

    def __str__(self) -> str:
        return f"{self.series}/{self.slot}"
