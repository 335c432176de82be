"""The picture of the house shows the rooms that there are, and the imports that are held."""

from __future__ import annotations

import re
import tomllib

from tests.support.snippets import ROOT, fences

PAGE = ROOT / "docs/architecture.md"
ROOMS = next(fence.text for fence in fences(PAGE) if fence.text.startswith("arshjul/\n"))
IMPORTS = next(fence.text for fence in fences(PAGE) if fence.text.startswith("cli, service"))


def test_the_picture_shows_every_room_and_no_other() -> None:
    shown = set(re.findall(r"^  ([a-z_]+(?:/|\.py)) ", ROOMS, re.MULTILINE))
    there = {f"{path.name}/" for path in (ROOT / "arshjul").iterdir() if (path / "__init__.py").exists()}
    there |= {path.name for path in (ROOT / "arshjul").glob("[a-z]*.py")}
    assert shown == there


def test_the_imports_on_the_page_are_those_that_are_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    held = [set(layer.replace("arshjul.", "").split(" | ")) for layer in layers]
    shown = [set(re.findall(r"[a-z]+", step)) for step in IMPORTS.split("→")]
    assert shown[0] == held[0] | held[1]
    assert shown[1:] == held[2:]
