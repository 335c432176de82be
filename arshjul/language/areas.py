"""Strength areas and their roles."""

from __future__ import annotations

import re

from arshjul.language.fit import fit
from arshjul.language.people import actors, tables, unknown_actor
from arshjul.language.positions import Path
from arshjul.language.reader import Reader
from arshjul.language.shape import AreaShape
from arshjul.model.wheel import Area

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})|[a-z]{3,20}")


def read_areas(reader: Reader) -> tuple[dict[str, Area], dict[str, AreaShape]]:
    """The areas, and their shapes for what series inherit from them. An area is kept even when a key is wrong."""
    areas: dict[str, Area] = {}
    shapes: dict[str, AreaShape] = {}
    for id, path, data in tables(reader, "area"):
        shape = shapes[id] = fit(reader.document, path, data, AreaShape)
        reader.require(path, "area", shape)
        areas[id] = Area(
            id,
            shape.name or id,
            _colour(reader, (*path, "colour"), shape.colour or ""),
            _roles(reader, (*path, "roles"), shape.roles or {}),
            shape.transport or "",
            reader.document.key(path),
        )
    return areas, shapes


def _colour(reader: Reader, path: Path, text: str) -> str:
    """It ends up in an SVG attribute: a hex colour or a plain name, nothing else."""
    if not text or _COLOUR.fullmatch(text):
        return text
    reader.report("E17", reader.origin(path), "colour")
    return ""


def _roles(reader: Reader, path: Path, written: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    known = actors(reader)
    roles: dict[str, tuple[str, ...]] = {}
    for role, words in written.items():
        holders: list[str] = []
        for index, word in enumerate(words):
            if word in known:
                holders.append(word)
            else:
                unknown_actor(reader, (*path, role, index), word, known)
        if holders or not words:
            roles[role.casefold()] = tuple(holders)
        else:
            reader.document.mark_broken((*path, role.casefold()))
    return {role: holders for role, holders in roles.items() if holders}
