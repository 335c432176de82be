"""Weekdays, months and dates as people write them in Swedish and English (two small tables beat 33 MB of Babel)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from arshjul.text import Language

if TYPE_CHECKING:  # every command names days, and few know of rhythms
    from arshjul.model.rhythm import TimeRange

WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: dict[Language, tuple[str, ...]] = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
MONTHS_SHORT: dict[Language, tuple[str, ...]] = {
    "sv": ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def weekday(day: date, language: Language) -> str:
    """«tisdag» / »Tuesday»."""
    return WEEKDAYS[language][day.weekday()]


def weekday_short(day: date, language: Language) -> str:
    """«tis» / »Tue»."""
    return WEEKDAYS[language][day.weekday()][:3]


def month(number: int, language: Language) -> str:
    """«maj» / »May»; `number` is 1…12."""
    return MONTHS[language][number - 1]


def day_month(day: date, language: Language) -> str:
    """«18 maj» / »18 May», short months."""
    return f"{day.day} {MONTHS_SHORT[language][day.month - 1]}"


def short_date(day: date, language: Language) -> str:
    """«tis 18 maj» / »Tue 18 May»."""
    return f"{weekday_short(day, language)} {day_month(day, language)}"


def full_date(day: date, language: Language) -> str:
    """«19 maj 2027» / »19 May 2027»."""
    return f"{day.day} {month(day.month, language)} {day.year}"


def long_date(day: date, language: Language) -> str:
    """«tisdag 18 maj 2027» / »Tuesday 18 May 2027»."""
    return f"{weekday(day, language)} {full_date(day, language)}"


def iso_date(day: date, language: Language) -> str:
    """As the cycle file writes it: "tis 2027-05-18" / "Tue 2027-05-18"."""
    return f"{weekday_short(day, language)} {day.isoformat()}"


def clock_time(moment: datetime | time, language: Language) -> str:
    """«13.00» / »13:00»."""
    return f"{moment:%H.%M}" if language == "sv" else f"{moment:%H:%M}"


def clock_range(times: TimeRange, language: Language) -> str:
    """«kl. 13.00–14.30» / »13:00–14:30»."""
    return f"{'kl. ' if language == 'sv' else ''}{bare_range(times, language)}"


def bare_range(times: TimeRange, language: Language) -> str:
    """«13.00–14.30» / »13:00–14:30»."""
    return f"{clock_time(times.start, language)}–{clock_time(times.end, language)}"


def short_moment(moment: datetime, language: Language) -> str:
    """«tis 18 maj kl. 07.30» / »Tue 18 May 07:30», in the zone that `moment` is in."""
    hour = clock_time(moment, language)
    return f"{short_date(moment.date(), language)} {'kl. ' if language == 'sv' else ''}{hour}"


def week_name(day: date, language: Language) -> str:
    """«v. 20» / »w. 20» (ISO)."""
    return f"{'v' if language == 'sv' else 'w'}. {day.isocalendar().week}"
