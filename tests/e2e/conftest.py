"""A browser for each module and one written site for all the tests in this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import chromium, served
from tests.support.cli import ROOT, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

TODAY = "2027-05-10T08:00+02:00"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed after each module: while Playwright runs, no other test of the process can run an asyncio loop."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example wheel's site, written by the program itself."""
    home = tmp_path_factory.mktemp("site")
    (home / "config.toml").write_text(
        f'wheels = ["{(ROOT / "schedules/2027.toml").as_posix()}"]\npublic_url = "https://hjul.region.example/s3"\n'
        '[web]\norganisation = "Region Jämtland Härjedalen"\ncontact = "https://www.region.example/kontakt"\n',
        "utf-8",
    )
    done = run(home, "site", "out", "--json", now=TODAY)
    assert done.code == 0, done.err
    return home / "out"


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A reader with a light, wide window; whatever the browser complains of fails the test."""
    made = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    made = context.new_page()
    made.set_default_timeout(10_000)
    complaints: list[str] = []
    made.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("requestfailed", lambda request: complaints.extend(_failure(request)))
    yield made
    assert complaints == []


def _failure(request: Request) -> Iterator[str]:
    """What went wrong; nothing when one merely went on to the next page before all had come."""
    if request.failure != "net::ERR_ABORTED":
        yield f"{request.failure}: {request.url}"
