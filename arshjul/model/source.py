"""Where something was written, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Severity = Literal["error", "warning"]
Param = str | int | date | tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A stretch of one line in a file. Lines and columns count from 1, in characters; `end_column` is exclusive."""

    file: str
    line: int
    column: int
    end_column: int

    def part(self, offset: int, length: int) -> Origin:
        """The stretch of `length` characters that starts `offset` characters into this one."""
        start = self.column + offset
        return Origin(self.file, self.line, start, start + length)


NOWHERE = Origin("", 0, 0, 0)
"""For things that no file says (built-in defaults, `explain` without a wheel)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, without words: `language.problems` turns it into a sentence and a cure in the reader's language.

    `variant` picks among several wordings of one code. `params` fill the wording; dates stay dates until then.
    """

    code: str
    at: Origin
    variant: str = ""
    params: tuple[tuple[str, Param], ...] = ()
    severity: Severity = "error"

    @classmethod
    def error(cls, code: str, at: Origin, variant: str = "", /, **params: Param) -> Problem:
        return cls(code, at, variant, tuple(sorted(params.items())))

    @classmethod
    def warning(cls, code: str, at: Origin, variant: str = "", /, **params: Param) -> Problem:
        return cls(code, at, variant, tuple(sorted(params.items())), "warning")
