"""Who a meeting is for: its owner, those invited, and whose own calendar it belongs in."""

from __future__ import annotations

from collections.abc import Mapping

from arshjul.model.occurrence import Occurrence
from arshjul.model.people import Contact
from arshjul.model.wheel import Deadline, Item, MeetingSeries, Wheel


def organiser(occurrence: Occurrence, wheel: Wheel) -> Contact | None:
    """Mötesägare of the series or deadline that it belongs to."""
    return owner(occurrence.item, wheel)


def owner(item: Item, wheel: Wheel) -> Contact | None:
    """Mötesägare: the series' own, else the area's first processledare. Deadlines: the latter."""
    named = item.organiser if isinstance(item, MeetingSeries) else ""
    role = named.removeprefix("@") if named.startswith("@") else "" if named else "processledare"
    ids = _roles(item, wheel).get(role, ()) if role else (named,)
    return next(iter(wheel.directory.contacts(ids)), None)


def invited(occurrence: Occurrence, wheel: Wheel) -> tuple[Contact, ...]:
    """Everyone invited, groups opened, each address once; for one of `each` its actor too. Deadlines invite nobody."""
    if isinstance(occurrence.item, Deadline):
        return ()
    return wheel.directory.contacts((*occurrence.item.invite, *([occurrence.actor] if occurrence.actor else [])))


def involved(occurrence: Occurrence, wheel: Wheel) -> tuple[Contact, ...]:
    """Whoever it belongs to: the organiser and those invited; for a deadline those told, and every role of the area."""
    item = occurrence.item
    if isinstance(item, Deadline):
        roles = [id for ids in _roles(item, wheel).values() for id in ids]
        return wheel.directory.contacts((*roles, *item.to))
    found = organiser(occurrence, wheel)
    return (*((found,) if found else ()), *invited(occurrence, wheel))


def concerns(person: str, occurrence: Occurrence, wheel: Wheel) -> bool:
    """Whether it belongs in this person's own calendar."""
    return any(contact.id == person for contact in involved(occurrence, wheel))


def _roles(item: Item, wheel: Wheel) -> Mapping[str, tuple[str, ...]]:
    area = wheel.areas.get(item.area)
    return area.roles if area else {}
