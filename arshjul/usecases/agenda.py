"""`agenda`: which occurrences a person asks to see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from arshjul.errors import ArshjulError
from arshjul.model.occurrence import Occurrence
from arshjul.model.people import Contact
from arshjul.model.wheel import Wheel
from arshjul.planning.identity import uid
from arshjul.planning.who import involved
from arshjul.render import agenda as render
from arshjul.text import Language, Text
from arshjul.usecases.find import unknown
from arshjul.usecases.load import Ready


@dataclass(frozen=True, slots=True)
class Filter:
    """`first` and `last` are inclusive. `area` and `person` are ids, "" for all."""

    first: date | None = None
    last: date | None = None
    area: str = ""
    person: str = ""


def agenda(ready: Ready, wanted: Filter) -> tuple[Occurrence, ...]:
    """In the order of time, cancelled and skipped ones too. Raises ArshjulError for an unknown area or person."""
    wheel = ready.wheel
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise ArshjulError(
            Text(f"{wanted.first} kommer efter {wanted.last}", f"{wanted.first} is later than {wanted.last}"),
            Text("byt plats på --from och --to", "swap --from and --to"),
        )
    if wanted.area and wanted.area not in wheel.areas:
        raise unknown(Text("området", "the area"), wanted.area, wheel.areas)
    if wanted.person and wanted.person not in wheel.directory:
        people = [*wheel.directory.people, *wheel.directory.groups, *wheel.directory.lists]
        raise unknown(Text("aktören", "the actor"), wanted.person, people)
    return tuple(one for one in ready.occurrences if _within(one, wanted) and _concerns(wheel, one, wanted))


def _within(one: Occurrence, wanted: Filter) -> bool:
    last = one.last or one.day
    return (wanted.first is None or last >= wanted.first) and (wanted.last is None or one.day <= wanted.last)


def _concerns(wheel: Wheel, one: Occurrence, wanted: Filter) -> bool:
    if wanted.area and one.item.area != wanted.area:
        return False
    asked_for = wheel.directory.contacts((wanted.person,))
    return not wanted.person or not _emails(asked_for).isdisjoint(_emails(involved(one, wheel)))


def _emails(contacts: Iterable[Contact]) -> frozenset[str]:
    return frozenset(contact.email.casefold() for contact in contacts)


def week_of(wheel: Wheel, number: int) -> tuple[date, date]:
    """Monday and Sunday of ISO week `number` inside the wheel. Raises ArshjulError when there is none."""
    for year in (wheel.first.year, wheel.last.year):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if monday <= wheel.last and monday + timedelta(days=6) >= wheel.first:
            return monday, monday + timedelta(days=6)
    raise ArshjulError(
        Text(f"hjulet {wheel.year} har ingen vecka {number}", f"the wheel {wheel.year} has no week {number}")
    )


def month_of(wheel: Wheel, number: int) -> tuple[date, date]:
    """The first and last day of month 1…12 inside the wheel."""
    year = wheel.first.year if number >= wheel.first_month else wheel.last.year
    following = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), following - timedelta(days=1)


def agenda_json(wheel: Wheel, occurrences: Iterable[Occurrence], language: Language) -> dict[str, Any]:
    """The documented shape (docs/json.md)."""
    return render.agenda_json(occurrences, lambda one: uid(wheel.id, one.key), language)
