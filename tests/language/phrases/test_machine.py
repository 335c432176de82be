"""The grammar's machine: what it accepts, where it stops, how it completes; and that it is whole."""

from __future__ import annotations

import pytest

from arshjul.language.phrases.accept import LEXICONS, Start, Stop, accept_in, machine
from arshjul.language.phrases.completion import completions, samples
from arshjul.language.phrases.machine import Machine, compile_grammar
from arshjul.text import Language

STARTS: tuple[Start, ...] = ("when", "span", "remind")
BOTH: list[tuple[Language, Start]] = [(language, start) for language in LEXICONS for start in STARTS]


def accepts(machine: Machine, kinds: str) -> bool:
    state: int | None = 0
    for kind in kinds.split():
        state = machine.edges[state].get(kind) if state is not None else None
    return state in machine.accepting


@pytest.mark.parametrize(
    ("grammar", "right", "wrong"),
    [
        ("s = A B", ["A B"], ["", "A", "B", "A B B"]),
        ("s = A | B C", ["A", "B C"], ["A C", "B"]),
        ("s = [A] B", ["B", "A B"], ["A", "A A B"]),
        ("s = A {COMMA A}", ["A", "A COMMA A COMMA A"], ["A COMMA", ""]),
        ("s = {a} D ; a = A | [B] C", ["D", "A C B C D"], ["B D", "A"]),
        ("s = (A | B) (A | C)", ["A A", "B C"], ["C A", "A B"]),
    ],
)
def test_a_grammar_takes_its_own_sentences_alone(grammar: str, right: list[str], wrong: list[str]) -> None:
    machine = compile_grammar(grammar, "s")
    assert all(accepts(machine, kinds) for kinds in right)
    assert not any(accepts(machine, kinds) for kinds in wrong)


@pytest.mark.parametrize(("language", "start"), BOTH)
def test_every_kind_in_a_grammar_has_a_word_and_a_sample(language: Language, start: Start) -> None:
    lexicon = LEXICONS[language]
    with_words = {kind for kind, _ in lexicon.words.values()}
    signs = {"NUM", "TH", "TH1", "TH2", "TH5", "DATE", "CLOCK", "DASH", "COMMA", "COLON", "ID"}
    used = {kind for row in machine(language, start).edges for kind in row}
    assert used <= with_words | signs
    unsampled = {kind for kind in used if not samples(lexicon, "", kind)}
    assert unsampled <= {"WEEK", "TH", "TH1", "TH2", "TH5"}


@pytest.mark.parametrize(("language", "start"), BOTH)
def test_every_state_can_be_completed(language: Language, start: Start) -> None:
    """From every state that a phrase can be in, a completion is offered that the machine accepts."""
    table = machine(language, start)
    for state in range(len(table.edges)):
        if state not in table.accepting:
            stop = Stop(LEXICONS[language], start, [], 0, state)
            assert completions(stop), f"{state}: {table.edges[state]}"


def test_sample_sentences_are_sentences() -> None:
    for language in LEXICONS:
        for start in STARTS:
            for ending in completions(Stop(LEXICONS[language], start, [], 0, 0)):
                assert not isinstance(accept_in(ending, start, language), Stop), ending
