"""The JSON Schema says what the reader takes, no more and no less."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from arshjul.language.phrases import CLOSED_VALUES
from arshjul.language.schema import json_schema
from arshjul.language.shape import TABLES, TopShape
from arshjul.language.shape_types import Shape

SCHEMA = json_schema()
EXAMPLE = Path(__file__).parents[1] / "data" / "example"


def definition(name: str) -> dict[str, Any]:
    """The schema of one table: what [series.…] holds, what one [[change]] holds."""
    node = SCHEMA["properties"][name]
    for step in ("additionalProperties", "items"):
        node = node.get(step, node) if isinstance(node.get(step), dict) else node
    found: dict[str, Any] = SCHEMA["$defs"][node["$ref"].rpartition("/")[2]]
    return found


@pytest.mark.parametrize(("name", "shape"), TABLES.items())
def test_every_table_has_exactly_the_keys_of_its_shape(name: str, shape: type[Shape]) -> None:
    assert set(definition(name)["properties"]) == set(shape.keys)
    assert definition(name)["additionalProperties"] is False


def test_the_top_level_has_its_own_keys_and_every_table() -> None:
    assert set(SCHEMA["properties"]) == set(TopShape.keys) | set(TABLES)
    assert SCHEMA["required"] == ["arshjul", "id", "title", "year"]


def test_every_key_is_described_in_swedish_and_english() -> None:
    for node in [SCHEMA, *SCHEMA["$defs"].values()]:
        for name, key in node["properties"].items():
            assert key["description"].count(" / ") == 1, name


def test_closed_values_are_listed_in_both_languages() -> None:
    assert set(definition("series")["properties"]["if_closed"]["enum"]) == set(CLOSED_VALUES["if_closed"])
    assert {"utkast", "draft"} <= set(SCHEMA["properties"]["status"]["enum"])


def test_the_schema_is_deterministic_json_without_null() -> None:
    text = json.dumps(SCHEMA, ensure_ascii=False)
    assert text == json.dumps(json_schema(), ensure_ascii=False)
    assert "null" not in text


@pytest.mark.parametrize("file", ["2027.toml", "aktorer.toml"])
def test_the_example_follows_the_schema(file: str) -> None:
    data = tomllib.loads((EXAMPLE / file).read_text(encoding="utf-8"))
    assert list(violations(SCHEMA | ({} if file == "2027.toml" else {"required": []}), data)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('[series.x]\nplats = "y"', "series.x.plats"),
        ('[series.x]\ninvite = "y"', "series.x.invite"),
        ("[[change]]\nmove_to = 3", "change.0.move_to"),
        ('[calendar]\neves = "kanske"', "calendar.eves"),
        ("[series.Å]", "series.Å"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses_too(text: str, wrong: str) -> None:
    assert wrong in violations(SCHEMA, tomllib.loads(text.replace("[series.Å]", '[series."Å"]')))


def violations(schema: dict[str, Any], value: Any, place: str = "") -> list[str]:
    """The places where `value` breaks `schema`: the few keywords that ours uses, read as JSON Schema says."""
    if "$ref" in schema:
        schema = {
            **SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]],
            **{k: v for k, v in schema.items() if k != "$ref"},
        }
    if "anyOf" in schema and not any(not violations(choice, value, place) for choice in schema["anyOf"]):
        return [place]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    kind = schema.get("type")
    if kind and not (isinstance(value, kinds[kind]) and not (kind == "integer" and isinstance(value, bool))):
        return [place]
    if "enum" in schema and value not in schema["enum"]:
        return [place]
    if kind == "integer" and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return [place]
    found: list[str] = []
    if isinstance(value, dict):
        found += [f"{place}.{key}".strip(".") for key in schema.get("required", ()) if key not in value]
        for key, inner in value.items():
            found += of_key(schema, key, inner, f"{place}.{key}".strip("."))
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        for index, inner in enumerate(value):
            found += violations(schema["items"], inner, f"{place}.{index}")
    return found


def of_key(schema: dict[str, Any], key: str, value: Any, place: str) -> list[str]:
    names = schema.get("propertyNames", {}).get("pattern")
    if names and not (key.isascii() and key.replace("-", "a").isalnum() and key == key.lower()):
        return [place]
    if key in schema.get("properties", {}):
        return violations(schema["properties"][key], value, place)
    others = schema.get("additionalProperties", True)
    if isinstance(others, dict):
        return violations(others, value, place)
    return [] if others else [place]
