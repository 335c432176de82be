"""The index of the errors lists every page there is, by its own heading."""

from __future__ import annotations

from tests.support.indexes import FOLDER, index


def test_every_code_is_in_the_index_by_its_heading() -> None:
    assert (FOLDER / "README.md").read_text("utf-8") == index()
    assert index().count("\n| [") > 60
