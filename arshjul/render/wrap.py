"""Fit finished text to a terminal: a line too long goes on below its own last column."""

from __future__ import annotations

import re

_STYLE = re.compile(r"\033\[[0-9;]*m")
_COLUMN = re.compile(r"(?<=\s\s)(?:[^\w\s] )?(?=\S)")
"""Where a column starts: after two spaces, and after a sign of its own (`→ Title`)."""
_QUOTED = re.compile(r"\s*\d*\s\|")
_RESET = "\033[0m"
_NARROWEST = 20
"""A column narrower than this is no place to go on in."""


def wrapped(text: str, width: int) -> str:
    """Every line of `text` in `width` columns, at its spaces. What quotes a file (`12 | …`) stays as it stands."""
    return "\n".join(_fitted(line, width) for line in text.split("\n"))


def _fitted(line: str, width: int) -> str:
    bare = _STYLE.sub("", line)
    if len(bare) <= width or _QUOTED.match(bare):
        return line
    margin = max((one.end() for one in _COLUMN.finditer(bare) if one.end() <= width - _NARROWEST), default=0)
    rows, used, style = "", 0, ""
    for piece in re.findall(r"\s*\S+", line):
        word = piece
        if used + len(_STYLE.sub("", word)) > width and used > margin:
            word = word.lstrip()
            rows += f"{_RESET if style else ''}\n{'':{margin}}{style}"  # the margin is never struck through
            used = margin
        rows += word
        used += len(_STYLE.sub("", word))
        style = "".join(_STYLE.findall(style + word)).rpartition(_RESET)[2]
    return rows
