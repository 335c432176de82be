"""One way to say what went wrong: no capital and no full stop, as it follows «fel:»; «…» in Swedish is “…” in English.

The program is read and not run, so that a sentence which no test provokes is held to it too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "arshjul"
FILES = sorted(PACKAGE.rglob("*.py"))
CAPITAL = re.compile(r"(?!Python)[A-ZÅÄÖ][a-zåäö]")


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


@cache
def error_names() -> set[str]:
    """Every error that a person sees, by the names of its class."""
    bases = [
        (node.name, {named(base) for base in node.bases})
        for file in FILES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
    ]
    found = {"ArshjulError", "TransportError", "Wrong"}
    while more := {name for name, above in bases if above & found} - found:
        found |= more
    return found


def named(node: ast.expr) -> str:
    """What is called or inherited from, without the modules before it."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


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
        if isinstance(call, ast.Call) and named(call.func) == maker and len(call.args) == 2:
            swedish, english = map(written, call.args)
            if swedish is not None and english is not None:
                yield call.lineno, swedish, english


def messages(function: ast.FunctionDef, errors: set[str]) -> Iterator[tuple[int, str, str]]:
    """What a function that makes errors says in them: its texts, but those that it returns when all is well."""
    yield from texts(function, "_permanent")
    if not any(isinstance(node, ast.Call) and named(node.func) in errors for node in ast.walk(function)):
        return
    fine = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    returned = {node.lineno for node in fine if isinstance(node, ast.Call) and named(node.func) == "Text"}
    yield from (found for found in texts(function) if found[0] not in returned)


def errors_of(file: Path) -> list[tuple[str, str, str]]:
    """What the errors that a file makes say: where, Swedish, English."""
    return [
        (f"{file.relative_to(PACKAGE)}:{line}", swedish, english)
        for function in ast.walk(tree(file))
        if isinstance(function, ast.FunctionDef)
        for line, swedish, english in messages(function, error_names())
    ]


def problems_of(file: Path) -> list[tuple[str, str, str]]:
    """What a file says of what is wrong in a wheel."""
    return [
        (f"{file.relative_to(PACKAGE)}:{call.lineno}", *found[1:])
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call) and named(call.func) == "Message" and call.args
        for found in texts(call.args[0])
    ]


def test_a_message_begins_small_and_ends_without_a_stop() -> None:
    said = [(where, text) for file in FILES for where, *both in (*errors_of(file), *problems_of(file)) for text in both]
    assert [one for one in said if CAPITAL.match(one[1]) or one[1].endswith(".")] == []


def test_the_messages_are_found() -> None:
    assert {"LedgerError", "SheetError", "TemplateFault", "ZoneError", "PlanIsStale"} <= error_names()
    assert sum(len(errors_of(file)) for file in FILES) > 80
    assert sum(len(problems_of(file)) for file in FILES) > 100


def test_what_is_quoted_in_swedish_is_quoted_in_english() -> None:
    said = [
        (f"{file.relative_to(PACKAGE)}:{line}", swedish, english)
        for file in FILES
        for line, swedish, english in texts(tree(file))
    ]
    assert len(said) > 500
    assert [one for one in said if not quoted_alike(one[1], one[2])] == []


def quoted_alike(swedish: str, english: str) -> bool:
    opened = swedish.count("«") == english.count("“")
    closed = (swedish.count("»"), english.count("«")) == (english.count("”"), 0)
    return opened and closed and "`" not in swedish + english


def test_the_measure_sees_a_quote_that_is_not_followed() -> None:
    assert quoted_alike("«a» finns inte", "there is no “a”")
    assert not quoted_alike("«a» finns inte", "there is no `a`")
    assert not quoted_alike("«a» finns inte", "there is no a")
