"""How each language lists weekdays, months and weeks, and joins what narrows a rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from arshjul.almanac.names import MONTHS, WEEKDAYS
from arshjul.text import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """`ending` makes a weekday plural: «tisdagar», "tuesdays"."""

    language: Language
    conjunction: str
    ending: str
    week: str
    within: str
    leaving_out: str
    since: str
    until: str

    def month(self, number: int) -> str:
        return MONTHS[self.language][number - 1].lower()

    def months(self, numbers: Sequence[int]) -> str:
        """«februari-april», «mars och maj»."""
        return self._listed(numbers, self.month)

    def numbers(self, numbers: Sequence[int]) -> str:
        """«6, 20 och 46», «28-31»."""
        return self._listed(numbers, str)

    def weekday(self, number: int) -> str:
        return WEEKDAYS[self.language][number].lower()

    def weekdays(self, numbers: Sequence[int]) -> str:
        """«tisdag och torsdag»."""
        return self._listed(numbers, self.weekday)

    def plural_weekdays(self, numbers: Sequence[int]) -> str:
        """«tisdagar och torsdagar»."""
        return self._listed(numbers, lambda number: self.weekday(number) + self.ending)

    def _listed(self, numbers: Sequence[int], name: Callable[[int], str]) -> str:
        parts = [name(first) if first == last else f"{name(first)}-{name(last)}" for first, last in _runs(numbers)]
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {self.conjunction} {parts[-1]}"


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Three or more in a row become a range.

    >>> _runs((1, 2, 3, 6, 7))
    [(1, 3), (6, 6), (7, 7)]
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    pairs = []
    for run in runs:
        pairs.extend([(run[0], run[-1])] if len(run) > 2 else [(number, number) for number in run])
    return pairs


WORDINGS: dict[Language, Wording] = {
    "sv": Wording("sv", "och", "ar", "v.", "i", "utom", "från", "till"),
    "en": Wording("en", "and", "s", "w.", "in", "except", "from", "to"),
}
