"""What a command need not import, it does not: that is most of how quickly it starts."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "aiosql", "apscheduler", "asyncio", "css_inline", "dateutil", "holidays", "icalendar", "jinja2", "rich", "smtplib",
    "sqlite3",
}  # fmt: skip


def imported(*arguments: str) -> set[str]:
    """The packages that the program has imported when it ends well."""
    script = (
        "import sys\nfrom arshjul.cli.main import main\ntry: main()\n"
        "finally: print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_check_of_the_example_imports_only_what_reading_takes() -> None:
    packages = imported("check", "schedules/2027.toml")
    assert "tree_sitter" in packages
    assert not HEAVY & packages


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_program_itself_imports_little_more_than_click(option: str) -> None:
    packages = imported(option)
    assert "click" in packages
    assert not {*HEAVY, "tree_sitter", "zoneinfo"} & packages
