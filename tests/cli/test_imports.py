"""What a command need not import, it does not: that is most of how quickly it starts."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.cli import ROOT, environment, process
from tests.support.plan_cases import WHEEL

HEAVY = {
    "aiosql", "apscheduler", "asyncio", "css_inline", "dateutil", "holidays", "icalendar", "jinja2", "rich", "smtplib",
    "sqlite3", "starlette", "uvicorn",
}  # fmt: skip


LEDGER = {"aiosql", "sqlite3"}


def modules(*arguments: str, cwd: Path = ROOT) -> set[str]:
    """What the program has imported when it ends well."""
    script = "import sys\nfrom arshjul.cli.main import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment())
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def imported(*arguments: str) -> set[str]:
    """The packages of these modules."""
    return {name.partition(".")[0] for name in modules(*arguments)}


def test_check_of_the_example_imports_only_what_reading_takes() -> None:
    packages = imported("check", "schedules/2027.toml")
    assert "tree_sitter" in packages
    assert not HEAVY & packages


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_program_itself_imports_little_more_than_click(option: str) -> None:
    packages = imported(option)
    assert "click" in packages
    assert not {*HEAVY, "tree_sitter", "zoneinfo"} & packages


def test_a_plan_with_nothing_new_reads_no_wheel_and_makes_no_mail(tmp_path: Path) -> None:
    next_year = datetime.now(UTC).year + 1
    wheel = tmp_path / "schedules/wheel.toml"
    wheel.parent.mkdir()
    wheel.write_text(WHEEL.replace("2027", str(next_year)), encoding="utf-8")
    assert process(tmp_path, "apply", "--yes").code == 0
    found = modules("plan", cwd=tmp_path)
    assert "arshjul.ledger.store" in found
    assert not (HEAVY - LEDGER | {"tree_sitter"}) & found
    assert not [name for name in found if name.startswith(("arshjul.language", "arshjul.ical", "arshjul.transports"))]
    assert (
        not {"arshjul.model.wheel", "arshjul.planning.expand", "arshjul.usecases.plan", "arshjul.render.plan.view"}
        & found
    )
