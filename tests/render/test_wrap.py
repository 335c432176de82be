"""Long lines on a terminal go on below their last column."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from arshjul.render.wrap import wrapped


def test_a_long_line_goes_on_below_its_last_column() -> None:
    line = "  v. 21  tor 27 maj   08.30–09.15  × Jord – avstämning med landsbygdsutvecklare  jord/2027-W21"
    assert wrapped(line, 60).split("\n") == [
        "  v. 21  tor 27 maj   08.30–09.15  × Jord – avstämning med",
        "                                     landsbygdsutvecklare",
        "                                     jord/2027-W21",
    ]


def test_what_fits_and_what_quotes_a_file_stays_as_it_stands() -> None:
    quoted = ' 12 | title = "' + "ord " * 40 + '"'
    assert wrapped(f"kort\n{quoted}", 40) == f"kort\n{quoted}"


def test_a_style_stops_at_the_edge_and_goes_on_after_the_margin() -> None:
    assert wrapped("a  \033[9mbbbb cccc\033[0m dd", 23) == "a  \033[9mbbbb cccc\033[0m dd"
    line = "nr  \033[2m\033[9m" + "struket möte " * 3 + "här\033[0m slut"
    first, second = wrapped(line, 30).split("\n")
    assert first.endswith("\033[0m")
    assert second.startswith("    \033[2m\033[9m")
    assert second.endswith("här\033[0m slut")


@given(
    st.lists(st.text("ab→–·å ", min_size=1, max_size=30), min_size=1, max_size=6).map("  ".join),
    st.integers(24, 100),
)
def test_no_word_is_lost_and_no_row_is_too_wide(line: str, width: int) -> None:
    shown = wrapped(line, width)
    assert shown.split() == line.split()
    longest = max(map(len, line.split()), default=0)
    assert all(len(row.rstrip()) <= width or longest > 20 for row in shown.split("\n")) or re.match(r"\s{20,}", line)
