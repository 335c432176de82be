"""One meeting on one day (or one deadline, or one window), with the reasons for its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from arshjul.model.key import OccurrenceKey
from arshjul.model.rhythm import TimeRange
from arshjul.model.wheel import Deadline, Item


class Kind(StrEnum):
    MEETING = "meeting"
    DEADLINE = "deadline"
    WINDOW = "window"
    """A meeting as needed (or one per actor) that has no date yet."""


class Status(StrEnum):
    PLANNED = "planned"
    MOVED = "moved"
    """By a [[change]]. A closure's move stays planned; `steps` tells."""
    SET = "set"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"
    WINDOW = "window"
    HELD = "held"


class StepKind(StrEnum):
    """What happened to a date after its rule gave it.

    The rule itself is no step: it is the item's rhythm and `nominal`.
    """

    CLOSED = "closed"
    """Moved from `day` because it was closed (`text` names the closure); `to` is the new day."""
    SKIPPED = "skipped"
    """Left out because `day` was closed; `text` names the closure."""
    KEPT = "kept"
    """Closed (`text`), but if_closed says keep."""
    CHAIN = "chain"
    """Hangs on `text` ("series/slot"), which is on `day`."""
    MOVED = "moved"
    """[[change]]: from `day` to `to`; `text` is the reason, `by` who."""
    ADJUSTED = "adjusted"
    """[[change]]: another time or place the same day."""
    CANCELLED = "cancelled"
    SET = "set"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Step:
    """One link in the chain that `why` tells. Without words: `render` speaks."""

    kind: StepKind
    day: date | None = None
    to: date | None = None
    text: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`time` None is all-day. `last` is inclusive and differs from `day` only for windows.

    `nominal` is the rule's own date (a window's first day). `rule` is which of the item's phrases gave it.
    """

    item: Item
    slot: str
    nominal: date
    day: date
    zone: ZoneInfo
    time: TimeRange | None = None
    status: Status = Status.PLANNED
    steps: tuple[Step, ...] = ()
    place: str = ""
    actor: str = ""
    actor_name: str = ""
    last: date | None = None
    rule: int = 0

    @property
    def key(self) -> OccurrenceKey:
        return OccurrenceKey(self.item.id, self.slot)

    @property
    def kind(self) -> Kind:
        if isinstance(self.item, Deadline):
            return Kind.DEADLINE
        return Kind.WINDOW if self.status is Status.WINDOW else Kind.MEETING

    @property
    def title(self) -> str:
        return self.item.title.replace("{{ actor }}", self.actor_name) if self.actor_name else self.item.title

    @property
    def happens(self) -> bool:
        """False for what is cancelled or skipped."""
        return self.status not in (Status.CANCELLED, Status.SKIPPED)

    @property
    def all_day(self) -> bool:
        return self.time is None

    @property
    def start(self) -> datetime:
        """Aware, in the wheel's zone; midnight for all-day."""
        if self.time is None:
            return datetime(self.day.year, self.day.month, self.day.day, tzinfo=self.zone)
        return datetime.combine(self.day, self.time.start, self.zone)

    @property
    def end(self) -> datetime:
        """Aware, in the wheel's zone; exclusive: for all-day the midnight after the last day."""
        if self.time is None:
            day = (self.last or self.day) + timedelta(days=1)
            return datetime(day.year, day.month, day.day, tzinfo=self.zone)
        return datetime.combine(self.day, self.time.end, self.zone)
