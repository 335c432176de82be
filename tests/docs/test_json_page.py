"""The shapes in docs/json.md are the ones that come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.console import arshjul, workshop
from tests.support.snippets import ROOT, fences

SHAPES = {
    fence.word("shape"): json.loads(fence.text) for fence in fences(ROOT / "docs/json.md") if fence.kind == "json"
}
COMMANDS = {
    "check": "arshjul check schedules/2027.toml --format json",
    "explain": 'arshjul explain "andra tisdagen i mars" --year 2027 --json',
    "agenda": "arshjul agenda schedules/2027.toml --from 2027-05-18 --to 2027-05-18 --json",
    "plan": "arshjul plan --json",
}
NOW = "2027-01-04T09:00+01:00"
MOVE = """
[[change]]
what    = "digitala-manadsmote/2027-02"
move_to = "tis 2027-02-16"
time    = "09:00-10:30"
reason  = "Krock med Innovationsdagen"
"""


def _shape(value: Any) -> Any:
    """Keys and kinds of values; of a list, the shape of its first item."""
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_shape(one) for one in value[:1]]
    return type(value).__name__


def moved(folder: Path) -> None:
    """Everyone is invited, and then a meeting is moved where five people are too many."""
    arshjul("arshjul apply --yes", folder, NOW)
    (folder / "config.toml").write_text("[plan]\nmost_people = 2\n")
    with (folder / "schedules/2027.toml").open("a", encoding="utf-8") as wheel:
        wheel.write(MOVE)


def test_every_shape_is_tried() -> None:
    assert set(SHAPES) == set(COMMANDS)


@pytest.mark.parametrize("shape", sorted(COMMANDS))
def test_what_comes_out_has_the_shape_that_is_documented(shape: str, tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    if shape == "plan":
        moved(folder)
    printed, code = arshjul(COMMANDS[shape], folder, NOW)
    assert code == (3 if shape == "plan" else 0)
    assert _shape(json.loads(printed)) == _shape(SHAPES[shape])


def test_the_explained_phrase_is_shown_whole(tmp_path: Path) -> None:
    printed, _ = arshjul(COMMANDS["explain"], tmp_path)
    assert json.loads(printed) == SHAPES["explain"]


def test_the_moved_meeting_is_shown_whole(tmp_path: Path) -> None:
    printed, _ = arshjul(COMMANDS["agenda"], workshop(tmp_path))
    assert SHAPES["agenda"]["occurrences"][0] in json.loads(printed)["occurrences"]


def test_the_planned_move_is_shown_whole(tmp_path: Path) -> None:
    moved(workshop(tmp_path))
    printed, _ = arshjul(COMMANDS["plan"], tmp_path, NOW)
    found, shown = json.loads(printed), SHAPES["plan"]
    [change] = found["changes"]
    [as_shown] = shown["changes"]
    assert {**change, "messages": []} == {**as_shown, "messages": []}
    assert as_shown["messages"][0] in change["messages"]
    assert shown["people"][0] in found["people"]
    assert shown["waiting"][0] in found["waiting"]
    assert (found["summary"], found["guards"]) == (shown["summary"], shown["guards"])
