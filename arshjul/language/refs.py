"""Words that name people: ids, "@role", "inbjudna"; and the reminders that are sent to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arshjul.closest import suggest
from arshjul.language.people import actors, tables, unknown_actor
from arshjul.language.phrases import CLOSED_VALUES
from arshjul.language.positions import Path
from arshjul.language.reader import Reader
from arshjul.model.people import Directory
from arshjul.model.rhythm import ReminderRule
from arshjul.model.source import Origin
from arshjul.model.wheel import Area, ReminderKind

Word = tuple[Path, str]
"""A word and where it is written."""
_CANONICAL = CLOSED_VALUES["audience"]
RESERVED = tuple(_CANONICAL)
"""Words that no person, group or list may be called."""


class References:
    """Answers which words stand for whom. A word that several series inherit is complained about once."""

    def __init__(self, reader: Reader, directory: Directory, areas: Mapping[str, Area]) -> None:
        self._reader = reader
        self._directory = directory
        self._areas = areas
        self._known = actors(reader)
        self._roles = {role for area in areas.values() for role in area.roles}
        self._reminders = {id: reader.document.key(path) for id, path, _ in tables(reader, "reminder")}
        self._said: set[tuple[Path, str]] = set()

    def invited(self, words: Sequence[Word], area: str) -> tuple[str, ...]:
        """The ids behind `words`, each once; "@role" is the holders of that role in `area`."""
        found: dict[str, None] = {}
        for path, word in words:
            if word.startswith("@"):
                found.update(dict.fromkeys(self.holders(path, word, area)))
            elif self._actor(path, word):
                found[word] = None
                self._not_empty(path, word)
        return tuple(found)

    def one(self, path: Path, word: str, area: str) -> str:
        """A single person (or list), as an organiser is; "" with a problem when it is not."""
        if word.startswith("@"):
            return next(iter(self.holders(path, word, area)), "")
        if not self._actor(path, word):
            return ""
        if word in self._directory.groups:
            self._once(path, "", "E50", self._reader.origin(path), "group", word=word)
            return ""
        return word

    def readers(self, words: Sequence[Word]) -> tuple[str, ...]:
        """Who a reminder goes to, in canonical words; roles wait until it is known whose area they are of."""
        found: dict[str, None] = {}
        for path, word in words:
            if word.startswith("@"):
                if self._is_role(path, word):
                    found[word.casefold()] = None
            elif word.casefold() in _CANONICAL:
                found[_CANONICAL[word.casefold()]] = None
            elif word not in self._known and (near := suggest(word, _CANONICAL)):
                self._once(path, "", "E50", self._reader.origin(path), "reader", near=near)
            elif self._actor(path, word):
                found[word] = None
                self._not_empty(path, word)
        return tuple(found)

    def holders(self, path: Path, word: str, area: str) -> tuple[str, ...]:
        """Who has the role in the area; E51 when nobody has."""
        role = word[1:].casefold()
        if not self._is_role(path, word):
            return ()
        found = self._areas[area].roles.get(role, ()) if area in self._areas else ()
        if not found and area in self._areas and not self._broken_role(area, role):
            self._once(path, area, "E51", self._reader.origin(path), area=area, role=role)
        return found

    def reminders(self, rules: Sequence[ReminderRule], paths: Sequence[Path]) -> tuple[ReminderRule, ...]:
        """The rules whose reminder exists; E60 for the others."""
        kept: list[ReminderRule] = []
        for rule, path in zip(rules, paths, strict=True):
            if rule.reminder in self._reminders:
                kept.append(rule)
            else:
                self._unknown_reminder(path, rule)
        return tuple(kept)

    def roles_of(self, kind: ReminderKind, area: str) -> None:
        """Check that `area` has the roles that a reminder is sent to."""
        path = ("reminder", kind.id, "to")
        written = self._reader.document.data["reminder"][kind.id].get("to")
        for index, word in enumerate(written if kind.to else ()):
            if word.startswith("@"):
                self.holders((*path, index), word, area)

    def without_guests(self, path: Path, to: Sequence[Word], kinds: Sequence[ReminderKind]) -> None:
        """E50 where a deadline at `path` would remind the invited: it invites nobody.

        `kinds` are the reminders whose own `to` holds.
        """
        for place, word in to:
            if word.casefold() in _CANONICAL:
                self._once(place, "", "E50", self._reader.origin(place), "deadline")
        for kind in kinds:
            if kind.to and set(kind.to) <= set(_CANONICAL.values()):
                at = self._reader.origin((*path, "remind"))
                self._once((*path, "remind"), kind.id, "E50", at, "deadline.reminder", reminder=kind.id)

    def _actor(self, path: Path, word: str) -> bool:
        """Whether there is such an actor to send to; E50 when none is written at all."""
        if word in self._known:
            return word in self._directory
        if (path, "") not in self._said:
            self._said.add((path, ""))
            unknown_actor(self._reader, path, word, self._known)
        return False

    def _not_empty(self, path: Path, word: str) -> None:
        if word in self._directory.groups and not self._has_members(word):
            at = self._reader.document.key(("group", word, "members"))
            self._once(path, "", "E53", self._reader.origin(path), where=self._where(path, at))

    def _has_members(self, start: str) -> bool:
        """Whether somebody is written in the group, also one whose own table has a problem."""
        waiting, seen = [start], {start}
        while waiting:
            group = waiting.pop()
            written = self._reader.document.data["group"][group].get("members", [])
            if self._reader.document.is_broken(("group", group, "members")) or not isinstance(written, list):
                return True
            if any(word not in self._directory.groups for word in written):
                return True
            waiting += [word for word in written if word not in seen]
            seen.update(written)
        return False

    def _is_role(self, path: Path, word: str) -> bool:
        role = word[1:].casefold()
        if role in self._roles or any(self._broken_role(area, role) for area in self._areas):
            return True
        near = suggest(role, sorted(self._roles))
        at = self._reader.origin(path)
        if near:
            self._once(path, "", "E51", at, "near", word=word, near=f"@{near}")
        else:
            self._once(path, "", "E51", at, "none", word=word, role=role)
        return False

    def _broken_role(self, area: str, role: str) -> bool:
        document = self._reader.document
        return document.is_broken(("area", area, "roles")) or document.is_broken(("area", area, "roles", role))

    def _unknown_reminder(self, path: Path, rule: ReminderRule) -> None:
        if self._reader.document.incomplete:
            return
        offset = rule.text.rfind(rule.reminder)
        at = self._reader.part(path, rule.text, offset, len(rule.reminder))
        near = suggest(rule.reminder, tuple(self._reminders))
        if near is None:
            self._once(path, "", "E60", at, "none", word=rule.reminder)
        else:
            self._once(path, "", "E60", at, near=near, where=self._reader.beside(at, self._reminders[near]))

    def _where(self, path: Path, at: Origin) -> tuple[str, str]:
        return self._reader.beside(self._reader.origin(path), at)

    def _once(
        self, path: Path, about: str, code: str, at: Origin, variant: str = "", /, **params: str | tuple[str, ...]
    ) -> None:
        if (path, about) not in self._said:
            self._said.add((path, about))
            self._reader.report(code, at, variant, **params)
