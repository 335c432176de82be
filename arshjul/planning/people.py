"""A plan seen from each person: what they would be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from arshjul.model.invitation import Guest
from arshjul.model.plan import Action, Change, Message, Plan


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """One address: how many meetings are new, changed, moved and cancelled to them, and the mails, in date order."""

    guest: Guest
    counts: Mapping[Action, int]
    messages: tuple[tuple[Change, Message], ...]


def per_person(plan: Plan) -> tuple[PersonPlan, ...]:
    """Everyone who would get mail, by name."""
    found: dict[str, list[tuple[Change, Message]]] = {}
    for change in plan.changes:
        for message in change.messages:
            found.setdefault(message.guest.whom, []).append((change, message))
    people = (
        PersonPlan(told[-1][1].guest, Counter(message.action for _, message in told), tuple(told))
        for told in found.values()
    )
    return tuple(sorted(people, key=lambda person: (person.guest.name.casefold(), person.guest.whom)))
