"""E62 and E63: what the reminders of a wheel say of their mails, held against what mails can say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from arshjul.model.source import Origin, Problem
from arshjul.model.wheel import ReminderKind, Wheel

if TYPE_CHECKING:
    from arshjul.render.mail_subject import SubjectProblem


def subject_problems(wheel: Wheel) -> Iterator[Problem]:
    """E62 for each subject that could not be written."""
    from arshjul.render.subject_words import is_simple

    kinds = [kind for kind in wheel.reminders.values() if not is_simple(kind.subject)]
    if not kinds:
        return  # without the cost of Jinja
    from arshjul.render.mail_subject import subject_problem

    for kind in kinds:
        if problem := subject_problem(kind.subject):
            yield _bad_subject(kind, problem)


def _bad_subject(kind: ReminderKind, problem: SubjectProblem) -> Problem:
    from arshjul.closest import suggest
    from arshjul.render.subject_words import SUBJECT_FILTERS, SUBJECT_VARIABLES

    at = _place(kind, problem.word)
    options = {"variable": SUBJECT_VARIABLES, "filter": tuple(sorted(SUBJECT_FILTERS))}.get(problem.kind, ())
    if near := suggest(problem.word, options) if options else None:
        return Problem.error("E62", at, f"{problem.kind}.near", word=problem.word, near=near)
    return Problem.error("E62", at, problem.kind, word=problem.word, options=options)


def _place(kind: ReminderKind, word: str) -> Origin:
    """The word inside its braces; the whole subject when escapes make the columns differ."""
    at = kind.origin("subject")
    found = re.search(rf"\{{[{{%][^}}]*?(?<!\w)({re.escape(word)})(?!\w)", kind.subject) if word else None
    if found is None or at.end_column - at.column != len(kind.subject):
        return at
    return at.part(found.start(1), len(word))


def template_problems(wheel: Wheel, own: Callable[[], Path | None]) -> Iterator[Problem]:
    """E63 for each template that is neither shipped nor whole in the installation's `own` folder (asked for then)."""
    kinds = [kind for kind in wheel.reminders.values() if kind.template]
    if not kinds:
        return
    from arshjul.closest import suggest
    from arshjul.render.mail import SHIPPED, is_whole

    for kind in kinds:
        if kind.template in SHIPPED or is_whole(kind.template, own()):
            continue
        near = suggest(kind.template, SHIPPED)
        variant = "near" if near else ""
        yield Problem.error(
            "E63", kind.origin("template"), variant, name=kind.template, near=near or "", options=SHIPPED
        )
