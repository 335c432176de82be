"""Text inside the picture: nothing in it can be markup, and nothing that XML forbids comes through."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPECIAL_LETTER = re.compile('[&<>"]')


def escape(text: str) -> str:
    """For text and for attributes in double quotes. A letter that XML cannot hold becomes �."""
    return _SPECIAL_LETTER.sub(lambda found: _SPECIAL[found[0]], _FORBIDDEN.sub("\ufffd", text))
