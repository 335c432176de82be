"""The site as a whole: every link leads somewhere, nothing changes without a reason, several wheels are one site."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from arshjul.errors import ArshjulError
from arshjul.model.wheel import Area, ChangeKind
from arshjul.render.templates import TemplateFault
from arshjul.usecases.site import Site
from tests.support.cli import ROOT
from tests.support.readers import by_icalendar
from tests.support.site import NOW, example_site, html, site_of, targets, text
from tests.support.wheels import change, on_dates, series, wheel

DAY = date(2027, 6, 9)


@pytest.fixture(scope="module")
def site() -> Site:
    return example_site()


def pages(site: Site) -> list[str]:
    return [path for path in site.paths() if path.endswith("/")]


def test_every_link_leads_to_a_page_or_file_of_the_site(site: Site) -> None:
    there = {*site.paths(), ""}
    broken = {path: found for path in pages(site) if (found := targets(site, path) - there)}
    assert broken == {}


def test_every_page_and_file_is_reached_from_the_first(site: Site) -> None:
    seen, waiting = set[str](), ["sv/"]
    while waiting:
        path = waiting.pop()
        if path in seen or path not in site.paths():
            continue
        seen.add(path)
        waiting += targets(site, path) if path.endswith("/") else ()
    alone = {"", "404.html", "wheel.svg", "sv/wheel.svg", "en/wheel.svg", "sv/bild/", "en/picture/"}
    fonts = {path for path in site.paths() if path.endswith(".woff2")}
    cancelled = {path for path in site.paths() if path.startswith("feeds/meeting/") and path not in seen}
    assert set(site.paths()) - seen - alone - fonts == cancelled
    assert len(cancelled) < 3


def test_in_a_folder_every_link_names_a_file() -> None:
    site = example_site(folder=True)
    for path in ("", "sv/", "en/agenda/", "sv/mote/styrgrupp/2027-Q1/"):
        assert not [found for found in targets(site, path) if not found or found.endswith("/")]


def test_each_page_has_its_own_title_one_heading_and_a_language(site: Site) -> None:
    for language in ("sv", "en"):
        titles = {
            path: text(site, path).split("<title>")[1].split("</title>")[0]
            for path in pages(site)
            if path[:2] == language
        }
        frame = f"{language}/bild/" if language == "sv" else "en/picture/"
        titles.pop(frame)  # shown in another page
        assert len(set(titles.values())) > 0.9 * len(titles), "two dates of one series on one day may share theirs"
        for path in titles:
            page = html(site, path)
            assert len(page.named("h1")) == 1, path
            assert page.named("html")[0]["lang"] == language


def test_each_page_names_its_icon_so_that_no_browser_asks_the_host_for_one(site: Site) -> None:
    asking = {path for path in ("", "404.html", *pages(site)) if '<link rel="icon" href="' not in text(site, path)}
    assert asking == set()


def test_the_language_switch_keeps_the_page(site: Site) -> None:
    assert "en/meeting/styrgrupp/2027-Q4/" in targets(site, "sv/mote/styrgrupp/2027-Q4/")
    assert "sv/omrade/energi/" in targets(site, "en/area/energi/")
    swedish = [path for path in pages(site) if path.startswith("sv/")]
    english = [path for path in pages(site) if path.startswith("en/")]
    assert len(swedish) == len(english) > 150


def test_no_page_is_heavier_than_a_hundred_kilobytes(site: Site) -> None:
    assert {path: size for path in pages(site) if (size := len(text(site, path).encode())) > 100_000} == {}


def test_the_feeds_hold_every_meeting_and_every_area_its_own(site: Site) -> None:
    every = by_icalendar(text(site, "feeds/all.ics").encode())
    areas = [path for path in site.paths() if path.startswith("feeds/area/")]
    split = [one for path in areas for one in by_icalendar(text(site, path).encode())]
    assert len(every) > 150
    assert sorted(one.uid for one in split) == sorted(one.uid for one in every)


def test_a_meeting_has_a_file_of_its_own(site: Site) -> None:
    (one,) = by_icalendar(text(site, "feeds/meeting/digitala-manadsmote-2027-05.ics").encode())
    assert (one.start, one.summary) == ("2027-05-18T11:00:00Z", "Digitala lösningar – månadsmöte")


def test_the_revision_changes_with_what_is_shown_and_with_the_day_and_with_nothing_else() -> None:
    one = wheel(series("mote", on_dates(DAY)))
    first = site_of(one).revision
    assert site_of(one, now=NOW + timedelta(hours=1)).revision == first
    assert site_of(one, now=NOW + timedelta(days=1)).revision != first
    assert site_of(one, public_url="https://x.example").revision != first
    assert site_of(wheel(series("mote", on_dates(DAY), place="Annan"))).revision != first
    people = wheel(series("mote", on_dates(DAY), invite=("eva",)))
    assert site_of(people).revision == first, "who is invited is nobody's business"


def test_the_same_site_has_the_same_bytes() -> None:
    one, other = example_site(), example_site()
    assert [path for path in one.paths() if one.page(path) != other.page(path)] == []


def test_pages_depend_on_the_day_only_where_they_say_what_comes_next() -> None:
    one = wheel(series("mote", on_dates(DAY, date(2027, 9, 1))))
    today, later = site_of(one), site_of(one, now=NOW + timedelta(days=60))
    changed = {path for path in today.paths() if today.page(path) != later.page(path)}
    starts = {"sv/", "en/", "sv/bild/", "en/picture/", "wheel.svg", "sv/wheel.svg", "en/wheel.svg"}
    assert changed == starts | {"sv/omrade/gemensamt/", "en/area/gemensamt/"}


def test_two_years_are_one_site_and_the_wheel_of_today_comes_first() -> None:
    old = wheel(series("mote", on_dates(date(2026, 6, 9))), year=2026, title="Förra året")
    new = wheel(series("mote", on_dates(DAY)), title="I år")
    site = site_of(old, new)
    assert "<h1>I år</h1>" in text(site, "sv/")
    assert {"sv/mote/mote/2026-06-09/", "sv/mote/mote/2027-06-09/"} <= set(site.paths())
    assert "Juni 2026" not in text(site, "sv/agenda/")
    assert "Juni 2026" in text(site, "sv/agenda/2026/")
    assert "sv/agenda/2026/" in targets(site, "sv/agenda/")
    assert "en/agenda/2026/" in targets(site, "en/meeting/mote/2026-06-09/")
    assert "<h1>Förra året</h1>" in text(site_of(old, new, now=datetime.fromisoformat("2026-02-01T08:00+01:00")), "sv/")
    assert "<h1>I år</h1>" in text(site_of(old, new, now=datetime.fromisoformat("2029-02-01T08:00+01:00")), "sv/")


def test_a_split_year_is_written_with_both_its_years() -> None:
    autumn = wheel(series("mote", on_dates(date(2026, 9, 9))), year=2026, first_month=8)
    site = site_of(autumn, wheel(series("annat", on_dates(date(2025, 9, 9))), year=2025, first_month=8))
    assert "<h1>Agenda 2026/27</h1>" in text(site, "sv/agenda/")
    assert "<h1>Agenda 2025/26</h1>" in text(site, "sv/agenda/2025-26/")


def test_two_meetings_by_one_name_are_refused_with_a_cure() -> None:
    one = wheel(series("mote", on_dates(DAY)), id="a")
    other = wheel(series("mote", on_dates(DAY)), id="b")
    with pytest.raises(ArshjulError) as caught:
        site_of(one, other)
    assert caught.value.message.sv == "mötet mote/2027-06-09 finns i både a/2027 och b/2027"
    assert "byt namn" in caught.value.cure.sv


def test_no_wheel_at_all_is_a_sentence_with_a_cure() -> None:
    with pytest.raises(ArshjulError, match="no wheel to show"):
        site_of()


def test_search_answers_with_what_holds_every_word_in_whatever_case(site: Site) -> None:
    found = site.search("sv", "STYRGRUPP december")
    assert found.body.count(b'<li class="row') == 2
    assert b'value="STYRGRUPP december"' in found.body
    assert b"data-all" not in found.body, "the script leaves an answer alone"
    assert site.search("en", "thursday december 49 styrgrupp").body.count(b'<li class="row') == 1
    assert "0 träffar" in site.search("sv", "<script>").body.decode()
    assert b"<script>" not in site.search("sv", "<script>").body


def test_where_there_is_no_page_one_is_told_so_in_the_language_of_the_address(site: Site) -> None:
    assert site.page("sv/mote/finns/inte/") is None
    missing = site.missing("en/meeting/no/such/").body.decode()
    assert "There is no such page" in missing
    assert 'href="../../../../assets/site.css?' in missing
    assert "Sidan finns inte" in site.missing("x").body.decode()


def test_a_wheel_in_english_leads_to_its_own_language_and_marks_its_words_on_swedish_pages() -> None:
    site = site_of(wheel(series("board", on_dates(DAY), title="The board"), language="en", title="The year"))
    assert 'url=en/"' in text(site, "")
    assert 'lang="en">The board</a>' in text(site, "sv/agenda/")
    assert 'lang="en">The board</a>' not in text(site, "en/agenda/")


def test_a_slot_of_dots_does_not_lead_out_of_its_folder() -> None:
    added = change("mote/..", ChangeKind.ADD, date(2027, 6, 16))
    site = site_of(wheel(series("mote", on_dates(DAY)), changes=(added,)))
    assert "sv/mote/mote/_../" in site.paths()
    assert not [path for path in site.paths() if ".." in path.split("/")]


def test_an_area_without_meetings_has_a_page_but_no_place_among_the_choices() -> None:
    areas = {"gemensamt": Area("gemensamt", "Gemensamt"), "tomt": Area("tomt", "Tomt")}
    site = site_of(wheel(series("mote", on_dates(DAY)), areas=areas))
    assert "sv/omrade/tomt/" in site.paths()
    assert "sv/omrade/tomt/" not in targets(site, "sv/agenda/")


def test_the_installations_own_statement_is_shown_and_a_broken_one_is_a_sentence(tmp_path: Path) -> None:
    one = wheel(series("mote", on_dates(DAY)))
    own = tmp_path / "site/statement.html"
    own.parent.mkdir()
    own.write_text('<h1>{{ t("Vår redogörelse", "Our statement") }}</h1><p>{{ wheel }}</p>', "utf-8")
    site = site_of(one, templates=tmp_path)
    assert "<h1>Vår redogörelse</h1><p>Prov</p>" in text(site, "sv/tillganglighet/")
    assert "<h1>Our statement</h1>" in text(site, "en/accessibility/")
    own.write_text("{{ nobody }}", "utf-8")
    with pytest.raises(TemplateFault) as caught:
        site_of(one, templates=tmp_path).page("sv/tillganglighet/")
    assert "mallen site/statement.html" in caught.value.message.sv
    own.write_text('{% include "more.html" %}', "utf-8")
    with pytest.raises(TemplateFault) as caught:
        site_of(one, templates=tmp_path).page("sv/tillganglighet/")
    assert "mallen site/more.html finns inte" in caught.value.message.sv
    assert (ROOT / caught.value.cure.en.rpartition(" ")[2]).is_file()
