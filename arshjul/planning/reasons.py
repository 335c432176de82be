"""What happened to a date, in words: every step for those who plan, what they need for those who are invited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arshjul.almanac.names import WEEKDAYS, short_date, weekday
from arshjul.model.occurrence import Kind, Occurrence, Step, StepKind
from arshjul.text import Language, Text

# {t} is the ending of mötet (flyttat) or of sista dagen (flyttad); {why} is «: » and what a person wrote, or nothing.
_STEPS: dict[StepKind, Text] = {
    StepKind.CLOSED: Text("flytta{t} från {day}, då det är stängt{why}", "moved from {day}, which is closed{why}"),
    StepKind.SKIPPED: Text("hoppas över, {day} är stängt{why}", "skipped, {day} is closed{why}"),
    StepKind.KEPT: Text("ligger kvar fast det är stängt{why}", "kept although the day is closed{why}"),
    StepKind.CHAIN: Text("hänger på {text}, {day}", "hangs on {text}, {day}"),
    StepKind.MOVED: Text("flytta{t} från {day}{why}", "moved from {day}{why}"),
    StepKind.ADJUSTED: Text("ny tid eller plats{why}", "new time or place{why}"),
    StepKind.CANCELLED: Text("inställ{t}{why}", "cancelled{why}"),
    StepKind.SET: Text("satt till {to}{why}", "set to {to}{why}"),
    StepKind.ADDED: Text("tillag{t} {to}{why}", "added {to}{why}"),
}
_WEEKEND: dict[StepKind, Text] = {
    StepKind.CLOSED: Text(
        "flytta{t} från {day} eftersom det är {weekday}", "moved from {day} because it is a {weekday}"
    ),
    StepKind.SKIPPED: Text("hoppas över {day} eftersom det är {weekday}", "skipped {day} because it is a {weekday}"),
    StepKind.KEPT: Text("ligger kvar fast det är {weekday}", "kept although it is a {weekday}"),
}
"""A Saturday or Sunday needs no «stängt»."""
_GUESTS: dict[StepKind, Text] = {
    StepKind.SET: Text("{text}", "{text}"),
    StepKind.ADDED: Text("extra tillfälle{why}", "extra occasion{why}"),
}
"""The date itself stands beside this, so it is not said again."""
_UNTOLD = (StepKind.SKIPPED, StepKind.CHAIN)
_TURNS = (StepKind.MOVED, StepKind.CANCELLED)
_FIELD = re.compile(r"\{\w+\}")


def step_text(step: Step, language: Language, *, deadline: bool = False) -> str:
    """One step, for those who plan: without capital and full stop. What a person wrote stays as written."""
    return _filled(_words(step), step, language, deadline)


def step_texts(occurrence: Occurrence, language: Language) -> tuple[str, ...]:
    """Every step of `occurrence`, as `step_text` says it."""
    deadline = occurrence.kind is Kind.DEADLINE
    return tuple(step_text(step, language, deadline=deadline) for step in occurrence.steps)


def reasons(occurrence: Occurrence, language: Language) -> tuple[str, ...]:
    """One sentence for each step that a guest should know of; chains and plain dates give none.

    A person's move replaces the story of the earlier ones: the date it was moved from is the one guests have seen. Of
    what is cancelled nothing else matters.
    """
    return tuple(sentence for step in _told(occurrence) if (sentence := _sentence(step, occurrence, language)))


def _told(occurrence: Occurrence) -> Iterator[Step]:
    steps = occurrence.steps
    turns = [number for number, step in enumerate(steps) if step.kind in _TURNS]
    return (step for step in steps[turns[-1] if turns else 0 :] if step.kind not in _UNTOLD)


def _sentence(step: Step, occurrence: Occurrence, language: Language) -> str:
    words = _GUESTS.get(step.kind) or _words(step)
    said = _filled(words, step, language, occurrence.kind is Kind.DEADLINE)
    return said[:1].upper() + said[1:]


def _words(step: Step) -> Text:
    stays = step.kind is StepKind.MOVED and step.day == step.to
    kind = StepKind.ADJUSTED if stays else step.kind
    weekend = step.day and step.text in (weekday(step.day, language) for language in WEEKDAYS)
    return _WEEKEND.get(kind, _STEPS[kind]) if weekend else _STEPS[kind]


def _filled(words: Text, step: Step, language: Language, deadline: bool) -> str:
    parts = {
        "{t}": "d" if deadline else "t",
        "{day}": short_date(step.day, language) if step.day else "",
        "{to}": short_date(to, language) if (to := step.to or step.day) else "",
        "{weekday}": weekday(step.day, language) if step.day else "",
        "{why}": f": {step.text}" if step.text else "",
        "{text}": step.text,
    }
    return _FIELD.sub(lambda field: parts[field[0]], words.to(language))
