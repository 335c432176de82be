"""The pages that say which test shows what name tests that exist, each in one place."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.support.snippets import ROOT

TESTS = Counter(
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
)


@pytest.mark.parametrize("page", ["faults", "interop"])
def test_every_test_that_is_named_exists_once(page: str) -> None:
    rows = [line for line in (ROOT / f"docs/{page}.md").read_text("utf-8").splitlines() if "`test_" in line]
    named = re.findall(r"`(test_\w+)`", "\n".join(rows))
    assert len(rows) > 15
    assert {name: TESTS[name] for name in named if TESTS[name] != 1} == {}


def test_every_row_says_what_shows_it() -> None:
    for page in ("faults", "interop"):
        rows = re.findall(r"^\| (?!#|Rule|-|\.)(.+)", (ROOT / f"docs/{page}.md").read_text("utf-8"), re.MULTILINE)
        assert [row for row in rows if "`test_" not in row] == []
