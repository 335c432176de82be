"""The TOML and the commands on the pages do what the pages say."""

from __future__ import annotations

from pathlib import Path

import pytest

from arshjul.errors import ArshjulError
from arshjul.usecases.load import load_valid
from tests.support.console import arshjul, play, workshop
from tests.support.snippets import ROOT, Fence, agrees, fences, pages

ALL = [fence for page in pages() for fence in fences(page)]
TOML = [fence for fence in ALL if fence.kind == "toml"]
PLAYED = sorted({fence.page for fence in ALL if fence.kind == "console" and "run" in fence.words})
BASE = """
arshjul = 1
id      = "s3.test"
title   = "Prov"
year    = 2027
[area.upplevelser]
name  = "Upplevelser"
roles = { processledare = "eva" }
[area.energi]
name = "Energi"
[area.gemensamt]
name = "Gemensamt"
[person.eva]
name  = "Eva Hede"
email = "eva.hede@region.example"
[person.peak]
name  = "Peak"
email = "info@peak.example"
[group.nyckel-energi]
name    = "Nyckelaktörer"
members = ["peak"]
"""


def _name(fence: Fence) -> str:
    return fence.name


def _page(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_the_pages_hold_something_to_try() -> None:
    assert len(TOML) >= 5
    assert len(PLAYED) >= 4


@pytest.mark.parametrize("fence", TOML, ids=_name)
def test_the_toml_on_the_pages_is_read_without_an_error(fence: Fence, tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    kind = fence.words[0] if fence.words else ""
    if kind == "config":
        (folder / "config.toml").write_text(fence.text, encoding="utf-8")
        assert arshjul("arshjul status", folder)[1] == 0
        return
    before = {"wheel": "", "series": BASE, "change": (folder / "schedules/2027.toml").read_text(encoding="utf-8")}
    path = folder / "schedules/prov.toml"
    path.write_text(before.get(kind, "") + fence.text, encoding="utf-8")
    if kind == "broken":
        with pytest.raises(ArshjulError):
            load_valid(path)
        return
    assert kind in before
    loaded = load_valid(path)
    assert loaded.wheel is not None
    assert loaded.occurrences


@pytest.mark.parametrize("page", PLAYED, ids=_page)
def test_the_commands_on_the_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    for fence in fences(page):
        if file := fence.word("file"):
            (folder / file).write_text(fence.text, encoding="utf-8")
        if fence.kind == "console" and "run" in fence.words:
            for command, printed, code in play(fence, folder):
                assert agrees(command.output, printed), f"{fence.name}: $ {command.line}\n{printed}"
                assert code == int(fence.word("exit") or 0), f"{fence.name}: $ {command.line}\n{printed}"
