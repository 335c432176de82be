"""A site of wheels made by hand, or of the example, and its pages as tests ask about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from arshjul.almanac.almanac import Almanac
from arshjul.config import load as load_config
from arshjul.model.occurrence import Occurrence
from arshjul.model.wheel import Wheel
from arshjul.usecases.load import load_valid
from arshjul.usecases.site import Site, open_site
from tests.support.cli import ROOT
from tests.support.page import Page
from tests.support.wheels import expanded

NOW = datetime.fromisoformat("2027-05-10T08:00+02:00")
WHEEL = ROOT / "schedules/2027.toml"


@dataclass(frozen=True, slots=True)
class Known:
    """A wheel expanded."""

    wheel: Wheel
    almanac: Almanac
    occurrences: tuple[Occurrence, ...]


def known(wheel: Wheel) -> Known:
    return Known(wheel, Almanac.of(wheel), expanded(wheel).occurrences)


def site_of(*wheels: Wheel, now: datetime = NOW, folder: bool = False, **settings: Any) -> Site:
    """Without a ledger, and without an address of its own unless the settings say one."""
    config = replace(load_config(None, cwd=Path("/nowhere")), **settings)
    return open_site(config, [known(one) for one in wheels], now, folder=folder)


def example_site(*, folder: bool = False, **settings: Any) -> Site:
    config = replace(load_config(None, cwd=Path("/nowhere")), **settings)
    return open_site(config, [load_valid(WHEEL, NOW.date())], NOW, folder=folder)


def text(site: Site, path: str) -> str:
    """The body of a page that must be there."""
    page = site.page(path)
    assert page is not None, path
    return page.body.decode()


def html(site: Site, path: str) -> Page:
    return Page(text(site, path))


def targets(site: Site, path: str) -> set[str]:
    """The paths, below the site's own address, of all that the page at `path` leads to or fetches."""
    page = html(site, path)
    root = "https://x.example/a/b/"
    found = set()
    for link in [*page.values("href"), *page.values("src")]:
        if link.startswith("#"):
            continue
        there = urljoin(root + path, link)
        assert urlsplit(link).scheme == "" or not there.startswith(root), f"{link} is not relative"
        if urlsplit(link).scheme == "":
            assert there.startswith(root), f"{link} leaves the site"
            found.add(unquote(urlsplit(there).path).removeprefix("/a/b/"))
    return found
