"""Small builders of wheels for tests, so that each test says only what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from arshjul.almanac.almanac import Almanac
from arshjul.model.people import Directory, Group, MailingList, Person
from arshjul.model.rhythm import Base, Dates, Phrases, Rhythm, Rule, TimeRange
from arshjul.model.source import NOWHERE
from arshjul.model.wheel import Area, Change, ChangeKind, Closure, DayPolicy, Deadline, Item, MeetingSeries, Wheel
from arshjul.planning.expand import Expansion, expand

NINE = TimeRange(time(9), time(11))
AFTERNOON = TimeRange(time(13), time(16))


def rule(base: Base, text: str = "", **narrowed: Any) -> Rule:
    return Rule(base, text or "en fras", **narrowed)


def when(*rules: Rule | Base) -> Phrases:
    return Phrases(tuple(one if isinstance(one, Rule) else rule(one) for one in rules))


def on_dates(*days: date) -> Dates:
    return Dates(tuple((day, NOWHERE) for day in days))


def series(id: str, rhythm: Rhythm, **keys: Any) -> MeetingSeries:
    return MeetingSeries(**{"id": id, "area": "gemensamt", "title": id, "rhythm": rhythm, "time": NINE, **keys})


def deadline(id: str, rhythm: Phrases, **keys: Any) -> Deadline:
    return Deadline(**{"id": id, "area": "gemensamt", "title": id, "rhythm": rhythm, **keys})


def change(what: str, kind: ChangeKind, day: date | None = None, **keys: Any) -> Change:
    """`what` as in the file: "series/slot"."""
    id, _, slot = what.partition("/")
    return Change(series=id, slot=slot, kind=kind, day=day, **keys)


def person(id: str, name: str = "") -> Person:
    return Person(id, name or id.capitalize(), f"{id}@region.example")


def directory(
    people: Iterable[Person] = (), groups: Iterable[Group] = (), lists: Iterable[MailingList] = ()
) -> Directory:
    return Directory({p.id: p for p in people}, {g.id: g for g in groups}, {m.id: m for m in lists})


def wheel(*items: Item, year: int = 2027, **keys: Any) -> Wheel:
    """A wheel with one area, "gemensamt", without holidays unless `days` says otherwise."""
    found: dict[str, Any] = {
        "id": "prov",
        "title": "Prov",
        "year": year,
        "days": DayPolicy(holidays=""),
        "areas": {"gemensamt": Area("gemensamt", "Gemensamt")},
        "series": {item.id: item for item in items if isinstance(item, MeetingSeries)},
        "deadlines": {item.id: item for item in items if isinstance(item, Deadline)},
    }
    return Wheel(**{**found, **keys})


def closed(name: str, span: Any, **keys: Any) -> Closure:
    return Closure(name, span, **keys)


def expanded(of: Wheel, today: date | None = None) -> Expansion:
    return expand(of, Almanac.of(of), today=today)


def dates(expansion: Expansion, id: str) -> list[date]:
    return [o.day for o in expansion.occurrences if o.item.id == id]


def slots(expansion: Expansion, id: str) -> list[str]:
    return [o.slot for o in expansion.occurrences if o.item.id == id]


def codes(expansion: Expansion) -> list[str]:
    return [problem.code for problem in expansion.problems]
