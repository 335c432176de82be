"""An unknown or misplaced word: the one change that would make the phrase right, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from arshjul.language.phrases.accept import LEXICONS, Start, Stop, accept_in, spellings
from arshjul.language.phrases.build import build_rule
from arshjul.language.phrases.completion import completions, dated, expected, join, samples
from arshjul.language.phrases.error import PhraseContext, PhraseError
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.reader import Reader
from arshjul.language.suggest import nearest
from arshjul.model.rhythm import Rule
from arshjul.text import Language


@dataclass(frozen=True, slots=True)
class _Change:
    """`cure` names the wording, `token` what is underlined, `write` what the cure tells to write."""

    cure: str
    token: Token
    write: str
    repaired: str


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
    near = list(_replacements(text, stop))
    changes = [*near, *_insertions(text, stop), *_deletions(text, stop)]
    language = stop.lexicon.language
    right = (change for change in changes if understood(change.repaired, stop.start, language, context))
    change = next(right, None)
    repaired = change.repaired if change else None
    if change is None:
        change = near[0] if near else _Change("example", token, _example(text, stop, context), "")
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


def replaced(text: str, token: Token, write: str) -> str:
    """The phrase with another word in the token's place."""
    return text[: token.start] + write + text[token.end :]


def inserted(text: str, token: Token, words: tuple[str, ...]) -> str:
    """The phrase with `words` before the token."""
    return f"{join(text[: token.start].rstrip(), words)} {text[token.start :]}".lstrip()


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


def _replacements(text: str, stop: Stop) -> Iterator[_Change]:
    token = stop.tokens[stop.at]
    for write in dict.fromkeys(_words_for(_word(text, token).lower(), token, stop)):
        yield _Change("write", token, write, replaced(text, token, write))


def _words_for(word: str, token: Token, stop: Stop) -> Iterator[str]:
    """The same meaning in this language, what people write instead, a number for its word, and the near-misspelt."""
    canonical = spellings(stop.lexicon.language)
    for lexicon in LEXICONS.values():
        meaning = lexicon.words.get(word)
        if meaning in canonical and meaning[0] in stop.legal and lexicon is not stop.lexicon:
            yield canonical[meaning]
    if word in stop.lexicon.hints:
        yield stop.lexicon.hints[word]
    if "ID" in stop.legal and not token.kind and word.isascii():
        yield word
    if "NUM" in stop.legal and token.kind in ("FIRST", "SECOND", "ORD", "TH1", "TH2", "TH5", "TH"):
        yield str(token.value)
    if len(word) > 1 and not token.kind:
        legal = (spelling for spelling, (kind, _) in stop.lexicon.words.items() if kind in stop.legal)
        yield from nearest(word, legal)


def _insertions(text: str, stop: Stop) -> Iterator[_Change]:
    token = stop.tokens[stop.at]
    before = stop.tokens[stop.at - 1].kind if stop.at else ""
    for kind in stop.legal:
        for word in samples(stop.lexicon, before, kind)[:1]:
            whole = inserted(text, token, (word,))
            yield _Change("missing", token, whole, whole)


def _deletions(text: str, stop: Stop) -> Iterator[_Change]:
    for token in reversed(stop.tokens[max(stop.at - 1, 0) : stop.at + 1]):
        rest = " ".join(part for part in (text[: token.start].strip(), text[token.end :].strip()) if part)
        yield _Change("extra", token, rest, rest)


def _example(text: str, stop: Stop, context: PhraseContext) -> str:
    """What stands before the word, brought to an end."""
    begun = text[: stop.tokens[stop.at].start].strip()
    if stop.state in stop.machine.accepting:
        return begun
    return dated(join(begun, tuple(completions(stop)[:1])), context)
