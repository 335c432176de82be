"""The UID of an occurrence: readable, unambiguous, and the same for ever."""

from __future__ import annotations

from arshjul.model.occurrence import OccurrenceKey


def uid(calendar_id: str, key: OccurrenceKey) -> str:
    """UID (RFC 5545 section 3.8.4.7) from the calendar's id and "series/slot", never from a title or a date.

    A series id holds no dot, so the first dot ends it, and a calendar id holds no "@": every part can be read back.
    """
    return f"{key.series}.{key.slot}@{calendar_id}"
