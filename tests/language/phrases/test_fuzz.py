"""Phrases with a slip in them: read, or refused at a place within the phrase, with a cure that holds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.language.phrases import (
    PhraseContext,
    PhraseError,
    describe,
    parse_date,
    parse_remind,
    parse_span,
    parse_time,
    parse_when,
)
from arshjul.language.texts.base import fill
from arshjul.language.texts.phrases import TEXTS
from arshjul.model.rhythm import Rule
from arshjul.text import Language
from tests.support.rules import rules

YEAR = PhraseContext(2027)
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
LANGUAGES: tuple[Language, ...] = ("sv", "en")


def slip(phrase: str, chance: random.Random) -> str:
    """One letter or digit dropped, added, changed or swapped; or one word dropped, doubled or brought in."""
    words = phrase.split()
    at = chance.randrange(len(words))
    word = words[at]
    i = chance.randrange(len(word))
    letter = chance.choice("0123456789" if word.strip(",").isdigit() else LETTERS)
    new = chance.choice(
        [
            [word[:i] + word[i + 1 :]],
            [word[:i] + letter + word[i:]],
            [word[:i] + letter + word[i + 1 :]],
            [word[:i] + word[i : i + 2][::-1] + word[i + 2 :]],
            [],
            [word, word],
            [
                word,
                chance.choice(["i", "kl 13", "veckan", "of", "utom", "v.", "31", "och", "jul", "vardag", "the", "?"]),
            ],
        ]
    )
    return " ".join([*words[:at], *new, *words[at + 1 :]])


def refusal(parse: Callable[[str], object], phrase: str) -> PhraseError | None:
    try:
        parse(phrase)
    except PhraseError as error:
        return error
    return None


def read(phrase: str) -> Rule:
    return parse_when(phrase, YEAR)


def checked(phrase: str) -> str:
    """What became of a phrase: "read", or the code it is refused with. Asserts that the refusal helps."""
    error = refusal(read, phrase)
    if error is None:
        return "read"
    end = len(phrase) + (error.code == "E27")
    assert error.length >= 1
    assert 0 <= error.offset <= error.offset + error.length <= end, (phrase, error)
    message = TEXTS[error.code, error.variant]
    for language in LANGUAGES:
        assert fill(message.message.to(language), error.params, language)
        assert fill(message.cure.to(language), error.params, language)
    if error.repaired is None:
        return error.code
    assert refusal(read, error.repaired) is None, (phrase, error.repaired)
    return f"{error.code} mended"


def test_a_slip_is_read_or_refused_with_a_cure_that_holds() -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=1500)
    @given(rules, st.sampled_from(LANGUAGES), st.randoms(use_true_random=False))
    def slips(rule: Rule, language: Language, chance: random.Random) -> None:
        reached[checked(slip(describe(rule, language), chance))] += 1

    slips()
    assert reached["read"] >= 50
    assert reached["E20 mended"] >= 200
    for code in ("E20", "E27 mended", "E26 mended", "E24 mended", "E21", "E23", "E22"):
        assert reached[code] >= 3, (code, reached)


@settings(max_examples=400)
@given(st.text(max_size=40) | st.text(alphabet="0123456789-:.,?v dhåäöT ", max_size=30))
def test_no_text_breaks_a_parser(text: str) -> None:
    checked(text)
    for parse in (lambda phrase: parse_span(phrase, YEAR), parse_remind, parse_time, parse_date):
        error = refusal(parse, text)
        if error is not None:
            assert 0 <= error.offset <= error.offset + error.length <= max(len(text), 1) + 1
            assert fill(TEXTS[error.code, error.variant].cure.sv, error.params, "sv")


PHRASES = ("andra tisdagen i månaden", "tisdagar jämna veckor utom juli", "second tuesday of the month except july")


def test_a_misspelt_word_is_told_the_word_it_resembles() -> None:
    """Two letters swapped in each longer word: the cure is the phrase as it was."""
    mended = 0
    for phrase in PHRASES:
        for word in phrase.split():
            wrong = word[0] + word[2:0:-1] + word[3:]
            if len(word) > 3 and wrong != word:
                error = refusal(read, phrase.replace(word, wrong))
                assert error is not None
                assert error.repaired is not None, wrong
                assert read(error.repaired).base == read(phrase).base
                mended += 1
    assert mended >= 8
