"""The kinds of value that a cycle file holds, for the shapes in `shape`."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""C0, C1, line separators, and the marks that turn the direction of text (they hide what it says)."""


class Shape(BaseModel):
    """Every key optional, since a table with a broken key is still read; `required` says what a whole one has."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def required(*keys: str) -> ConfigDict:
    return ConfigDict(
        extra="forbid", strict=True, frozen=True, defer_build=True, json_schema_extra={"required": list(keys)}
    )


def key(sv: str, en: str, **more: Any) -> Any:
    """A key with what it means in Swedish and English."""
    return Field(default=None, description=f"{sv} / {en}", **more)


def _one_line(text: str) -> str:
    if bad := _CONTROLS.search(text):
        raise _control(bad[0])
    return text


def _prose(text: str) -> str:
    if bad := _CONTROLS.search(text.replace("\n", " ").replace("\t", " ")):
        raise _control(bad[0])
    return text


def _control(letter: str) -> PydanticCustomError:
    variant = "newline" if letter == "\n" else ""
    return PydanticCustomError("E16", "control character", {"variant": variant, "number": f"U+{ord(letter):04X}"})


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _written_out(value: object) -> object:
    """TOML's own date, 2027-05-18 without quotes, is as clear as the quoted one."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


Line = Annotated[str, AfterValidator(_one_line)]
Prose = Annotated[str, AfterValidator(_prose)]
Lines = list[Line]
OneOrMore = Annotated[
    list[Line],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
DateText = Annotated[Line, BeforeValidator(_written_out)]
