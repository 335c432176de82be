"""Who: people, groups, mailing lists, and the directory that finds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from arshjul.model.source import NOWHERE, Origin
from arshjul.text import Language


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    email: str
    organisation: str = ""
    municipality: str = ""
    language: Language | None = None
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Group:
    """`members` are ids of people or groups (cycles are refused when read)."""

    id: str
    name: str
    members: tuple[str, ...]
    at: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class MailingList:
    """One address for many; gives no individual replies."""

    id: str
    name: str
    email: str
    language: Language | None = None
    at: Origin = NOWHERE


Contact = Person | MailingList
"""What a mail can be sent to."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Everyone the wheel knows, by id. People, groups and lists share one namespace."""

    people: Mapping[str, Person] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    lists: Mapping[str, MailingList] = field(default_factory=dict)

    def __contains__(self, id: object) -> bool:
        return id in self.people or id in self.groups or id in self.lists

    def contacts(self, ids: tuple[str, ...]) -> tuple[Contact, ...]:
        """The people and lists behind `ids`, groups opened, in order of first mention, each address once."""
        found: dict[str, Contact] = {}
        for contact in self._open(ids):
            found.setdefault(contact.email.casefold(), contact)
        return tuple(found.values())

    def _open(self, ids: tuple[str, ...]) -> Iterator[Contact]:
        """Each group is opened once, however many others hold it: they could double at every level."""
        waiting, opened = [*reversed(ids)], set[str]()
        while waiting:
            id = waiting.pop()
            if contact := self.people.get(id) or self.lists.get(id):
                yield contact
            elif (group := self.groups.get(id)) and id not in opened:
                opened.add(id)
                waiting += reversed(group.members)
