"""Read one wheel and expand it: the whole of what a command needs to know about a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arshjul.errors import ArshjulError
from arshjul.model.occurrence import Occurrence
from arshjul.model.source import Problem
from arshjul.model.wheel import Wheel
from arshjul.text import ERRORS, Language, Text
from arshjul.usecases.mail_problems import subject_problems
from arshjul.usecases.wheels import shown_path

if TYPE_CHECKING:
    from arshjul.almanac.almanac import Almanac
    from arshjul.language.read import Reading


@dataclass(frozen=True, slots=True)
class Loaded:
    """`wheel` and `almanac` are None when nothing could be made of the file. `problems` are in the file's order."""

    path: Path
    reading: Reading
    wheel: Wheel | None
    almanac: Almanac | None
    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "warning")


@dataclass(frozen=True, slots=True)
class Ready(Loaded):
    """A wheel without errors (it may have warnings)."""

    wheel: Wheel
    almanac: Almanac


class ProblemsFound(ArshjulError):  # noqa: N818 - it holds problems, it is not one error
    """The file has errors. `rendered` shows them as `check` does."""

    def __init__(self, loaded: Loaded) -> None:
        name, count = shown_path(loaded.path), ERRORS.of(len(loaded.errors))
        super().__init__(
            Text(f"{name} har {count.sv}", f"{name} has {count.en}"),
            Text("rätta och kör  arshjul check", "mend it and run  arshjul check"),
        )
        self.loaded = loaded

    def rendered(self, language: Language) -> str:
        from arshjul.language import problems

        return problems.render_text(self.loaded.errors, self.loaded.reading.sources, language)

    def json(self, language: Language) -> list[dict[str, Any]]:
        """Every problem, warnings too."""
        from arshjul.language.formats import to_json

        return to_json(self.loaded.problems, language)


def load(path: Path, today: date | None = None, data: bytes | None = None) -> Loaded:
    """Never raises for what the file says: `problems` tells it, all at once.

    With `today`, windows that have closed are gone, and those that saw too few meetings are warned of (W06). `data` is
    read in the file's stead.
    """
    from arshjul.almanac.almanac import Almanac
    from arshjul.language.read import read_wheel
    from arshjul.planning.expand import expand

    reading = read_wheel(path, shown=shown_path(path), data=data)
    wheel = reading.wheel
    if wheel is None:
        return Loaded(path, reading, None, None, (), in_order(reading.problems, shown_path(path)))
    almanac = Almanac.of(wheel)
    expansion = expand(wheel, almanac, today=today)
    problems = in_order((*reading.problems, *expansion.problems, *subject_problems(wheel)), wheel.file)
    return Loaded(path, reading, wheel, almanac, expansion.occurrences, problems)


def load_valid(path: Path, today: date | None = None, data: bytes | None = None) -> Ready:
    """As `load`. Raises ProblemsFound when there is any error, so a wheel is sure to be there."""
    loaded = load(path, today, data)
    if loaded.errors or loaded.wheel is None or loaded.almanac is None:
        raise ProblemsFound(loaded)
    return Ready(path, loaded.reading, loaded.wheel, loaded.almanac, loaded.occurrences, loaded.problems)


def in_order(problems: tuple[Problem, ...], main_file: str) -> tuple[Problem, ...]:
    """As a reader of the file meets them: the wheel's own file first, then by file, line and column; each once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda one: (one.at.file != main_file, one.at, one.code)))
