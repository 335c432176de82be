"""How the gaps in a problem's sentence are filled."""

from __future__ import annotations

from datetime import date

import pytest

from arshjul.language.texts.base import fill, join

DAY = date(2027, 5, 18)


@pytest.mark.parametrize(
    ("text", "sv", "en"),
    [
        ("{day:full}", "18 maj 2027", "18 May 2027"),
        ("{day:long}", "tisdag 18 maj 2027", "Tuesday 18 May 2027"),
        ("{day:short}", "tis 18 maj", "Tue 18 May"),
        ("{day:iso}", "tis 2027-05-18", "Tue 2027-05-18"),
        ("{day}", "tis 2027-05-18", "Tue 2027-05-18"),
        ("{day:weekday}", "tisdag", "Tuesday"),
        ("{day:day}", "18 maj", "18 May"),
        ("{words:list}", "a, b eller c", "a, b or c"),
        ("{words:and}", "a, b och c", "a, b and c"),
        ("{count} {word}", "3 {x}", "3 {x}"),
    ],
)
def test_a_gap_is_written_as_the_reader_writes_it(text: str, sv: str, en: str) -> None:
    params = (("day", DAY), ("words", ("a", "b", "c")), ("count", 3), ("word", "{x}"))
    assert fill(text, params, "sv") == sv
    assert fill(text, params, "en") == en


def test_one_word_needs_no_joiner() -> None:
    assert join(["a"], "eller") == "a"
    assert join(["a", "b"], "eller") == "a eller b"


def test_a_gap_without_its_param_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        fill("{missing}", (), "sv")
