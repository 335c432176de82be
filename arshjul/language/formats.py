"""Problems for machines: JSON for editors, GitHub's workflow commands, SARIF 2.1.0 for code scanning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from arshjul import __version__
from arshjul.language.problems import explain
from arshjul.language.texts.titles import TITLES
from arshjul.model.source import Problem
from arshjul.text import Language

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_json(problems: Iterable[Problem], language: Language) -> list[dict[str, Any]]:
    """One object a problem. What concerns a whole file stands at line 1, column 1."""
    return [_as_object(problem, language) for problem in problems]


def _as_object(problem: Problem, language: Language) -> dict[str, Any]:
    message, cure = explain(problem, language)
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.at.file,
        "line": max(1, problem.at.line),
        "column": max(1, problem.at.column),
        "end_column": max(1, problem.at.end_column),
        "message": message,
        "cure": cure,
    }


def to_github(problems: Iterable[Problem], language: Language) -> str:
    """`::error file=…,line=…,col=…,endColumn=…,title=E28::message`, a line each. GitHub's end column is inclusive."""
    return "\n".join(_command(problem, language) for problem in problems)


def _command(problem: Problem, language: Language) -> str:
    message, cure = explain(problem, language)
    at = problem.at
    place = {"file": at.file}
    if at.line:
        end = max(at.column, at.end_column - 1)
        place |= {"line": str(at.line), "col": str(at.column), "endColumn": str(end)}
    place["title"] = problem.code
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{problem.severity} {properties}::{_data(f'{message} – {cure}' if cure else message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def to_sarif(problems: Sequence[Problem], language: Language) -> dict[str, Any]:
    """A SARIF 2.1.0 log with one run. Columns are in characters (unicodeCodePoints)."""
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "shortDescription": {"text": TITLES[code].to(language)}} for code in codes]
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "arshjul", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, codes, language) for problem in problems],
            }
        ],
    }


def _result(problem: Problem, codes: list[str], language: Language) -> dict[str, Any]:
    message, cure = explain(problem, language)
    at = problem.at
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(at.file)}}
    if at.line:
        location["region"] = {
            "startLine": at.line,
            "startColumn": at.column,
            "endColumn": max(at.column + 1, at.end_column),
        }
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": f"{message} – {cure}" if cure else message},
        "locations": [{"physicalLocation": location}],
    }
