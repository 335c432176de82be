"""Every link between the pages leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.snippets import ROOT, anchors, links, pages

PAGES = [page.relative_to(ROOT).as_posix() for page in pages()]


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_somewhere(page: str) -> None:
    lost = [link for link in links(ROOT / page) if not _leads(ROOT / page, link)]
    assert lost == []


def _leads(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors(target)


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        targets = [(page.parent / link.partition("#")[0]).resolve() for link in links(page) if link[0] != "#"]
        waiting += [target for target in targets if target.suffix == ".md"]
        waiting += [found for target in targets if target.is_dir() for found in target.glob("*.md")]
    assert len(reached) > 10
    assert [page for page in pages() if page not in reached] == []
