"""What `init` asks: the answers, what is proposed, and which answers can stand in a wheel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from arshjul.config import values
from arshjul.config.values import Wrong
from arshjul.errors import ArshjulError
from arshjul.text import Language, Text

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""As far as the language goes."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a wheel cannot do without. `areas` are names as people say them; `starts` is the first month, 1…12."""

    title: str
    id: str
    year: int
    areas: tuple[str, ...]
    name: str
    email: str
    starts: int = 1


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


def one_line(answer: str) -> str:
    """A title or a name. Raises ArshjulError, as every reader here does, when it cannot stand in the file."""
    if not answer.strip():
        raise ArshjulError(Text("inget svar får vara tomt", "no answer may be empty"))
    return _as(values.text, answer.strip())


def address(answer: str) -> str:
    return _as(values.email, one_line(answer))


def area_names(answer: str) -> tuple[str, ...]:
    """Names with commas between."""
    names = tuple(one_line(part) for part in answer.split(",") if part.strip())
    return names or (one_line(""),)


def calendar_id(answer: str) -> str:
    if re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", answer):
        return answer
    raise ArshjulError(
        Text(f"«{answer}» kan inte vara kalenderns namn", f"“{answer}” cannot name the calendar"),
        Text(
            "använd a–z, 0–9, punkt och bindestreck, till exempel  s3.regionjh",
            "use a–z, 0–9, dot and hyphen, as in  s3.regionjh",
        ),
    )


def year_number(answer: str) -> int:
    if answer.strip().isdecimal() and FIRST_YEAR <= int(answer) <= LAST_YEAR:
        return int(answer)
    raise ArshjulError(
        Text(f"«{answer}» är inget år", f"“{answer}” is no year"),
        Text(f"skriv ett år mellan {FIRST_YEAR} och {LAST_YEAR}", f"write a year from {FIRST_YEAR} to {LAST_YEAR}"),
    )


def _as(read: Callable[[object], str], answer: str) -> str:
    try:
        return read(answer)
    except Wrong as wrong:
        message = Text(f"svaret {wrong.message.sv}", f"the answer {wrong.message.en}")
        raise ArshjulError(message, wrong.cure) from None
