"""Small phrases that mails need in both languages: how long until, and when."""

from __future__ import annotations

from arshjul.almanac.names import clock_range, day_month, short_date
from arshjul.model.occurrence import Kind, Occurrence
from arshjul.text import Language, Text


def in_days(days: int, language: Language) -> str:
    """«i dag», «i morgon», «om 2 dagar», «i går», «för 3 dagar sedan»; `days` is negative for what has been."""
    near = {0: Text("i dag", "today"), 1: Text("i morgon", "tomorrow"), -1: Text("i går", "yesterday")}
    if days in near:
        return near[days].to(language)
    if days > 0:
        return Text(f"om {days} dagar", f"in {days} days").to(language)
    return Text(f"för {-days} dagar sedan", f"{-days} days ago").to(language)


def when_short(occurrence: Occurrence, language: Language) -> str:
    """«tis 18 maj»; a window is «1 feb–30 nov»."""
    if occurrence.kind is Kind.WINDOW and occurrence.last:
        return f"{day_month(occurrence.day, language)}–{day_month(occurrence.last, language)}"
    return short_date(occurrence.day, language)


def hours(occurrence: Occurrence, language: Language) -> str:
    """«kl. 13.00–14.30», or "" for all day."""
    return clock_range(occurrence.time, language) if occurrence.time else ""
