"""`init`: a first wheel, commented line by line, that passes `check`."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template

from arshjul.config.values import Wrong, email, text
from arshjul.errors import ArshjulError, OutputError
from arshjul.text import Language, Text
from arshjul.usecases.files import write_whole
from arshjul.usecases.wheels import shown_path


@dataclass(frozen=True, slots=True)
class Answers:
    """What a wheel cannot do without. `areas` are names as people say them."""

    title: str
    id: str
    year: int
    areas: tuple[str, ...]
    name: str
    email: str


def usual_answers(today: date, language: Language) -> Answers:
    """What is proposed: next year's wheel from July on."""
    title = Text("Årshjul", "Year wheel").to(language)
    return Answers(
        title=title,
        id=slug(title),
        year=today.year + (today.month >= 7),
        areas=(Text("Gemensamt", "Common").to(language),),
        name=Text("Processledaren", "The process leader").to(language),
        email="processledare@region.example",
    )


def slug(name: str) -> str:
    """An id of a name: "Jord, skog och vatten" → "jord-skog-och-vatten"."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def wheel_file(answers: Answers, language: Language) -> str:
    """The text of the wheel. Raises ArshjulError for an answer that cannot stand in it."""
    _check(answers)
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
        areas="\n".join(_area(id, name, person) for id, name in areas),
        area=areas[0][0],
        person=person,
        group=group,
        name=_quoted(answers.name),
        email=_quoted(answers.email),
    )


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


def _check(answers: Answers) -> None:
    if not re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", answers.id):
        raise ArshjulError(
            Text(f"«{answers.id}» kan inte vara kalenderns namn", f"`{answers.id}` cannot name the calendar"),
            Text(
                "använd a–z, 0–9, punkt och bindestreck, till exempel  s3.regionjh",
                "use a–z, 0–9, dot and hyphen, as in  s3.regionjh",
            ),
        )
    try:
        email(answers.email)
        for value in (answers.title, answers.name, *answers.areas):
            text(value)
    except Wrong as wrong:
        raise ArshjulError(
            Text(f"svaret {wrong.message.sv}", f"the answer {wrong.message.en}"),
            wrong.cure,
        ) from None
    if not answers.areas or not all((answers.title, answers.name, answers.email, *answers.areas)):
        raise ArshjulError(Text("inget svar får vara tomt", "no answer may be empty"))


def create(path: Path, answers: Answers, language: Language) -> None:
    """Write a new wheel. Raises OutputError when the file is there already, or cannot be written."""
    if path.exists():
        name = shown_path(path)
        raise OutputError(
            Text(f"{name} finns redan", f"{name} exists already"),
            Text("skriv ett annat filnamn:  arshjul init FIL", "name another file:  arshjul init FILE"),
        )
    data = wheel_file(answers, language).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        folder = shown_path(path.parent)
        raise OutputError(
            Text(f"mappen {folder} går inte att skapa ({reason})", f"cannot make {folder} ({reason})")
        ) from None
    write_whole(path, data)
