"""The canonical phrase of a rule, in either language: what the program understood, said back."""

from __future__ import annotations

from arshjul.language.phrases.english_echo import english_base
from arshjul.language.phrases.swedish_echo import swedish_base
from arshjul.language.phrases.wording import WORDINGS, Wording
from arshjul.model.rhythm import Rule
from arshjul.text import Language


def describe(rule: Rule, language: Language) -> str:
    """The phrase that `parse_when` reads back as the same rule.

    >>> from arshjul.language.phrases.when import PhraseContext, parse_when
    >>> rule = parse_when("2:a tis i månaden utom juli", PhraseContext(2027))
    >>> describe(rule, "sv"), describe(rule, "en")
    ('andra tisdagen i månaden utom juli', 'second tuesday of the month except july')
    """
    base = swedish_base(rule.base) if language == "sv" else english_base(rule.base)
    return " ".join([base, *_bounds(rule, WORDINGS[language])])


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
