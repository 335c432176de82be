"""[series.ID] and [deadline.ID]: with everything they inherit filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from arshjul.closest import suggest
from arshjul.language.fit import fit
from arshjul.language.inherit import Levels
from arshjul.language.people import tables
from arshjul.language.phrases import parse_days, parse_remind, parse_time
from arshjul.language.positions import Path
from arshjul.language.reader import Reader
from arshjul.language.refs import References, Word
from arshjul.language.rhythms import KEYS as RHYTHM_KEYS
from arshjul.language.rhythms import read_phrases, read_rhythm
from arshjul.language.shape import DeadlineShape, SeriesShape
from arshjul.language.shape_types import Shape
from arshjul.model.rhythm import AsNeeded, DayOfMonth, Each, IfClosed, Minutes, Phrases, ReminderRule, Rhythm, TimeRange
from arshjul.model.source import Origin
from arshjul.model.wheel import Area, Deadline, MeetingSeries, ReminderKind

_PLACED = frozenset((
    "area", "title", *RHYTHM_KEYS, "window", "time", "place", "online", "invite", "if_closed", "invite_ahead",
    "remind", "organiser", "guests", "room", "alarm", "open", "transport", "agenda", "note", "was", "tags", "external",
))  # fmt: skip
_ADDED = ("invite", "remind")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = ("http", "https", "tel", "sip", "sips", "mailto", "msteams")


class SeriesReader:
    """Builds the series and the deadlines. One that cannot be placed in time is left out: it has a problem already."""

    def __init__(
        self,
        reader: Reader,
        refs: References,
        areas: tuple[Mapping[str, Area], Mapping[str, Shape]],
        kinds: Mapping[str, ReminderKind],
        defaults: Shape,
    ) -> None:
        self._reader = reader
        self._areas, self._shapes = areas
        self._refs = refs
        self.timeless: set[str] = set()
        """The series whose time is written but cannot be read."""
        self._kinds = kinds
        self._defaults: tuple[Path, Shape] = (("defaults",), defaults)

    def series(self) -> dict[str, MeetingSeries]:
        read = (self._one(id, path, data) for id, path, data in tables(self._reader, "series"))
        return {series.id: series for series in read if series is not None}

    def deadlines(self) -> dict[str, Deadline]:
        read = (self._deadline(id, path, data) for id, path, data in tables(self._reader, "deadline"))
        return {deadline.id: deadline for deadline in read if deadline is not None}

    def _one(self, id: str, path: Path, data: object) -> MeetingSeries | None:
        shape = fit(self._reader.document, path, data, SeriesShape)
        levels = Levels.of(self._reader.document, (path, shape), self._defaults)
        area = self._area(path, levels)
        if area in self._shapes:
            between = (("area", area), self._shapes[area])
            levels = Levels.of(self._reader.document, (path, shape), between, self._defaults)
        self._title(path, levels)
        rhythm = read_rhythm(self._reader, self._refs, levels, area)
        known = {**self._read(levels, rhythm, path, area), **_plain(levels)}
        if rhythm is None or not area:
            return None
        at = self._reader.document.key(path)
        return MeetingSeries(id=id, area=area, rhythm=rhythm, at=at, where=self._where(levels, known), **known)

    def _read(self, levels: Levels, rhythm: Rhythm | None, path: Path, area: str) -> dict[str, Any]:
        """The values that are more than text: read also for a series without a rhythm, for their problems."""
        reader = self._reader
        remind = self._remind(levels.listed("remind"), area)
        found = levels.find("if_closed")
        if_closed = reader.closed(found[0], "if_closed", found[1]) if found else None
        if (
            found
            and found[0] == (*path, "if_closed")
            and _goes_before(rhythm)
            and if_closed not in (None, IfClosed.BEFORE)
        ):
            reader.report("E31", reader.origin(found[0]), "latest", word=found[1])
        ahead = levels.find("invite_ahead")
        guests = levels.find("guests")
        return {
            "time": self._time(levels, rhythm, path),
            "online": self._online(levels),
            "invite": self._refs.invited(levels.listed("invite"), area),
            "if_closed": IfClosed(if_closed) if if_closed else None,
            "invite_ahead_days": reader.phrase(ahead[0], ahead[1], parse_days) if ahead else None,
            "remind": remind,
            "organiser": self._organiser(levels, area),
            "guests_visible": guests is not None and reader.closed(guests[0], "guests", guests[1]) == "visible",
        }

    def _area(self, path: Path, levels: Levels) -> str:
        """The area's id; a misspelt one is a problem, and read as the one that was meant."""
        found = levels.find("area")
        if found is None:
            if not levels.is_broken("area"):
                self._missing(path, "series", "area")
            return ""
        return self.known_area(found[0], found[1])

    def known_area(self, path: Path, word: str) -> str:
        if word in self._areas:
            return word
        at = self._reader.origin(path)
        near = suggest(word, tuple(self._areas))
        if near is None:
            self._reader.report("E55", at, "none", word=word)
            return ""
        self._reader.report("E55", at, near=near, where=self._reader.beside(at, self._areas[near].at))
        return near

    def _title(self, path: Path, levels: Levels) -> None:
        if levels.find("title") is None and not levels.is_broken("title"):
            self._missing(path, "series", "title")

    def _missing(self, path: Path, kind: str, key: str) -> None:
        self._reader.report("E15", self._reader.document.key(path), kind=kind, key=key, like=f'{key} = "…"')

    def _time(self, levels: Levels, rhythm: Rhythm | None, path: Path) -> TimeRange | Minutes | None:
        """A meeting on a known day needs its hours; where the day comes later so may the hour."""
        found = levels.find("time")
        later = isinstance(rhythm, (AsNeeded, Each))
        if found is None:
            if levels.is_broken("time"):
                self.timeless.add(str(path[1]))
            elif rhythm is not None and not later:
                self._reader.report("E44", self._reader.document.key(path))
            return None
        time = self._reader.phrase(found[0], found[1], parse_time)
        if time is None:
            self.timeless.add(str(path[1]))
        if isinstance(time, Minutes) and rhythm is not None and not later:
            self._reader.report("E44", self._reader.origin(found[0]), "minutes", text=found[1])
            return None
        return time

    def _online(self, levels: Levels) -> str:
        """It becomes a link on pages and in mails: no scheme that runs a script."""
        found = levels.find("online")
        if found is None:
            return ""
        scheme = _SCHEME.match(found[1])
        if scheme and scheme[1].lower() not in _SCHEMES:
            self._reader.report("E17", self._reader.origin(found[0]), "link", scheme=scheme[1])
            return ""
        return str(found[1])

    def _organiser(self, levels: Levels, area: str) -> str:
        """Whom the file names; "" where it does not (`planning.who` says who it is then)."""
        found = levels.find("organiser")
        return self._refs.one(found[0], found[1], area) if found else ""

    def _remind(self, words: list[Word], area: str, *, to: bool = False) -> tuple[ReminderRule, ...]:
        """The reminder rules. `to`: the deadline says itself who is reminded, so the kinds' roles do not matter."""
        read = [(path, self._reader.phrase(path, text, parse_remind)) for path, text in words]
        rules = [(path, replace(rule, at=self._reader.origin(path))) for path, rule in read if rule is not None]
        kept = self._refs.reminders([rule for _, rule in rules], [path for path, _ in rules])
        if not to:
            for rule in kept:
                if kind := self._kinds.get(rule.reminder):
                    self._refs.roles_of(kind, area)
        return kept

    def _where(self, levels: Levels, known: Mapping[str, Any]) -> dict[str, Origin]:
        where = {key: self._reader.origin(path) for key, (path, _) in levels.keys.items() if key in _PLACED}
        for key in _ADDED:
            if key not in where and known[key]:
                where[key] = self._reader.origin(levels.listed(key)[0][0])
        return where

    def _deadline(self, id: str, path: Path, data: object) -> Deadline | None:
        shape = fit(self._reader.document, path, data, DeadlineShape)
        self._reader.require(path, "deadline", shape)
        area = self.known_area((*path, "area"), shape.area) if shape.area else ""
        written_to = _words(path, "to", shape.to)
        to = self._refs.readers(written_to)
        for place, word in written_to:
            if word.startswith("@"):
                self._refs.holders(place, word, area)
        remind = self._remind(_words(path, "remind", shape.remind), area, to=bool(to))
        own = () if to else [self._kinds[rule.reminder] for rule in remind if rule.reminder in self._kinds]
        self._refs.without_guests(path, written_to, own)
        rhythm = read_phrases(self._reader, (*path, "when"), shape.when) if shape.when is not None else None
        if rhythm is None or not area:
            return None
        written = [key for key in ("area", "title", "when", "remind", "to") if key in shape.written]
        return Deadline(
            id=id,
            area=area,
            title=shape.title or "",
            rhythm=rhythm,
            remind=remind,
            to=to,
            at=self._reader.document.key(path),
            where={key: self._reader.origin((*path, key)) for key in written},
        )


def _goes_before(rhythm: Rhythm | None) -> bool:
    """Whether some phrase says «senast»: on a closed day that always means the open day before."""
    rules = rhythm.rules if isinstance(rhythm, Phrases) else ()
    return any(isinstance(rule.base, DayOfMonth) and rule.base.latest for rule in rules)


def _words(path: Path, key: str, texts: Iterable[str] | None) -> list[Word]:
    return [((*path, key, index), text) for index, text in enumerate(texts or ())]


def _plain(levels: Levels) -> dict[str, Any]:
    """The values that are taken as written."""
    return {
        "title": levels.value("title", ""),
        "place": levels.value("place", ""),
        "room": levels.value("room", ""),
        "alarm_minutes": levels.value("alarm", None),
        "open": levels.value("open", False),
        "transport": levels.value("transport", ""),
        "agenda": tuple(levels.value("agenda", ())),
        "note": levels.value("note", ""),
        "was": levels.value("was", ""),
        "tags": tuple(levels.value("tags", ())),
        "external": levels.value("external", False),
    }
