"""axe-core finds nothing on any kind of page, in light and in dark; nothing is wider than its window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import SHOTS, axe_source, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

KINDS = {
    "start": "sv/",
    "start in English": "en/",
    "the wheel alone": "sv/bild/",
    "agenda": "sv/agenda/",
    "area": "sv/omrade/energi/",
    "area in English": "en/area/gemensamt/",
    "series": "sv/serie/styrgrupp/",
    "series without dates": "en/series/jord-vid-behov/",
    "meeting": "sv/mote/styrgrupp/2027-Q1/",
    "moved": "en/meeting/digitala-manadsmote/2027-05/",
    "cancelled": "sv/mote/jord-landsbygdsutvecklare/2027-W21/",
    "deadline": "sv/mote/nytt-program/2027/",
    "somebody else's": "en/meeting/peak-styrgrupp/2027-05-25/",
    "calendars": "sv/kalendrar/",
    "search": "en/search/",
    "statement": "sv/tillganglighet/",
    "root": "404.html",
}
ON_A_PHONE = 390
WIDER = (768, 1280, 2560)


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_axe_finds_nothing_in_light_or_dark(page: Page, path: str) -> None:
    axe = axe_source()
    page.goto(f"{path}index.html" if path.endswith("/") else path)
    light = violations(page, axe)
    page.emulate_media(color_scheme="dark")
    assert (light, violations(page, axe)) == ([], [])


@pytest.mark.parametrize("width", [ON_A_PHONE, *WIDER])
def test_no_page_is_wider_than_its_window(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
    page = context.new_page()
    kinds = KINDS if width == ON_A_PHONE else {name: KINDS[name] for name in ("start", "agenda", "moved", "calendars")}
    wide = {}
    for name, path in kinds.items():
        page.goto(f"{path}index.html" if path.endswith("/") else path)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[name] = found
    context.close()
    assert wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_the_pages_are_kept_to_be_looked_at(browser: Browser, address: str, scheme: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    for width in (390, 1280):
        context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for name in ("start", "agenda", "moved"):
            page.goto(f"{KINDS[name]}index.html")
            taken.append(SHOTS / f"{name}-{width}-{scheme}.png")
            page.screenshot(path=taken[-1])
        context.close()
    assert min(path.stat().st_size for path in taken) > 8_000  # an empty page takes less
