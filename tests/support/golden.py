"""Golden files: plain text under tests/golden."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "golden"


def golden(name: str) -> str:
    """The text of tests/golden/NAME, with LF line ends."""
    return (_FOLDER / name).read_text(encoding="utf-8")
