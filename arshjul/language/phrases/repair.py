"""An unknown or misplaced word: the one change that would make the phrase right, the likeliest first."""

from __future__ import annotations

from arshjul.language.phrases.accept import LEXICONS, Start, Stop, accept_in
from arshjul.language.phrases.build import build_rule
from arshjul.language.phrases.changes import Change, changes, replacements
from arshjul.language.phrases.completion import completions, dated, expected, join
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.reader import Reader
from arshjul.model.rhythm import Rule
from arshjul.text import Language


def understood(text: str, start: Start, language: Language, context: PhraseContext) -> bool:
    """Whether a phrase is right: its grammar, and for `when` its days and weeks too."""
    if start == "when":
        return read(text, language, context) is not None
    return not isinstance(accept_in(text, start, language), Stop)


def read(text: str, language: Language, context: PhraseContext) -> Rule | None:
    """The rule that a phrase of a language means, if it is right."""
    tokens = accept_in(text, "when", language)
    if isinstance(tokens, Stop):
        return None
    try:
        return build_rule(Reader(text, tokens, language, context))
    except PhraseError:
        return None


def unknown(text: str, stop: Stop, context: PhraseContext) -> PhraseError:
    """E20 for the word where the phrase stops. A nearby word is offered even when more is wrong further on."""
    token = stop.tokens[stop.at]
    language = stop.lexicon.language
    tried = changes(text, stop, context)
    right = (change for change in tried if understood(change.repaired, stop.start, language, context))
    change = next(right, None)
    if change is not None and change.cure == "extra" and not token.kind:
        change = next((near for near in replacements(text, stop, context) if near.token == token), change)
    repaired = change.repaired if change and understood(change.repaired, stop.start, language, context) else None
    if change is None:
        example = Change("example", token, _example(text, stop, context), "")
        change = next(replacements(text, stop, context), example)
    swedish, english = expected(stop)
    kind = _what(text, stop)
    variant = f"{kind}-{change.cure}"
    return PhraseError(
        "E20",
        change.token.start,
        change.token.end - change.token.start,
        "" if variant == "unknown-write" else variant,
        repaired=repaired,
        word=_word(text, change.token),
        write=change.write,
        expected_sv=swedish,
        expected_en=english,
    )


def _word(text: str, token: Token) -> str:
    return text[token.start : token.end]


def _what(text: str, stop: Stop) -> str:
    """A word of this language in the wrong place, of the other language, of none, or a sign."""
    token = stop.tokens[stop.at]
    if token.kind:
        return "misplaced"
    word = _word(text, token)
    if not word[0].isalnum():
        return "sign"
    return "mixed" if any(word.lower() in lexicon.words for lexicon in LEXICONS.values()) else "unknown"


def _example(text: str, stop: Stop, context: PhraseContext) -> str:
    """What stands before the word, brought to an end."""
    begun = text[: stop.tokens[stop.at].start].strip()
    if stop.state in stop.machine.accepting:
        return begun
    return dated(join(begun, tuple(completions(stop)[:1])), context)
