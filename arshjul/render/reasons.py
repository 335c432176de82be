"""Why a date is what it is, in words: the rule, and with it each step after it."""

from __future__ import annotations

from arshjul.model.occurrence import Occurrence
from arshjul.model.rhythm import AsNeeded, Dates, Each, Phrases, RecurrenceRule, Rhythm
from arshjul.planning.reasons import step_texts
from arshjul.text import Language, Text


def rule_text(rhythm: Rhythm, number: int, language: Language) -> str:
    """The rule as the file says it. `number` is which of several phrases."""
    match rhythm:
        case Phrases(rules):
            return rules[min(number, len(rules) - 1)].text
        case Dates():
            return Text("datum i filen", "dates in the file").to(language)
        case RecurrenceRule(text):
            return text
        case AsNeeded(least, most, window):
            count = f"{least}–{most}" if least != most else f"{least}"
            return Text(f"vid behov, {count} i {window.text}", f"as needed, {count} in {window.text}").to(language)
        case Each(_, window):
            return Text(f"ett per aktör, {window.text}", f"one per actor, {window.text}").to(language)


def reasons(occurrence: Occurrence, language: Language) -> tuple[str, ...]:
    """The whole chain in short: the rule first, then what happened to its date."""
    rule = rule_text(occurrence.item.rhythm, occurrence.rule, language)
    return (rule, *step_texts(occurrence, language))
