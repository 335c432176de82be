"""The subject that a reminder has in the cycle file: texts and variables, nothing that loops, calls or multiplies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jinja2 import DictLoader, Template, TemplateError, nodes
from jinja2.exceptions import SecurityError

from arshjul.render.mail_text import FILTERS
from arshjul.render.sandbox import Sandbox
from arshjul.render.subject_words import SOURCE_LIMIT, SUBJECT_FILTERS, SUBJECT_VARIABLES

LONGEST = 200
"""Characters in a finished subject."""
_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.If, nodes.CondExpr,
    nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SubjectProblem:
    """Why a text cannot be a subject, and the word that it fails on ("" when it is the text as a whole)."""

    kind: Literal["variable", "filter", "expression", "long", "syntax"]
    word: str = ""


def subject_problem(source: str) -> SubjectProblem | None:
    """Why `source` cannot be a subject, or None when it can."""
    try:
        _compiled(source)
    except _RefusedError as error:
        return error.problem
    except (TemplateError, SecurityError):
        return SubjectProblem("syntax")
    return None


def render_subject(source: str, variables: Mapping[str, object]) -> str:
    """`source` with its variables filled in. Raises jinja2.TemplateError when `subject_problem` would tell why."""
    return _compiled(source).render({name: variables[name] for name in SUBJECT_VARIABLES})


class _RefusedError(TemplateError):
    def __init__(self, message: str, problem: SubjectProblem) -> None:
        super().__init__(message)
        self.problem = problem


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    if len(source) > SOURCE_LIMIT:
        raise _RefusedError(f"longer than {SOURCE_LIMIT} characters", SubjectProblem("long"))
    environment = Sandbox(DictLoader({}), autoescape=False)
    environment.filters.update(FILTERS)
    for node in _everything(environment.parse(source)):
        _allow(node)
    return environment.from_string(source)


def _everything(node: nodes.Node) -> list[nodes.Node]:
    return [node, *node.find_all(nodes.Node)]


def _allow(node: nodes.Node) -> None:
    if not isinstance(node, _NODES):
        name = type(node).__name__.lower()
        raise _RefusedError(f"{name} has no place in a subject", SubjectProblem("expression"))
    if isinstance(node, nodes.Name) and node.name not in SUBJECT_VARIABLES:
        raise _RefusedError(f"there is no variable {node.name}", SubjectProblem("variable", node.name))
    if isinstance(node, nodes.Filter) and node.name not in SUBJECT_FILTERS:
        raise _RefusedError(f"the filter {node.name} has no place in a subject", SubjectProblem("filter", node.name))
