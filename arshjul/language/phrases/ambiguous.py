"""E22: words that two people read differently, with the word to use."""

from __future__ import annotations

from arshjul.language.phrases.accept import LEXICONS, Stop
from arshjul.language.phrases.changes import replaced
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Lexicon, Token
from arshjul.language.phrases.repair import understood


def ambiguous(text: str, stop: Stop, context: PhraseContext) -> PhraseError | None:
    """The trap of either language that the phrase stopped in."""
    for lexicon in LEXICONS.values():
        found = _trapped(text, stop, lexicon)
        if found is None:
            continue
        place, (variant, options) = found
        if variant == "july" and "MONTH" not in stop.legal:
            continue
        for write in options:
            repaired = replaced(text, place, write)
            if understood(repaired, "when", lexicon.language, context):
                return _error(place, variant, write, repaired if variant != "july" else None)
        return _error(place, variant, options[0], None)
    return None


def _trapped(text: str, stop: Stop, lexicon: Lexicon) -> tuple[Token, tuple[str, tuple[str, ...]]] | None:
    """A trap may span the word before ("every second"), or several tokens ("bi-weekly")."""
    if stop.start != "when" or stop.at == len(stop.tokens):
        return None
    for first in stop.tokens[max(stop.at - 1, 0) : stop.at + 1][::-1]:
        for last in stop.tokens[stop.at : stop.at + 3]:
            words = text[first.start : last.end].lower()
            if words in lexicon.traps:
                return Token("", None, first.start, last.end), lexicon.traps[words]
    return None


def _error(place: Token, variant: str, write: str, repaired: str | None) -> PhraseError:
    return PhraseError("E22", place.start, place.end - place.start, variant, repaired=repaired, write=write)
