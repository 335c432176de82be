"""[[change]]: one exception to one occurrence, with exactly one thing to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from arshjul.language.fit import fit
from arshjul.language.phrases import parse_time
from arshjul.language.positions import Path
from arshjul.language.reader import Reader
from arshjul.language.shape import ChangeShape
from arshjul.language.suggest import suggest
from arshjul.model.rhythm import AsNeeded, Each, Minutes, TimeRange
from arshjul.model.source import Origin
from arshjul.model.wheel import Change, ChangeKind, Deadline, MeetingSeries

_ACTIONS = {
    "move_to": ChangeKind.MOVE,
    "cancel": ChangeKind.CANCEL,
    "set": ChangeKind.SET,
    "add": ChangeKind.ADD,
}
_WHAT = re.compile(r"([a-z0-9-]+)/([A-Za-z0-9.-]+)")
_PLACED = ("what", *_ACTIONS, "time", "place", "reason", "by", "ok")

Items = Mapping[str, MeetingSeries | Deadline]


class ChangeReader:
    """`built` are the series and deadlines that could be read, `written` the places of all that are in the file."""

    def __init__(self, reader: Reader, built: Items, written: Mapping[str, Origin]) -> None:
        self._reader = reader
        self._built = built
        self._written = written

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
        self._reader.require(path, "change", shape, ("what",))
        target = self._target((*path, "what"), shape) if shape.what is not None else None
        kind = self._kind(path, shape)
        day = self._day(path, shape, kind)
        time = self._time((*path, "time"), shape.time)
        if target is None or kind is None or (kind in _DATED and day is None):
            return None
        if kind is ChangeKind.SET and not self._settable((*path, "set"), target[0]):
            return None
        written = [key for key in _PLACED if getattr(shape, key) is not None]
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
            where={key: self._reader.origin((*path, key)) for key in written},
        )

    def _target(self, path: Path, shape: ChangeShape) -> tuple[str, str] | None:
        """The series and the slot. None when there is no such series, or it has a problem of its own."""
        text = shape.what or ""
        match = _WHAT.fullmatch(text)
        series, slot = (match[1], match[2]) if match else (text, "")
        if match is None and not (shape.add is not None and "/" not in text):
            self._reader.report("E76", self._reader.origin(path), "what", like=f"{text.partition('/')[0]}/…")
            return None
        if series in self._built:
            return series, slot
        if series not in self._written:
            self._unknown(path, text, series)
        return None

    def _unknown(self, path: Path, text: str, series: str) -> None:
        at = self._reader.part(path, text, 0, len(series))
        near = suggest(series, tuple(self._written))
        if near is None:
            self._reader.report("E77", at, "none", word=series)
        else:
            self._reader.report("E77", at, near=near, where=self._reader.beside(at, self._written[near]))

    def _kind(self, path: Path, shape: ChangeShape) -> ChangeKind | None:
        """What the change does; one action, or only another time or place, or only an accepted warning."""
        written = [key for key in _ACTIONS if getattr(shape, key) is not None]
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
        for key in ("move_to", "set", "add"):
            text: str | None = getattr(shape, key)
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

    def _settable(self, path: Path, series: str) -> bool:
        """Only a meeting without a date of its own can be given one."""
        if isinstance(self._built[series].rhythm, (AsNeeded, Each)):
            return True
        self._reader.report("E76", self._reader.document.key(path), "set")
        return False


_DATED = (ChangeKind.MOVE, ChangeKind.SET, ChangeKind.ADD)
