"""The canonical phrase of a rule, in either language: what the program understood, said back."""

from __future__ import annotations

from arshjul.language.phrases.echo import Echo, echo_base
from arshjul.language.phrases.english_echo import ENGLISH
from arshjul.language.phrases.swedish_echo import SWEDISH
from arshjul.language.phrases.wording import Wording
from arshjul.model.rhythm import Rule
from arshjul.text import Language

_ECHOES: dict[Language, Echo] = {"sv": SWEDISH, "en": ENGLISH}


def describe(rule: Rule, language: Language) -> str:
    """The phrase that `parse_when` reads back as the same rule.

    >>> from arshjul.language.phrases.when import PhraseContext, parse_when
    >>> rule = parse_when("2:a tis i månaden utom juli", PhraseContext(2027))
    >>> describe(rule, "sv"), describe(rule, "en")
    ('andra tisdagen i månaden utom juli', 'second tuesday of the month except july')
    """
    echo = _ECHOES[language]
    return " ".join([echo_base(rule.base, echo), *_bounds(rule, echo.words)])


def _bounds(rule: Rule, words: Wording) -> list[str]:
    parts = []
    if rule.in_months:
        parts.append(f"{words.within} {words.months(rule.in_months)}")
    if rule.except_months:
        parts.append(f"{words.leaving_out} {words.months(rule.except_months)}")
    if rule.except_weeks:
        parts.append(f"{words.leaving_out} {words.week} {words.numbers(rule.except_weeks)}")
    if rule.first:
        parts.append(f"{words.since} {rule.first}")
    if rule.last:
        parts.append(f"{words.until} {rule.last}")
    return parts
