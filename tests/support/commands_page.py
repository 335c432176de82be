"""Writes docs/commands.md from the program itself: `python -m tests.support.commands_page`, then read the diff."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from arshjul.cli.bilingual import BilingualArgument, BilingualCommand
from arshjul.cli.main import program
from arshjul.cli.table import COMMANDS
from tests.support.cli import ROOT, place, run

PAGE = ROOT / "docs/commands.md"
WHEEL = "schedules/2027.toml"
HEAD = """# Commands

Made from the program: `python -m tests.support.commands_page`. A test holds the page to it.

`arshjul COMMAND --help` says the same in Swedish, or in English with `--lang en`, `ARSHJUL_LANG=en` or an English
`LANG`. Output is in the wheel's language unless you choose. `--config FILE` names the settings (else `ARSHJUL_CONFIG`,
else `./config.toml`, see [config.example.toml](../config.example.toml)). `FILE` is the wheel (else the one that holds
today, among the settings' `wheels` or `schedules/*.toml`). `run`, `remind` and `status` cover every active wheel.

Exit codes: 0 fine or nothing to do, 1 an error, 2 wrong usage, 3 changes pending (`plan`), 130 interrupted. Errors go
to stderr as one sentence and its cure; with `--json` also to stdout as `{"problems": […]}`. Colours only on a terminal,
never with `NO_COLOR` or `TERM=dumb`. The shapes of `check`, `explain`, `agenda` and `plan` are in [JSON](json.md);
those of the others stand below.

Shell completion: `eval "$(arshjul completion bash)"` (or `zsh`) in the shell's startup file;
`arshjul completion fish > ~/.config/fish/completions/arshjul.fish`.
"""
JSON_RUNS: dict[str, tuple[str, ...]] = {
    "why": ("why", "styrgrupp/2027-Q4", WHEEL),
    "site": ("site", "out/site", WHEEL),
    "ics": ("ics", WHEEL, "--out", "out/calendars"),
    "remind": ("remind", "--dry-run", "--until", "2027-03-10"),
    "status": ("status",),
    "doctor": ("doctor",),
    "init": ("init", "new.toml", "--yes"),
    "apply": ("apply", WHEEL, "--yes"),
    "transfer": ("transfer", "styrgrupp", WHEEL, "--to", "siv", "--dry-run"),
    "backup": ("backup", "copy.db"),
    "restore": ("restore", "copy.db", "--yes"),
}
"""How each undocumented shape is got at: a real run on the example, after a round of sending into a folder."""


def page() -> str:
    shapes = dict(_shapes())
    parts = [HEAD, *(_section(name, shapes.get(name, "")) for name in COMMANDS)]
    return "\n".join(parts)


def _section(name: str, shape: str) -> str:
    command: BilingualCommand = import_module(f"arshjul.cli.{name}").command
    context = click.Context(command, info_name=name, parent=click.Context(program, info_name="arshjul"))
    context.meta["arshjul.lang"] = "en"
    lines = [f"## {name}", "", f"*{command.about.sv}.* {command.about.en}. {command.more.en}".rstrip(), ""]
    pieces = [piece for piece in command.collect_usage_pieces(context) if piece != "[options]"]
    lines += ["```", " ".join(["arshjul", name, *pieces, "[options]"]), "```", ""]
    if rows := list(_rows(command, context)):
        lines += ["| | |", "|---|---|", *(f"| `{left}` | {right} |" for left, right in rows), ""]
    lines += ["```sh", command.example.en, "```"]
    if shape:
        lines += ["", "`--json`:", "", "```", shape, "```"]
    return "\n".join([*lines, ""])


def _rows(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        record = (
            parameter.help_record(context)
            if isinstance(parameter, BilingualArgument)
            else parameter.get_help_record(context)
        )
        if record and not record[0].startswith(("--config", "--lang")):
            yield record[0].replace("|", "\\|"), record[1]


def _shapes() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as name:
        folder = place(Path(name))
        run(folder, "remind", "--once", "--lang", "en")
        for command, words in JSON_RUNS.items():
            printed = run(folder, *words, "--json", "--lang", "en").out
            yield command, "\n".join(_shape(json.loads(printed)))


def _shape(value: Any, indent: str = "") -> Iterator[str]:
    """Keys and kinds: of a list its first item, of a value its kind."""
    if isinstance(value, dict) and value:
        yield "{"
        for key, one in value.items():
            first, *rest = _shape(one, indent + "  ")
            lines = [f'{indent}  "{key}": {first}', *rest]
            lines[-1] += "" if key == list(value)[-1] else ","
            yield from lines
        yield indent + "}"
    elif isinstance(value, list) and value:
        lines = list(_shape(value[0], indent))
        lines[0], lines[-1] = "[" + lines[0], lines[-1] + ", …]"
        if len(lines) == 1:
            lines = [f"[{_kind(value[0])}, …]"]
        yield from lines
    else:
        yield _kind(value)


def _kind(value: Any) -> str:
    kinds = {bool: "true|false", int: "number", str: "text", type(None): "null", list: "[]", dict: "{}"}
    return kinds[type(value)]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
