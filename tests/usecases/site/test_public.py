"""What the site is never given: people, their addresses, links to closed meetings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from arshjul.model.people import Group, Person
from arshjul.model.rhythm import DaySpan, Each
from arshjul.model.wheel import ChangeKind
from arshjul.usecases.load import load_valid
from arshjul.usecases.site import Site
from tests.support.readers import addresses
from tests.support.site import NOW, WHEEL, example_site, site_of, text
from tests.support.wheels import change, directory, on_dates, series, wheel

DAY = date(2027, 6, 9)


@pytest.fixture(scope="module")
def whole() -> dict[str, str]:
    """Every text of the example's site, calendars unfolded."""
    site = example_site(public_url="https://hjul.example")
    paths = [path for path in site.paths() if not path.endswith(".woff2")]
    return {path: text(site, path).replace("\r\n ", "") for path in paths}


def test_no_address_of_anybody_is_anywhere(whole: dict[str, str]) -> None:
    near = {path: _around_at(body) for path, body in whole.items()}
    found = {path: found for path, words in near.items() if (found := addresses(words.encode()))}
    assert len(whole) > 500
    assert found == {}


def _around_at(body: str) -> str:
    """The words with an @ in them, but for the calendars' own names, which only look like addresses."""
    lines = (line for line in body.splitlines() if not line.startswith(("UID:", "X-")))
    return "\n".join(word for line in lines for word in re.findall(r"\S{0,60}@\S{0,60}", line))


def test_nobodys_name_is_anywhere(whole: dict[str, str]) -> None:
    ready = load_valid(WHEEL, NOW.date())
    people = ready.wheel.directory.people.values()
    names = [one.name for one in people if one.organisation == "Region Jämtland Härjedalen"]
    assert len(names) > 5
    assert [(path, name) for path, body in whole.items() for name in names if name in body] == []


def test_the_link_of_a_meeting_is_shown_only_when_it_is_open() -> None:
    closed = series("sluten", on_dates(DAY), online="https://x.example/hemlig", place="")
    opened = series("oppen", on_dates(DAY), online="https://x.example/alla", place="", open=True)
    site = site_of(wheel(closed, opened))
    said = [text(site, path) for path in site.paths() if not path.endswith(".woff2")]
    assert not any("hemlig" in one for one in said)
    assert 'href="https://x.example/alla"' in text(site, "sv/mote/oppen/2027-06-09/")
    assert "URL:https://x.example/alla" in text(site, "feeds/all.ics").replace(";VALUE=URI", "")
    assert "På nätet" in text(site, "sv/mote/sluten/2027-06-09/")
    assert "Online" in text(site, "en/meeting/sluten/2027-06-09/")


def test_an_address_that_somebody_wrote_in_a_text_is_removed() -> None:
    spoken = series("mote", on_dates(DAY), title="Möte, anmäl till eva@region.example", note="eva@region.example",
                    agenda=("Fråga jon@region.example",), place="Hos siv@region.example")  # fmt: skip
    moved = change(
        "mote/2027-06-09", ChangeKind.MOVE, date(2027, 6, 10), reason="eva@region.example bad om det", by="eva"
    )
    site = site_of(wheel(spoken, changes=(moved,)))
    assert "[adress borttagen]" in text(site, "sv/mote/mote/2027-06-09/")
    for path in site.paths():
        if path.endswith(("/", ".svg")):
            assert "region.example" not in text(site, path)


def test_a_meeting_with_one_actor_is_shown_only_when_the_actor_is_an_organisation() -> None:
    people = directory(
        [
            Person("torsta", "Torsta", "info@torsta.example", "Torsta"),
            Person("anna", "Anna Ek", "anna@torsta.example", "Torsta"),
            Person("bo", "Bo Ek", "bo@x.example"),
        ],
        [Group("alla", "Alla", ("torsta", "anna", "bo"))],
    )
    each = series("enskilt", Each(("alla",), DaySpan((2, 1), (5, -1))), title="Samtal: {{ actor }}", time=None)
    dates = {who: date(2027, 3, 10 + n) for n, who in enumerate(("torsta", "anna", "bo"))}
    changes = tuple(change(f"enskilt/2027-{who}", ChangeKind.SET, day) for who, day in dates.items())
    site = site_of(wheel(each, directory=people, changes=changes))
    assert "sv/mote/enskilt/2027-torsta/" in site.paths()
    said = _everything(site)
    assert "Samtal: Torsta" in said
    assert not re.search(r"Anna|Bo Ek|2027-anna|2027-bo\b", said)


def _everything(site: Site) -> str:
    return "\n".join(f"{path}\n{text(site, path)}" for path in site.paths() if not path.endswith(".woff2"))


def test_the_organisations_contact_is_shown_where_the_settings_ask_for_it() -> None:
    from arshjul.config.settings import WebSettings

    one = wheel(series("mote", on_dates(DAY)))
    web = WebSettings(organisation="Regionen", contact="tillganglighet@region.example")
    site = site_of(one, web=web)
    assert 'href="mailto:tillganglighet@region.example"' in text(site, "sv/tillganglighet/")
    assert "Regionen" in text(site, "en/accessibility/")
    page = site_of(one, web=replace(web, contact="https://region.example/kontakt"))
    assert '<a href="https://region.example/kontakt">region.example/kontakt</a>' in text(page, "sv/tillganglighet/")
