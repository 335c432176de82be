"""One way to say what went wrong: no capital and no full stop, as it follows «fel:»; «…» in Swedish is “…” in English.

The program is read and not run, so that a sentence which no test provokes is held to it too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "arshjul"
TREES = {file: ast.parse(file.read_text("utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}
CAPITAL = re.compile(r"(?!Python)[A-ZÅÄÖ][a-zåäö]")


def error_names() -> set[str]:
    """Every error that a person sees, by the names of its class."""
    bases = [
        (node.name, {ast.unparse(base) for base in node.bases})
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    found = {"ArshjulError", "TransportError", "Wrong"}
    while more := {name for name, above in bases if above & found} - found:
        found |= more
    return found


def written(node: ast.expr) -> str | None:
    """A string as it is written, with {} for what is filled in; None when it is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def texts(within: ast.AST, maker: str = "Text") -> Iterator[tuple[int, str, str]]:
    """The literal texts that are made in some code: the line, Swedish, English."""
    for call in ast.walk(within):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == maker and len(call.args) == 2:
            swedish, english = map(written, call.args)
            if swedish is not None and english is not None:
                yield call.lineno, swedish, english


def messages(function: ast.FunctionDef, errors: set[str]) -> Iterator[tuple[int, str, str]]:
    """What a function that makes errors says in them: its texts, but those that it returns when all is well."""
    yield from texts(function, "_permanent")
    if not any(isinstance(node, ast.Call) and ast.unparse(node.func) in errors for node in ast.walk(function)):
        return
    fine = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    returned = {node.lineno for node in fine if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text"}
    yield from (found for found in texts(function) if found[0] not in returned)


ERRORS = error_names()
MESSAGES = [
    (f"{file.relative_to(PACKAGE)}:{line}", swedish, english)
    for file, tree in TREES.items()
    for function in ast.walk(tree)
    if isinstance(function, ast.FunctionDef)
    for line, swedish, english in messages(function, ERRORS)
]
PROBLEMS = [
    (f"{file.relative_to(PACKAGE)}:{call.lineno}", *found[1:])
    for file, tree in TREES.items()
    for call in ast.walk(tree)
    if isinstance(call, ast.Call) and ast.unparse(call.func) == "Message" and call.args
    for found in texts(call.args[0])
]


@pytest.mark.parametrize(("where", "swedish", "english"), [*MESSAGES, *PROBLEMS])
def test_a_message_begins_small_and_ends_without_a_stop(where: str, swedish: str, english: str) -> None:
    for said in (swedish, english):
        assert not CAPITAL.match(said), where
        assert not said.endswith("."), where


def test_the_messages_are_found() -> None:
    assert {"LedgerError", "SheetError", "TemplateFault", "ZoneError", "PlanIsStale"} <= ERRORS
    assert len(MESSAGES) > 80
    assert len(PROBLEMS) > 100


@pytest.mark.parametrize("file", TREES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_what_is_quoted_in_swedish_is_quoted_in_english(file: Path) -> None:
    for line, swedish, english in texts(TREES[file]):
        where = f"{file.relative_to(PACKAGE)}:{line}"
        assert "`" not in swedish + english, where
        assert swedish.count("«") == english.count("“"), where
        assert (swedish.count("»"), english.count("«")) == (english.count("”"), 0), where
