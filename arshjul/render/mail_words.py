"""Small phrases that mails need in both languages: how long until, and between which hours."""

from __future__ import annotations

from arshjul.almanac.names import clock_range
from arshjul.model.occurrence import Occurrence
from arshjul.text import Language, Text


def in_days(days: int, language: Language) -> str:
    """«i dag», «i morgon», «om 2 dagar», «i går», «för 3 dagar sedan»; `days` is negative for what has been."""
    near = {0: Text("i dag", "today"), 1: Text("i morgon", "tomorrow"), -1: Text("i går", "yesterday")}
    if days in near:
        return near[days].to(language)
    if days > 0:
        return Text(f"om {days} dagar", f"in {days} days").to(language)
    return Text(f"för {-days} dagar sedan", f"{-days} days ago").to(language)


def hours(occurrence: Occurrence, language: Language) -> str:
    """«kl. 13.00–14.30», or "" for all day."""
    return clock_range(occurrence.time, language) if occurrence.time else ""
