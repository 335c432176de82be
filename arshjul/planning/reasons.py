"""Why a meeting is not where its rule put it, in one sentence a step, for those who are invited."""

from __future__ import annotations

from collections.abc import Iterator

from arshjul.almanac.names import short_date
from arshjul.model.occurrence import Kind, Occurrence, Step, StepKind
from arshjul.text import Language, Text

_SAID: dict[StepKind, Text] = {
    StepKind.CLOSED: Text("Flyttat från {day}: {text}", "Moved from {day}: {text}"),
    StepKind.MOVED: Text("Flyttat från {day}: {text}", "Moved from {day}: {text}"),
    StepKind.KEPT: Text("Hålls trots {text}", "Held in spite of {text}"),
    StepKind.ADJUSTED: Text("Ny tid eller plats: {text}", "New time or place: {text}"),
    StepKind.CANCELLED: Text("Inställt: {text}", "Cancelled: {text}"),
    StepKind.SET: Text("Bestämt: {text}", "Set: {text}"),
    StepKind.ADDED: Text("Extra möte: {text}", "Extra meeting: {text}"),
}
_SAID_WITHOUT_REASON: dict[StepKind, Text] = {
    StepKind.MOVED: Text("Flyttat från {day}", "Moved from {day}"),
    StepKind.ADJUSTED: Text("Ny tid eller plats", "New time or place"),
    StepKind.CANCELLED: Text("Inställt", "Cancelled"),
    StepKind.ADDED: Text("Extra möte", "Extra meeting"),
}
_OF_DEADLINE: dict[StepKind, Text] = {
    StepKind.CLOSED: Text("Flyttad från {day}: {text}", "Moved from {day}: {text}"),
}


def reasons(occurrence: Occurrence, language: Language) -> tuple[str, ...]:
    """One sentence for each step that a reader should know of, in order. Chains and plain dates give none."""
    return tuple(_sentence(step, occurrence.kind is Kind.DEADLINE, language) for step in _told(occurrence.steps))


def _told(steps: tuple[Step, ...]) -> Iterator[Step]:
    return (step for step in steps if step.kind in (_SAID if step.text else _SAID_WITHOUT_REASON))


def _sentence(step: Step, is_deadline: bool, language: Language) -> str:
    said = (_SAID if step.text else _SAID_WITHOUT_REASON)[step.kind]
    if is_deadline:
        said = _OF_DEADLINE.get(step.kind, said)
    day = short_date(step.day, language) if step.day else ""
    # replace, not format: a reason may hold braces
    return said.to(language).replace("{day}", day).replace("{text}", step.text)
