"""What each slip of `error_cases` says: read, expanded and rendered. `python -m tests.support.error_goldens` writes it.

Read the difference before it is committed: the goldens and the pages in docs/errors are what people will see.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from arshjul.almanac import Almanac
from arshjul.language.problems import render_text
from arshjul.language.read import Reading, read_wheel
from arshjul.model.source import Problem
from arshjul.planning.expand import expand
from arshjul.text import Language
from tests.support.error_cases import CASES, FOLDER, Case

LANGUAGES: tuple[Language, ...] = ("sv", "en")
SHOWN = "schedules/2027.toml"


def problems_of(case: Case, folder: Path) -> tuple[Reading, list[Problem]]:
    """Everything that is said of the case's wheel, written into `folder`."""
    reading = read_wheel(case.write(folder), shown=SHOWN)
    found = list(reading.problems)
    if reading.wheel is not None:
        found += expand(reading.wheel, Almanac.of(reading.wheel), today=case.today).problems
    return reading, found


def golden_path(case: Case, language: Language) -> Path:
    return FOLDER / f"{case.name}.{language}.txt"


def write_goldens() -> None:
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            reading, found = problems_of(case, Path(folder))
        for language in LANGUAGES:
            text = render_text(found, reading.sources, language)
            golden_path(case, language).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    write_goldens()
