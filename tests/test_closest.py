"""Did you mean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from arshjul.closest import distance, nearest, suggest

WORDS = st.text("abcå", max_size=6)


def test_the_nearest_word_is_suggested() -> None:
    assert suggest("tisdagne", ["onsdagen", "tisdagen"]) == "tisdagen"
    assert suggest("Mandag", ["måndag", "söndag"]) == "måndag"
    assert suggest("jon", []) is None
    assert suggest("xyz", ["jon", "siv"]) is None


def test_short_words_are_not_guessed() -> None:
    assert suggest("v", ["d", "h"]) is None
    assert suggest("maj", ["mars"]) is None


def test_equals_keep_their_order() -> None:
    assert nearest("katt", ["hatt", "ratt"]) == ["hatt", "ratt"]


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_zero_only_for_the_same(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))
