"""A problem's sentence and its cure, and how the gaps in them are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from arshjul.almanac import names
from arshjul.model.source import Param
from arshjul.text import NOTHING, Language, Text


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong, what to do, and for a warning the name that `ok` takes.

    Gaps are `{name}`. A date wants a form: `{day:full}` 19 maj 2027, `{day:short}` tis 18 maj, `{day:iso}`
    tis 2027-05-18, `{day:long}` tisdag 18 maj 2027, `{day:weekday}` onsdag, `{day:day}` 18 maj.
    Several words: `{words:list}` "a, b eller c", `{words:and}` "a, b och c". A place, ("", "35") or ("aktorer.toml",
    "8"): `{where:where}` rad 35, aktorer.toml:8; `{where:in}` på rad 35, i aktorer.toml:8. A table:
    `{kind:the}` serien.
    """

    message: Text
    cure: Text
    ok: Text = NOTHING


DATE_FORMS = {
    "full": names.full_date,
    "long": names.long_date,
    "short": names.short_date,
    "iso": names.iso_date,
    "weekday": names.weekday,
    "day": names.day_month,
}
KINDS: dict[str, Text] = {
    "area": Text("området", "the area"),
    "person": Text("personen", "the person"),
    "group": Text("gruppen", "the group"),
    "list": Text("sändlistan", "the list"),
    "reminder": Text("påminnelsen", "the reminder"),
    "series": Text("serien", "the series"),
    "deadline": Text("deadlinen", "the deadline"),
    "closed": Text("stängningen", "the closure"),
    "change": Text("ändringen", "the change"),
    "calendar": Text("tabellen", "the table"),
    "defaults": Text("tabellen", "the table"),
    "wheel": Text("årshjulet", "the wheel"),
}
LINE = Text("rad", "line")
ON_LINE = Text("på rad", "on line")
IN = Text("i", "in")
JOINERS: dict[str, Text] = {"list": Text("eller", "or"), "and": Text("och", "and")}


def fill(text: str, params: Mapping[str, Param] | Iterable[tuple[str, Param]], language: Language) -> str:
    """`text` with its gaps filled. A gap without its param is our own mistake, hence a KeyError."""
    return _Filler(language).vformat(text, (), dict(params))


def join(words: Sequence[str], joiner: str) -> str:
    """«a, b eller c»."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joiner} {words[-1]}"


class _Filler(Formatter):
    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, date):
            return DATE_FORMS[format_spec or "iso"](value, self._language)
        if format_spec == "the":
            return KINDS[value].to(self._language)
        if format_spec == "where":
            file, line = value
            return f"{file}:{line}" if file else f"{LINE.to(self._language)} {line}"
        if format_spec == "in":
            file, line = value
            return f"{IN.to(self._language)} {file}:{line}" if file else f"{ON_LINE.to(self._language)} {line}"
        if isinstance(value, tuple):
            return join([str(word) for word in value], JOINERS[format_spec or "list"].to(self._language))
        return str(super().format_field(value, format_spec))
