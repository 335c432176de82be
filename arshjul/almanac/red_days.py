"""Public holidays, eves and half days: Sweden's by our own rules, all others' from the `holidays` library.

The library is imported only when a wheel asks: it costs as much as everything else that `check` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from arshjul.almanac import sweden
from arshjul.almanac.feasts import easter
from arshjul.errors import ArshjulError
from arshjul.text import Language, Text

Names = Mapping[date, Text]
_LIBRARY_LANGUAGES: dict[Language, tuple[str, ...]] = {"sv": ("sv", "sv_SE"), "en": ("en_US", "en_GB", "en")}


@dataclass(frozen=True, slots=True)
class RedDays:
    """Days with their names: `red` (closed by law), `eves` (closed by custom), `half` (shortened)."""

    red: Names
    eves: Names
    half: Names


NONE = RedDays({}, {}, {})


def is_known(code: str) -> bool:
    """Whether `[calendar] holidays` can be `code`: "" (none), "SE", "SE-Z" …"""
    country = code.partition("-")[0]
    if not code or country == "SE":
        return True
    from holidays.registry import COUNTRIES

    return len(country) == 2 and any(country == names[1] for names in COUNTRIES.values())


def red_days(code: str, years: range) -> RedDays:
    """The days of a country or a part of it ("SE", "DE-BY"); a part without days of its own has its country's.

    Red is the library's `public`, eves its `de_facto` and påskafton, half its `bank` that is neither.
    Raises ArshjulError for a country that the library does not know.
    """
    if not code:
        return NONE
    if not is_known(code):
        raise ArshjulError(
            Text(f"[calendar] holidays = \"{code}\" är inget land", f"[calendar] holidays = \"{code}\" is no country"),
            Text('skriv landets två bokstäver, som "SE", eller "" för inga röda dagar',
                 'write the two letters of the country, such as "SE", or "" for no holidays'),
        )  # fmt: skip
    if code.partition("-")[0] == "SE" and years.start >= sweden.SINCE:
        return _by_rule(years)
    red = _names(code, years, "public")
    eves = {day: name for day, name in _names(code, years, "de_facto").items() if day not in red}
    saturdays = {easter(year) - timedelta(days=1) for year in years}
    eves |= {d: name for d, name in _names(code, years, "optional").items() if d in saturdays and d not in red}
    half = {d: name for d, name in _names(code, years, "bank").items() if d not in red and d not in eves}
    return RedDays(red, eves, half)


def _by_rule(years: range) -> RedDays:
    red, eves, half = (sweden.days_of(feasts, years) for feasts in (sweden.RED, sweden.EVES, sweden.HALF))
    return RedDays(red, eves, {day: name for day, name in half.items() if day not in red and day not in eves})


def _names(code: str, years: range, category: str) -> dict[date, Text]:
    swedish, english = (_library(code, years, category, language) for language in ("sv", "en"))
    return {day: Text(_bare(name), _bare(english.get(day, name))) for day, name in sorted(swedish.items())}


def _library(code: str, years: range, category: str, language: str) -> Mapping[date, str]:
    import holidays

    country, _, part = code.partition("-")
    kind = type(holidays.country_holidays(country))
    if category not in kind.supported_categories:
        return {}
    wanted = _LIBRARY_LANGUAGES["sv" if language == "sv" else "en"]
    spoken = next((tag for tag in wanted if tag in kind.supported_languages), None)
    subdivision = part if part in kind.subdivisions else None
    return dict(
        holidays.country_holidays(country, subdivision, years=list(years), categories=(category,), language=spoken)
    )


def _bare(name: str) -> str:
    """Without the library's remarks on hours: "Skärtorsdagen (från kl. 14.00)"; a day may have two names."""
    return "; ".join(one.partition(" (")[0] for one in name.split("; "))
