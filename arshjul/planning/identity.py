"""What occurrences and wheels are called: readable, unambiguous, and the same for ever."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from arshjul.model.key import OccurrenceKey
from arshjul.model.wheel import Wheel


def uid(calendar_id: str, key: OccurrenceKey) -> str:
    """UID (RFC 5545 section 3.8.4.7) from the calendar's id and "series/slot", never from a title or a date.

    A series id holds no dot, so the first dot ends it, and a calendar id holds no "@": every part can be read back.
    """
    return f"{key.series}.{key.slot}@{calendar_id}"


def free_uid(wanted: str, taken: Container[str]) -> str:
    """`wanted` with the first of ".2", ".3" … that makes it free."""
    local, _, calendar_id = wanted.rpartition("@")
    return next(free for n in count(2) if (free := f"{local}.{n}@{calendar_id}") not in taken)


def wheel_name(wheel: Wheel) -> str:
    """What the ledger and the calendar files call a wheel, "s3.regionjh/2027": each year is a wheel of its own."""
    return f"{wheel.id}/{wheel.year}"
