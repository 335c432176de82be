"""A stretch of the year: `closed.when` and `window`."""

from __future__ import annotations

from calendar import monthrange
from functools import lru_cache
from typing import cast

from arshjul.language.phrases.accept import Stop, accept
from arshjul.language.phrases.diagnose import diagnose
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.reader import WEEK_MARKS, Reader
from arshjul.model.rhythm import DateSpan, DaySpan, MonthSpan, Span, WeekSpan


@lru_cache(maxsize=256)
def parse_span(text: str, context: PhraseContext) -> Span:
    """Weeks, months, days of the year or dates; all but dates may wrap around the turn of the year.

    >>> parse_span("v. 27-32", PhraseContext(2027))
    WeekSpan(first=27, last=32, text='v. 27-32', at=Origin(file='', line=0, column=0, end_column=0))
    >>> parse_span("22 dec - 6 jan", PhraseContext(2027)).first
    (12, 22)

    Raises PhraseError: E20, E23, E27–E29, E40 (dates in the wrong order).
    """
    found = accept(text, "span", context.language)
    if isinstance(found[0], Stop):
        raise diagnose(text, found[0], context)
    language, tokens = found
    reader = Reader(text, tokens, language, context)
    if reader.kind in WEEK_MARKS:
        first = reader.week()
        return WeekSpan(first, reader.week() if reader.kind else first, text)
    if reader.kind == "MONTH":
        return _months(reader)
    if reader.kind in ("WEEKDAY", "DATE"):
        return _dates(reader)
    start = _day(reader)
    return DaySpan(start, _day(reader) if reader.skip("DASH") else start, text)


def _months(reader: Reader) -> Span:
    """A run of months, also around the turn of the year, is one stretch."""
    months = reader.months()
    starts = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(starts) > 1:
        return MonthSpan(months, reader.text)
    first = starts[0] if starts else 1
    return DaySpan((first, 1), ((first + len(months) - 2) % 12 + 1, -1), reader.text)


def _dates(reader: Reader) -> DateSpan:
    first = last = reader.date()
    if reader.skip("DASH"):
        last = reader.date()
    if last < first:
        text = reader.text.strip()
        raise PhraseError("E40", reader.text.index(text), len(text), "dates", first=last, last=first)
    return DateSpan(first, last, reader.text)


def _day(reader: Reader) -> tuple[int, int]:
    token = reader.take()
    month = reader.number()
    day = cast("int", token.value)
    length = monthrange(reader.context.year_of(month), month)[1]
    if not 1 <= day <= length:
        raise _no_such_day(token, length, reader)
    return month, day


def _no_such_day(token: Token, length: int, reader: Reader) -> PhraseError:
    write = reader.text[: token.start] + str(length) + reader.text[token.end :]
    place = (token.start, token.end - token.start)
    return PhraseError("E29", *place, "day", days=length, write=write, repaired=write)
