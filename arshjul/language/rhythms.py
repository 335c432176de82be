"""When a series meets: exactly one of `when`, `dates`, `rrule`, `as_needed` and `each`, from the nearest table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from arshjul.language.inherit import Levels
from arshjul.language.phrases import lint_rrule, parse_count, parse_days
from arshjul.language.positions import Path
from arshjul.language.reader import Reader
from arshjul.language.refs import References
from arshjul.language.shape import AsNeededShape
from arshjul.model.rhythm import AsNeeded, Dates, Each, Phrases, RecurrenceRule, Rhythm

KEYS = ("when", "dates", "rrule", "as_needed", "each")


def read_rhythm(reader: Reader, refs: References, levels: Levels, area: str) -> Rhythm | None:
    """The rhythm; None with a problem when there is none, or what is written cannot be read."""
    path, kind = _nearest(reader, levels)
    value: Any = levels.value(kind, None)
    if kind == "when":
        return read_phrases(reader, (*path, kind), value)
    if kind == "dates":
        return _dates(reader, (*path, kind), value)
    if kind == "rrule":
        return _rrule(reader, (*path, kind), value)
    if kind == "as_needed":
        return _as_needed(reader, refs, (*path, kind), value, area)
    if kind == "each":
        return _each(reader, refs, levels, (*path, kind), value, area)
    return None


def _nearest(reader: Reader, levels: Levels) -> tuple[Path, str]:
    """The table and the key of the rhythm; "" when none can be used. Two in one table is E32: the first counts."""
    for path, shape in levels.tables:
        written = [key for key in KEYS if key in shape.written]
        if levels.broken and any(reader.document.is_broken((*path, key)) for key in KEYS):
            return path, ""
        if written:
            places = sorted((reader.document.key((*path, key)), key) for key in written)
            for at, key in places[1:]:
                first = places[0]
                reader.report("E32", at, key=key, other=first[1], where=reader.beside(at, first[0]))
            return path, places[0][1]
    own = levels.tables[0][0]
    at = reader.document.key(own)
    if levels.find("window"):
        reader.report("E15", at, "each")
    else:
        reader.report("E15", at, "rhythm")
    return own, ""


def read_phrases(reader: Reader, path: Path, texts: list[str]) -> Phrases | None:
    """`when`. None when any phrase has a problem: half a rhythm would make false ones elsewhere."""
    if not texts:
        reader.report("E15", reader.document.whole(path), "empty", key="when")
        return None
    parse = reader.rule_of_deadline if path[0] == "deadline" else reader.rule
    rules = [(index, reader.phrase((*path, index), text, parse)) for index, text in enumerate(texts)]
    kept = tuple(replace(rule, at=reader.origin((*path, index))) for index, rule in rules if rule is not None)
    return Phrases(kept) if len(kept) == len(texts) else None


def _dates(reader: Reader, path: Path, texts: list[str]) -> Dates | None:
    if not texts:
        reader.report("E15", reader.document.whole(path), "empty", key="dates")
        return None
    places = [((*path, index), text) for index, text in enumerate(texts)]
    days = [(reader.date(place, text), reader.date_origin(place, text)) for place, text in places]
    kept = tuple((day, at) for day, at in days if day is not None)
    return Dates(kept) if len(kept) == len(texts) else None


def _rrule(reader: Reader, path: Path, text: str) -> RecurrenceRule | None:
    if reader.phrase(path, text, _linted) is None:
        return None
    return RecurrenceRule(text, reader.origin(path))


def _linted(text: str) -> str:
    lint_rrule(text)
    return text


def _as_needed(reader: Reader, refs: References, path: Path, shape: AsNeededShape, area: str) -> AsNeeded | None:
    if not reader.require(path, "series", shape):
        return None
    count = reader.phrase((*path, "count"), shape.count or "", parse_count)
    window = reader.span((*path, "window"), shape.window or "")
    nudge = reader.phrase((*path, "nudge"), shape.nudge, parse_days) if shape.nudge else None
    asked = [((*path, "ask", index), word) for index, word in enumerate(shape.ask or [])]
    for place, word in asked:
        if word.startswith("@"):
            refs.holders(place, word, area)
    ask = refs.readers(asked)
    if count is None or window is None:
        return None
    return AsNeeded(count[0], count[1], window, nudge, ask, reader.document.key(path))


def _each(reader: Reader, refs: References, levels: Levels, path: Path, words: list[str], area: str) -> Each | None:
    who = refs.invited([((*path, index), word) for index, word in enumerate(words)], area)
    found = levels.find("window")
    if found is None:
        if not levels.is_broken("window"):
            own = levels.tables[0][0]
            reader.report("E15", reader.document.key(own), kind="series", key="window", like='window = "v. 14-24"')
        return None
    window = reader.span(found[0], found[1])
    return Each(who, window, reader.origin(path)) if window is not None and who else None
