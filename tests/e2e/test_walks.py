"""What people come to the site for, done as they do it: with a mouse, with keys alone, on a phone, without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.readers import by_icalendar

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")

MAY = "Tisdag 18 maj 2027"


def test_an_actor_finds_the_area_opens_a_meeting_and_takes_it_home(page: Page, tmp_path: Path) -> None:
    page.goto("index.html")
    page.wait_for_url("**/sv/index.html")  # the wheel's own language
    page.get_by_role("link", name="Digitala lösningar", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Digitala lösningar"
    page.get_by_role("link", name="Digitala lösningar – månadsmöte").nth(
        1
    ).click()  # the series; the first is its next meeting
    page.get_by_role("link", name=MAY).click()
    assert "Flyttat från tis 11 maj: Krock med regionfullmäktige" in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Lägg till i kalendern").click()
    download.value.save_as(tmp_path / "mote.ics")
    (event,) = by_icalendar((tmp_path / "mote.ics").read_bytes())
    assert event.summary == "Digitala lösningar – månadsmöte"


def test_a_calendar_can_be_subscribed_to_where_the_settings_say_that_the_site_is(page: Page) -> None:
    page.goto("sv/kalendrar/index.html")
    subscribe = page.get_by_role("link", name="Prenumerera på Hållbar energi")
    assert subscribe.get_attribute("href") == "webcal://hjul.region.example/s3/feeds/area/energi.ics"
    assert "https://hjul.region.example/s3/feeds/area/energi.ics" in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Ladda ner .ics för Hållbar energi").click()
    assert len(by_icalendar(download.value.path().read_bytes())) > 10


def test_a_dot_in_the_wheel_tells_what_it_is_and_leads_to_its_meeting(page: Page) -> None:
    page.goto("sv/index.html")
    dot = page.locator('.wheel a[href$="mote/digitala-manadsmote/2027-05/index.html"]')
    dot.hover()
    assert (
        page.locator(".tip").inner_text()
        == "tis 18 maj 2027 kl. 13.00–14.30: Digitala lösningar – månadsmöte (flyttat)"
    )
    dot.click()
    assert MAY in page.locator("main").inner_text()


def test_the_signs_beneath_the_wheel_look_as_they_do_in_it(page: Page) -> None:
    page.goto("sv/index.html")
    look = "one => [getComputedStyle(one).strokeDasharray, getComputedStyle(one).strokeWidth]"
    window = page.locator(".signs .w").evaluate(look)
    assert window == page.locator(".wheel > svg .w").first.evaluate(look)
    assert window[0] != "none"


def test_the_language_is_changed_on_the_same_page(page: Page) -> None:
    page.goto("sv/mote/styrgrupp/2027-Q4/index.html")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("en/meeting/styrgrupp/2027-Q4/index.html")
    assert "Thursday 9 December 2027" in page.locator("main").inner_text()
    page.get_by_role("link", name="Svenska").click()
    assert page.url.endswith("sv/mote/styrgrupp/2027-Q4/index.html")


def test_keys_alone_lead_past_the_wheel_and_to_a_meeting(page: Page) -> None:
    page.goto("sv/index.html")
    page.keyboard.press("Tab")
    assert _focused(page) == "Till innehållet"
    assert _is_seen(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert _focused(page) == "Hoppa över hjulet"
    page.keyboard.press("Tab")
    assert page.locator(".tip").inner_text().startswith("tor 21 jan 2027")  # the wheel tells what has the focus
    assert _is_seen(page)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert _focused(page) == "Jord – avstämning med kommunernas landsbygdsutvecklare"
    assert _is_seen(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sv/mote/jord-landsbygdsutvecklare/2027-W19/index.html")


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def _is_seen(page: Page) -> bool:
    """Whether what has the focus is in the window, and marked."""
    return bool(
        page.evaluate(
            """() => {
              const one = document.activeElement, box = one.getBoundingClientRect();
              const mark = getComputedStyle(one.querySelector("circle, path") ?? one);
              const marked = mark.outlineStyle !== "none" || parseFloat(mark.strokeWidth) > 3;
              return marked && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
            }"""
        )
    )


def test_search_finds_as_one_types_and_from_an_address(page: Page) -> None:
    page.goto("sv/sok/index.html")
    page.get_by_label("Möte, område").fill("styrgrupp dec")
    assert page.get_by_role("status").inner_text() == "2 träffar"
    assert page.locator(".row:visible").count() == 2
    page.goto("sv/sok/index.html?q=Torsta")
    assert page.locator(".row:visible").count() == 2


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_phone_reads_all_and_nothing_needs_a_script(browser: Browser, address: str, *, scripts: bool) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, has_touch=True, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto("sv/index.html")
    page.get_by_role("link", name="Sök", exact=True).tap()
    page.wait_for_url("**/sv/sok/index.html")
    assert page.locator(".row:visible").count() == 133
    page.get_by_role("link", name="Agenda", exact=True).tap()
    page.get_by_role("link", name="Upplevelser", exact=True).tap()
    page.get_by_role("link", name="Öppet aktörsmöte: upplevelser").last.tap()
    page.wait_for_url("**/mote/upplevelser-oppet/**")
    assert "Storsjöscenen, Östersund" in page.locator("main").inner_text()
    context.close()


def test_the_agenda_prints_on_paper_without_what_paper_cannot_do(page: Page) -> None:
    page.goto("sv/agenda/index.html")
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", pdf), "A4"
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Maj 2027").is_visible()
    assert not page.get_by_role("navigation", name="Huvudmeny").is_visible()


def test_a_folder_on_a_disk_works_as_it_is(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.wait_for_url("**/sv/index.html")
    page.get_by_role("link", name="Hela agendan").click()
    page.get_by_role("link", name="Styrgrupp S3", exact=True).first.click()
    assert "25 mars 2027" in page.locator("main").inner_text()
    context.close()


def test_no_page_asks_anybody_else_for_anything(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("sv/index.html", "sv/sok/index.html", "en/picture/index.html", "en/calendars/index.html"):
        page.goto(path)
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith(address)] == []
