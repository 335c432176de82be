"""Hold a table against its shape: what does not fit becomes a problem with its place, and the rest is kept."""

from __future__ import annotations

import json
from datetime import date
from typing import TypeVar

from arshjul.closest import suggest
from arshjul.language.document import Document
from arshjul.language.keys import SWEDISH_KEYS
from arshjul.language.positions import Path
from arshjul.language.shape import TABLES, TopShape
from arshjul.language.shape_types import Misfit, Shape
from arshjul.language.syntax import BOOLS
from arshjul.model.source import Problem

_TWINS = {"name": "title", "title": "name", "dates": "when", "remind": "to"}
"""Keys that mean the same in another table."""

_DAYS = ("invite_ahead", "nudge")
"""Keys whose number wants a unit."""

S = TypeVar("S", bound=Shape)


def fit(document: Document, path: Path, data: object, shape: type[S]) -> S:
    """`data`, which stands at `path`, as a `shape` without the keys that do not fit."""
    if not isinstance(data, dict):
        document.report(Problem.error("E17", document.key(path), "table"))
        return shape()
    if broken := document.broken_in(path):
        data = {key: value for key, value in data.items() if key not in broken}
    wrong: list[Misfit] = []
    fitting = shape.fit(data, path, wrong)
    for misfit in wrong:
        document.report(_problem(document, path, misfit))
        document.mark_broken(misfit.at[: len(path) + 1])
    return fitting


def _problem(document: Document, path: Path, misfit: Misfit) -> Problem:
    match misfit.reason:
        case "unknown":
            return _unknown_key(document, path, misfit)
        case "control":
            variant = "newline" if misfit.value == "\n" else ""
            return Problem.error("E16", document.value(misfit.at), variant, number=f"U+{ord(misfit.value):04X}")
        case _:
            return _wrong_kind(document, misfit)


def _wrong_kind(document: Document, misfit: Misfit) -> Problem:
    place, value = misfit.at, misfit.value
    at = document.whole(place)
    key = next((str(name) for name in reversed(place) if isinstance(name, str)), "")
    match misfit.reason:
        case "list" if not isinstance(value, dict):
            return Problem.error("E09", at, like=f"{key} = [{_toml(value, quoted=True)}]")
        case "text" if isinstance(value, (bool, int, float, date)):
            inner = _toml(f"{value}d" if key in _DAYS and isinstance(value, int) else value, quoted=True)
            return Problem.error("E01", at, like=inner if isinstance(place[-1], int) else f"{key} = {inner}")
        case "range" | "number" as variant:
            return Problem.error("E17", at, variant, key=key)
        case "bool":
            meant = BOOLS.get(str(value).casefold(), "true")
            return Problem.error("E17", at, "bool", like=f"{key} = {meant}")
        case reason:
            return Problem.error("E17", at, reason, like=f"{key} = {_LIKE[reason]}")


_LIKE = {"text": '"…"', "list": '["…"]', "inline": "{ … }"}


def _toml(value: object, *, quoted: bool) -> str:
    if isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = str(value)
    return json.dumps(text, ensure_ascii=False) if quoted else text


def _unknown_key(document: Document, path: Path, misfit: Misfit) -> Problem:
    """A Swedish key, a misspelt one, one that belongs elsewhere, or nothing that we know."""
    place = misfit.at
    key = str(place[-1])
    allowed = tuple(misfit.value.keys)
    at = document.key(place)
    english = SWEDISH_KEYS.get(key.casefold(), key)
    if english not in allowed:
        english = _TWINS.get(english, english)
    near = english if english in allowed else None
    if near is None and path and english in TopShape.keys:
        return Problem.error("E08", at, key=key, table=document.header(path))
    elsewhere = _tables_with(english)
    if near is None and not elsewhere:
        near = suggest(key, allowed)
    if near is not None:
        document.mark_broken((*place[:-1], near))
        return Problem.error("E07", at, like=near)
    if elsewhere:
        return Problem.error("E07", at, "elsewhere", tables=elsewhere)
    return Problem.error("E07", at, "none", keys=allowed)


def _tables_with(key: str) -> tuple[str, ...]:
    found = [name for name, shape in TABLES.items() if key in shape.keys]
    if "series" in found:
        return ("[series.…]",)
    return tuple(
        f"[[{name}]]"
        if name in ("closed", "change")
        else f"[{name}]"
        if name in ("calendar", "defaults")
        else f"[{name}.…]"
        for name in found
    )
