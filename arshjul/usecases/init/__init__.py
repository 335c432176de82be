"""`init`: a first wheel, commented line by line, that passes `check`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template

from arshjul.almanac.names import MONTHS, MONTHS_SHORT, iso_date
from arshjul.errors import OutputError
from arshjul.text import Language, Text
from arshjul.usecases.files import make_folder, write_whole
from arshjul.usecases.init.answers import (
    Answers,
    address,
    area_names,
    calendar_id,
    one_line,
    slug,
    usual_answers,
    year_number,
)
from arshjul.usecases.wheels import shown_path

__all__ = [
    "Answers", "address", "area_names", "calendar_id", "create", "one_line", "refuse_existing", "slug",
    "usual_answers", "wheel_file", "year_number",
]  # fmt: skip


def wheel_file(answers: Answers, language: Language) -> str:
    """The text of the wheel."""
    areas = _area_ids(answers.areas)
    person, group = slug(answers.name), Text("styrgruppen", "steering-group").to(language)
    if person == group:
        person += "-1"
    template = (files("arshjul.usecases.init") / f"wheel.{language}.toml").read_text("utf-8")
    return Template(template).substitute(
        title=_quoted(answers.title),
        title_plain=answers.title,
        id=_quoted(answers.id),
        year=answers.year,
        starts=_starts(answers.starts, language),
        window=_window(answers.starts, language),
        areas="\n".join(_area(id, name, person) for id, name in areas),
        area=areas[0][0],
        person=person,
        group=group,
        name=_quoted(answers.name),
        email=_quoted(answers.email),
        **_example_change(answers, language),
    )


def _starts(first_month: int, language: Language) -> str:
    """A line of its own for a wheel that does not start in January."""
    if first_month == 1:
        return ""
    written = f'"{MONTHS[language][first_month - 1].lower()}"'
    return f"\nstarts   = {written:<18} # {Text('första månaden', 'the first month').to(language)}"


def _window(first_month: int, language: Language) -> str:
    """The wheel's second month to its eleventh: «feb-nov»."""
    second, eleventh = (MONTHS_SHORT[language][(first_month + skip) % 12].lower() for skip in (0, 9))
    return f"{second}-{eleventh}"


def _example_change(answers: Answers, language: Language) -> dict[str, str]:
    """The monthly meeting of May (the second Tuesday), moved a week."""
    may = date(answers.year + (answers.starts > 5), 5, 1)
    second_tuesday = may + timedelta((1 - may.weekday()) % 7 + 7)
    return {"slot": f"{may:%Y-%m}", "moved": iso_date(second_tuesday + timedelta(7), language).lower()}


def _area_ids(names: Sequence[str]) -> list[tuple[str, str]]:
    """Each name with an id of its own."""
    found: dict[str, str] = {}
    for name in names:
        id = slug(name)
        while id in found:
            id += "-2"
        found[id] = name
    return list(found.items())


def _area(id: str, name: str, person: str) -> str:
    roles = f'roles = {{ processledare = "{person}", samordnare = "{person}" }}'
    return f"[area.{id}]\nname  = {_quoted(name)}\n{roles}\n"


def _quoted(value: str) -> str:
    """A TOML string: JSON's escapes are TOML's too."""
    return json.dumps(value, ensure_ascii=False)


def refuse_existing(path: Path) -> None:
    """Raises OutputError when there is something at `path` already."""
    if path.exists():
        name = shown_path(path)
        raise OutputError(
            Text(f"{name} finns redan", f"{name} exists already"),
            Text("skriv ett annat filnamn:  arshjul init FIL", "name another file:  arshjul init FILE"),
        )


def create(path: Path, answers: Answers, language: Language) -> None:
    """Write a new wheel. Raises OutputError when the file is there already, or cannot be written."""
    refuse_existing(path)
    data = wheel_file(answers, language).encode()
    make_folder(path.parent)
    write_whole(path, data)
