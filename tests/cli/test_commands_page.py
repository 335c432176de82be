"""docs/commands.md is what the program says of itself."""

from __future__ import annotations

from tests.support.commands_page import PAGE, page


def test_the_page_is_the_one_the_program_writes() -> None:
    assert PAGE.read_text("utf-8") == page(), "run  python -m tests.support.commands_page  and read the diff"
