"""Who a meeting is for: its owner, those invited, and whose own calendar it belongs in."""

from __future__ import annotations

from arshjul.model.occurrence import Occurrence
from arshjul.model.people import Contact
from arshjul.model.wheel import Deadline, MeetingSeries, Wheel


def organiser(occurrence: Occurrence, wheel: Wheel) -> Contact | None:
    """Mötesägare: the series' own, else the area's first processledare. Deadlines: the latter."""
    named = occurrence.item.organiser if isinstance(occurrence.item, MeetingSeries) else ""
    area = wheel.areas.get(occurrence.item.area)
    role = named.removeprefix("@") if named.startswith("@") else "" if named else "processledare"
    ids = area.roles.get(role, ()) if area and role else (named,)
    return next(iter(wheel.directory.contacts(ids)), None)


def invited(occurrence: Occurrence, wheel: Wheel) -> tuple[Contact, ...]:
    """Everyone invited, groups opened, each address once; for one of `each` its actor too. Deadlines invite nobody."""
    if isinstance(occurrence.item, Deadline):
        return ()
    return wheel.directory.contacts((*occurrence.item.invite, *([occurrence.actor] if occurrence.actor else [])))


def concerns(person: str, occurrence: Occurrence, wheel: Wheel) -> bool:
    """Whether it belongs in this person's own calendar: invited, organiser, or (a deadline) told or in the area."""
    item = occurrence.item
    if (owner := organiser(occurrence, wheel)) and owner.id == person:
        return True
    if isinstance(item, Deadline):
        area = wheel.areas.get(item.area)
        roles = {id for ids in area.roles.values() for id in ids} if area else set()
        ids = tuple(sorted(roles | {id for id in item.to if id in wheel.directory}))
        return any(contact.id == person for contact in wheel.directory.contacts(ids))
    return any(contact.id == person for contact in invited(occurrence, wheel))
