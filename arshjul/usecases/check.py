"""`check`: what a wheel holds and what is wrong with it, for people, editors and CI."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from arshjul.model.source import Problem
from arshjul.render.check import Summary, summarise, summary_text, understood, verdict
from arshjul.render.paint import Paint, plain
from arshjul.text import Language, Text
from arshjul.usecases.load import Loaded, in_order, load
from arshjul.usecases.mail_problems import template_problems


@dataclass(frozen=True, slots=True)
class Checked:
    loaded: Loaded
    summary: Summary

    @property
    def passed(self) -> bool:
        return not self.loaded.errors


def check(path: Path, today: date | None = None, templates: Callable[[], Path | None] = lambda: None) -> Checked:
    """Read and expand the wheel in `path`. Never raises for what the file says.

    `templates` finds the installation's own folder of templates; asked for only when the wheel names one of its own.
    """
    loaded = load(path, today)
    if loaded.wheel is not None and (found := tuple(template_problems(loaded.wheel, templates))):
        loaded = replace(loaded, problems=in_order((*loaded.problems, *found), loaded.wheel.file))
    return Checked(loaded, summarise(loaded.wheel, loaded.occurrences))


def check_json(checked: Checked, language: Language) -> dict[str, Any]:
    """The documented shape (docs/json.md)."""
    from arshjul.language.formats import to_json

    return {"problems": to_json(checked.loaded.problems, language), "summary": checked.summary.json()}


def check_text(checked: Checked, language: Language, *, brief: bool = False, paint: Paint = plain) -> str:
    """Errors with their lines; else what was understood; then every warning in a line, and the verdict."""
    from arshjul.language.problems import render_text

    loaded = checked.loaded
    lines: list[str] = []
    if loaded.errors:
        lines += [render_text(loaded.errors, loaded.reading.sources, language).rstrip("\n"), ""]
    elif loaded.wheel is not None:
        lines.append(summary_text(checked.summary, language))
        if not brief:
            lines += ["", *understood(loaded.wheel, loaded.occurrences, language, paint), ""]
    lines += [line for problem in loaded.warnings for line in _warning(problem, language, paint)]
    lines.append(verdict(len(loaded.errors), len(loaded.warnings), language, paint))
    return "\n".join(lines)


def _warning(problem: Problem, language: Language, paint: Paint) -> Iterator[str]:
    """«varning styrgrupp/2027-Q1  tor 25 mars är skärtorsdag», and where to accept or mend it."""
    from arshjul.language.problems import explain

    message, cure = explain(problem, language)
    what = dict(problem.params).get("key")
    name = str(what) if what else problem.code
    word = paint(Text("varning", "warning").to(language), "warning")
    place = f"{problem.at.file}:{problem.at.line}" if problem.at.line else ""
    said = message.removeprefix(name).removeprefix(":").lstrip()
    yield f"{word} {name}  {said}"
    if cure or place:
        do = Text("gör", "do").to(language)
        yield paint("        " + "  ".join(part for part in (place, f"{do}: {cure}" if cure else "") if part), "quiet")
