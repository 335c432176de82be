"""What goes to stdout: text, in colour only where a person looks (never in a pipe or with NO_COLOR), or JSON."""

from __future__ import annotations

import os
import sys
from shutil import get_terminal_size
from typing import Any

import click

from arshjul.render.paint import Paint, Role, plain
from arshjul.render.wrap import wrapped

_STYLES: dict[Role, dict[str, Any]] = {
    "title": {"bold": True},
    "quiet": {"dim": True},
    "struck": {"strikethrough": True, "dim": True},
    "good": {"fg": "green"},
    "warning": {"fg": "yellow"},
    "error": {"fg": "red", "bold": True},
}


def has_colour() -> bool:
    """Whether stdout is a terminal that shows colour. Any NO_COLOR but an empty one forbids it (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint() -> Paint:
    """ANSI styles, or none."""
    return _styled if has_colour() else plain


def _styled(text: str, role: Role) -> str:
    return click.style(text, **_STYLES[role])


def show(text: str) -> None:
    """Finished text on stdout: as it is in a pipe or a file, fitted to the width of a terminal."""
    if sys.stdout.isatty():
        text = wrapped(text, get_terminal_size().columns)
    click.echo(text, color=has_colour())


def emit_json(value: object) -> None:
    """One JSON document on stdout, as people can read it: indented, å ä ö as they are."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
