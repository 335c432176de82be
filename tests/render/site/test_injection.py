"""Whatever a person writes in the file is words on the page: no markup, no script, no style, no other protocol."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from arshjul.model.rhythm import WeekSpan
from arshjul.model.wheel import Area, ChangeKind
from arshjul.usecases.site import Site
from tests.support.site import example_site, html, site_of, text
from tests.support.wheels import change, closed, on_dates, series, wheel

DAY = date(2027, 6, 9)
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% include 'base.html' %}",
    "javascript:alert(1)",
    "&lt;script&gt;",
    "<!--",
    "]]>",
)


def poisoned(payload: str) -> Site:
    """A site where every text is the payload."""
    one = series("mote", on_dates(DAY), title=payload, place=payload, note=payload, agenda=(payload,), room=payload,
                 online=payload, open=True, area="a")  # fmt: skip
    moved = change("mote/2027-06-09", ChangeKind.MOVE, date(2027, 6, 10), reason=payload)
    return site_of(
        wheel(
            one,
            title=payload,
            areas={"a": Area("a", payload, payload)},
            changes=(moved,),
            closures=(closed(payload, WeekSpan(27, 32)),),
        )
    )


def pages(site: Site) -> list[str]:
    return [path for path in site.paths() if path == "" or path.endswith(("/", ".html"))]


@pytest.fixture(scope="module")
def clean() -> dict[str, list[str]]:
    """The elements of each page, by name, when nobody writes anything odd."""
    site = poisoned("Möte")
    return {path: [name for name, _ in html(site, path).elements] for path in pages(site)}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_adds_an_element_or_a_handler_to_any_page(payload: str, clean: dict[str, list[str]]) -> None:
    site = poisoned(payload)
    for path in pages(site):
        page = html(site, path)
        names = [name for name, _ in page.elements]
        # a title may be set in another number of lines in the wheel
        assert sorted(set(names)) == sorted(set(clean[path])), path
        assert names.count("script") == clean[path].count("script"), path
        assert [a for _, attributes in page.elements for a in attributes if a.startswith("on")] == [], path
        links = [*page.values("href"), *page.values("src"), *page.values("action")]
        assert not [link for link in links if link.casefold().startswith(("javascript:", "data:"))], path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_text_is_shown_as_it_was_written(payload: str) -> None:
    said = html(poisoned(payload), "sv/mote/mote/2027-06-09/").text
    assert said.count(" ".join(payload.split())) >= 5  # title, place, agenda, note and reason


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_pictures_stay_whole_xml_without_script(payload: str) -> None:
    site = poisoned(payload)
    for path in ("wheel.svg", "sv/wheel.svg", "en/wheel.svg"):
        tree = ElementTree.fromstring(text(site, path))
        assert not [one for one in tree.iter() if one.tag.endswith("script")]
        assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_reaches_a_style_sheet(payload: str) -> None:
    site, usual = poisoned(payload), poisoned("Möte")
    for path in ("assets/site.css", "assets/wheel-sv.css"):
        assert "alert" not in text(site, path)
        assert text(site, path).count("{") == text(usual, path).count("{")


class _Inline(HTMLParser):
    """Collects what the pages' policy would refuse."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style" or (tag == "script" and not dict(attrs).get("src")):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name == "style" or name.startswith("on")]


def test_no_page_has_style_or_script_within_it() -> None:
    site = example_site()
    assert {path: found for path in pages(site) if (found := _Inline(text(site, path)).found)} == {}


def test_every_page_forbids_what_it_does_not_need() -> None:
    site = example_site()
    for path in pages(site):
        (policy,) = [
            one["content"]
            for one in html(site, path).named("meta")
            if one.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
