"""The JSON Schema of a cycle file, for editors that read `#:schema`; from the shapes that check the file."""

from __future__ import annotations

from typing import Any

from arshjul.language.headers import ARRAYS, SINGLE
from arshjul.language.shape import TABLES, AsNeededShape, TopShape
from arshjul.language.shape_kinds import reference
from arshjul.language.shape_types import Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WHEEL = "Årshjul: ett år av möten i en fil. / Årshjul: a year of meetings in one file."
_MEANINGS = {
    "calendar": "Vilka dagar som är lediga / Which days are free",
    "closed": "Lokala stängningar / Local closures",
    "defaults": "Ärvs av alla serier / Inherited by all series",
    "area": "Styrkeområden: hjulets ringar / Strength areas: the wheel's rings",
    "person": "Personer / People",
    "group": "Grupper / Groups",
    "list": "Sändlistor / Mailing lists",
    "reminder": "Slag av påminnelser / Kinds of reminder",
    "series": "Mötesserier / Series of meetings",
    "deadline": "Datum som inte är möten / Dates that are no meetings",
    "change": "Undantag, ett per tillfälle / Exceptions, one per occurrence",
}


def json_schema() -> dict[str, Any]:
    """The schema, JSON-ready. Deterministic."""
    top = _shape(TopShape)
    top["properties"] |= {name: _table(name, shape) for name, shape in TABLES.items()}
    definitions = {
        shape.__name__: {**_shape(shape), "title": shape.__doc__} for shape in (*TABLES.values(), AsNeededShape)
    }
    return {"$schema": DIALECT, "description": _WHEEL, **top, "$defs": definitions}


def _shape(shape: type[Shape]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "properties": {name: key.schema for name, key in shape.keys.items()},
        "additionalProperties": False,
    }
    return {**found, "required": list(shape.required)} if shape.required else found


def _table(name: str, shape: type[Shape]) -> dict[str, Any]:
    """[name], [[name]] or [name.ID]."""
    meaning, one = {"description": _MEANINGS[name]}, reference(shape)
    if name in SINGLE:
        return {**one, **meaning}
    if name in ARRAYS:
        return {"type": "array", "items": one, **meaning}
    names = {"pattern": "^[a-z0-9-]{1,64}$"}
    return {"type": "object", "propertyNames": names, "additionalProperties": one, **meaning}
