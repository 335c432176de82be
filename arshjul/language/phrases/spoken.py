"""The time that a person probably meant: only ever suggested, never taken."""

from __future__ import annotations

import re
from datetime import time

_HOURS = {
    name: number
    for names in (
        ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"],
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    )
    for number, name in enumerate(names, start=1)
}
_HOUR = rf"(?:[0-9]{{1,2}}|{'|'.join(_HOURS)})"
_DIGITS = re.compile(r"(?<![0-9])([0-9]{1,2})(?:[:.]?([0-9]{2}))?(?![0-9])\s*([ap]m)?", re.IGNORECASE)
_WORDS = re.compile(
    rf"(?P<part>halv|kvart över|kvart i|half past|quarter past|quarter to|half)?\s*\b(?P<hour>{_HOUR})\b", re.IGNORECASE
)
_PARTS = {
    "halv": -30,
    "kvart över": 15,
    "kvart i": -15,
    "half past": 30,
    "quarter past": 15,
    "quarter to": -15,
    "half": 30,
}
_LENGTH = re.compile(r"([0-9]{1,3})\s*(h|t|tim\w*|hours?|min\w*|m)\.?", re.IGNORECASE)
_DAY_MINUTES = 24 * 60
IN_PHRASE = re.compile(
    rf"\b(?:kl\.?|klockan|at)\s*[0-9]{{1,2}}(?:[:.][0-9]{{2}})?(?:\s*[-–]\s*[0-9]{{1,2}}(?:[:.][0-9]{{2}})?)?"
    rf"|\b[0-9]{{1,2}}[:.][0-9]{{2}}(?:\s*[-–]\s*[0-9]{{1,2}}[:.][0-9]{{2}})?"
    rf"|\b(?:{'|'.join(_PARTS)})\s+{_HOUR}\b|\b[0-9]{{1,2}}\s*[ap]m\b",
    re.IGNORECASE,
)
"""A time of day among the words of a phrase."""


def spoken_range(text: str, minutes: int = 60) -> str | None:
    """A range in the right form, `minutes` long when no end is said; or a length.

    >>> spoken_range("halv tre"), spoken_range("9-11.30"), spoken_range("2 timmar"), spoken_range("x")
    ('14:30-15:30', '09:00-11:30', '120 min', None)
    """
    if length := _LENGTH.fullmatch(text):
        count = int(length[1]) * (1 if length[2].lower().startswith("m") else 60)
        return f"{count} min" if 0 < count < _DAY_MINUTES else None
    times = [found for part in re.split(r"\s*(?:[-–]|till|to)\s*", text) if (found := spoken_clock(part))]
    if not times:
        return None
    if len(times) > 1 and times[0] < times[1]:
        return f"{times[0]:%H:%M}-{times[1]:%H:%M}"
    return with_end(times[0], minutes)


def with_end(start: time, minutes: int) -> str:
    """A range that starts at `start`, within the day.

    >>> with_end(time(13), 90)
    '13:00-14:30'
    """
    end = min(start.hour * 60 + start.minute + minutes, _DAY_MINUTES - 1)
    return f"{start:%H:%M}-{end // 60:02}:{end % 60:02}"


def spoken_clock(text: str) -> time | None:
    """«halv tre» is 14.30: meetings are held by day.

    >>> spoken_clock("kvart över nio"), spoken_clock("kl 13"), spoken_clock("2 pm")
    (datetime.time(9, 15), datetime.time(13, 0), datetime.time(14, 0))
    """
    if word := _WORDS.search(text):
        spoken = word["hour"].lower()
        shift = _PARTS.get((word["part"] or "").lower())
        if shift is not None or not spoken.isdigit():
            hour = _HOURS[spoken] if spoken in _HOURS else int(spoken)
            minutes = (hour + (12 if hour < 7 else 0)) * 60 + (shift or 0)
            return time(minutes // 60, minutes % 60) if 0 <= minutes < _DAY_MINUTES else None
    digits = _DIGITS.search(text)
    if digits is None:
        return None
    hour, minute = int(digits[1]), int(digits[2] or 0)
    hour += 12 if (digits[3] or "").lower() == "pm" and hour < 12 else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
