"""A plan as JSON (docs/json.md): people by id and name, never by address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from arshjul.errors import ArshjulError
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.plan import Action, Change, Message, Plan
from arshjul.planning.people import PersonPlan, per_person
from arshjul.render.plan.view import Drifted
from arshjul.text import Language


def plan_json(
    plan: Plan, language: Language, obstacles: Iterable[ArshjulError] = (), drift: Iterable[Drifted] | None = None
) -> dict[str, Any]:
    """The documented shape. Sentences are in `language`, times in the wheel's zone with their offset.

    `drift` is null when nobody looked, or nobody can.
    """
    people = per_person(plan)
    return {
        "wheel": plan.wheel,
        "title": plan.title,
        "digest": plan.digest,
        "pending": plan.pending,
        "summary": {
            **{action.value: plan.count(action) for action in Action},
            "mails": plan.mails,
            "recipients": len(people),
            "unchanged": plan.unchanged,
            "locked": plan.locked,
            "waiting": len(plan.waiting),
            "approving": plan.approving,
        },
        "changes": [_change(change) for change in plan.changes],
        "people": [_person(person) for person in people],
        "waiting": [_meeting(one) | {"opens": one.opens.isoformat() if one.opens else None} for one in plan.waiting],
        "blocked": [
            {"what": one.what, "title": one.title, "why": one.why.to(language), "cure": one.cure.to(language)}
            for one in plan.blocked
        ],
        "guards": [
            {"name": one.name.value, "number": one.number, "message": one.message.to(language)} for one in plan.guards
        ],
        "drift": None
        if drift is None
        else [
            {"key": str(one.invitation.key), "uid": one.invitation.uid, "why": one.why.to(language)} for one in drift
        ],
        "obstacles": [problem for one in obstacles for problem in one.json(language)],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "action": change.action.value,
        **_meeting(change.invitation),
        "was": str(change.was) if change.was else None,
        "sequence": change.sequence,
        "reason": change.reason,
        "fields": [{"field": one.field, "old": one.old, "new": one.new} for one in change.fields],
        "messages": [_message(one) for one in change.messages],
    }


def _meeting(one: Invitation) -> dict[str, Any]:
    return {
        "key": str(one.key),
        "uid": one.uid,
        "title": one.title,
        "area": one.area,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "all_day": one.all_day,
        "place": one.location,
    }


def _message(one: Message) -> dict[str, Any]:
    return {"to": _guest(one.guest), "action": one.action.value, "leaving": one.leaving}


def _person(one: PersonPlan) -> dict[str, Any]:
    counts = {action.value: one.counts.get(action, 0) for action in Action}
    return {"to": _guest(one.guest), **counts, "mails": len(one.messages)}


def _guest(guest: Guest) -> dict[str, str]:
    return {"id": guest.reader, "name": guest.name}
