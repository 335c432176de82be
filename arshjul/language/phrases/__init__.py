"""The closed grammar of phrases: text becomes rhythm, every word consumed or it is an error."""

from __future__ import annotations

from arshjul.closest import suggest
from arshjul.language.phrases.accept import RESERVED
from arshjul.language.phrases.counts import parse_count, parse_days
from arshjul.language.phrases.dates import parse_date
from arshjul.language.phrases.describe import describe
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lint import lint_rrule
from arshjul.language.phrases.remind import parse_remind
from arshjul.language.phrases.rrule import rrule_text
from arshjul.language.phrases.span import parse_span
from arshjul.language.phrases.times import parse_clock, parse_time
from arshjul.language.phrases.values import CLOSED_VALUES, closed_value
from arshjul.language.phrases.when import parse_when

__all__ = [
    "CLOSED_VALUES",
    "RESERVED",
    "PhraseContext",
    "PhraseError",
    "closed_value",
    "describe",
    "lint_rrule",
    "parse_clock",
    "parse_count",
    "parse_date",
    "parse_days",
    "parse_remind",
    "parse_span",
    "parse_time",
    "parse_when",
    "rrule_text",
    "suggest",
]
