"""Time as people say it in both languages: how long until, how long ago, and between which hours."""

from __future__ import annotations

from datetime import timedelta

from arshjul.almanac.names import clock_range
from arshjul.model.occurrence import Occurrence
from arshjul.text import DAYS, Language, Text

_NEAR = {0: Text("i dag", "today"), 1: Text("i morgon", "tomorrow"), -1: Text("i går", "yesterday")}


def in_days(days: int, language: Language) -> str:
    """«i dag», «i morgon», «om 2 dagar», «i går», «för 3 dagar sedan»; `days` is negative for what has been."""
    if days in _NEAR:
        return _NEAR[days].to(language)
    span = DAYS.of(abs(days))
    return (Text(f"om {span.sv}", f"in {span.en}") if days > 0 else _ago(span)).to(language)


def ago(span: timedelta, language: Language) -> str:
    """«för 40 s sedan», «för 12 min sedan», «för 3 h sedan», «för 5 dagar sedan»: what has passed, rounded down."""
    seconds = max(0, int(span.total_seconds()))
    if seconds >= 172_800:
        return _ago(DAYS.of(seconds // 86_400)).to(language)
    short = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
    return _ago(Text(short, short)).to(language)


def _ago(span: Text) -> Text:
    return Text(f"för {span.sv} sedan", f"{span.en} ago")


def hours(occurrence: Occurrence, language: Language) -> str:
    """«kl. 13.00–14.30», or "" for all day."""
    return clock_range(occurrence.time, language) if occurrence.time else ""
