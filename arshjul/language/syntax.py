"""Why a statement is no TOML: the slips that people make, each told from its tokens."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from arshjul.language.blocks import Statement
from arshjul.language.keys import SWEDISH_KEYS
from arshjul.model.source import Origin, Param, Problem

_CURLY = "“”„‟‘’‚»«"
_TOKEN = re.compile(
    rf"""
      (?P<string>\"\"\".*?\"\"\"|'''.*?'''|(?!\"\"\"|''')(?:"(?:[^"\\\n]|\\[^\n])*"|'[^'\n]*'))
    | (?P<open>["'][^\n]*)
    | (?P<comment>\#[^\n]*)
    | (?P<newline>\n)
    | (?P<space>[ \t]+)
    | (?P<odd>[\u00a0\u2000-\u200b\u202f\u2060\ufeff])
    | (?P<curly>[{_CURLY}])
    | (?P<mark>[\[\]{{}},=])
    | (?P<bare>[^\s\[\]{{}},="'\#{_CURLY}]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_KEYS = frozenset((*SWEDISH_KEYS, *SWEDISH_KEYS.values()))
BOOLS = {"ja": "true", "yes": "true", "sant": "true", "true": "true", "nej": "false", "no": "false", "false": "false"}
_BAD_ESCAPE = re.compile(r"""\\(?![btnfr"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\n)""")
_WHERE = re.compile(r"at line (\d+), column (\d+)")


class _Token(NamedTuple):
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Finding:
    """`start` and `length` are in the statement's text."""

    code: str
    variant: str
    start: int
    length: int
    params: tuple[tuple[str, Param], ...] = ()


def _found(code: str, variant: str, start: int, length: int, **params: Param) -> _Finding:
    return _Finding(code, variant, start, length, tuple(sorted(params.items())))


def diagnose(statement: Statement, file: str, why: str) -> tuple[Problem, str]:
    """The problem with a statement that tomllib refused with the words `why`, and its key ("" when unclear)."""
    text = statement.text
    tokens = [_Token(m.lastgroup or "", m[0], m.start()) for m in _TOKEN.finditer(text)]
    equals = next((i for i, token in enumerate(tokens) if token.text == "="), None)
    key = text[: tokens[equals].start].strip() if equals is not None else _first_word(text)
    finding = next(_findings(text, tokens, equals, key), None) or _fallback(text, why)
    row = text.count("\n", 0, finding.start)
    column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
    at = Origin(file, statement.line + row, column, column + max(1, finding.length))
    return Problem(finding.code, at, finding.variant, finding.params), SWEDISH_KEYS.get(key.casefold(), key)


def _findings(text: str, tokens: list[_Token], equals: int | None, key: str) -> Iterator[_Finding]:
    yield from _quotes(tokens)
    if equals is None:
        yield _no_equals(text)
        return
    yield from _key(text, key)
    value = [token for token in tokens[equals + 1 :] if token.kind not in ("space", "comment")]
    significant = [token for token in value if token.kind != "newline"]
    if not significant:
        yield _found("E19", "value", tokens[equals].start, 1, key=key)
    elif significant[0].text in ("[", "{"):
        yield from _container(text, key, value)
    else:
        yield from _scalar(text, key, significant)
    yield from _escapes(significant)


def _first_word(text: str) -> str:
    match = re.match(r"\s*([\w-]+)", text)
    return match[1] if match else ""


def _quotes(tokens: list[_Token]) -> Iterator[_Finding]:
    """Curly quotes, quotes that never close, spaces that only look like spaces."""
    for token in tokens:
        if token.kind == "curly":
            yield _found("E03", "", token.start, 1, quote=token.text)
        elif token.kind == "open":
            text = token.text.rstrip()
            curly = next((i for i, letter in enumerate(text) if letter in _CURLY), None)
            if curly is not None:
                yield _found("E03", "", token.start + curly, 1, quote=text[curly])
            else:
                yield _found("E02", _unclosed(tokens, token), token.start, len(text), quote=text[0])
        elif token.kind == "odd":
            yield _found("E19", "space", token.start, 1, number=f"U+{ord(token.text):04X}")


def _unclosed(tokens: list[_Token], token: _Token) -> str:
    """Which of the ways to leave a quotation mark open."""
    if token.text[:3] in ('"""', "'''"):
        return "long"
    return "odd" if any(other.kind == "string" for other in tokens if other.start < token.start) else ""


def _no_equals(text: str) -> _Finding:
    line = text.split("\n", maxsplit=1)[0]
    start = len(line) - len(line.lstrip())
    if colon := re.match(r"\s*([\w-]+)\s*:\s*(.+)$", line):
        return _found("E19", "equals", colon.start(0) + start, len(colon[1]), like=f"{colon[1]} = {colon[2].rstrip()}")
    if missing := re.match(r"\s*([\w-]+)\s+(\S.*?)\s*$", line):
        key, value = missing[1], missing[2]
        if _reads(value) or (key in _KEYS and value[0].isalnum()):
            written = value if _reads(value) else f'"{value}"'
            return _found("E19", "no equals", start, len(key), key=key, like=f"{key} = {written}")
    return _found("E19", "stray", start, len(line.strip()))


def _key(text: str, key: str) -> Iterator[_Finding]:
    start = len(text) - len(text.lstrip())
    english = SWEDISH_KEYS.get(key.casefold())
    if english and not key.isascii():
        yield _found("E07", "", start, len(key), like=english)
    elif not re.fullmatch(r"""[A-Za-z0-9_\-."' \t]*""", key):
        yield _found("E07", "letters", start, len(key))
    elif re.fullmatch(r"[\w-]+(?: [\w-]+)+", key):
        yield _found("E07", "", start, len(key), like=key.replace(" ", "_"))


def _scalar(text: str, key: str, value: list[_Token]) -> Iterator[_Finding]:
    first = value[0]
    line_end = text.find("\n", first.start)
    last = max((t for t in value if line_end < 0 or t.start < line_end), key=lambda t: t.end)
    written = text[first.start : last.end]
    if first.text == "=" and _reads(rest := text[first.end : last.end].strip()):
        yield _found("E19", "double", first.start, 1, like=f"{key} = {rest}")
    if first.text.startswith("(") and written.endswith(")") and (inner := _unwrapped(written)):
        yield _found("E19", "around", first.start, len(written), bracket="(", like=f"{key} = {inner}")
    if first.kind == "bare":
        english = BOOLS.get(written.casefold())
        if english:
            yield _found("E01", "bool", first.start, len(written), like=f"{key} = {english}")
        elif not _reads(written):
            like = f'{key} = "{written}"' if '"' not in written else f"{key} = '{written}'"
            yield _found("E01", "", first.start, len(written), like=like)
    strings = [token.text for token in value if token.kind == "string"]
    if len(strings) > 1 and all(token.kind == "string" or token.text == "," for token in value):
        yield _found("E09", "", first.start, len(written), like=f"{key} = [{', '.join(strings)}]")
    if len(value) > 1:
        yield _found("E19", "after", value[1].start, max(1, last.end - value[1].start))


def _unwrapped(written: str) -> str:
    """What stands within the wrong brackets, as a text or a list; "" when it is neither."""
    inner = written[1:-1].strip().rstrip(",")
    return next((value for value in (inner, f"[{inner}]") if _reads(value)), "")


def _container(text: str, key: str, value: list[_Token]) -> Iterator[_Finding]:
    """Bare words, missing commas and brackets that never close, in the order in which they stand."""
    significant = [token for token in value if token.kind != "newline"]
    yield from _braced_texts(text, key, significant)
    depth: list[_Token] = []
    for i, token in enumerate(significant):
        before = significant[i - 1] if i else None
        after = significant[i + 1].text if i + 1 < len(significant) else ""
        if not depth and before is not None:
            yield _found("E19", "after", token.start, len(token.text))
            return
        if token.kind == "bare" and after != "=" and not _reads(token.text):
            yield _bare(text, token)
        if before and _ends_value(before) and _starts_value(token):
            yield _missing_comma(text, depth[-1], before, token)
        if token.text in ("[", "{"):
            depth.append(token)
        elif token.text in ("]", "}"):
            depth.pop()
    if depth:
        closing = "]" if depth[-1].text == "[" else "}"
        yield _found("E19", "bracket", depth[-1].start, 1, bracket=depth[-1].text, closing=closing)
    elif significant[0].text == "{" and any(token.kind == "newline" for token in value[:-1]):
        yield _found("E19", "inline", significant[0].start, 1)
    elif significant[0].text == "{" and significant[-2].text == ",":
        yield _found("E19", "comma", significant[-2].start, 1)


def _braced_texts(text: str, key: str, significant: list[_Token]) -> Iterator[_Finding]:
    """{"jon", "siv"}: braces around what is no table."""
    first, last = significant[0], significant[-1]
    if first.text == "{" and last.text == "}" and not any(token.text == "=" for token in significant):
        written = text[first.start : last.end]
        if inner := _unwrapped(written):
            yield _found("E19", "around", first.start, len(written), bracket="{", like=f"{key} = {inner}")


def _bare(text: str, token: _Token) -> _Finding:
    run = re.compile(r"[^,\]}=\n#\"']+").match(text, token.start)
    written = run[0].rstrip() if run else token.text
    english = BOOLS.get(written.casefold())
    if english:
        return _found("E01", "bool", token.start, len(written), like=english)
    return _found("E01", "", token.start, len(written), like=f'"{written}"')


def _missing_comma(text: str, opening: _Token, before: _Token, token: _Token) -> _Finding:
    end = text.find("]" if opening.text == "[" else "}", token.end)
    whole = text[opening.start : before.end] + ", " + text[token.start : end + 1]
    like = whole if end >= 0 and "\n" not in whole else f"{before.text}, {token.text}"
    return _found("E10", "", token.start, len(token.text), before=token.text.strip("\"'"), like=like)


def _ends_value(token: _Token) -> bool:
    return token.kind in ("string", "bare") or token.text in ("]", "}")


def _starts_value(token: _Token) -> bool:
    return token.kind in ("string", "bare") or token.text in ("[", "{")


def _escapes(value: list[_Token]) -> Iterator[_Finding]:
    for token in value:
        if token.text.startswith('"') and (bad := _BAD_ESCAPE.search(token.text.replace("\\\\", "__"))):
            yield _found("E19", "escape", token.start + bad.start(), 2)


def _reads(value: str) -> bool:
    try:
        tomllib.loads(f"x = {value}")
    except ValueError:
        return False
    return True


def _fallback(text: str, why: str) -> _Finding:
    """Where tomllib stopped."""
    lines = text.split("\n")
    if match := _WHERE.search(why):
        row, column = min(int(match[1]), len(lines)) - 1, int(match[2]) - 1
        start = sum(len(line) + 1 for line in lines[:row]) + column
        return _found("E19", "other", min(start, len(text) - 1), 1)
    return _found("E19", "other", 0, len(lines[0]))
