"""How plain-text mail is laid out: wrapped, aligned, and tidy. These are also the templates' filters."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

WIDTH = 72
"""Characters in a line: fits a quoted reply in 80."""
SIGNATURE = "-- "
"""Mail programs fold away or grey what follows. RFC 3676 section 4.3."""
_LABEL = 13
_BLANKS = re.compile(r"\n{3,}")


def wrap(text: str, indent: int = 0, first: str | None = None) -> str:
    """`text` in lines of at most WIDTH, each indented; `first` begins the first line. Links and long words stay whole.

    The author's own line breaks are kept.
    """
    margin = " " * min(indent, WIDTH // 2)
    start = margin if first is None else first
    lines: list[str] = []
    for line in str(text).splitlines() or [""]:
        head = margin if lines else start
        lines += textwrap.wrap(
            line, WIDTH, initial_indent=head, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
        ) or [head.rstrip()]
    return "\n".join(lines)


def row(value: str, label: str) -> str:
    """«Plats        Regionens hus»: values stand in one column, also where they wrap."""
    return wrap(value, _LABEL, label.ljust(_LABEL))


def numbered(text: str, number: int, indent: int = 0) -> str:
    """« 1. Föregående anteckningar», wrapped under the text."""
    return wrap(text, indent + 4, " " * indent + f"{number}.".rjust(3) + " ")


def rule(text: str) -> str:
    """A line under `text`, as long as its longest line."""
    return "─" * min(max((len(line) for line in str(text).splitlines()), default=0), WIDTH)


def tidy(text: str) -> str:
    """No blanks at line ends (but in the signature's «-- »), at most one empty line, one newline at the end."""
    lines = "\n".join(line if line == SIGNATURE else line.rstrip() for line in text.splitlines())
    return _BLANKS.sub("\n\n", lines).strip("\n") + "\n"


def upper_first(text: str) -> str:
    """«om 2 dagar» → «Om 2 dagar»: unlike Jinja's `capitalize`, which lowers the rest."""
    text = str(text)
    return text[:1].upper() + text[1:]


FILTERS: dict[str, Callable[..., str]] = {
    "wrap": wrap, "row": row, "numbered": numbered, "rule": rule, "upper_first": upper_first,
}  # fmt: skip
