"""What a change says differs: nothing that is told to guests is left out, and a time in the words it deserves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from arshjul.model.entry import Address
from arshjul.planning.sameness import same_to_guests
from arshjul.render.invitation_changes import change_rows, summary
from arshjul.text import Language
from tests.support.invitations import ALL_DAY, MEETING, PEAK
from tests.support.mail import STOCKHOLM

DIFFERENT: dict[str, Any] = {
    "title": "Annat",
    "start": MEETING.start - timedelta(minutes=15),
    "end": MEETING.end + timedelta(days=1),
    "place": "Rum 3",
    "online": "",
    "agenda": (),
    "note": "",
    "organiser": Address("Dana Ek", "dana@annan.example"),
    "area_name": "Annat område",
    "open": True,
    "guests_visible": True,
    "alarm_minutes": None,
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("field", DIFFERENT)
def test_whatever_is_told_to_guests_has_a_row_and_a_word(field: str, language: Language) -> None:
    after = replace(MEETING, **{field: DIFFERENT[field]})
    assert not same_to_guests(MEETING, after)
    for one, other in ((MEETING, after), (after, MEETING)):
        (row,) = change_rows(one, other, language)
        assert row.label
        assert row.old != row.new
        assert summary(one, other, language)


def test_who_else_comes_and_why_is_no_news() -> None:
    after = replace(MEETING, guests=(PEAK,), reason="Krock")
    assert change_rows(MEETING, after, "sv") == ()


def at(month: int, day: int, hour: int, minutes: int = 90, zone: ZoneInfo = STOCKHOLM) -> dict[str, Any]:
    begins = datetime(2027, month, day, hour, tzinfo=zone)
    return {"start": begins, "end": begins + timedelta(minutes=minutes)}


@pytest.mark.parametrize(
    ("changed", "sv", "en"),
    [
        (at(5, 25, 13), "18 maj → 25 maj", "18 May → 25 May"),
        (at(5, 25, 9), "18 maj → 25 maj, ny tid kl. 09.00–10.30", "18 May → 25 May, new time 09:00–10:30"),
        (at(5, 18, 9), "tis 18 maj kl. 13.00–14.30 → 09.00–10.30", "Tue 18 May 13:00–14:30 → 09:00–10:30"),
        (
            at(5, 18, 13, 60),
            "tis 18 maj kl. 13.00–14.30 → 13.00–14.00",
            "Tue 18 May 13:00–14:30 → 13:00–14:00",
        ),
        (at(5, 18, 13, zone=ZoneInfo("Europe/Helsinki")), "ny tidszon", "new time zone"),
        (
            {"start": ALL_DAY.start, "end": ALL_DAY.end, "all_day": True},
            "tis 18 maj kl. 13.00–14.30 → tis 5 okt – ons 6 okt hela dagen",
            "Tue 18 May 13:00–14:30 → Tue 5 Oct – Wed 6 Oct all day",
        ),
        ({"place": "Rum 3"} | at(6, 1, 13), "18 maj → 1 juni, ny lokal", "18 May → 1 Jun, new place"),
        ({"place": ""}, "ingen lokal", "no place"),
        (
            {"title": "A", "place": "B", "online": "C", "note": "D"},
            "ny rubrik, ny lokal, ny länk m.m.",
            "new title, new place, new link and more",
        ),
    ],
)
def test_a_change_in_a_few_words(changed: dict[str, Any], sv: str, en: str) -> None:
    after = replace(MEETING, **changed)
    assert (summary(MEETING, after, "sv"), summary(MEETING, after, "en")) == (sv, en)


def test_a_zone_alone_is_named_in_the_row() -> None:
    after = replace(MEETING, **at(5, 18, 13, zone=ZoneInfo("Europe/Helsinki")))
    (row,) = change_rows(MEETING, after, "sv")
    assert row.old == "tisdag 18 maj 2027 kl. 13.00–14.30 (Europe/Stockholm)"
    assert row.new == "tisdag 18 maj 2027 kl. 13.00–14.30 (Europe/Helsinki)"


def test_an_organisers_new_address_is_shown() -> None:
    (row,) = change_rows(MEETING, replace(MEETING, organiser=DIFFERENT["organiser"]), "sv")
    assert row.new == "Dana Ek <dana@annan.example>"
