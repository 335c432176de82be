"""Does a phrase follow the grammar? Its tokens if so, else where it stops."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from arshjul.language.phrases.english import ENGLISH
from arshjul.language.phrases.error import PhraseError
from arshjul.language.phrases.lexicon import Lexicon, Token, Value
from arshjul.language.phrases.machine import Machine, compile_grammar
from arshjul.language.phrases.swedish import SWEDISH
from arshjul.text import Language

LEXICONS: dict[Language, Lexicon] = {"sv": SWEDISH, "en": ENGLISH}
Start = Literal["when", "span", "remind"]
RESERVED = frozenset(
    word for lexicon in LEXICONS.values() for word, (kind, _) in lexicon.words.items() if kind.startswith("FEAST")
)
"""Feast words: no series or deadline may be called so."""
LONGEST = 400
"""Characters in a phrase: room for every week of the year."""
_ID = re.compile(r"[a-z0-9-]+(?![\w-])")
_SAME_IN_BOTH = frozenset({"", "NUM", "DATE", "CLOCK", "DASH", "COMMA", "COLON"})


@dataclass(frozen=True, slots=True)
class Stop:
    """The phrase goes wrong at token `at` (the number of tokens when it ends too early), in `state` of the machine."""

    lexicon: Lexicon
    start: Start
    tokens: list[Token]
    at: int
    state: int

    @property
    def machine(self) -> Machine:
        return machine(self.lexicon.language, self.start)

    @property
    def legal(self) -> dict[str, int]:
        """The word kinds that may stand where it stops."""
        return self.machine.edges[self.state]


@cache
def machine(language: Language, start: Start) -> Machine:
    """The grammar of a language, compiled at its first use."""
    return compile_grammar(LEXICONS[language].grammar, start)


@cache
def spellings(language: Language) -> dict[tuple[str, Value], str]:
    """The first (canonical) spelling of each meaning."""
    first: dict[tuple[str, Value], str] = {}
    for word, meaning in LEXICONS[language].words.items():
        first.setdefault(meaning, word)
    return first


def accept(text: str, start: Start, preferred: Language) -> tuple[Language, list[Token]] | tuple[Stop, Stop]:
    """The language and tokens of a right phrase, else how far each language came, the likelier first.

    Raises PhraseError E20 for a text longer than anyone writes: what follows would take its time.
    """
    if len(text) > LONGEST:
        raise PhraseError("E20", 0, len(text), "long", most=LONGEST)
    first = accept_in(text, start, preferred)
    if not isinstance(first, Stop):
        return preferred, first
    other: Language = "en" if preferred == "sv" else "sv"
    second = accept_in(text, start, other)
    if not isinstance(second, Stop):
        return other, second
    return (second, first) if _likeness(second) > _likeness(first) else (first, second)


def accept_in(text: str, start: Start, language: Language) -> list[Token] | Stop:
    """The tokens of `text` when the language's grammar takes every one of them, else where it stops."""
    lexicon = LEXICONS[language]
    table = machine(language, start)
    tokens = lexicon.tokens(text)
    edges = table.edges
    state = at = 0
    while at < len(tokens):
        row = edges[state]
        if "ID" in row:
            _name_at(at, tokens, text)
        following = row.get(tokens[at].kind)
        if following is None:
            return Stop(lexicon, start, tokens, at, state)
        state = following
        at += 1
    return tokens if state in table.accepting else Stop(lexicon, start, tokens, at, state)


def _name_at(at: int, tokens: list[Token], text: str) -> None:
    """Where the name of a series may stand, its pieces ("styr", "-", "grupp") become one token."""
    name = _ID.match(text, tokens[at].start)
    if name and name[0] not in RESERVED:
        tokens[at:] = [Token("ID", name[0], *name.span()), *(t for t in tokens[at:] if t.start >= name.end())]


def _likeness(stop: Stop) -> tuple[int, int]:
    """How far it came, then how many of its words the language knows."""
    return stop.at, sum(1 for token in stop.tokens if token.kind not in _SAME_IN_BOTH)
