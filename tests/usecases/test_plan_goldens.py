"""Old file, new file, the plan, and the exact mails to each: as a person has read and approved them."""

from __future__ import annotations

import pytest

from tests.support.golden import golden
from tests.support.plan_cases import CASES
from tests.support.plan_goldens import GOLDEN
from tests.support.plan_goldens import golden as told


@pytest.mark.parametrize("name", CASES)
def test_each_edit_is_told_to_those_concerned_in_these_words(name: str) -> None:
    assert told(CASES[name]) == golden(f"plan/{name}.txt")


def test_there_is_a_case_for_every_golden() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CASES)
