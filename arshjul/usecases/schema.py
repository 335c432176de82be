"""`schema`: the JSON Schema of the wheel file, for editors."""

from __future__ import annotations

from typing import Any


def schema() -> dict[str, Any]:
    """Generated from the reader's own model of the file."""
    from arshjul.language.schema import json_schema

    return json_schema()
