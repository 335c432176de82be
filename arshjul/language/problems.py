"""Problems in words, as a person reads them in a terminal: the line, a caret under what is wrong, and the cure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from arshjul.language.texts.base import Message, fill
from arshjul.language.texts.catalogue import catalogue
from arshjul.model.source import Origin, Problem
from arshjul.text import Language, Text

SEVERITIES = {"error": Text("fel", "error"), "warning": Text("varning", "warning")}
DO = Text("gör", "do")
MAX_WIDTH = 160
"""Of a shown line. A longer one is cut on both sides of the caret."""
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def explain(problem: Problem, language: Language) -> tuple[str, str]:
    """The message and the cure."""
    message = _message(problem)
    return (
        _safe(fill(message.message.to(language), problem.params, language)),
        _safe(fill(message.cure.to(language), problem.params, language)),
    )


def render_text(problems: Iterable[Problem], sources: Mapping[str, str], language: Language) -> str:
    """Every problem with its line from `sources` (file as shown → its text), blank lines between them."""
    lines = {file: text.split("\n") for file, text in sources.items()}
    return "\n\n".join(_render(problem, lines, language) for problem in problems)


def _render(problem: Problem, sources: Mapping[str, list[str]], language: Language) -> str:
    at = problem.at
    message, cure = explain(problem, language)
    severity = SEVERITIES[problem.severity].to(language)
    head = f"{severity} {problem.code}  {_safe(at.file)}" + (f":{at.line}:{at.column}" if at.line else "")
    gutter = " " * (len(str(at.line)) + 2)
    shown = sources.get(at.file, [])
    body = [f"{gutter}= {message}"]
    if 0 < at.line <= len(shown):
        line, start, width = _cut(shown[at.line - 1], at)
        caret = " " * start + "^" * width
        body = [f"{gutter}|", f" {at.line} | {line}".rstrip(), f"{gutter}| {caret} {message}"]
    do = [f"{gutter}= {DO.to(language)}: {cure}"] if cure else []
    return "\n".join([head, *body, *do])


def _cut(line: str, at: Origin) -> tuple[str, int, int]:
    """The line as shown, and where the caret starts and how wide it is, in columns of the screen."""
    start = min(at.column - 1, len(line))
    end = max(start, min(at.end_column - 1, len(line)))
    if len(line) > MAX_WIDTH:
        first = max(0, start - MAX_WIDTH // 3)
        last = min(len(line), first + MAX_WIDTH)
        before, after = ("…" if first else ""), ("…" if last < len(line) else "")
        line = before + line[first:last] + after
        start, end = start - first + len(before), min(end, last) - first + len(before)
    line = _safe(line)
    return line, _columns(line[:start]), max(1, _columns(line[start:end]))


def _columns(text: str) -> int:
    """How wide a terminal draws it: accents that stand apart take no room, Chinese letters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _safe(text: str) -> str:
    """Without what a terminal would obey; a tab is one space, as columns count it."""
    return _UNSAFE.sub(lambda match: " " if match[0] == "\t" else "?", text)


def _message(problem: Problem) -> Message:
    return catalogue()[problem.code, problem.variant]
