"""The kinds of value that a key takes: a function that makes such a `Key`, and one that holds a value against it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, TypeVar

from arshjul.language.positions import Path
from arshjul.language.shape_types import Fit, Key, Misfit, Shape

S = TypeVar("S", bound=Shape)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""C0, C1, line separators, and the marks that turn the direction of text (they hide what it says)."""
_LINES = {"type": "array", "items": {"type": "string"}}
_ONE_OR_MORE = {"anyOf": [{"type": "string"}, _LINES]}


def line(sv: str, en: str, **schema: Any) -> Key[str]:
    """One line of text."""
    return Key(_line, {"type": "string", **schema}, sv, en)


def prose(sv: str, en: str) -> Key[str]:
    """Text of any number of lines."""
    return Key(_prose, {"type": "string"}, sv, en)


def lines(sv: str, en: str) -> Key[list[str]]:
    """A list of lines."""
    return Key(_lines, _LINES, sv, en)


def one_or_more(sv: str, en: str) -> Key[list[str]]:
    """A list of lines, or the only line without its brackets."""
    return Key(_one_or_more, _ONE_OR_MORE, sv, en)


def day(sv: str, en: str) -> Key[str]:
    """A date as text. TOML's own date, 2027-05-18 without quotes, is as clear as the quoted one."""
    return Key(_day, {"type": "string"}, sv, en)


def days(sv: str, en: str) -> Key[list[str]]:
    """A list of dates."""
    return Key(_days, _LINES, sv, en)


def flag(sv: str, en: str) -> Key[bool]:
    """true or false."""
    return Key(_flag, {"type": "boolean"}, sv, en)


def number(sv: str, en: str, least: int, most: int) -> Key[int]:
    """A whole number from `least` to `most`."""
    return Key(_within(least, most), {"type": "integer", "minimum": least, "maximum": most}, sv, en)


def version(sv: str, en: str, only: int) -> Key[int]:
    """A whole number, of which only one is right; any other is the reader's to explain."""
    return Key(_number, {"type": "integer", "const": only}, sv, en)


def holders(sv: str, en: str) -> Key[dict[str, list[str]]]:
    """Names, each with one or more lines."""
    return Key(_holders, {"type": "object", "additionalProperties": _ONE_OR_MORE}, sv, en)


def inline(shape: type[S], sv: str, en: str) -> Key[S]:
    """A table within the table."""

    def fit(value: object, at: Path, wrong: list[Misfit]) -> S | None:
        if isinstance(value, dict):
            return shape.fit(value, at, wrong)
        wrong.append(Misfit(at, "inline", value))
        return None

    return Key(fit, reference(shape), sv, en)


def reference(shape: type[Shape]) -> dict[str, Any]:
    """A table of this shape, in JSON Schema's words."""
    return {"$ref": f"#/$defs/{shape.__name__}"}


def _line(value: object, at: Path, wrong: list[Misfit]) -> str | None:
    if not isinstance(value, str):
        wrong.append(Misfit(at, "text", value))
        return None
    if found := _CONTROLS.search(value):
        wrong.append(Misfit(at, "control", found[0]))
        return None
    return value


def _prose(value: object, at: Path, wrong: list[Misfit]) -> str | None:
    plain = value.replace("\n", " ").replace("\t", " ") if isinstance(value, str) else value
    return None if _line(plain, at, wrong) is None else str(value)


def _day(value: object, at: Path, wrong: list[Misfit]) -> str | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return _line(value, at, wrong)


def _flag(value: object, at: Path, wrong: list[Misfit]) -> bool | None:
    if isinstance(value, bool):
        return value
    wrong.append(Misfit(at, "bool", value))
    return None


def _number(value: object, at: Path, wrong: list[Misfit]) -> int | None:
    """true is no number, though Python says so."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    wrong.append(Misfit(at, "number", value))
    return None


def _within(least: int, most: int) -> Fit[int]:
    def fit(value: object, at: Path, wrong: list[Misfit]) -> int | None:
        found = _number(value, at, wrong)
        if found is None or least <= found <= most:
            return found
        wrong.append(Misfit(at, "range", value))
        return None

    return fit


def _list_of(item: Fit[str]) -> Fit[list[str]]:
    def fit(value: object, at: Path, wrong: list[Misfit]) -> list[str] | None:
        if not isinstance(value, list):
            wrong.append(Misfit(at, "list", value))
            return None
        found = (item(entry, (*at, index), wrong) for index, entry in enumerate(value))
        return [text for text in found if text is not None]

    return fit


_lines, _days = _list_of(_line), _list_of(_day)


def _one_or_more(value: object, at: Path, wrong: list[Misfit]) -> list[str] | None:
    return _lines([value] if isinstance(value, str) else value, at, wrong)


def _holders(value: object, at: Path, wrong: list[Misfit]) -> dict[str, list[str]] | None:
    if not isinstance(value, dict):
        wrong.append(Misfit(at, "inline", value))
        return None
    return {name: _one_or_more(words, (*at, name), wrong) or [] for name, words in value.items()}
