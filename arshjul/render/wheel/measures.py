"""The wheel's proportions in units (its radius is 500), and the sizes that follow from how thin its lanes are."""

from __future__ import annotations

from dataclasses import dataclass

MONTHS = (440, 490)
WEEKS = (418, 440)
CLOSED = (410, 418)
DATA = (150, 410)
HUB = 140
MARGIN = 16
"""Paper outside the outermost circle."""
GAP = 4.0
"""Paper between two rings."""
THIN = 12.0
"""A lane thinner than this has numbers, not names."""
ROOM = 3.0
"""Between two things in a lane."""
_STRIP = 21.0
THICK = 34.0
"""A lane thicker than this is not shared with the ring's name."""
LARGEST_TEXTS = (15.0, 13.0, 11.0)
"""Names are no larger than this; smaller when that is what it takes for all of them to fit."""
EDGE = 0.4
"""Degrees kept free on either side of the year's end, for what is no date."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """`lane` is its thickness; `text`, `digits` and `ring_name` are font sizes; `dot` a radius."""

    lane: float
    largest: float = LARGEST_TEXTS[0]

    @property
    def text(self) -> float:
        return min(max(11.0, self.lane * 0.62), self.largest)

    @property
    def digits(self) -> float:
        """In a thin lane as tall as it can be without meeting the next lane's: digits have no descenders."""
        return self.text if self.lane >= THIN else min(self.lane * 1.25, 11.0)

    @property
    def ring_name(self) -> float:
        return min(max(11.5, self.text), 14.0)

    @property
    def header(self) -> float:
        """A strip of its own for the ring's name, where lanes are too thick to give one away."""
        return _STRIP if self.lane >= THICK else 0.0

    @property
    def name_lanes(self) -> int:
        """How many lanes the ring's name takes where it stands."""
        if self.header:
            return 0
        return 1 if self.lane >= self.ring_name * 1.04 else int(self.ring_name * 1.04 // self.lane) + 1

    @property
    def dot(self) -> float:
        return min(max(self.lane * 0.37, 1.5), 5.6)

    @property
    def line(self) -> float:
        """Between a label's lines."""
        return self.text * 1.18
