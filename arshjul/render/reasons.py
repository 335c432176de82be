"""Why a date is what it is, in words: the rule, and each step after it."""

from __future__ import annotations

from arshjul.almanac.names import short_date
from arshjul.model.occurrence import Occurrence, Step, StepKind
from arshjul.model.rhythm import AsNeeded, Dates, Each, Phrases, RecurrenceRule, Rhythm
from arshjul.model.wheel import Deadline
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


def step_text(step: Step, language: Language, *, deadline: bool = False) -> str:
    """One step. What a person wrote stays as written."""
    day = short_date(step.day, language) if step.day else ""
    to = short_date(step.to, language) if step.to else ""
    moved = "flyttad" if deadline else "flyttat"
    words = {
        StepKind.CLOSED: Text(f"{moved} från {day}, stängt: {step.text}", f"moved from {day}, closed: {step.text}"),
        StepKind.SKIPPED: Text(f"hoppas över, {day} är stängt: {step.text}", f"skipped, {day} is closed: {step.text}"),
        StepKind.KEPT: Text(f"ligger kvar fast det är stängt: {step.text}", f"kept although closed: {step.text}"),
        StepKind.CHAIN: Text(f"hänger på {step.text}, {day}", f"hangs on {step.text}, {day}"),
        StepKind.MOVED: Text(f"{moved} från {day}", f"moved from {day}"),
        StepKind.ADJUSTED: Text("ny tid eller plats", "new time or place"),
        StepKind.CANCELLED: Text("inställt", "cancelled"),
        StepKind.SET: Text(f"satt till {to or day}", f"set to {to or day}"),
        StepKind.ADDED: Text(f"tillagt {to or day}", f"added {to or day}"),
    }[step.kind].to(language)
    own_words = step.text if step.kind in _PEOPLE_SAY else ""
    return f"{words.rstrip()}: {own_words}" if own_words else words.rstrip()


_PEOPLE_SAY = {StepKind.MOVED, StepKind.ADJUSTED, StepKind.CANCELLED, StepKind.SET, StepKind.ADDED}
"""The steps of a [[change]]: their text is its reason."""


def step_texts(occurrence: Occurrence, language: Language) -> tuple[str, ...]:
    deadline = isinstance(occurrence.item, Deadline)
    return tuple(step_text(step, language, deadline=deadline) for step in occurrence.steps)


def reasons(occurrence: Occurrence, language: Language) -> tuple[str, ...]:
    """The whole chain in short: the rule first, then what happened to its date."""
    rule = rule_text(occurrence.item.rhythm, occurrence.rule, language)
    return (rule, *step_texts(occurrence, language))
