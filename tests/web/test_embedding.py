"""The wheel on somebody else's page, in Chromium: the picture anywhere, the frame where the settings let it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import chromium, served
from tests.support.cli import place
from tests.support.web import Running, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = """<!doctype html><title>Intranätet</title>
<img id="picture" src="{site}wheel.svg" alt="Årshjulet">
<iframe id="frame" src="{site}sv/bild/" title="Årshjulet" width="600" height="600"></iframe>
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def shown(browser: Browser, folder: Path, others: str, server: Running) -> tuple[int, str]:
    """How wide the picture is on another site's page, and what stands in the frame."""
    (folder / "index.html").write_text(PAGE.format(site=f"http://127.0.0.1:{server.port}/"), "utf-8")
    page = browser.new_page()
    page.goto(others, wait_until="load")
    width: int = page.evaluate("document.getElementById('picture').naturalWidth")
    (frame,) = page.frames[1:]
    text = frame.locator("body").inner_text() if frame.url.startswith("http://127.0.0.1:") else ""
    page.close()
    return width, text


@pytest.mark.parametrize("named", [True, False])
def test_a_frame_needs_leave_and_a_picture_does_not(browser: Browser, tmp_path: Path, named: bool) -> None:
    home, folder = place(tmp_path / "home"), tmp_path / "intranet"
    folder.mkdir()
    with served(folder) as others:
        site = others.rstrip("/") if named else "https://www.region.example"
        (home / "config.toml").write_text(f'[web]\nembed = ["{site}"]\n')
        with serving(home) as server:
            width, text = shown(browser, folder, others, server)
    assert width > 100
    assert ("Styrgrupp" in text) is named
