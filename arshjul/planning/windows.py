"""Meetings without a date of their own: held as needed, or one per actor. They wait as windows until they are set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from arshjul.almanac.spans import days_of
from arshjul.model.occurrence import Occurrence, Status
from arshjul.model.rhythm import AsNeeded, Each, Span
from arshjul.model.wheel import MeetingSeries, Wheel


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    id: str
    name: str


def bounds(span: Span, wheel: Wheel) -> tuple[date, date] | None:
    """First and last day of a window inside the wheel, or None when it lies outside."""
    years = range(wheel.first.year - 1, wheel.last.year + 1)
    inside = [
        (max(first, wheel.first), min(last, wheel.last))
        for first, last in days_of(span, years)
        if first <= wheel.last and last >= wheel.first
    ]
    return (inside[0][0], inside[-1][1]) if inside else None


def holds(span: Span, day: date, wheel: Wheel) -> bool:
    """Whether `day` is one of the window's."""
    years = range(wheel.first.year - 1, wheel.last.year + 1)
    return any(first <= day <= last for first, last in days_of(span, years))


def actors(rhythm: Each, wheel: Wheel) -> tuple[Actor, ...]:
    """Those who each get a meeting: groups opened, each person once."""
    return tuple(Actor(contact.id, contact.name) for contact in wheel.directory.contacts(rhythm.who))


def slots_of_actors(rhythm: Each, wheel: Wheel) -> dict[str, Actor]:
    """Each actor under its slot, such as 2027-peak."""
    return {f"{wheel.year}-{actor.id}": actor for actor in actors(rhythm, wheel)}


def as_needed_slots(wheel: Wheel) -> Iterator[str]:
    """2027-1, 2027-2 … without end."""
    number = 0
    while True:
        number += 1
        yield f"{wheel.year}-{number}"


def is_as_needed_slot(slot: str, wheel: Wheel) -> bool:
    year, _, number = slot.partition("-")
    return year == str(wheel.year) and number.isdecimal() and number.isascii() and not number.startswith("0")


def waiting(item: MeetingSeries, slot: str, window: tuple[date, date], wheel: Wheel, actor: Actor | None) -> Occurrence:
    """A meeting that has no date yet: all-day, over its whole window."""
    return Occurrence(
        item=item,
        slot=slot,
        nominal=window[0],
        day=window[0],
        last=window[1],
        zone=wheel.zone,
        status=Status.WINDOW,
        place=item.place,
        actor=actor.id if actor else "",
        actor_name=actor.name if actor else "",
    )


def still_needed(item: MeetingSeries, rhythm: AsNeeded, found: list[Occurrence], wheel: Wheel) -> Iterator[Occurrence]:
    """One window for each meeting that `count` asks for and nobody has set, on the lowest free numbers."""
    window = bounds(rhythm.window, wheel)
    missing = rhythm.least - sum(occurrence.happens for occurrence in found)
    taken = {occurrence.slot for occurrence in found}
    free = (slot for slot in as_needed_slots(wheel) if slot not in taken)
    if window:
        for _ in range(missing):
            yield waiting(item, next(free), window, wheel, None)
