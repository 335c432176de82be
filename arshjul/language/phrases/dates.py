"""A date with or without its weekday: "tis 2027-05-18"."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, timedelta
from typing import cast

from arshjul.language.phrases.accept import LEXICONS
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Token

_LOOSE = re.compile(
    r"(?P<y>[0-9]{4})[-/. ]?(?P<m>[0-9]{1,2})[-/. ]?(?P<d>[0-9]{1,2})"
    r"|(?P<d2>[0-9]{1,2})\s*[/.-]\s*(?P<m2>[0-9]{1,2})(?:[/. -]\s*(?P<y2>[0-9]{4}))?(?![0-9])"
    r"|(?P<d3>[0-9]{1,2})(?::[ae])?\s+(?P<name>[^\W\d_]+)\.?(?:\s+(?P<y3>[0-9]{4}))?(?![0-9])"
)


def parse_date(text: str, context: PhraseContext | None = None) -> date:
    """A date, "[weekday] YYYY-MM-DD", the weekday checked against it.

    `context` only helps the cure: which year «18 maj» is meant in.

    >>> parse_date("tis 2027-05-18")
    datetime.date(2027, 5, 18)

    Raises PhraseError: E28 (another weekday), E29 (no such date), E75 (marked "?": undecided since the roll-over).
    """
    if text.lstrip().startswith("?"):
        raise PhraseError("E75", text.index("?"), len(text.strip()))
    for lexicon in LEXICONS.values():
        tokens = lexicon.tokens(text)
        kinds = [token.kind for token in tokens]
        if kinds in (["DATE"], ["WEEKDAY", "DATE"]):
            return checked_date(tokens[-1], tokens[0] if len(tokens) == 2 else None)
    raise _not_a_date(text, context)


def checked_date(token: Token, weekday: Token | None) -> date:
    """The date of a DATE token; E29 when it does not exist, E28 when it falls on another weekday than written."""
    written = cast("str", token.value)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise _no_such_date(token, written) from None
    if weekday is not None and day.weekday() != weekday.value:
        step = (cast("int", weekday.value) - day.weekday() + 3) % 7 - 3
        meant = day + timedelta(days=step)
        place = (weekday.start, weekday.end - weekday.start)
        raise PhraseError("E28", *place, "", day=day, meant=meant)
    return day


def _no_such_date(token: Token, written: str) -> PhraseError:
    year, month, day = (int(part) for part in written.split("-"))
    place = (token.start, token.end - token.start)
    if year == 0:
        return PhraseError("E29", *place, "year")
    if not 1 <= month <= 12:
        return PhraseError("E29", *place, "month", month=month)
    length = monthrange(year, month)[1]
    last = date(year, month, length)
    if day == 0:
        return PhraseError("E29", *place, "zero", first=last.replace(day=1))
    leap = month == 2 and day == 29 and not isleap(year)
    return PhraseError("E29", *place, "" if leap else "short", year=year, days=length, last=last)


def _not_a_date(text: str, context: PhraseContext | None) -> PhraseError:
    """E29, with the date in the right form where it can be made out."""
    stripped = text.strip()
    place = (len(text) - len(text.lstrip()), max(len(stripped), 1))
    meant = loose_date(stripped[:60], context)
    if meant is None:
        return PhraseError("E29", *place, "form")
    return PhraseError("E29", *place, "write", day=meant)


def loose_date(text: str, context: PhraseContext | None) -> date | None:
    """The date in another of the forms that people write: 2027/05/18, 18.5.2027, 18/5, 18 maj (2027)."""
    match = _LOOSE.search(text)
    if match is None:
        return None
    parts = match.groupdict()
    day = parts["d"] or parts["d2"] or parts["d3"]
    month = int(parts["m"] or parts["m2"] or _month_number(parts["name"]))
    year = parts["y"] or parts["y2"] or parts["y3"] or (context.year_of(month) if context else 0)
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _month_number(name: str) -> int:
    for lexicon in LEXICONS.values():
        kind, value = lexicon.words.get(name.lower(), ("", None))
        if kind == "MONTH":
            return cast("int", value)
    return 0
