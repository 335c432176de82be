"""Hand a series over: the file's `organiser` of one series becomes another, as an edit to look at before it is written.

Who is told what is then the plan's affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from arshjul.disk import replace_file
from arshjul.errors import ArshjulError, OutputError
from arshjul.language.edit import set_key
from arshjul.refusals import why_unreadable
from arshjul.text import NOTHING, Text
from arshjul.usecases.files import output_error
from arshjul.usecases.find import unknown
from arshjul.usecases.load import Ready, load_valid
from arshjul.usecases.wheels import shown_path


@dataclass(frozen=True, slots=True)
class Edit:
    """A wheel's file as it was read, and as it would be; `ready` is what the latter says."""

    path: Path
    before: bytes
    after: bytes
    ready: Ready

    @property
    def lines(self) -> tuple[str, ...]:
        """The difference, line by line: «-» what goes, «+» what comes, and where."""
        from difflib import unified_diff

        name = shown_path(self.path)
        old, new = (data.decode("utf-8").splitlines() for data in (self.before, self.after))
        return tuple(unified_diff(old, new, name, name, n=2, lineterm=""))


def transfer(path: Path, series: str, person: str, today: date) -> Edit:
    """The edit that makes `person` the owner of `series`. Nothing is written.

    Raises ArshjulError when either is not there or nothing would change, ProblemsFound for a file with errors, and
    CannotEdit.
    """
    before = _read(path)
    ready = load_valid(path, today, before)
    wheel = ready.wheel
    if series not in wheel.series:
        raise unknown(Text("serien", "the series"), series, wheel.series)
    if person not in wheel.directory.people:
        raise unknown(Text("personen", "the person"), person, wheel.directory.people)
    if wheel.series[series].organiser == person:
        raise ArshjulError(Text(f"{series} ägs redan av {person}", f"{series} is {person}'s already"), NOTHING)
    after = set_key(before.decode("utf-8"), ("series", series), "organiser", person).encode("utf-8")
    return Edit(path, before, after, load_valid(path, today, after))


def write(edit: Edit) -> None:
    """Write the file whole, its rights as they were, or not at all: not if somebody has changed it meanwhile.

    Raises OutputError.
    """
    path = edit.path.resolve()
    if _read(path) != edit.before:
        name = shown_path(edit.path)
        raise OutputError(
            Text(f"{name} har ändrats medan kommandot gick", f"{name} was changed while the command ran"),
            Text("spara det du skriver och kör igen", "save what you are writing and run again"),
        )
    try:
        replace_file(path, edit.after, path.stat().st_mode & 0o777)
    except OSError as error:
        raise output_error(path, error) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why, name = why_unreadable(error), shown_path(path)
        raise ArshjulError(Text(f"{name} går inte att läsa: {why.sv}", f"cannot read {name}: {why.en}")) from None
