"""What is wrong with a phrase, and the year that phrases are read in."""

from __future__ import annotations

from dataclasses import dataclass

from arshjul.model.source import Param
from arshjul.text import Language


@dataclass(frozen=True, slots=True)
class PhraseContext:
    """The wheel's `year` and `first_month`: which weeks and which 29 February exist.

    `language` only decides for a phrase that could be either ("15 april").
    """

    year: int
    first_month: int = 1
    language: Language = "sv"
    dates: bool = True
    """Whether the table has a key `dates` beside `when`; only the cures care."""

    def year_of(self, month: int) -> int:
        """The calendar year in which `month` falls inside the wheel.

        >>> PhraseContext(2027, first_month=8).year_of(2)
        2028
        """
        return self.year if month >= self.first_month else self.year + 1


class PhraseError(Exception):
    """One problem: `length` characters from `offset` within the phrase (just past its end when something is missing).

    `variant` and `params` fill the wording in `language.texts.phrases`. `repaired` is the whole phrase as it reads
    after the cure, where the cure leaves no choice; else None.
    """

    def __init__(
        self,
        code: str,
        offset: int,
        length: int,
        variant: str = "",
        /,
        *,
        repaired: str | None = None,
        **params: Param,
    ) -> None:
        super().__init__(f"{code} at {offset}+{length} {variant}".rstrip())
        self.code = code
        self.offset = offset
        self.length = length
        self.variant = variant
        self.params: tuple[tuple[str, Param], ...] = tuple(sorted(params.items()))
        self.repaired = repaired
