"""What a language brings: its words, its grammar, and how a phrase is cut into tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from arshjul.text import Language, Text

Value = int | str | None
_TOKEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])"  # a date
    r"|[0-9]{1,2}[:.][0-9]{2}(?![0-9])"  # a time
    r"|[0-9]+(?:(?::[aeAE]|[sS][tT]|[nNrR][dD]|[tT][hH])(?![^\W\d_]))?"  # 15, 15:e, 15th; the 10 of 10ad
    r"|half-year"
    r"|(?:[^\W\d_][\u0300-\u036f]*)+\.?"  # a word, perhaps cut short with a full stop; accents may stand apart
    r"|\S"
)
_SIGNS = {"-": "DASH", "–": "DASH", "−": "DASH", ",": "COMMA", ":": "COLON"}
_PLAIN: dict[str, tuple[str, Value]] = {str(number): ("NUM", number) for number in range(100)}
_PLAIN |= {sign: (kind, None) for sign, kind in _SIGNS.items()}
_ORDINAL_KINDS = {1: "TH1", 2: "TH2", 3: "TH5", 4: "TH5", 5: "TH5"}


class Token(NamedTuple):
    """A word of a phrase: its kind in the grammar ("" when unknown), what it stands for, and where it is."""

    kind: str
    value: Value
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """A language's closed vocabulary.

    `words`: spelling → kind and value. `samples`: kind (or "PREVIOUS KIND") → words that stand for it in a completion.
    `shown`: how kinds are named where a word is missing or unknown, most telling first. `hints`: words that people
    write though they are not in the language → the word to write. `traps`: ambiguous words → why, and what to write.
    """

    language: Language
    grammar: str
    words: Mapping[str, tuple[str, Value]]
    samples: Mapping[str, tuple[str, ...]]
    shown: tuple[tuple[frozenset[str], Text], ...]
    hints: Mapping[str, str]
    traps: Mapping[str, tuple[str, tuple[str, ...]]]

    def tokens(self, text: str) -> list[Token]:
        """Every character but white space ends up in a token."""
        words = self.words
        found = []
        for match in _TOKEN.finditer(text):
            word = match[0]
            kind, value = words.get(word) or _PLAIN.get(word) or words.get(word.lower()) or self._strange(word)
            start, end = match.span()
            found.append(Token(kind, value, start, end))
        return found

    def _strange(self, word: str) -> tuple[str, Value]:
        kind, value = other_token(word)
        return (kind, value) if kind else self.words.get(str(value), ("", value))


@lru_cache(maxsize=4096)
def other_token(word: str) -> tuple[str, Value]:
    """Numbers, dates, times and signs: what is the same in every language.

    >>> other_token("15:e"), other_token("2"), other_token("2027-01-15"), other_token("bord")
    (('TH', 15), ('NUM', 2), ('DATE', '2027-01-15'), ('', 'bord'))
    """
    if not re.match("[0-9]", word):
        return "", normalize("NFC", word.lower())
    if "-" in word:
        return "DATE", word
    digits = word.lower().rstrip(":aestndrh")
    if not digits.isdigit():
        return "CLOCK", word
    if len(digits) > 4:
        return "", word
    number = int(digits)
    return ("NUM", number) if digits == word else (_ORDINAL_KINDS.get(number, "TH"), number)
