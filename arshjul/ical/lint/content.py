"""One content line taken apart: NAME;PARAMETER=value:value (RFC 5545 section 3.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"[A-Za-z0-9-]+"
_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_PARAMETER = rf"({_NAME})=({_VALUE}(?:,{_VALUE})*)"
_LINE = re.compile(rf"({_NAME})((?:;{_PARAMETER})*):(.*)", re.DOTALL)
_PARAMETERS = re.compile(rf";{_PARAMETER}")


@dataclass(frozen=True, slots=True)
class Property:
    """`name` and the names of `parameters` are upper case; `value` is raw."""

    line: int
    name: str
    parameters: dict[str, str]
    value: str


def take_apart(line: int, text: str) -> Property | None:
    """None for what is no content line."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    parameters = {name.upper(): value.strip('"') for name, value in _PARAMETERS.findall(match[2])}
    return Property(line, match[1].upper(), parameters, match[5])


def has_lone_quote(text: str) -> bool:
    """Whether what went wrong in a line is a quote: one without its other half, or inside an unquoted value."""
    return re.match(rf"{_NAME};", text) is not None and '"' in text
