"""A time without its zone (15): the linter refuses to see one made, and nothing can be due at one."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.reminding import DUE, delivery

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "made",
    [
        "datetime.now()", "datetime.today()", "datetime(2027, 5, 18)", "datetime.fromtimestamp(0)", "date.today()",
        "datetime.utcnow()", "datetime.strptime('2027', '%Y')",
    ],
)  # fmt: skip
@pytest.mark.parametrize("room", ["arshjul/planning", "arshjul/ledger", "arshjul/cli", "tests"])
def test_the_linter_refuses_a_time_without_a_zone(made: str, room: str) -> None:
    source = f"from datetime import date, datetime\n\nMADE = {made}\nDAY = date\nTIME = datetime\n"
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format=concise",
        "--stdin-filename",
        f"{room}/x.py",
        "-",
    ]
    ran = subprocess.run(command, input=source, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran.stderr
    assert " DTZ" in ran.stdout


def test_nothing_is_due_at_a_time_without_a_zone() -> None:
    naive = DUE.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a zone"):
        delivery(1, due=naive)
    with pytest.raises(ValueError, match="without a zone"):
        delivery(1, expires=naive + timedelta(hours=1))
