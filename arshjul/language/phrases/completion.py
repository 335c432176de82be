"""What may stand where a phrase stops: the ways to end it, and the kinds of word named for a person."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from arshjul.language.phrases.accept import Stop
from arshjul.language.phrases.error import PhraseContext
from arshjul.language.phrases.lexicon import Lexicon

_SHOWN = 3
_SIGNS = frozenset({"DASH", "COMMA"})
_UNITS = frozenset({"d", "ad", "wd", "h"})
_LEANING = ",:-"
"""Signs that stand close to the word before."""


def completions(stop: Stop) -> tuple[str, ...]:
    """Up to three ways to end the phrase from where it stops, the likeliest first."""
    before = stop.tokens[stop.at - 1].kind if stop.at else ""
    return tuple(islice(dict.fromkeys(_endings(stop, before)), _SHOWN))


def _endings(stop: Stop, before: str) -> Iterator[str]:
    for kinds in stop.machine.ways_on(stop.state):
        words = [samples(stop.lexicon, *pair) for pair in zip((before, *kinds), kinds, strict=False)]
        for row in product(*words):
            yield join("", row)


def samples(lexicon: Lexicon, before: str, kind: str) -> tuple[str, ...]:
    """Words of a kind, fit to stand after the kind `before`."""
    return lexicon.samples.get(f"{before} {kind}") or lexicon.samples.get(kind, ())


def join(start: str, words: tuple[str, ...]) -> str:
    """Words put after `start` with the space that each wants.

    >>> join("måndag", (",", "tisdag", "-", "onsdag"))
    'måndag, tisdag-onsdag'
    """
    text = start
    tight = not start or start.endswith("-")
    for word in words:
        text += word if tight or word[0] in _LEANING or (word in _UNITS and text[-1].isdigit()) else f" {word}"
        tight = word == "-"
    return text


def dated(text: str, context: PhraseContext) -> str:
    """Sample dates moved into the wheel's year."""
    return text.replace("2027-01-15", f"{context.year}-01-15")


def expected(stop: Stop) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may stand here, in Swedish and in English for the reader: at most three, the most telling first."""
    legal = set(stop.legal)
    swedish: list[str] = []
    english: list[str] = []
    for kinds, text in stop.lexicon.shown:
        if kinds & legal:
            swedish.append(text.sv)
            english.append(text.en)
            legal -= kinds
    for kind in stop.legal:
        if kind in legal and kind not in _SIGNS and (words := samples(stop.lexicon, "", kind)):
            swedish.append(f"«{words[0]}»")
            english.append(f"“{words[0]}”")
    return tuple(swedish[:_SHOWN]), tuple(english[:_SHOWN])
