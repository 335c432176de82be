"""The wheel as one web page in a real browser: words have room as measured there, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from arshjul.render.wheel.picture import Look, wheel_svg
from arshjul.usecases.wheel import Drawing as Wanted
from arshjul.usecases.wheel import drawn
from tests.oracle.drawing import Drawing
from tests.support.browser import SHOTS, axe_source, violations
from tests.support.pictures import STRESS, example, made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

_LENGTHS = """() => document.fonts.ready.then(() => [...document.querySelectorAll('textPath')].map(words => [
    words.textContent,
    words.getComputedTextLength(),
    document.querySelector(words.getAttribute('href')).getTotalLength(),
]))"""


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["example", "12", "90 in one area", "August to July"])
def test_the_browser_measures_words_as_we_do_and_they_have_room(sheet: Page, name: str) -> None:
    svg = wheel_svg(example() if name == "example" else made(**STRESS[name]), Look("light", "none"))
    ours = {words.text: words.wide for words in Drawing(svg).words() if words.path_room}
    sheet.set_content(f"<!doctype html>{svg}")
    measured = sheet.evaluate(_LENGTHS)
    assert len(measured) >= 18
    for text, long, room in measured:
        assert long < room, text
        assert long == pytest.approx(ours[text], rel=0.02), text


def _page(sheet: Page, folder: Path) -> None:
    (folder / "hjul.html").write_bytes(drawn(example(), ".html", Wanted()))
    sheet.goto((folder / "hjul.html").as_uri())


def test_axe_finds_nothing_in_light_or_dark(sheet: Page, tmp_path: Path) -> None:
    axe = axe_source()
    _page(sheet, tmp_path)
    light = violations(sheet, axe)
    sheet.emulate_media(color_scheme="dark")
    assert (light, violations(sheet, axe)) == ([], [])


@pytest.mark.parametrize("width", [390, 768, 1280, 2560])
def test_no_screen_is_too_narrow_and_a_phone_reads_no_tiny_words(sheet: Page, tmp_path: Path, width: int) -> None:
    sheet.set_viewport_size({"width": width, "height": 900})
    _page(sheet, tmp_path)
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width
    heights = sheet.evaluate(
        "() => [...document.querySelectorAll('svg text')].filter(one => getComputedStyle(one).display != 'none'"
        " && one.getClientRects().length).map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
    )
    assert len(heights) >= 13
    if width == 390:
        assert min(abs(height) for height in heights if abs(height) > 1) > 6
    SHOTS.mkdir(parents=True, exist_ok=True)
    sheet.screenshot(path=SHOTS / f"wheel-{width}.png")


def test_the_keyboard_walks_the_meetings_and_a_click_leads_to_the_row(sheet: Page, tmp_path: Path) -> None:
    _page(sheet, tmp_path)
    sheet.keyboard.press("Tab")
    title = sheet.evaluate("document.activeElement.querySelector('title').textContent")
    assert title.startswith("tor 21 jan 2027 kl. 08.30–09.15: Jord")
    sheet.keyboard.press("Enter")
    assert sheet.url.endswith("#jord-landsbygdsutvecklare")
