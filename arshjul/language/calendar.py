"""[calendar] and [[closed]]: which days are free."""

from __future__ import annotations

from arshjul.almanac.red_days import is_known
from arshjul.language.fit import fit
from arshjul.language.reader import Reader
from arshjul.language.shape import CalendarShape, ClosedShape
from arshjul.model.source import Problem
from arshjul.model.wheel import Closure, DayPolicy, Openness

_USUAL = ("SE", "")


def read_days(reader: Reader) -> DayPolicy:
    """The policy; what is not written, or wrong, is the built-in default."""
    data = reader.document.data.get("calendar")
    if data is None:
        return DayPolicy()
    shape = fit(reader.document, ("calendar",), data, CalendarShape)
    built_in = DayPolicy()

    def openness(key: str, default: Openness) -> Openness:
        found = reader.closed(("calendar", key), "openness", shape.written.get(key))
        return Openness(found) if found else default

    return DayPolicy(
        _holidays(reader, shape.holidays),
        openness("eves", built_in.eves),
        openness("half", built_in.half),
        openness("bridge", built_in.bridge),
    )


def _holidays(reader: Reader, text: str | None) -> str:
    if text is None or text in _USUAL or is_known(text):
        return DayPolicy().holidays if text is None else text
    reader.report("E17", reader.origin(("calendar", "holidays")), "holidays")
    return DayPolicy().holidays


def read_closures(reader: Reader) -> tuple[Closure, ...]:
    data = reader.document.data.get("closed")
    if data is None:
        return ()
    if not isinstance(data, list):
        reader.document.report(Problem.error("E17", reader.document.key(("closed",)), "table"))
        return ()
    found: list[Closure] = []
    for index, item in enumerate(data):
        path = ("closed", index)
        shape = fit(reader.document, path, item, ClosedShape)
        reader.require(path, "closed", shape)
        if shape.when is None:
            continue
        span = reader.span((*path, "when"), shape.when)
        if span is not None:
            found.append(Closure(shape.name or "", span, shape.mute or False, reader.document.key(path)))
    return tuple(found)
