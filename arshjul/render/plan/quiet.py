"""What a plan leaves as it is; and a plan that leaves all of it so, as text, without a View that it has no use for."""

from __future__ import annotations

from collections.abc import Iterator

from arshjul.model.plan import Plan
from arshjul.render.paint import Paint, plain
from arshjul.render.plan import words
from arshjul.text import Language


def quiet_text(plan: Plan, language: Language, paint: Paint = plain) -> str:
    """What `plan_text` says of a plan with nothing to do and nothing to tell."""
    lines = standing_lines(words.standing(plan, language), words.waiting(plan, language), paint)
    return "\n".join([*lines, paint(words.closing(plan, (), language), "title")])


def standing_lines(standing: str, waiting: str, paint: Paint) -> Iterator[str]:
    """Each on a line; nothing for what is ""."""
    if standing:
        yield paint(f"= {standing}", "quiet")
    if waiting:
        yield paint(f"· {waiting}", "quiet")
