"""[[change]]: one exception to one occurrence, with exactly one thing to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from arshjul.closest import suggest
from arshjul.language.fit import fit
from arshjul.language.phrases import parse_time
from arshjul.language.positions import Path
from arshjul.language.reader import Reader
from arshjul.language.shape import ChangeShape
from arshjul.model.rhythm import Minutes, TimeRange
from arshjul.model.source import Origin
from arshjul.model.wheel import Change, ChangeKind, Closure
from arshjul.planning.accept import NAMES

_ACTIONS = {
    "move_to": ChangeKind.MOVE,
    "cancel": ChangeKind.CANCEL,
    "set": ChangeKind.SET,
    "add": ChangeKind.ADD,
}
_DAYS = ("move_to", "set", "add")
_WHAT = re.compile(r"([a-z0-9-]+)/([A-Za-z0-9.-]+)")
_PLACED = ("what", *_ACTIONS, "time", "place", "reason", "by", "ok")


class ChangeReader:
    """`broken` are the series and deadlines that are in the file, but could not be read; `timeless` their times."""

    def __init__(
        self, reader: Reader, broken: Collection[str], timeless: Collection[str], closures: Iterable[Closure]
    ) -> None:
        self._reader = reader
        self._closures = frozenset(closure.name.casefold() for closure in closures)
        self._broken = broken
        self._timeless = timeless

    def changes(self) -> tuple[Change, ...]:
        data = self._reader.document.data.get("change")
        if data is None:
            return ()
        if not isinstance(data, list):
            self._reader.report("E17", self._reader.document.key(("change",)), "table")
            return ()
        read = (self._one(("change", index), item) for index, item in enumerate(data))
        return tuple(change for change in read if change is not None)

    def _one(self, path: Path, data: object) -> Change | None:
        shape = fit(self._reader.document, path, data, ChangeShape)
        self._reader.require(path, "change", shape)
        target = self._target((*path, "what"), shape) if shape.what is not None else None
        kind = self._kind(path, shape)
        self._accepted(path, shape.ok or [])
        day = self._day(path, shape, kind)
        time = self._time((*path, "time"), shape.time)
        if target is None or kind is None or (kind in _DATED and day is None):
            return None
        if kind in (ChangeKind.SET, ChangeKind.ADD) and time is None and target[0] in self._timeless:
            return None
        return Change(
            series=target[0],
            slot=target[1],
            kind=kind,
            day=day,
            time=time,
            place=shape.place or "",
            reason=shape.reason or "",
            by=shape.by or "",
            ok=tuple(shape.ok or ()),
            at=self._reader.document.key(path),
            where=self._where(path, shape),
        )

    def _accepted(self, path: Path, names: list[str]) -> None:
        """A misspelt name would accept nothing. Days and closures have names of their own, which are free."""
        known = [word for name in NAMES for word in (name.sv, name.en)]
        for index, word in enumerate(names):
            plain = word.strip().casefold()
            near = suggest(plain, known) if plain not in (*known, *self._closures) else None
            if near:
                self._reader.report("E31", self._reader.origin((*path, "ok", index)), "ok", word=word, near=near)

    def _where(self, path: Path, shape: ChangeShape) -> dict[str, Origin]:
        where: dict[str, Origin] = {}
        for key in _PLACED:
            value = shape.written.get(key)
            if key in _DAYS and value is not None:
                where[key] = self._reader.date_origin((*path, key), value)
            elif value is not None:
                where[key] = self._reader.origin((*path, key))
        return where

    def _target(self, path: Path, shape: ChangeShape) -> tuple[str, str] | None:
        """The series and the slot; None when the series has a problem of its own. The planning knows if it exists.

        An addition may leave the slot to the rhythm, and a warning may be accepted for the whole series.
        """
        text = shape.what or ""
        match = _WHAT.fullmatch(text)
        series, slot = (match[1], match[2]) if match else (text, "")
        if match is None and ("/" in text or not (shape.add is not None or _only_accepts(shape))):
            self._reader.report("E76", self._reader.origin(path), "what", like=f"{text.partition('/')[0]}/…")
            return None
        return None if series in self._broken else (series, slot)

    def _kind(self, path: Path, shape: ChangeShape) -> ChangeKind | None:
        """What the change does; one action, or only another time or place, or only an accepted warning."""
        written = [key for key in _ACTIONS if key in shape.written]
        if len(written) > 1:
            (first, key), (at, other) = sorted((self._reader.document.key((*path, key)), key) for key in written)[:2]
            self._reader.report("E76", at, "two", key=other, other=key, where=self._reader.beside(at, first))
            return None
        if any(self._reader.document.is_broken((*path, key)) for key in (*_ACTIONS, "time", "place", "ok")):
            return _ACTIONS[written[0]] if written else None
        if shape.cancel is False:
            self._reader.report("E76", self._reader.document.value((*path, "cancel")), "false")
            return None
        if written:
            return _ACTIONS[written[0]]
        if shape.time is not None or shape.place is not None:
            return ChangeKind.ADJUST
        if shape.ok is not None:
            return ChangeKind.ACCEPT
        self._reader.report("E76", self._reader.document.key(path), "none")
        return None

    def _day(self, path: Path, shape: ChangeShape, kind: ChangeKind | None) -> date | None:
        for key in _DAYS:
            text: str | None = shape.written.get(key)
            if text is not None:
                day = self._reader.date((*path, key), text)
                if kind is _ACTIONS[key]:
                    return day
        return None

    def _time(self, path: Path, text: str | None) -> TimeRange | None:
        if text is None:
            return None
        time = self._reader.phrase(path, text, parse_time)
        if isinstance(time, Minutes):
            self._reader.report("E44", self._reader.origin(path), "minutes", text=text)
            return None
        return time


def _only_accepts(shape: ChangeShape) -> bool:
    return shape.ok is not None and not shape.written.keys() & {*_ACTIONS, "time", "place"}


_DATED = (ChangeKind.MOVE, ChangeKind.SET, ChangeKind.ADD)
