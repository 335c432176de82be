"""Weeks and days that do not exist: E23 and E25."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import cast

from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Token
from arshjul.text import Language

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
    number = cast(int, token.value)
    count = weeks_in(context.year)
    if not 1 <= number <= count:
        raise PhraseError("E23", token.start, token.end - token.start, year=context.year, weeks=count)
    return number


def check_month_day(
    token: Token, months: tuple[int, ...], text: str, language: Language, context: PhraseContext
) -> None:
    """E25 when some of `months` (none: every month) lacks the day, in this wheel's year."""
    day = cast(int, token.value)
    if 1 <= day <= _ALWAYS or day == -1:
        return
    lengths = {month: monthrange(context.year_of(month), month)[1] for month in months or range(1, 13)}
    short = tuple(month for month, length in lengths.items() if not 1 <= day <= length)
    if not short:
        return
    write = _replacement(token, min(lengths.values()) if day else 1, text, language)
    repaired = text[: token.start] + write + text[token.end :]
    place = (token.start, token.end - token.start)
    if len(short) == len(lengths) > 1:
        raise PhraseError("E25", *place, "never", day=day, write=repaired, repaired=repaired)
    if len(short) > 1:
        raise PhraseError("E25", *place, day=day, count=len(short), write=repaired, repaired=repaired)
    example = date(context.year_of(short[0]), short[0], 1)
    raise PhraseError("E25", *place, "one", day=day, month=example, write=repaired, repaired=repaired)


def _replacement(token: Token, length: int, text: str, language: Language) -> str:
    """«sista» after «den», unless a weekday is counted from that day; else the last day that they all have."""
    before = text[: token.start].lower().split()
    if before and before[-1] in ("den", "the") and not {"efter", "after"} & set(before):
        return "sista" if language == "sv" else "last day"
    return f"{length}"
