"""Colour is a paint that the caller brings: without one, text is plain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Role = Literal["title", "quiet", "struck", "good", "warning", "error"]
Paint = Callable[[str, Role], str]


def plain(text: str, _role: Role) -> str:
    """What pipes, files and tests get."""
    return text
