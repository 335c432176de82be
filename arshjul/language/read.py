"""Read a cycle file: bytes, tables, shapes, and at last the wheel. All problems at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from arshjul.language.areas import read_areas
from arshjul.language.calendar import read_closures, read_days
from arshjul.language.changes import ChangeReader
from arshjul.language.defaults import read_defaults
from arshjul.language.document import Document, TooManyProblemsError
from arshjul.language.ids import check_ids
from arshjul.language.include import include, is_misplaced
from arshjul.language.kinds import read_kinds
from arshjul.language.parse import parse
from arshjul.language.people import read_directory, tables
from arshjul.language.phrases import CLOSED_VALUES, PhraseContext
from arshjul.language.reader import Reader
from arshjul.language.refs import References
from arshjul.language.series import SeriesReader
from arshjul.language.shape import TopShape
from arshjul.language.source import from_bytes, load
from arshjul.language.top import Top, first_month, fit_top, read_top
from arshjul.model.rhythm import Chained, ChainedWeek, Phrases
from arshjul.model.source import Origin, Problem
from arshjul.model.wheel import Deadline, Item, MeetingSeries, Wheel

Items = Mapping[str, Item]

_ANY_YEAR = 2020
"""Phrases are read in some year even when the file says none: one with a 29 February and a week 53."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`wheel` holds everything that could be read; None when no file or no year could be, or
    when there are a thousand problems.

    `problems` are in the order of the file, the included files after it. `sources`: each file as shown → its text.
    """

    wheel: Wheel | None
    problems: tuple[Problem, ...]
    sources: Mapping[str, str]


def read_wheel(path: Path, *, shown: str | None = None, data: bytes | None = None) -> Reading:
    """The wheel in the file at `path`, which problems call `shown`. Never raises for what the file says.

    `data` is read in the file's stead: an edit that is not written yet.
    """
    name = path.as_posix() if shown is None else shown
    source = load(path, name) if data is None else from_bytes(data, name)
    if source.problems and not source.text:
        return Reading(None, source.problems, {})
    document = parse(source)
    sources = {source.file: source.shown}
    wheel = None
    with suppress(TooManyProblemsError):
        wheel = _read(document, path.parent, sources)
    return Reading(wheel, _in_order(document.problems, tuple(sources)), sources)


def _read(document: Document, folder: Path, sources: dict[str, str]) -> Wheel | None:
    shape = fit_top(document)
    document.incomplete = document.is_broken(("include",)) or is_misplaced(document)
    for source in include(document, shape.include or [], folder):
        sources[source.file] = source.shown
    return _build(document, shape)


def _build(document: Document, shape: TopShape) -> Wheel | None:
    active = CLOSED_VALUES["status"].get((shape.status or "").casefold()) == "active"
    context = PhraseContext(shape.year or _ANY_YEAR, first_month(shape) or 1)
    reader = Reader(document, context, active=active)
    top = read_top(reader, shape)
    check_ids(reader)
    wheel = _wheel(reader, top)
    return wheel if top.year else None


def _wheel(reader: Reader, top: Top) -> Wheel:
    directory = read_directory(reader)
    areas, shapes = read_areas(reader)
    refs = References(reader, directory, areas)
    kinds = read_kinds(reader, refs)
    defaults, remind_at = read_defaults(reader)
    builder = SeriesReader(reader, refs, (areas, shapes), kinds, defaults)
    written = _written(reader)
    built = _without_orphans({**builder.series(), **builder.deadlines()}, written)
    closures = read_closures(reader)
    return Wheel(
        id=top.id,
        title=top.title,
        year=top.year or _ANY_YEAR,
        first_month=top.first_month,
        active=top.active,
        language=top.language,
        timezone=top.timezone,
        days=read_days(reader),
        closures=closures,
        remind_at=remind_at,
        areas=areas,
        directory=directory,
        reminders=kinds,
        series={id: item for id, item in built.items() if isinstance(item, MeetingSeries)},
        deadlines={id: item for id, item in built.items() if isinstance(item, Deadline)},
        changes=ChangeReader(reader, written.keys() - built.keys(), builder.timeless, closures).changes(),
        file=reader.document.file,
    )


def _written(reader: Reader) -> dict[str, Origin]:
    """Every series and deadline of the file, also those with problems."""
    both = chain(tables(reader, "series"), tables(reader, "deadline"))
    return {id: reader.document.key(path) for id, path, _ in both}


def _without_orphans(built: Items, written: Mapping[str, Origin]) -> Items:
    """Leave out what hangs on a series that has problems of its own: "there is no such series" would be untrue."""
    while True:
        kept = {id: item for id, item in built.items() if not _missing_parents(item, built, written)}
        if len(kept) == len(built):
            return kept
        built = kept


def _missing_parents(item: Item, built: Items, written: Mapping[str, Origin]) -> bool:
    rules = item.rhythm.rules if isinstance(item.rhythm, Phrases) else ()
    parents = [rule.base.parent for rule in rules if isinstance(rule.base, (Chained, ChainedWeek))]
    return any(parent in written and parent not in built for parent in parents)


def _in_order(problems: Iterable[Problem], files: tuple[str, ...]) -> tuple[Problem, ...]:
    """By file, line and column; the same thing is said once."""
    place = {file: number for number, file in enumerate(files)}
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda p: (place.get(p.at.file, len(place)), p.at.line, p.at.column, p.code)))
