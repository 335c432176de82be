"""The changes to one place of a phrase that could make it right, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from arshjul.closest import nearest
from arshjul.language.phrases.accept import LEXICONS, Stop, spellings
from arshjul.language.phrases.completion import join, samples
from arshjul.language.phrases.error import PhraseContext
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.possible import weeks_in

_MOST_MOVED = 8
"""In a longer phrase a word out of place is no longer found by moving each."""
_IDLE = frozenset(
    {"", "IN", "OF", "THE", "DAY", "W", "WEEK", "WEEKS", "EVERY", "WEEKDAY", "COMMA", "AND", "DASH", "AT"}
)
"""Kinds that may be dropped without another meaning; dropping «från» or «utom» would silently mend the wrong thing."""


@dataclass(frozen=True, slots=True)
class Change:
    """`cure` names the wording, `token` what is underlined, `write` what the cure tells to write."""

    cure: str
    token: Token
    write: str
    repaired: str


def changes(text: str, stop: Stop, context: PhraseContext) -> Iterator[Change]:
    """Another word, a word more, a word less, a word moved."""
    yield from replacements(text, stop, context)
    yield from _insertions(text, stop)
    yield from _deletions(text, stop)
    yield from _moves(text, stop)


def replaced(text: str, token: Token, write: str) -> str:
    """The phrase with another word in the token's place."""
    return text[: token.start] + write + text[token.end :]


def inserted(text: str, token: Token, words: tuple[str, ...]) -> str:
    """The phrase with `words` before the token."""
    return f"{join(text[: token.start].rstrip(), words)} {text[token.start :]}".lstrip()


def replacements(text: str, stop: Stop, context: PhraseContext) -> Iterator[Change]:
    """Another word, or a few, in the place of what is written."""
    token = stop.tokens[stop.at]
    spans = [(token, write) for write in _words_for(text[token.start : token.end].lower(), token, stop)]
    named = "ID" in stop.legal
    for span, write in (*_day_of_week(stop, context), *(() if named else _hinted(text, stop)), *spans):
        yield Change("write", span, write, replaced(text, span, write))


def _hinted(text: str, stop: Stop) -> Iterator[tuple[Token, str]]:
    """What people write for something, longest first: it may begin a word earlier, or take several."""
    for last in reversed(stop.tokens[stop.at : stop.at + 3]):
        for first in stop.tokens[max(stop.at - 1, 0) : stop.at + 1]:
            hint = stop.lexicon.hints.get(text[first.start : last.end].lower(), "")
            for write in filter(None, hint.split("|")):
                yield Token("", None, first.start, last.end), write


def _day_of_week(stop: Stop, context: PhraseContext) -> Iterator[tuple[Token, str]]:
    """«Från v. 2» and «till v. 20» where a date is wanted: the week's Monday, its Sunday."""
    here = stop.tokens[stop.at : stop.at + 2]
    if "DATE" in stop.legal and [token.kind for token in here] in (["W", "NUM"], ["WEEK", "NUM"]):
        week = cast("int", here[1].value)
        if 1 <= week <= weeks_in(context.year):
            day = date.fromisocalendar(context.year, week, 7 if stop.tokens[stop.at - 1].kind == "TO" else 1)
            yield Token("", None, here[0].start, here[1].end), f"{day}"


def _words_for(word: str, token: Token, stop: Stop) -> Iterator[str]:
    """The same meaning in this language, what people write instead, a number for its word, and the near-misspelt."""
    canonical = spellings(stop.lexicon.language)
    for lexicon in LEXICONS.values():
        meaning = lexicon.words.get(word)
        if meaning in canonical and meaning[0] in stop.legal and lexicon is not stop.lexicon:
            yield canonical[meaning]
    if "ID" in stop.legal and not token.kind and word.isascii():
        yield word
    if "CLOCK" in stop.legal and token.kind == "NUM" and cast("int", token.value) < 24:
        yield f"{token.value:02}:00"
    if "NUM" in stop.legal and token.kind in ("FIRST", "SECOND", "ORD", "TH1", "TH2", "TH5", "TH"):
        yield str(token.value)
    if len(word) > 1 and not token.kind:
        legal = (spelling for spelling, (kind, _) in stop.lexicon.words.items() if kind in stop.legal)
        yield from nearest(word, legal)


def _insertions(text: str, stop: Stop) -> Iterator[Change]:
    token = stop.tokens[stop.at]
    before = stop.tokens[stop.at - 1].kind if stop.at else ""
    for kind in stop.legal:
        for word in samples(stop.lexicon, before, kind)[:1]:
            whole = inserted(text, token, (word,))
            yield Change("missing", token, whole, whole)
    for kind in stop.machine.edges[0]:
        for word in samples(stop.lexicon, "", kind)[:1]:
            whole = inserted(text, stop.tokens[0], (word,))
            yield Change("missing", token, whole, whole)


def _deletions(text: str, stop: Stop) -> Iterator[Change]:
    for token in dict.fromkeys((stop.tokens[stop.at], stop.tokens[stop.at - 1 if stop.at else 0], stop.tokens[0])):
        if token.kind in _IDLE or _twice(stop, token):
            rest = _without(text, token)
            yield Change("extra", token, rest, rest)


def _twice(stop: Stop, token: Token) -> bool:
    at = stop.tokens.index(token)
    return at > 0 and stop.tokens[at - 1][:2] == token[:2]


def _moves(text: str, stop: Stop) -> Iterator[Change]:
    """A later word brought here: «january 15», «v. 37 onsdag»."""
    if len(stop.tokens) <= _MOST_MOVED:
        here = stop.tokens[stop.at]
        for token in stop.tokens[stop.at + 1 :]:
            rest = _without(text, token)
            whole = f"{rest[: here.start]}{text[token.start : token.end]} {rest[here.start :]}"
            yield Change("missing", here, whole, whole)


def _without(text: str, token: Token) -> str:
    parts = (text[: token.start].rstrip(), text[token.end :].strip())
    return " ".join(part for part in parts if part)
