"""Walks along tokens that the grammar has accepted: numbers, lists, days."""

from __future__ import annotations

from datetime import date
from typing import cast

from arshjul.language.phrases.dates import checked_date
from arshjul.language.phrases.error import PhraseContext
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.possible import check_month_day, check_week, weeks_in
from arshjul.model.rhythm import Weekday
from arshjul.text import Language

_FILLERS = frozenset({"THE", "DAY", "OF", "LATER", "THAN"})
_WEEKDAYS = tuple(Weekday)
_END = Token("", None, 0, 0)
WEEK_MARKS = frozenset({"W", "WEEK", "WEEKS"})


class Reader:
    """A place in a phrase, past the tokens that only make it read well. `kind` is what stands here, "" at the end."""

    __slots__ = ("_at", "_tokens", "context", "kind", "language", "text")

    def __init__(self, text: str, tokens: list[Token], language: Language, context: PhraseContext) -> None:
        self._tokens = [token for token in tokens if token.kind not in _FILLERS]
        self._tokens += (_END, _END)
        self._at = 0
        self.kind = self._tokens[0].kind
        self.text = text
        self.language = language
        self.context = context

    def next_kind(self) -> str:
        return self._tokens[self._at + 1].kind

    def here(self) -> Token:
        return self._tokens[self._at]

    def take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        self.kind = self._tokens[self._at].kind
        return token

    def skip(self, kind: str) -> bool:
        """Step over a token of `kind`, if one stands here."""
        if self.kind != kind:
            return False
        self.take()
        return True

    def number(self) -> int:
        return cast("int", self.take().value)

    def word(self) -> str:
        return cast("str", self.take().value)

    def months(self) -> tuple[int, ...]:
        self.skip("IN")
        return self._listed("MONTH", 1, 12)

    def weekdays(self) -> tuple[Weekday, ...]:
        return tuple([_WEEKDAYS[number] for number in self._listed("WEEKDAY", 0, 6)])

    def week(self) -> int:
        """A week number, after its mark."""
        self.take()
        return check_week(self.take(), self.context)

    def weeks(self) -> tuple[int, ...]:
        """Week numbers, after their mark."""
        self.take()
        start = self._at
        weeks = self._listed("NUM", 1, weeks_in(self.context.year))
        for token in self._tokens[start : self._at]:
            if token.kind == "NUM":
                check_week(token, self.context)
        return weeks

    def date(self) -> date:
        weekday = self.take() if self.kind == "WEEKDAY" else None
        return checked_date(self.take(), weekday)

    def month_day(self) -> tuple[int, tuple[int, ...]]:
        """«15 varje månad», «sista i juni», «15 mars»: the day (-1 the last) and its months (none: every month)."""
        token = self.take()
        if self.skip("EVERY"):
            self.take()
            months: tuple[int, ...] = ()
        else:
            months = self.months()
        check_month_day(token, months, self.text, self.language, self.context)
        return cast("int", token.value), months

    def _listed(self, kind: str, lowest: int, highest: int) -> tuple[int, ...]:
        """`a, b-c and d` as sorted numbers; a range may wrap around the highest."""
        if self.next_kind() not in ("DASH", "COMMA", "AND"):
            return (self.number(),)
        numbers: set[int] = set()
        while True:
            first = last = self.number()
            if self.skip("DASH"):
                last = self.number()
            if first <= last:
                numbers.update(range(first, last + 1))
            else:
                numbers.update(range(first, highest + 1), range(lowest, last + 1))
            if self.kind not in ("COMMA", "AND") or self.next_kind() != kind:
                return tuple(sorted(numbers))
            self.take()
