"""The TOML and the commands on the pages do what the pages say."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from arshjul.usecases.load import ProblemsFound, load_valid
from tests.support.console import play, workshop
from tests.support.snippets import ROOT, Fence, agrees, append, fences, pages

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


def _fences(*kinds: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "fence", [one for one in TOML if one.words[:1] in [(kind,) for kind in kinds]], ids=_name
    )


@_fences("wheel", "series", "change")
def test_the_toml_on_the_pages_is_read_without_an_error(fence: Fence, tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    example = (folder / "schedules/2027.toml").read_text(encoding="utf-8")
    before = {"wheel": "", "series": BASE, "change": example}[fence.words[0]]
    path = folder / "schedules/prov.toml"
    path.write_text(before + fence.text, encoding="utf-8")
    assert load_valid(path).occurrences


@_fences("broken")
def test_the_toml_that_is_shown_as_broken_is_refused(fence: Fence, tmp_path: Path) -> None:
    path = tmp_path / "prov.toml"
    path.write_text(fence.text, encoding="utf-8")
    with pytest.raises(ProblemsFound):
        load_valid(path)


def test_the_rest_of_the_toml_is_at_least_toml() -> None:
    """Settings and parts of files; the error pages are tried by the language's own tests."""
    for fence in TOML:
        if not fence.words and fence.page.parent.name != "errors":
            tomllib.loads(fence.text)


@pytest.mark.parametrize("page", PLAYED, ids=_page)
def test_the_commands_on_the_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    for fence in fences(page):
        if file := fence.word("file"):
            (folder / file).write_text(fence.text, encoding="utf-8")
        if file := fence.word("append"):
            append(folder / file, fence)
        if fence.kind == "console" and "run" in fence.words:
            for command, printed, code in play(fence, folder):
                assert agrees(command.output, printed), f"{fence.name}: $ {command.line}\n{printed}"
                assert code == int(fence.word("exit") or 0), f"{fence.name}: $ {command.line}\n{printed}"
