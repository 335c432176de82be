"""A table is held against its shape as the JSON Schema says, and only what fits is kept."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.language.shape import TABLES, AsNeededShape, ChangeShape, SeriesShape, TopShape
from arshjul.language.shape_types import Misfit, Shape
from tests.language.test_schema import SCHEMA, violations

SHAPES: tuple[type[Shape], ...] = (*TABLES.values(), TopShape)
PLAIN = st.text("abå 27-", max_size=4) | st.integers(-1, 50_000) | st.booleans() | st.floats()
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["ask", "count", "x"]), inner, max_size=2)
    ),
)


def fitted(shape: type[Shape], table: dict[str, Any]) -> tuple[Shape, list[Misfit]]:
    wrong: list[Misfit] = []
    return shape.fit(table, (), wrong), wrong


def test_what_the_schema_refuses_is_a_misfit_and_nothing_else_is() -> None:
    seen: Counter[bool] = Counter()

    @settings(max_examples=400)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        shape = data.draw(st.sampled_from(SHAPES))
        name = data.draw(st.sampled_from([*shape.keys, "nonsens"]))
        value = data.draw(VALUES)
        _, wrong = fitted(shape, {name: value})
        refused = name not in shape.keys or bool(violations(loose(shape.keys[name].schema), value))
        assert bool(wrong) is refused
        seen[refused] += 1

    holds()
    assert min(seen[True], seen[False]) > 20


def loose(node: Any) -> Any:
    """Without what the readers ask for later, with messages of their own: the words of a closed list, missing keys."""
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        node = SCHEMA["$defs"][node["$ref"].rpartition("/")[2]]
    return {name: loose(inner) for name, inner in node.items() if name not in ("enum", "const", "pattern", "required")}


@pytest.mark.parametrize(
    ("table", "at", "reason"),
    [
        ({"alarm": True}, ("alarm",), "number"),
        ({"alarm": 40_321}, ("alarm",), "range"),
        ({"alarm": 1.0}, ("alarm",), "number"),
        ({"open": 1}, ("open",), "bool"),
        ({"title": "två\nrader"}, ("title",), "control"),
        ({"invite": ["a", 3]}, ("invite", 1), "text"),
        ({"invite": "a"}, ("invite",), "list"),
        ({"dates": [datetime(2027, 4, 28, 13)]}, ("dates", 0), "text"),  # noqa: DTZ001 (TOML's own local time)
        ({"as_needed": "3-5"}, ("as_needed",), "inline"),
        ({"as_needed": {"antal": "3"}}, ("as_needed", "antal"), "unknown"),
        ({"plats": "Storsjön"}, ("plats",), "unknown"),
    ],
)
def test_a_misfit_says_where_and_why(table: dict[str, Any], at: tuple[str | int, ...], reason: str) -> None:
    shape, wrong = fitted(SeriesShape, table)
    assert [(misfit.at, misfit.reason) for misfit in wrong] == [(at, reason)]
    assert shape.written == {}


def test_one_misfit_costs_no_other_key() -> None:
    shape, wrong = fitted(SeriesShape, {"title": 3, "place": "Storsjön", "time": True})
    assert len(wrong) == 2
    assert shape.written == {"place": "Storsjön"}


def test_a_key_is_read_as_an_attribute_and_is_none_when_not_written() -> None:
    shape = SeriesShape.fit({"when": "varje tisdag", "note": "två\nrader", "as_needed": {"ask": "jon"}}, (), [])
    assert (shape.when, shape.note, shape.title) == (["varje tisdag"], "två\nrader", None)
    assert isinstance(shape.as_needed, AsNeededShape)
    assert shape.as_needed.ask == ["jon"]


def test_a_date_without_quotes_is_as_clear_as_one_with() -> None:
    assert ChangeShape.fit({"set": date(2027, 5, 18)}, (), []).set == "2027-05-18"
