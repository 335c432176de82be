"""What a health check can say of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from arshjul.errors import ArshjulError
from arshjul.text import NOTHING, Text

Grade = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `cure` says what to do when it is not well."""

    name: Text
    grade: Grade
    detail: Text
    cure: Text = NOTHING


def well(name: Text, detail: Text) -> Finding:
    return Finding(name, "ok", detail)


def failed(name: Text, error: ArshjulError) -> Finding:
    """What an error of our own says, with its cure."""
    return Finding(name, "error", error.message, error.cure)


def same(text: str) -> Text:
    """A version, a path: the same in both languages."""
    return Text(text, text)
