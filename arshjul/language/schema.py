"""The JSON Schema of a cycle file, for editors that read `#:schema`; generated from the shapes that check the file."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from arshjul.language.shape import (
    AreaShape,
    CalendarShape,
    ChangeShape,
    ClosedShape,
    DeadlineShape,
    DefaultsShape,
    GroupShape,
    ListShape,
    PersonShape,
    ReminderShape,
    SeriesShape,
    TopShape,
)
from arshjul.language.shape_types import Shape, required

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _by_id(sv: str, en: str, **more: Any) -> Any:
    names: dict[str, Any] = {"propertyNames": {"pattern": "^[a-z0-9-]{1,64}$"}}
    return Field(default=None, description=f"{sv} / {en}", json_schema_extra=names, **more)


def _table(sv: str, en: str) -> Any:
    return Field(default=None, description=f"{sv} / {en}")


class WheelShape(TopShape):
    """Årshjul: ett år av möten i en fil. / Årshjul: a year of meetings in one file."""

    model_config = required("arshjul", "id", "title", "year")

    calendar: CalendarShape | None = _table("Vilka dagar som är lediga", "Which days are free")
    closed: list[ClosedShape] | None = _table("Lokala stängningar", "Local closures")
    defaults: DefaultsShape | None = _table("Ärvs av alla serier", "Inherited by all series")
    change: list[ChangeShape] | None = _table("Undantag, ett per tillfälle", "Exceptions, one per occurrence")
    area: dict[str, AreaShape] | None = _by_id("Styrkeområden: hjulets ringar", "Strength areas: the wheel's rings")
    person: dict[str, PersonShape] | None = _by_id("Personer", "People")
    group: dict[str, GroupShape] | None = _by_id("Grupper", "Groups")
    lists: dict[str, ListShape] | None = _by_id("Sändlistor", "Mailing lists", alias="list")
    reminder: dict[str, ReminderShape] | None = _by_id("Slag av påminnelser", "Kinds of reminder")
    series: dict[str, SeriesShape] | None = _by_id("Mötesserier", "Series of meetings")
    deadline: dict[str, DeadlineShape] | None = _by_id("Datum som inte är möten", "Dates that are no meetings")


def json_schema() -> dict[str, Any]:
    """The schema, JSON-ready. Deterministic."""
    schema = _plain(WheelShape.model_json_schema(by_alias=True))
    schema["$defs"] = {name: _described(definition) for name, definition in schema["$defs"].items()}
    return {"$schema": DIALECT, **schema}


def _described(definition: dict[str, Any]) -> dict[str, Any]:
    definition["title"] = definition["description"]
    del definition["description"]
    return definition


def _plain(node: Any) -> Any:
    """TOML has no null: drop pydantic's `anyOf: […, null]`, its defaults and its titles."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {name: _plain(value) for name, value in node.items() if not (name == "default" and value is None)}
    if isinstance(kept.get("title"), str):
        del kept["title"]
    choices = [choice for choice in kept.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept = {**choices[0], **kept}
    elif choices:
        kept["anyOf"] = choices
    return kept


__all__ = ["Shape", "WheelShape", "json_schema"]
