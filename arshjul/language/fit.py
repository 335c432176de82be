"""Hold a table against its shape: what does not fit becomes a problem with its place, and the rest is kept."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from arshjul.language.document import Document
from arshjul.language.keys import SWEDISH_KEYS
from arshjul.language.positions import Path
from arshjul.language.shape import TABLES, AsNeededShape, TopShape
from arshjul.language.shape_types import Shape
from arshjul.language.suggest import suggest
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
    try:
        return shape.model_validate(data)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False, include_context=True)
    bad = {error["loc"][0] for error in errors}
    for error in errors:
        document.report(_problem(document, path, error, shape))
        document.mark_broken((*path, error["loc"][0]))
    return shape.model_validate({key: value for key, value in data.items() if key not in bad})


def _problem(document: Document, path: Path, error: ErrorDetails, shape: type[Shape]) -> Problem:
    place: Path = (*path, *error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(document, path, place, error, shape)
    if kind == "E16":
        context = error["ctx"]
        return Problem.error("E16", document.value(place), context["variant"], number=context["number"])
    return _wrong_type(document, place, kind, error["input"])


def _wrong_type(document: Document, place: Path, kind: str, value: object) -> Problem:
    at = document.whole(place)
    key = next((str(name) for name in reversed(place) if isinstance(name, str)), "")
    if kind == "list_type" and not isinstance(value, dict):
        return Problem.error("E09", at, like=f"{key} = [{_toml(value, quoted=True)}]")
    if kind == "string_type" and isinstance(value, (bool, int, float, date)):
        inner = _toml(f"{value}d" if key in _DAYS and isinstance(value, int) else value, quoted=True)
        return Problem.error("E01", at, like=inner if isinstance(place[-1], int) else f"{key} = {inner}")
    if kind in ("greater_than_equal", "less_than_equal"):
        return Problem.error("E17", at, "range", key=key)
    if kind == "bool_type":
        meant = BOOLS.get(str(value).casefold(), "true")
        return Problem.error("E17", at, "bool", like=f"{key} = {meant}")
    if kind == "int_type":
        return Problem.error("E17", at, "number", key=key)
    if kind == "string_type":
        return Problem.error("E17", at, "text", like=f'{key} = "…"')
    if kind == "list_type":
        return Problem.error("E17", at, "list", like=f'{key} = ["…"]')
    return Problem.error("E17", at, "inline", like=f"{key} = {{ … }}")


def _toml(value: object, *, quoted: bool) -> str:
    if isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = str(value)
    return json.dumps(text, ensure_ascii=False) if quoted else text


def _unknown_key(document: Document, path: Path, place: Path, error: ErrorDetails, shape: type[Shape]) -> Problem:
    """A Swedish key, a misspelt one, one that belongs elsewhere, or nothing that we know."""
    key = str(place[-1])
    at = document.key(place)
    allowed = _keys(AsNeededShape if error["loc"][:-1] == ("as_needed",) else shape)
    english = SWEDISH_KEYS.get(key.casefold(), key)
    if english not in allowed:
        english = _TWINS.get(english, english)
    near = english if english in allowed else None
    if near is None and path and english in _keys(TopShape):
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
    found = [name for name, shape in TABLES.items() if key in _keys(shape)]
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


@cache
def _keys(shape: type[Shape]) -> tuple[str, ...]:
    return tuple(shape.model_fields)
