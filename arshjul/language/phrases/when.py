"""`when`: a phrase becomes a rule."""

from __future__ import annotations

from functools import lru_cache

from arshjul.language.phrases.accept import Stop, accept
from arshjul.language.phrases.build import build_rule
from arshjul.language.phrases.diagnose import diagnose
from arshjul.language.phrases.error import PhraseContext
from arshjul.language.phrases.reader import Reader
from arshjul.model.rhythm import Rule


@lru_cache(maxsize=1024)
def parse_when(text: str, context: PhraseContext) -> Rule:
    """The rule that a phrase means. Its `at` is left NOWHERE.

    >>> parse_when("andra tisdagen i månaden", PhraseContext(2027)).base
    NthDay(nth=2, weekday=<Weekday.TUESDAY: 1>, period=<Period.MONTH: 'month'>, months=())

    Raises PhraseError: E20–E29.
    """
    found = accept(text, "when", context.language)
    if isinstance(found[0], Stop):
        raise diagnose(text, found[0], context)
    language, tokens = found
    return build_rule(Reader(text, tokens, language, context))
