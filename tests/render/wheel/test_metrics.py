"""Widths of words: what the table says is what the font says, and lines break between words."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from arshjul.render.wheel.metrics import CAP_HEIGHT, FONTS, REGULAR, SEMIBOLD, UNITS, width, wrap
from tests.oracle.drawing import text_width

LETTERS = "".join(chr(code) for code in TTFont(FONTS / "inter-400.ttf").getBestCmap())


@pytest.mark.parametrize("weight", [REGULAR, SEMIBOLD])
def test_every_letter_is_as_wide_as_in_the_font(weight: int) -> None:
    assert len(LETTERS) > 340
    for letter in LETTERS:
        assert width(letter, 100, weight) == pytest.approx(text_width(letter, 100, weight))


def test_the_font_holds_what_swedes_samis_and_finns_write() -> None:
    assert set("åäöÅÄÖéüáčđŋšŧžÁČĐŊŠŦŽïÏ–—…·×«»“”’‘§€½") <= set(LETTERS)


@pytest.mark.parametrize("weight", [REGULAR, SEMIBOLD])
def test_the_font_in_the_picture_is_the_font_that_is_measured(weight: int) -> None:
    on_the_web, on_paper = (TTFont(FONTS / f"inter-{weight}.{kind}") for kind in ("woff2", "ttf"))
    assert on_the_web.getBestCmap() == on_paper.getBestCmap()
    assert on_the_web["hmtx"].metrics == on_paper["hmtx"].metrics
    assert on_paper["OS/2"].usWeightClass == weight
    assert (on_paper["head"].unitsPerEm, on_paper["OS/2"].sCapHeight) == (UNITS, CAP_HEIGHT * UNITS)
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_a_letter_that_the_font_lacks_gets_room_and_an_accent_none() -> None:
    assert width("語", 10) == pytest.approx(10)
    assert width("ж", 10) > 7
    assert width("a\u0301", 10) == width("a", 10)


@given(st.text(st.sampled_from("aåm   -–"), max_size=60), st.floats(20, 300))
def test_wrapping_keeps_every_word_whole_and_in_order(text: str, room: float) -> None:
    lines = wrap(text, 10, room)
    assert " ".join(lines).split() == text.split()
    for line in lines:
        assert width(line, 10) <= room or " " not in line
