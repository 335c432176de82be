"""Weeks and days that do not exist: E23 and E25."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import cast

from arshjul.almanac.names import MONTHS
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Token
from arshjul.text import Language

_COUNTS: dict[Language, list[str]] = {
    "sv": ["en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"],
    "en": ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}
_ALWAYS = 28
"""The days that every month has."""


@lru_cache(maxsize=256)
def weeks_in(year: int) -> int:
    """How many ISO weeks a year has: 28 December is always in its last (ISO 8601).

    >>> weeks_in(2026), weeks_in(2027)
    (53, 52)
    """
    return date(year, 12, 28).isocalendar().week


def check_week(token: Token, context: PhraseContext) -> int:
    """The week number, or E23 when the wheel's year has no such week."""
    number = cast("int", token.value)
    count = weeks_in(context.year)
    if not 1 <= number <= count:
        raise PhraseError("E23", token.start, token.end - token.start, year=context.year, weeks=count)
    return number


def check_month_day(
    token: Token, months: tuple[int, ...], text: str, language: Language, context: PhraseContext
) -> None:
    """E25 when some of `months` (none: every month) lacks the day, in this wheel's year."""
    day = cast("int", token.value)
    if 1 <= day <= _ALWAYS or day == -1:
        return
    lengths = {month: monthrange(context.year_of(month), month)[1] for month in months or range(1, 13)}
    short = tuple(month for month, length in lengths.items() if not 1 <= day <= length)
    if not short:
        return
    write = _replacement(token, min(lengths.values()) if day else 1, text, language)
    repaired = text[: token.start] + write + text[token.end :]
    variant = "one" if len(short) == 1 else "never" if len(short) == len(lengths) else ""
    raise PhraseError(
        "E25",
        token.start,
        token.end - token.start,
        variant,
        repaired=repaired,
        write=repaired,
        day=day,
        ending_sv="a" if day % 10 in (1, 2) and day not in (11, 12) else "e",
        ending_en=ordinal_ending(day),
        count_sv=_COUNTS["sv"][len(short) - 1],
        count_en=_COUNTS["en"][len(short) - 1],
        month_sv=MONTHS["sv"][short[0] - 1],
        month_en=MONTHS["en"][short[0] - 1],
    )


def ordinal_ending(number: int) -> str:
    """ "st" of 1st, "nd" of 22nd, "th" of 13th.

    >>> [ordinal_ending(number) for number in (1, 22, 13)]
    ['st', 'nd', 'th']
    """
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _replacement(token: Token, length: int, text: str, language: Language) -> str:
    """«sista» after «den», unless a weekday is counted from that day; else the last day that they all have."""
    before = text[: token.start].lower().split()
    if before and before[-1] in ("den", "the") and not {"efter", "after"} & set(before):
        return "sista" if language == "sv" else "last day"
    return f"{length}"
