"""The picture with which the README begins is the one that the program draws of the example."""

from __future__ import annotations

from tests.support.pictures import on_the_page
from tests.support.snippets import ROOT


def test_the_picture_is_the_one_the_program_draws() -> None:
    shown = (ROOT / "docs/wheel.svg").read_text(encoding="utf-8")
    assert shown == on_the_page(), "run  python -m tests.support.refresh_docs  and look at the picture"


def test_the_readme_begins_with_the_picture() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert "docs/wheel.svg" in lines[2]
