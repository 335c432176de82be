"""What every step of the planning looks at: the wheel, its almanac and its frame."""

from __future__ import annotations

from dataclasses import dataclass

from arshjul.almanac.almanac import Almanac
from arshjul.model.wheel import Deadline, MeetingSeries, Wheel
from arshjul.planning.accept import Accepted
from arshjul.planning.frame import Frame, frame_of

Item = MeetingSeries | Deadline


@dataclass(frozen=True, slots=True)
class Context:
    wheel: Wheel
    almanac: Almanac
    frame: Frame
    accepted: Accepted

    @classmethod
    def of(cls, wheel: Wheel, almanac: Almanac) -> Context:
        return cls(wheel, almanac, frame_of(wheel), Accepted(wheel.changes))

    def item(self, id: str) -> Item | None:
        return self.wheel.series.get(id) or self.wheel.deadlines.get(id)
