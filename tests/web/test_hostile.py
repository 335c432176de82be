"""Rows 27, 36 and 37 for the site: a wheel that is hostile in every text, and full of addresses, read by a parser and
by a browser. Nothing becomes markup, nothing runs, no address and no guest is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.support.browser import chromium
from tests.support.cli import place
from tests.support.readers import addresses
from tests.support.web import Running, serving

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Dialog, Request

CANARY = "kanarie"
PAYLOADS = (
    "<script>alert(1)</script>",
    '\\"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</title></textarea></style></script><iframe src=javascript:alert(1)>",
    "{{ 7191*11 }} {% raw %}<b onclick=alert(1)>",
    "]]><!--<a href=javascript:alert(1)>",
    "javascript:alert(1)//",
)
WORDS = ("title", "name", "place", "reason", "note")
ALLOWED_SCHEMES = ("", "http", "https", "webcal")


def hostile(folder: Path) -> Path:
    """The example with a payload and a canary's address in every text that a person writes."""
    place(folder)
    for path in folder.glob("schedules/*.toml"):
        text = re.sub(r"@[\w.]+\.example", f"@{CANARY}.example", path.read_text("utf-8"))
        count = iter(range(10_000))

        def poisoned(found: re.Match[str], count: Iterator[int] = count) -> str:
            number = next(count)
            return f'{found[1]}"{found[2]} {PAYLOADS[number % len(PAYLOADS)]} brev{number}@{CANARY}.example"'

        text = re.sub(rf'\b((?:{"|".join(WORDS)})\s*=\s*)"([^"\n]*)"', poisoned, text)
        series = "[series.styrgrupp]\n"
        more = (
            'note = "PAYLOAD fråga n@CANARY.example"\nagenda = ["PAYLOAD", "Frågor: p@CANARY.example"]\nopen = true\n'
        )
        more += 'online = "https://moten.example/x?a=1&b=<script>alert(1)</script>"\n'
        text = text.replace(series, series + more.replace("PAYLOAD", PAYLOADS[1]).replace("CANARY", CANARY))
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(hostile(tmp_path_factory.mktemp("hostile"))) as running:
        assert running.get("/sv/").status == 200, running.log
        yield running


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("iframe", "object", "embed", "b", "style") or (tag == "script" and "src" not in named):
            self.wrong.append(f"<{tag} {attrs}>")
        self.wrong += [f"<{tag} {name}>" for name in named if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "xlink:href"):
            if (value := named.get(name)) is not None:
                self.links.append(value)
                if urlsplit(value).scheme not in ALLOWED_SCHEMES:
                    self.wrong.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def every_page(server: Running) -> dict[str, bytes]:
    """Every page and file that can be reached from the first one by links, whatever they are."""
    found: dict[str, bytes] = {}
    waiting = [
        "/",
        "/sv/sok/?q=styrgrupp",
        "/wheel.svg",
        "/robots.txt",
        "/health",
        "/finns/inte",
        "/sv/bild/",
        "/en/picture/",
    ]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        got = server.get(path)
        found[path] = got.body
        if got.headers["content-type"].startswith("text/html"):
            seen = Seen()
            seen.feed(got.text)
            waiting += [there for link in seen.links if (there := _below(path, link))]
    return found


def _below(path: str, link: str) -> str:
    """A link's own path on the same site; "" for another's."""
    there = urlsplit(urljoin(f"http://here{path}", link))
    return there.path if there.netloc == "here" else ""


@pytest.fixture(scope="module")
def pages(server: Running) -> dict[str, bytes]:
    return every_page(server)


def test_nothing_that_a_person_writes_becomes_markup(pages: dict[str, bytes]) -> None:
    shown = 0
    for path, body in pages.items():
        if not path.endswith("/"):
            continue
        seen = Seen()
        seen.feed(body.decode())
        assert seen.wrong == [], path
        shown += "<script>alert(1)</script>" in "".join(seen.text)
        assert "79101" not in "".join(seen.text), f"{path}: a template in a text was filled in"
    assert shown > 40, "the payloads were there to be seen, as text"


def test_nothing_in_a_picture_can_run(pages: dict[str, bytes]) -> None:
    pictures = [body for path, body in pages.items() if path.endswith(".svg")]
    assert len(pictures) >= 2
    for body in pictures:
        for element in ElementTree.fromstring(body).iter():
            assert element.tag.rpartition("}")[2] not in (
                "script",
                "foreignObject",
                "iframe",
                "image",
                "animate",
                "set",
            )
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on")
                if name.endswith("href"):
                    assert urlsplit(value).scheme in ALLOWED_SCHEMES


def test_no_address_and_no_guest_is_anywhere(pages: dict[str, bytes]) -> None:
    """Row 37: a scan of everything that can be reached finds no address at all."""
    assert len(pages) > 150
    for path, body in pages.items():
        assert CANARY.encode() not in body.lower(), path
        assert addresses(body) == set(), path
        for guest in ("Siv Norberg", "Jon Åsman", "Eva Hede"):
            assert guest.encode() not in body, path


def test_the_scan_would_have_found_them(server: Running, tmp_path: Path) -> None:
    texts = "".join(path.read_text("utf-8") for path in hostile(tmp_path).glob("schedules/*.toml"))
    assert texts.count(f"@{CANARY}.example") > 30
    assert "Siv Norberg" in texts


def test_in_a_browser_nothing_runs_and_nothing_is_fetched_from_elsewhere(server: Running) -> None:
    """Chromium, with our policy as it is sent: no dialog, no refusal of anything of ours, no request to others."""
    with chromium() as browser:
        page = browser.new_page()
        alarms: list[str] = []

        def asked(dialog: Dialog) -> None:
            alarms.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", asked)
        page.on("pageerror", lambda error: alarms.append(str(error)))

        def said(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and "404" not in message.text:
                alarms.append(message.text)

        def fetched(request: Request) -> None:
            if not request.url.startswith((f"http://127.0.0.1:{server.port}/", "data:font/")):
                alarms.append(request.url)

        page.on("console", said)
        page.on("request", fetched)
        for path in (
            "/sv/", "/en/", "/sv/agenda/", "/sv/omrade/gemensamt/", "/sv/mote/styrgrupp/2027-Q1/",
            "/sv/kalendrar/", "/sv/sok/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "/sv/sok/?q=styrgrupp",
            "/finns/inte", "/sv/bild/", "/wheel.svg", "/sv/tillganglighet/",
        ):  # fmt: skip
            page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="load")
            assert (
                page.evaluate("document.querySelectorAll('script:not([src]), iframe, [onerror], [onload]').length") == 0
            )
        assert alarms == []
