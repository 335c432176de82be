"""Small numbers: "90d" (invite_ahead, nudge) and "3-5" (how many meetings as needed)."""

from __future__ import annotations

import re

from arshjul.language.phrases.error import PhraseError

_DAYS = re.compile(r"\s*([0-9]{1,4})\s*d\s*")
_COUNT = re.compile(r"\s*([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?\s*")
_LOOSE_DAYS = re.compile(r"\s*([0-9]{1,3})\s*(\w*)")
_LONG_UNITS = {"v": 7, "w": 7, "m": 30}


def parse_days(text: str) -> int:
    """ "90d" → 90.

    Raises PhraseError E20.
    """
    if match := _DAYS.fullmatch(text):
        return int(match[1])
    loose = _LOOSE_DAYS.match(text)
    count = int(loose[1]) * _LONG_UNITS.get(loose[2][:1].lower(), 1) if loose else 90
    raise PhraseError("E20", *_whole(text), "days", write=f"{count}d", repaired=f"{count}d")


def parse_count(text: str) -> tuple[int, int]:
    """ "3-5" → (3, 5); "3" → (3, 3).

    Raises PhraseError E20.
    """
    match = _COUNT.fullmatch(text)
    if match is None or int(match[2] or match[1]) == 0:
        raise PhraseError("E20", *_whole(text), "count", write="3-5", repaired="3-5")
    least, most = int(match[1]), int(match[2] or match[1])
    if most < least:
        write = f"{most}-{least}"
        raise PhraseError("E20", *_whole(text), "count-order", write=write, repaired=write)
    return least, most


def _whole(text: str) -> tuple[int, int]:
    stripped = text.strip()
    return len(text) - len(text.lstrip()), max(len(stripped), 1)
