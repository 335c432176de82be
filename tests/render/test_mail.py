"""What readers of mail see: the whole plain text as goldens, and the HTML held to rules by an independent parser.

After a wanted change of words: python -m tests.support.refresh_mail
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from arshjul.model.occurrence import Step, StepKind
from arshjul.model.people import Directory, Person
from arshjul.model.wheel import Area, MeetingSeries, ReminderKind
from arshjul.render.colour import DARK, LIGHT, PALETTE, accent, contrast
from arshjul.render.mail_text import WIDTH, numbered, row, tidy, wrap
from arshjul.render.time_words import ago, in_days
from arshjul.usecases.envelope import reminder_envelope
from tests.support.mail import CONFIG, DIRECTORY, MONTHLY, MOVED, NOW, PLAIN, WHEEL, body, item, parsed
from tests.support.page import Page
from tests.support.refresh_mail import CASES, GOLDEN, golden


@pytest.mark.parametrize("name", CASES)
def test_the_plain_text_is_word_for_word(name: str) -> None:
    assert golden(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_lines_fit_unless_a_link_or_word_is_longer(name: str) -> None:
    for line in body(CASES[name]()).splitlines():
        assert len(line) <= WIDTH or "https://" in line or "|" in line
        assert line == "-- " or line == line.rstrip()


@pytest.mark.parametrize("name", CASES)
def test_text_and_html_say_the_same(name: str) -> None:
    """Every value in the text's table stands in the HTML too, and no template syntax is left in either."""
    envelope = CASES[name]()
    shown = Page(body(envelope, "html")).text
    for line in body(envelope).splitlines():
        if match := re.fullmatch(r"(?:Dag|Day|Tid|Time|Plats|Place|Mötesägare|Organiser) {2,}(.*?)(?: \(.*\))?", line):
            assert match[1] in shown
    assert not re.search(r"\{[{%#]|[%#}]\}", body(envelope) + body(envelope, "html"))


@pytest.mark.parametrize("name", CASES)
def test_html_needs_nothing_from_outside_and_works_in_old_outlook(name: str) -> None:
    source = body(CASES[name](), "html")
    page = Page(source)
    assert not page.named("script", "img", "link", "iframe", "form", "object")
    assert not page.values("src")
    assert not page.values("background")
    assert "url(" not in source
    assert "@import" not in source
    assert all(href.startswith(("https://", "mailto:")) for href in page.values("href"))
    assert {"name": "color-scheme", "content": "light dark"} in page.named("meta")
    assert "prefers-color-scheme: dark" in source
    assert "[if mso]" in source
    assert all(table.get("role") == "presentation" for table in page.named("table"))
    assert not [style for style in page.values("style") if "flex" in style or "grid" in style]
    assert page.named("html")[0]["lang"] == name[-2:]
    assert len(page.named("h1")) == 1
    assert len(source.encode()) < 40_000


BAD = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'}}{{ 7*7 }}{% raw %}</style></title>"


def test_no_text_becomes_markup_in_any_field() -> None:
    series = replace(MONTHLY, title=BAD, online=BAD, agenda=(BAD,), note=BAD)
    occurrence = replace(MOVED, item=series, place=BAD, steps=(Step(StepKind.MOVED, PLAIN.day, MOVED.day, BAD),))
    wheel = replace(
        WHEEL,
        title=BAD,
        areas={"digitala": Area("digitala", BAD, BAD, {BAD: ("siv",), "processledare": ("dana",)})},
        directory=Directory({"siv": Person("siv", BAD, "siv@x.example"), "dana": Person("dana", BAD, "d@x.example")}),
    )
    config = replace(CONFIG, rehearsal="jag@region.example")
    for to in (("inbjudna",), (f"@{BAD}",)):
        kind = ReminderKind("dagordning", to, "{{ title }}")
        one = item(occurrence, kind, "siv", of=wheel)
        for items in ([one], [one, item(replace(occurrence, slot="2"), kind, "siv", of=wheel)]):
            page = Page(body(reminder_envelope(config, wheel, items, NOW), "html"))
            assert not page.named("script", "img")
            assert not page.values("onerror")
            assert len(page.named("style")) == 1
            assert page.text.count("<script>alert(1)</script>") >= 6
            assert "{{ 7*7 }}" in page.text


@pytest.mark.parametrize(
    "online",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//x.example",
        "http://a b",
        'https://x"onclick="',
        "Teams",
    ],
)
def test_only_a_web_address_becomes_a_link(online: str) -> None:
    occurrence = replace(MOVED, item=replace(MONTHLY, online=online))
    page = Page(body(reminder_envelope(CONFIG, WHEEL, [item(occurrence, "paminnelse", "siv")], NOW), "html"))
    assert [href for href in page.values("href") if not href.startswith("mailto:")] == []
    assert not page.values("onclick")
    assert online in page.text


def test_a_long_title_wraps_and_keeps_every_word() -> None:
    series: MeetingSeries = replace(MONTHLY, title="Landsbygdsutvecklingsdialog " * 8 + "slut")
    envelope = reminder_envelope(CONFIG, WHEEL, [item(replace(MOVED, item=series), "paminnelse", "siv")], NOW)
    assert body(envelope).split("───")[0].split() == series.title.split()
    assert len(str(parsed(envelope)["Subject"])) == 200


def test_controls_in_a_text_never_reach_the_mail() -> None:
    series = replace(MONTHLY, note="rad\x00 ett\x1b[31m\r\nrad två\x7f")
    envelope = reminder_envelope(CONFIG, WHEEL, [item(replace(MOVED, item=series), "paminnelse", "siv")], NOW)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", body(envelope) + body(envelope, "html"))
    assert "rad två" in body(envelope)


@pytest.mark.parametrize("colour", [*PALETTE, "#ffff00", "#000000", "#ffffff", "#0f0", "#ffb6c1", "inte en färg"])
def test_accents_can_be_read_on_light_and_dark(colour: str) -> None:
    shown = accent(colour)
    for ink, backgrounds in ((shown.ink, (shown.tint, LIGHT)), (shown.dark_ink, (shown.dark_tint, DARK))):
        assert all(contrast(ink, background) >= 4.5 for background in backgrounds)
    assert contrast("#23262a", shown.tint) >= 4.5
    assert contrast("#dcd9d2", shown.dark_tint) >= 4.5


@pytest.mark.parametrize(
    ("ink", "background"),
    [
        ("#62605a", "#f3f1ec"), ("#62605a", "#ffffff"), ("#a5a199", "#141517"), ("#a5a199", "#1e2023"),
        ("#4c3a06", "#fbf0d4"), ("#f1dfae", "#3a2f10"),
    ],
)  # fmt: skip
def test_quiet_text_can_be_read_too(ink: str, background: str) -> None:
    assert contrast(ink, background) >= 4.5


@pytest.mark.parametrize(
    ("days", "sv", "en"),
    [
        (0, "i dag", "today"), (1, "i morgon", "tomorrow"), (2, "om 2 dagar", "in 2 days"), (-1, "i går", "yesterday"),
        (-3, "för 3 dagar sedan", "3 days ago"),
    ],
)  # fmt: skip
def test_distance_in_days(days: int, sv: str, en: str) -> None:
    assert (in_days(days, "sv"), in_days(days, "en")) == (sv, en)


@pytest.mark.parametrize(
    ("span", "sv", "en"),
    [
        (timedelta(seconds=119), "för 119 s sedan", "119 s ago"),
        (timedelta(minutes=119), "för 119 min sedan", "119 min ago"),
        (timedelta(hours=47), "för 47 h sedan", "47 h ago"),
        (timedelta(hours=71), "för 2 dagar sedan", "2 days ago"),
        (timedelta(seconds=-1), "för 0 s sedan", "0 s ago"),
    ],
)
def test_how_long_ago(span: timedelta, sv: str, en: str) -> None:
    assert (ago(span, "sv"), ago(span, "en")) == (sv, en)


def test_a_reader_outside_every_list_is_told_so() -> None:
    directory = Directory({**DIRECTORY.people, "ny": Person("ny", "Ny Läsare", "ny@region.example")})
    wheel = replace(WHEEL, directory=directory)
    kind = ReminderKind("x", ("@processledare", "ny"))
    assert "står som mottagare i årshjulet" in body(
        reminder_envelope(CONFIG, wheel, [item(MOVED, kind, "ny", of=wheel)], NOW)
    ).replace("\n", " ")


def test_somebody_elses_meeting_has_a_contact_and_no_organiser_of_ours() -> None:
    theirs = replace(MOVED, item=replace(MONTHLY, external=True))
    for kind in ("plain", "html"):
        said = body(reminder_envelope(CONFIG, WHEEL, [item(theirs, "vanlig", "siv")], NOW), kind)
        assert "Kontakt" in said
        assert "Mötesägare" not in said


@pytest.mark.parametrize(("reader", "has_task"), [("siv", False), ("peak", False), ("dana", True)])
def test_a_guest_is_not_asked_to_write_the_notes(reader: str, has_task: bool) -> None:
    everyone = ReminderKind("anteckningar", ("@processledare", "inbjudna"))
    after = NOW.replace(month=6)
    text = body(reminder_envelope(CONFIG, WHEEL, [item(MOVED, everyone, reader)], after))
    assert ("Skriv rent" in text) is has_task


def test_a_room_stands_with_its_place() -> None:
    booked = replace(MOVED, item=replace(MONTHLY, room="Storsjön"))
    text = body(reminder_envelope(CONFIG, WHEEL, [item(booked, "vanlig", "siv")], NOW))
    assert "Plats        Regionens hus, Östersund, Storsjön\n" in text


@pytest.mark.parametrize(
    ("now", "subject"),
    [
        (NOW, "2 påminnelser, närmast Digitala lösningar – månadsmöte tis 18 maj"),
        (NOW.replace(day=19, hour=5), "2 påminnelser, närmast Hållbar energi – nyckelaktörer ons 19 maj"),
        (NOW.replace(day=21), "2 påminnelser: Hållbar energi – nyckelaktörer ons 19 maj"),
    ],
)
def test_a_digest_is_named_after_what_comes_next_and_not_after_what_has_been(now: datetime, subject: str) -> None:
    items = [item(MOVED, "vanlig", "siv"), item(PLAIN, "vanlig", "siv")]
    assert parsed(reminder_envelope(CONFIG, WHEEL, items, now))["Subject"] == subject


def test_a_subject_from_the_file_is_in_one_language_and_without_gaps() -> None:
    kind = replace(WHEEL.reminders["vanlig"], subject="Påminnelse: {{ actor }} {{ title }} {{ date }} kl. {{ start }}")
    mail = parsed(reminder_envelope(CONFIG, WHEEL, [item(MOVED, kind, "siv", "en")], NOW))
    assert mail["Subject"] == "Påminnelse: Digitala lösningar – månadsmöte tis 18 maj kl. 13.00"
    assert mail["Content-Language"] == "en"


def test_text_tools() -> None:
    assert wrap("a " * 40, 2).splitlines()[1].startswith("  a")
    assert row("x", "Plats") == "Plats        x"
    assert numbered("punkt", 10) == "10. punkt"
    assert wrap("a\n\nb") == "a\n\nb"
    assert tidy("\n\na  \n\n\n\nb\n-- \n") == "a\n\nb\n-- \n"
