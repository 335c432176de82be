"""What every step of the planning looks at: the wheel, its almanac and its frame."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from arshjul.almanac.almanac import CALM, Almanac
from arshjul.model.wheel import Item, Wheel
from arshjul.planning.accept import Accepted
from arshjul.planning.clock_turns import turning_days
from arshjul.planning.frame import Frame, frame_of

_BEYOND = 35
"""Days: how far over the wheel's edge a rule may reach."""


@dataclass(frozen=True, slots=True)
class Context:
    wheel: Wheel
    almanac: Almanac
    frame: Frame
    accepted: Accepted
    zone: ZoneInfo
    special: frozenset[int]
    """Ordinals of the days that need a second look: not simply open, or with a turn of the clocks."""

    @classmethod
    def of(cls, wheel: Wheel, almanac: Almanac) -> Context:
        frame, zone = frame_of(wheel), wheel.zone
        around = range(frame.first - _BEYOND, frame.last + _BEYOND + 1)
        special = {day for day in around if not almanac.flags(day) & CALM} | turning_days(zone, around)
        return cls(wheel, almanac, frame, Accepted(wheel.changes), zone, frozenset(special))

    def item(self, id: str) -> Item | None:
        return self.wheel.series.get(id) or self.wheel.deadlines.get(id)
