"""Step 6: the same person in two meetings at once, or the same room given twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from arshjul.model.occurrence import Kind, Occurrence
from arshjul.model.people import Person
from arshjul.model.rhythm import Each
from arshjul.model.source import Problem
from arshjul.model.wheel import MeetingSeries
from arshjul.planning import accept
from arshjul.planning.context import Context
from arshjul.planning.draft import where
from arshjul.planning.who import owner

_Taken = tuple[int, int, Occurrence]
"""Start and end in minutes since the beginning of the calendar, and who takes them."""


_Who = tuple[str, str]
"""A person's id and name: two may share a name. A room has only its name."""
_MOST_PAIRS, _MOST_OVERLAPS = 1000, 300_000
"""Beyond these a wheel is no plan but an accident; looking on would take minutes."""
_NAMED = 3
"""How many people a warning names; the rest are counted."""


@dataclass(slots=True)
class _Clash:
    """Every collision of one pair of series over one kind of thing: a single warning tells of them all."""

    first: Occurrence
    second: Occurrence
    names: dict[_Who, None] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)


def find(by_item: Iterable[Sequence[Occurrence]], context: Context) -> Iterator[Problem]:
    """W03 (people) and W04 (rooms): one warning for each pair of series, with the first date and how many more."""
    people, rooms = _bookings(by_item, context)
    yield from _warnings("W03", people, context)
    yield from _warnings("W04", rooms, context)


def _bookings(
    by_item: Iterable[Sequence[Occurrence]], context: Context
) -> tuple[dict[_Who, list[_Taken]], dict[_Who, list[_Taken]]]:
    people: dict[_Who, list[_Taken]] = {}
    rooms: dict[_Who, list[_Taken]] = {}
    for occurrences in by_item:
        item = occurrences[0].item if occurrences else None
        if isinstance(item, MeetingSeries):
            everyone = participants(item, context)
            booked = bool(everyone or item.room) or isinstance(item.rhythm, Each)
            for taken in _taken(occurrences) if booked else ():
                for who in _present(taken[2], everyone, context):
                    people.setdefault(who, []).append(taken)
                if item.room:
                    rooms.setdefault(("", item.room), []).append(taken)
    return people, rooms


def participants(item: MeetingSeries, context: Context) -> tuple[_Who, ...]:
    """The people who sit in each of the meetings: those invited and, of our own meetings, the organiser."""
    chair = None if item.external else owner(item, context.wheel)
    contacts = context.wheel.directory.contacts((*item.invite, *([chair.id] if chair else [])))
    return tuple((contact.id, contact.name) for contact in contacts if isinstance(contact, Person))


def _present(occurrence: Occurrence, everyone: tuple[_Who, ...], context: Context) -> tuple[_Who, ...]:
    """With the actor, when the meeting is with one of `each`."""
    id = occurrence.actor
    if id not in context.wheel.directory.people or any(id == known for known, _ in everyone):
        return everyone
    return (*everyone, (id, occurrence.actor_name))


def _taken(occurrences: Sequence[Occurrence]) -> Iterator[_Taken]:
    for occurrence in occurrences:
        time = occurrence.time
        if time and occurrence.happens and occurrence.kind is Kind.MEETING:
            day = occurrence.day.toordinal() * 1440
            start, end = (day + clock.hour * 60 + clock.minute for clock in (time.start, time.end))
            yield start, end, occurrence


def _warnings(code: str, bookings: dict[_Who, list[_Taken]], context: Context) -> Iterator[Problem]:
    clashes: dict[tuple[str, str], _Clash] = {}
    overlaps = ((who, pair) for who, taken in bookings.items() for pair in _overlaps(taken))
    accepted = accept.CLASH if code == "W03" else accept.ROOM
    for who, (first, second) in islice(overlaps, _MOST_OVERLAPS):
        if any(context.accepted.holds(o.key, accepted) for o in (first, second)):
            continue
        clash = clashes.setdefault((first.item.id, second.item.id), _Clash(first, second))
        clash.names[who] = None
        clash.days.add(f"{first.slot} {second.slot}")
        if second.day < clash.second.day:
            clash.first, clash.second = first, second
        if len(clashes) == _MOST_PAIRS:
            break
    for clash in clashes.values():
        yield _warning(code, clash)


def _overlaps(taken: list[_Taken]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Pairs that overlap, the series in the order of their ids so that each pair has one name."""
    taken.sort(key=lambda t: (t[0], t[1]))
    still: list[_Taken] = []
    for booking in taken:
        still = [earlier for earlier in still if earlier[1] > booking[0]]
        for earlier in still:
            first, second = sorted((earlier[2], booking[2]), key=lambda o: o.key)
            yield first, second
        still.append(booking)


def _warning(code: str, clash: _Clash) -> Problem:
    times = len(clash.days)
    crowd = len(clash.names) > _NAMED
    return Problem.warning(
        code,
        where(clash.second.item, clash.second.rule),
        ".".join(part for part in ("crowd" if crowd else "", "more" if times > 1 else "") if part),
        names=tuple(name for _, name in clash.names)[:_NAMED],
        people=len(clash.names),
        first=str(clash.first.key),
        second=str(clash.second.key),
        day=clash.second.day,
        times=times,
    )
