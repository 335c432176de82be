"""People, groups and mailing lists: addresses that work, members that exist, groups that end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from arshjul.closest import distance, suggest
from arshjul.language.fit import fit
from arshjul.language.positions import Path
from arshjul.language.reader import Reader
from arshjul.language.shape import GroupShape, ListShape, PersonShape
from arshjul.model.people import Directory, Group, MailingList, Person
from arshjul.model.source import Origin
from arshjul.text import Language

MAX_NESTING = 30
"""Groups within groups; opening them recurses."""
LANGUAGES: dict[str, Language] = {"sv": "sv", "en": "en"}
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


def read_directory(reader: Reader) -> Directory:
    """Everyone in the file and in what it includes. Who has no working address is left out."""
    people: dict[str, Person] = {}
    lists: dict[str, MailingList] = {}
    for id, path, data in tables(reader, "person"):
        person = fit(reader.document, path, data, PersonShape)
        if reader.require(path, "person", person):
            email = _email(reader, (*path, "email"), person.email or "")
            if email:
                people[id] = Person(
                    id,
                    person.name or "",
                    email,
                    person.organisation or "",
                    person.municipality or "",
                    language(reader, (*path, "language"), person.language),
                    reader.document.key(path),
                )
    for id, path, data in tables(reader, "list"):
        entry = fit(reader.document, path, data, ListShape)
        if reader.require(path, "list", entry):
            email = _email(reader, (*path, "email"), entry.email or "")
            if email:
                spoken = language(reader, (*path, "language"), entry.language)
                lists[id] = MailingList(id, entry.name or "", email, spoken, reader.document.key(path))
    return Directory(people, _Groups(reader).read(), lists)


def tables(reader: Reader, kind: str) -> list[tuple[str, Path, object]]:
    """Every [kind.ID] as (id, path, data)."""
    found = reader.document.data.get(kind)
    return [(id, (kind, id), data) for id, data in found.items()] if isinstance(found, dict) else []


def language(reader: Reader, path: Path, text: str | None) -> Language | None:
    """ "sv" or "en"; anything else is a problem."""
    if text is None or text in LANGUAGES:
        return LANGUAGES.get(text or "")
    reader.report("E17", reader.origin(path), "choice", choices=tuple(f'"{word}"' for word in LANGUAGES))
    return None


def actors(reader: Reader) -> dict[str, Origin]:
    """The ids that a list of people may name, also of those whose table has a problem, with where they are."""
    found: dict[str, Origin] = {}
    for kind in ("person", "group", "list"):
        for id, path, _ in tables(reader, kind):
            found.setdefault(id, reader.document.key(path))
    return found


def unknown_actor(reader: Reader, path: Path, word: str, known: dict[str, Origin]) -> None:
    """E50, with the nearest id and where it is; silent when a file with actors could not be read."""
    if reader.document.incomplete:
        return
    at = reader.origin(path)
    near = suggest(word, known) or _sounds_like(word, known)
    if near is None:
        reader.report("E50", at, "none", word=word)
    else:
        reader.report("E50", at, near=near, where=reader.beside(at, known[near]))


def _sounds_like(word: str, known: Iterable[str]) -> str | None:
    """Short names are misspelt more freely than other words: «johnn» is jon."""
    away = [(distance(word, id), id) for id in known if id[:1] == word[:1]]
    return min(away)[1] if away and min(away)[0] <= 2 else None


class _Groups:
    """Reads the groups; a member that would close a ring is left out."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known = actors(reader)
        self._members: dict[str, list[tuple[str, Path]]] = {}
        self._done: set[str] = set()

    def read(self) -> dict[str, Group]:
        names: dict[str, str] = {}
        for id, path, data in tables(self._reader, "group"):
            group = fit(self._reader.document, path, data, GroupShape)
            self._reader.require(path, "group", group)
            names[id] = group.name or id
            self._members[id] = self._known_members(path, group.members or [])
        for id in names:
            self._open(id)
        at = self._reader.document.key
        return {
            id: Group(id, name, tuple(member for member, _ in self._members[id]), at(("group", id)))
            for id, name in names.items()
        }

    def _known_members(self, path: Path, members: list[str]) -> list[tuple[str, Path]]:
        found: list[tuple[str, Path]] = []
        for index, word in enumerate(members):
            place = (*path, "members", index)
            if word in self._known:
                found.append((word, place))
            else:
                unknown_actor(self._reader, place, word, self._known)
        return found

    def _open(self, start: str) -> None:
        """Walk the groups below `start` without recursion: a file may nest a thousand of them."""
        trail: list[tuple[str, int]] = [(start, 0)]
        while trail:
            id, index = trail[-1]
            members = self._members.get(id, [])
            if id in self._done or index >= len(members):
                self._done.add(id)
                trail.pop()
                continue
            word, path = members[index]
            above = [name for name, _ in trail]
            if word in above or len(above) > MAX_NESTING:
                ring = " → ".join((*above[above.index(word) :], word)) if word in above else ""
                self._reader.report("E54", self._reader.origin(path), "" if ring else "deep", group=word, ring=ring)
                del members[index]
                continue
            trail[-1] = (id, index + 1)
            if word in self._members:
                trail.append((word, 0))


def _email(reader: Reader, path: Path, text: str) -> str:
    """The address, or "" and a problem."""
    local, at, domain = text.rpartition("@")
    variant = ""
    if not at or not local or not domain:
        variant = "at"
    elif not local.isascii():
        variant = "letters"
    elif not domain.isascii() and (plain := _punycode(domain)):
        reader.report("E52", reader.origin(path), "idn", like=f"{local}@{plain}")
        return ""
    elif not _is_domain(domain):
        variant = "domain"
    elif not _LOCAL.fullmatch(local) or len(local) > 64 or len(text) > 254:
        variant = "local"
    if variant:
        reader.report("E52", reader.origin(path), variant)
        return ""
    return text


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()


def _punycode(domain: str) -> str:
    try:
        plain = domain.encode("idna").decode()
    except UnicodeError:
        return ""
    return plain if _is_domain(plain) else ""
