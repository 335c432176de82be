"""Did you mean: the nearest of a few words (Damerau and Levenshtein, optimal string alignment)."""

from __future__ import annotations

from collections.abc import Iterable


def suggest(word: str, options: Iterable[str]) -> str | None:
    """The option nearest to `word`, the first of equals; None when none is near.

    >>> suggest("adnra", ["första", "andra", "tredje"])
    'andra'
    >>> suggest("bord", ["andra", "tredje"]) is None
    True
    """
    return next(iter(nearest(word, options)), None)


def nearest(word: str, options: Iterable[str]) -> list[str]:
    """The options near enough to `word` to be it misspelt, nearest first."""
    limit = _limit(len(word))
    wanted = word.lower()
    found = []
    for option in dict.fromkeys(options):
        if abs(len(option) - len(word)) <= limit:
            away = distance(wanted, option.lower())
            if away <= min(limit, _limit(len(option))):
                found.append((away, option))
    found.sort(key=lambda pair: pair[0])
    return [option for _, option in found]


def distance(one: str, other: str) -> int:
    """How many letters to change, add, drop or swap with their neighbour.

    >>> distance("adnra", "andra"), distance("måndg", "måndag"), distance("mandag", "måndag")
    (1, 1, 1)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if above and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _limit(length: int) -> int:
    """Short words resemble each other by chance."""
    return 0 if length < 3 else 1 if length < 6 else 2
