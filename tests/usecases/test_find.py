"""What a person is told who names something that is not there."""

from __future__ import annotations

import pytest

from arshjul.text import Text
from arshjul.usecases.find import unknown

MANY = [f"serie-{number}" for number in range(10, 40)]


@pytest.mark.parametrize(
    ("name", "options", "cure"),
    [
        ("digtala", ["digitala", *MANY], "menade du  digitala ?"),
        ("styr", ["styrgrupp", *MANY], "menade du  styrgrupp ?"),
        ("grupp", ["styrgrupp", "styrgrupp-formote", *MANY], "välj bland styrgrupp, styrgrupp-formote"),
        ("nisse", ["siv", "ulf"], "välj bland siv, ulf"),
        ("nisse", MANY, "skriv det som i hjulets fil, eller i en fil som den hämtar"),
        ("", MANY, "skriv det som i hjulets fil, eller i en fil som den hämtar"),
    ],
)
def test_the_cure_is_the_one_name_that_is_near_or_a_few_to_choose_among(
    name: str, options: list[str], cure: str
) -> None:
    error = unknown(Text("serien", "the series"), name, options)
    assert (error.message.sv, error.cure.sv) == (f"serien «{name}» finns inte", cure)
    assert error.cure.en
