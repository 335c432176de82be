"""Clock times, ranges of them, and lengths: "13:00-14:30", "07:30", "60 min"."""

from __future__ import annotations

import re
from datetime import time
from typing import cast

from arshjul.language.phrases.error import PhraseError
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.spoken import spoken_clock, spoken_range, with_end
from arshjul.model.rhythm import Minutes, TimeRange

_RANGE = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})\s*")
_CLOCK = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*")
_MINUTES = re.compile(r"\s*([0-9]{1,4})\s*min\s*")
_NEARLY = re.compile(r"\s*(?:kl\b\.?|klockan|at\b)?[\s0-9.:–-]*[0-9][\s0-9.:–-]*", re.IGNORECASE)
_TELLING = 60
"""So many characters are searched for a time that may be meant."""
_DAY_MINUTES = 24 * 60


def parse_time(text: str) -> TimeRange | Minutes:
    """ "13:00-14:30" or "60 min".

    >>> parse_time("60 min")
    Minutes(count=60)

    Raises PhraseError: E40 (ends before it starts), E41 (no time).
    """
    if match := _RANGE.fullmatch(text):
        start, end = clock(match[1], match[2]), clock(match[3], match[4])
        if start and end:
            return _ordered(start, end, text)
    elif (match := _MINUTES.fullmatch(text)) and 0 < int(match[1]) < _DAY_MINUTES:
        return Minutes(int(match[1]))
    raise not_a_time(text, "range")


def parse_clock(text: str) -> time:
    """ "07:30".

    >>> parse_clock("07:30")
    datetime.time(7, 30)

    Raises PhraseError E41.
    """
    match = _CLOCK.fullmatch(text)
    found = clock(match[1], match[2]) if match else None
    if found is None:
        raise not_a_time(text, "clock")
    return found


def clock_of(token: Token) -> time:
    """The time of a CLOCK token."""
    hour, _, minute = cast("str", token.value).replace(".", ":").partition(":")
    found = clock(hour, minute)
    if found is None:
        raise not_a_time(cast("str", token.value), "clock", token.start)
    return found


def clock(hour: str, minute: str) -> time | None:
    """None when there is no such time of day."""
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _ordered(start: time, end: time, text: str) -> TimeRange:
    if start < end:
        return TimeRange(start, end)
    stripped = text.strip()
    place = (text.index(stripped), len(stripped))
    if start == end:
        raise PhraseError("E40", *place, "same", write=with_end(start, 60))
    raise PhraseError("E40", *place, write=f"{end:%H:%M}-{start:%H:%M}")


def not_a_time(text: str, wanted: str, offset: int = 0) -> PhraseError:
    """E41, with the time that was probably meant."""
    stripped = text.strip()
    likely = stripped[:_TELLING]
    place = (offset + len(text) - len(text.lstrip()), max(len(stripped), 1))
    if wanted == "clock":
        return PhraseError("E41", *place, "", write=f"{spoken_clock(likely) or time(7, 30):%H:%M}")
    variant = "end" if _CLOCK.fullmatch(text) else "form" if _NEARLY.fullmatch(text) else ""
    return PhraseError("E41", *place, variant, write=spoken_range(likely) or "13:00-14:30")
