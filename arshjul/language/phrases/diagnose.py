"""A phrase that the grammar refuses: which problem it is, where, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from arshjul.almanac.names import day_month
from arshjul.language.phrases.accept import Stop
from arshjul.language.phrases.ambiguous import ambiguous
from arshjul.language.phrases.changes import replaced
from arshjul.language.phrases.dates import loose_date
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.missing import day_31, no_anchor, no_direction, no_weekday, unfinished
from arshjul.language.phrases.repair import understood, unknown
from arshjul.language.phrases.spoken import IN_PHRASE, spoken_range

_MEETING_MINUTES = 90
_WEEKDAY = r"(?:(?:mån|tis|ons|tor|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun)[a-zåäö]*\.?\s+)?"
_ONE_DATE = re.compile(
    _WEEKDAY + r"(?:den\s+|the\s+)?"
    r"(?:[0-9]{4}[/.][0-9]{1,2}[/.][0-9]{1,2}|[0-9]{1,2}\s*[/.]\s*[0-9]{1,2}(?:\s*[/.]?\s*[0-9]{4})?"
    r"|[0-9]{1,2}(?::[ae])?\s+[^\W\d_]+\s+[0-9]{4})",
    re.IGNORECASE,
)
_JOINS = frozenset({"COMMA", "AND"})


def diagnose(text: str, stop: Stop, context: PhraseContext) -> PhraseError:
    """The most telling of the problems that can be named."""
    checks: tuple[Callable[[str, Stop, PhraseContext], PhraseError | None], ...]
    checks = (
        _dates_alone,
        _date_in_other_form,
        _two_phrases,
        _time_within,
        ambiguous,
        no_direction,
        no_weekday,
        no_anchor,
        day_31,
        unfinished,
    )
    found = (check(text, stop, context) for check in checks)
    return next((error for error in found if error), None) or unknown(text, stop, context)


def _time_within(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """E26: a time of day among the words of `when`."""
    if stop.start != "when":
        return None
    place = stop.tokens[stop.at].start if stop.at < len(stop.tokens) else len(text.rstrip())
    for match in IN_PHRASE.finditer(text):
        if match.start() <= place <= match.end():
            write = spoken_range(match[0], _MEETING_MINUTES) or "13:00-14:30"
            repaired = replaced(text, Token("", None, *match.span()), "").strip()
            whole = repaired if understood(repaired, "when", stop.lexicon.language, context) else None
            return PhraseError("E26", match.start(), len(match[0]), write=write, repaired=whole)
    return None


def _dates_alone(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """E20: dates are no rhythm, and have a key of their own."""
    kinds = {token.kind for token in stop.tokens}
    if stop.start != "when" or "DATE" not in kinds or not kinds <= {"DATE", "WEEKDAY", "COMMA", "AND"}:
        return None
    parts = re.split(r"\s*(?:,|\boch\b|\band\b)\s*", text.strip())
    start = stop.tokens[0].start
    return _dated([part for part in parts if part], (start, stop.tokens[-1].end - start), stop, context)


def _date_in_other_form(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """E20: «18 maj 2027» and «18/5» are dates as well."""
    whole = text.strip()
    if stop.start != "when" or not _ONE_DATE.fullmatch(whole) or (day := loose_date(whole, context)) is None:
        return None
    return _dated([f"{day}"], (text.index(whole), len(whole)), stop, context)


def _dated(written: list[str], place: tuple[int, int], stop: Stop, context: PhraseContext) -> PhraseError:
    """Dates go under `dates`, or without their years where there is no such key."""
    if context.dates:
        return PhraseError("E20", *place, "date", write=f"dates = {_listed(written)}")
    days = [day_month(day, stop.lexicon.language) for part in written if (day := loose_date(part, context))]
    if not days:
        return PhraseError("E20", *place, "year", write="15 mars" if stop.lexicon.language == "sv" else "15 march")
    return PhraseError("E20", *place, "year", write=f'"{days[0]}"' if len(days) == 1 else _listed(days))


def _listed(texts: list[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


def _two_phrases(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """E20: each side of a comma or «och» is right by itself; `when` may be a list."""
    if stop.start != "when" or not 1 < stop.at < len(stop.tokens) or stop.tokens[stop.at - 1].kind not in _JOINS:
        return None
    join, here = stop.tokens[stop.at - 1 : stop.at + 1]
    parts = (text[: join.start].strip(), text[here.start :].strip())
    if not all(understood(part, "when", stop.lexicon.language, context) for part in parts):
        return None
    write = f'when = ["{parts[0]}", "{parts[1]}"]'
    return PhraseError("E20", here.start, len(parts[1]), "two", write=write)
