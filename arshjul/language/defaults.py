"""[defaults]: what all series inherit, and the hour of day-counted reminders."""

from __future__ import annotations

from datetime import time

from arshjul.language.fit import fit
from arshjul.language.phrases import parse_clock
from arshjul.language.reader import Reader
from arshjul.language.shape import DefaultsShape

REMIND_AT = time(7, 30)


def read_defaults(reader: Reader) -> tuple[DefaultsShape, time]:
    """The shape that series read from, and when reminders go out, in the wheel's zone."""
    data = reader.document.data.get("defaults")
    shape = DefaultsShape() if data is None else fit(reader.document, ("defaults",), data, DefaultsShape)
    if shape.remind_at is None:
        return shape, REMIND_AT
    return shape, reader.phrase(("defaults", "remind_at"), shape.remind_at, parse_clock) or REMIND_AT
