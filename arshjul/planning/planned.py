"""Occurrences by the hundred thousand: the ordinary constructor's result at half its cost (seen: 0.7 µs, not 1.5).

A frozen dataclass sets each of its fields through `object.__setattr__`; here the slots are set directly. A test holds
the two to the same result, field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.rhythm import TimeRange
from arshjul.model.wheel import Item
from arshjul.planning.frame import Nominal

_new = object.__new__


def _setter(name: str) -> Callable[[Occurrence, Any], None]:
    setter: Callable[[Occurrence, Any], None] = vars(Occurrence)[name].__set__
    return setter


_item, _slot, _nominal, _day, _zone = (_setter(name) for name in ("item", "slot", "nominal", "day", "zone"))
_time, _status, _steps, _place = (_setter(name) for name in ("time", "status", "steps", "place"))
_actor, _actor_name, _last, _rule = (_setter(name) for name in ("actor", "actor_name", "last", "rule"))


def planned(
    item: Item, days: Iterable[Nominal], zone: ZoneInfo, time: TimeRange | None, place: str
) -> list[Occurrence]:
    """The item's occurrences as its rules alone plan them, each standing on its nominal day."""
    found = []
    for ordinal, slot, rule in days:
        made = _new(Occurrence)
        day = date.fromordinal(ordinal)
        _item(made, item)
        _slot(made, slot)
        _nominal(made, day)
        _day(made, day)
        _zone(made, zone)
        _time(made, time)
        _status(made, Status.PLANNED)
        _steps(made, ())
        _place(made, place)
        _actor(made, "")
        _actor_name(made, "")
        _last(made, None)
        _rule(made, rule)
        found.append(made)
    return found
