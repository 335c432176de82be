"""What each slip of `error_cases` says: read, expanded and rendered. `python -m tests.support.error_goldens` writes it.

Read the difference before it is committed: the goldens and the pages in docs/errors are what people will see.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from arshjul.almanac.almanac import Almanac
from arshjul.config import MailSettings
from arshjul.language.problems import render_text
from arshjul.language.read import Reading, read_wheel
from arshjul.language.texts.catalogue import codes
from arshjul.model.source import Problem
from arshjul.model.wheel import Wheel
from arshjul.planning.desired import Desired, desired
from arshjul.planning.diff import Terms, make_plan
from arshjul.planning.expand import expand
from arshjul.planning.plan_problems import plan_problems
from arshjul.text import Language
from arshjul.usecases.mail_problems import subject_problems, template_problems
from tests.support.applying import EMPTY, applied
from tests.support.error_cases import CASES, FOLDER, Case

LANGUAGES: tuple[Language, ...] = ("sv", "en")
SHOWN = "schedules/2027.toml"
PAGES = Path(__file__).parents[2] / "docs" / "errors"
MARK = "<!-- examples -->\n"


def _file(name: str, data: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return write


def _misspelt(folder: Path) -> Path:
    (folder / "2027.toml").touch()
    return folder / "2O27.toml"


FILES: Mapping[str, Callable[[Path], Path]] = {
    "E11-binary": _file("2027.toml", b"PK\x03\x04 a spreadsheet"),
    "E13-size": _file("2027.toml", b"#" * 3_000_000),
    "E18-missing": lambda folder: folder / "2027.toml",
    "E18-missing-near": _misspelt,
    "E18-directory": lambda folder: folder,
}
"""Files that cannot be read at all: what makes them in a folder."""
NAMES = tuple(sorted([*(case.name for case in CASES), *FILES]))


def problems_of(case: Case, folder: Path) -> tuple[Reading, list[Problem]]:
    """Everything that is said of the case's wheel, written into `folder`."""
    reading = read_wheel(case.write(folder), shown=SHOWN)
    found = list(reading.problems)
    if reading.wheel is not None:
        found += expand(reading.wheel, Almanac.of(reading.wheel), today=case.today).problems
        found += subject_problems(reading.wheel)
        found += template_problems(reading.wheel, lambda: None)
        if case.applied and case.today:
            found += _against_the_ledger(reading.wheel, folder, case.today)
    return reading, found


def _against_the_ledger(wheel: Wheel, folder: Path, today: date) -> tuple[Problem, ...]:
    """What is said when everyone has been invited by the sound wheel."""
    (folder / "sound").mkdir()
    sound = read_wheel(Case("sound").write(folder / "sound")).wheel
    assert sound is not None
    began = datetime(sound.year, 1, 1, tzinfo=UTC)
    before = applied(make_plan(sound, _wanted(sound), EMPTY, began, Terms(channel="smtp")), EMPTY, began)
    return plan_problems(wheel, _wanted(wheel), before, datetime.combine(today, time(), UTC))


def _wanted(wheel: Wheel) -> Desired:
    return desired(wheel, expand(wheel, Almanac.of(wheel)).occurrences, MailSettings().mailbox)


def problems_of_file(name: str, folder: Path) -> tuple[Reading, list[Problem]]:
    """What is said of one of FILES."""
    path = FILES[name](folder)
    reading = read_wheel(path, shown="schedules" if path == folder else f"schedules/{path.name}")
    return reading, list(reading.problems)


def golden(name: str, language: Language) -> str:
    return golden_path(name, language).read_text(encoding="utf-8")


def golden_path(name: str, language: Language) -> Path:
    return FOLDER / f"{name}.{language}.txt"


def examples(code: str) -> str:
    """The part of a code's page below its mark: every golden of the code, in both languages."""
    names = [name for name in NAMES if name.partition("-")[0] == code]
    parts = []
    for title, language in (("In Swedish", LANGUAGES[0]), ("In English", LANGUAGES[1])):
        shown = "\n".join(golden(name, language) for name in names)
        parts.append(f"## {title}\n\n```text\n{shown}```\n")
    return "\n" + "\n".join(parts)


def _write() -> None:
    for name in NAMES:
        case = next((case for case in CASES if case.name == name), None)
        with tempfile.TemporaryDirectory() as folder:
            reading, found = problems_of(case, Path(folder)) if case else problems_of_file(name, Path(folder))
        for language in LANGUAGES:
            text = render_text(found, reading.sources, language)
            golden_path(name, language).write_text(f"{text}\n", encoding="utf-8")
    for code in codes():
        page = PAGES / f"{code}.md"
        written = page.read_text(encoding="utf-8").partition(MARK)[0]
        page.write_text(written + MARK + examples(code), encoding="utf-8")


if __name__ == "__main__":
    _write()
