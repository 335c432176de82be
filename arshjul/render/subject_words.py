"""What a subject in the cycle file may mention, and the simple ones that are known to be right without Jinja."""

from __future__ import annotations

import re

SUBJECT_VARIABLES = (
    "title", "area", "date", "long_date", "weekday", "week", "time", "start", "end", "days", "in_days", "place", "year",
    "organiser", "actor", "reader", "wheel",
)  # fmt: skip
"""What `subject` in [reminder.ID] may mention."""
SUBJECT_FILTERS = frozenset({"upper", "lower", "capitalize", "title", "trim", "default", "upper_first"})
SOURCE_LIMIT = 1000
"""Characters in a subject as written."""
_VARIABLE = re.compile(rf"\{{\{{ *(?:{'|'.join(SUBJECT_VARIABLES)}) *\}}\}}")


def is_simple(source: str) -> bool:
    """Whether it is text and variables that exist, nothing else: then no template engine is needed to judge it."""
    rest = _VARIABLE.sub("", source)
    return len(source) <= SOURCE_LIMIT and "{" not in rest and "}" not in rest
