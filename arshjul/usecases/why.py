"""`why`: everything that made one occurrence what it is, from its rule to its reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import Any

from arshjul.model.occurrence import Occurrence, StepKind
from arshjul.model.source import Origin
from arshjul.model.wheel import Wheel
from arshjul.planning.draft import where
from arshjul.planning.identity import uid
from arshjul.planning.reminders import ReminderDue, reminders
from arshjul.render.agenda import occurrence_json
from arshjul.render.reasons import rule_text
from arshjul.text import Language
from arshjul.usecases.find import find_occurrence
from arshjul.usecases.load import Ready


@dataclass(frozen=True, slots=True)
class Why:
    """`chain` is the occurrence and, after it, what it hangs on, one by one. `changes` is where exceptions stand."""

    wheel: Wheel
    chain: tuple[Occurrence, ...]
    uid: str
    rule_at: Origin
    changes: tuple[Origin, ...]
    reminders: tuple[ReminderDue, ...]

    @property
    def occurrence(self) -> Occurrence:
        return self.chain[0]


def why(ready: Ready, key: str) -> Why:
    """The story of "series/slot". Raises ArshjulError, with the nearest keys, when there is none."""
    found = find_occurrence(ready.occurrences, key)
    wheel = ready.wheel
    return Why(
        wheel,
        _chain(ready, found),
        uid(wheel.id, found.key),
        where(found.item, found.rule),
        tuple(change.at for change in wheel.changes if (change.series, change.slot) == found.key),
        reminders(wheel, (found,), ready.almanac),
    )


def _chain(ready: Ready, first: Occurrence) -> tuple[Occurrence, ...]:
    """Parents upwards. `check` has refused chains that bite their tails."""
    by_key = {str(one.key): one for one in ready.occurrences}
    chain = [first]
    while parent := next((step.text for step in chain[-1].steps if step.kind is StepKind.CHAIN), None):
        if parent not in by_key or by_key[parent] in chain:
            break
        chain.append(by_key[parent])
    return tuple(chain)


def why_json(found: Why, language: Language) -> dict[str, Any]:
    """As in the agenda, with the chain, the instants in UTC and the reminders."""
    one = found.occurrence
    return occurrence_json(one, found.uid, language) | {
        "timezone": found.wheel.timezone,
        "nominal": one.nominal.isoformat(),
        "utc": {"start": one.start.astimezone(UTC).isoformat(), "end": one.end.astimezone(UTC).isoformat()},
        "rule": {
            "text": rule_text(one.item.rhythm, one.rule, language),
            "file": found.rule_at.file,
            "line": found.rule_at.line,
        },
        "steps": [
            {
                "kind": step.kind.value,
                "day": step.day.isoformat() if step.day else None,
                "to": step.to.isoformat() if step.to else None,
                "text": step.text,
                "by": step.by,
            }
            for step in one.steps
        ],
        "changes": [{"file": at.file, "line": at.line} for at in found.changes],
        "hangs_on": [str(parent.key) for parent in found.chain[1:]],
        "reminders": [reminder_json(due) for due in found.reminders],
    }


def reminder_json(due: ReminderDue) -> dict[str, Any]:
    """Names and ids, never addresses."""
    return {
        "key": str(due.occurrence.key),
        "due": due.due.isoformat(),
        "expires": due.expires.isoformat() if due.expires else None,
        "reminder": due.kind.id,
        "rule": due.rule.text,
        "to": [{"id": contact.id, "name": contact.name} for contact in due.contacts],
    }
