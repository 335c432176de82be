"""What all builders share: the document, the problems found, and phrases read once each where they are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from arshjul.language.document import Document
from arshjul.language.phrases import PhraseContext, PhraseError, closed_value, parse_date, parse_span, parse_when
from arshjul.language.positions import Path
from arshjul.language.shape_types import Shape
from arshjul.model.rhythm import Rule, Span
from arshjul.model.source import Origin, Param, Problem

Day = date
T = TypeVar("T")

_EXAMPLES = {
    "arshjul": "arshjul = 1",
    "id": 'id = "s3.region"',
    "year": "year = 2027",
    "area": 'area = "…"',
    "when": 'when = "…"',
    "email": 'email = "namn@region.example"',
    "members": 'members = ["…"]',
    "to": 'to = ["inbjudna"]',
    "what": 'what = "serie/2027-05"',
    "count": 'count = "3-5"',
    "window": 'window = "feb-nov"',
}


class Reader:
    """`active`: the wheel sends, so an undecided date ("?") is an error and no mere warning."""

    def __init__(self, document: Document, context: PhraseContext, *, active: bool) -> None:
        self.document = document
        self.context = context
        self.active = active
        self._read: dict[tuple[Path, object], object] = {}
        self._origins: dict[Path, Origin] = {}

    def origin(self, path: Path) -> Origin:
        """Where a value is written. An inherited one is asked for by every series: remembered."""
        found = self._origins.get(path)
        if found is None:
            found = self._origins[path] = self.document.value(path)
        return found

    def report(self, code: str, at: Origin, variant: str = "", /, **params: Param) -> None:
        self.document.report(Problem.error(code, at, variant, **params))

    def phrase(self, path: Path, text: str, parse: Callable[[str], T]) -> T | None:
        """`text`, which stands at `path`, parsed. What is wrong is said once, however many tables inherit it."""
        key = (path, parse)
        if key not in self._read:
            try:
                self._read[key] = parse(text)
            except PhraseError as wrong:
                self._read[key] = None
                at = self.part(path, text, wrong.offset, wrong.length)
                self.document.report(Problem(wrong.code, at, wrong.variant, wrong.params))
        found: T | None = self._read[key]  # type: ignore[assignment]  # the key holds the parser, hence its type
        return found

    def _date(self, text: str) -> Day:
        return parse_date(text, self.context)

    def span(self, path: Path, text: str) -> Span | None:
        """A stretch of days, with its place."""
        span = self.phrase(path, text, self._span)
        return None if span is None else replace(span, at=self.origin(path))

    def _span(self, text: str) -> Span:
        return parse_span(text, self.context)

    def rule(self, text: str) -> Rule:
        return parse_when(text, self.context)

    def rule_of_deadline(self, text: str) -> Rule:
        return parse_when(text, replace(self.context, dates=False))

    def part(self, path: Path, text: str, offset: int, length: int) -> Origin:
        """A part of the value at `path`; all of it when escapes or line breaks make the columns differ."""
        at = self.origin(path)
        return at.part(offset, max(1, length)) if at.end_column - at.column == len(text) else at

    def closed(self, path: Path, kind: str, text: str | None) -> str | None:
        """One of a closed list of words, in its canonical form. None when not written, or not one of them."""
        if text is None:
            return None
        return self.phrase(path, text, _parser_of(kind))

    def date(self, path: Path, text: str) -> date | None:
        """A date. An undecided one ("?ons 2028-04-26") is read as the date, with a problem that blocks activation."""
        if not text.lstrip().startswith("?"):
            return self.phrase(path, text, self._date)
        make = Problem.error if self.active else Problem.warning
        self.document.report(make("E75", self.part(path, text, 0, len(text))))
        return self.phrase(path, text.replace("?", " ", 1), self._date)

    def date_origin(self, path: Path, text: str) -> Origin:
        """The date itself, without the weekday before it."""
        width = len("2027-05-18")
        return (
            self.part(path, text, len(text.rstrip()) - width, width) if len(text.strip()) > width else self.origin(path)
        )

    def require(self, path: Path, kind: str, shape: Shape) -> bool:
        """Whether all required keys are there. A missing one is a problem, a broken one is known already."""
        whole = True
        for key in shape.required:
            if key not in shape.written:
                whole = False
                if not self.document.is_broken((*path, key)):
                    like = _EXAMPLES.get(key, f'{key} = "…"')
                    self.report("E15", self.document.key(path), kind=kind, key=key, like=like)
        return whole

    def beside(self, at: Origin, other: Origin) -> tuple[str, str]:
        """`other` as a place to name in a problem at `at`: the file only when it is another one."""
        file = "" if other.file == at.file else other.file.rpartition("/")[2]
        return file, str(other.line)


def _parser_of(kind: str) -> Callable[[str], str]:
    found = _PARSERS.get(kind)
    if found is None:
        found = _PARSERS[kind] = lambda text: closed_value(kind, text)
    return found


_PARSERS: dict[str, Callable[[str], str]] = {}
