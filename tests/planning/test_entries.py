"""What a calendar shows of an occurrence: title, whole text, place, state; and never an address in public."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from arshjul.model.entry import CalendarEntry
from arshjul.model.occurrence import Occurrence, Status, Step, StepKind
from arshjul.model.people import MailingList, Person
from arshjul.model.rhythm import AsNeeded, DayOfMonth, DaySpan, Each, Rhythm, TimeRange
from arshjul.model.wheel import Area, Item, MeetingSeries, Wheel
from arshjul.planning.entries import entry
from arshjul.planning.who import concerns, invited, organiser
from tests.support.wheels import deadline, directory, on_dates, series, wheel, when

DAY = date(2027, 5, 18)
WINDOW = DaySpan((2, 1), (11, -1), "feb-nov")
PEOPLE = directory(
    [Person("dana", "Dana Ek", "dana.ek@region.example"), Person("olle", "Olle Frösö", "olle@region.example"),
     Person("siv", "Siv Norberg", "siv@region.example")],
    lists=[MailingList("alla", "Alla aktörer", "alla@lists.example")],
)  # fmt: skip
AREAS = {"gemensamt": Area("gemensamt", "Gemensamt", roles={"processledare": ("olle", "siv"), "samordnare": ("siv",)})}


def a_wheel(item: Item, **keys: Any) -> Wheel:
    return wheel(item, **{"id": "s3.example", "active": True, "directory": PEOPLE, "areas": AREAS, **keys})


def a_series(rhythm: Rhythm | None = None, **keys: Any) -> MeetingSeries:
    values = {"title": "Styrgrupp S3", "place": "Regionens hus, Östersund", "invite": ("dana", "alla"), **keys}
    return series("styrgrupp", rhythm or on_dates(DAY), **values)


def shown(
    item: Item | None = None,
    options: dict[str, bool] | None = None,
    wheel_keys: dict[str, Any] | None = None,
    **keys: Any,
) -> CalendarEntry:
    """The entry of one occurrence of `item` on DAY at 13.00–14.30, or as `keys` say."""
    item = item or a_series()
    of = a_wheel(item, **(wheel_keys or {}))
    values: dict[str, Any] = {"time": TimeRange(time(13), time(14, 30)), "place": getattr(item, "place", ""), **keys}
    occurrence = Occurrence(item, "2027-Q2", DAY, values.pop("day", DAY), of.zone, **values)
    return entry(occurrence, of, **(options or {}))


def test_a_meeting_says_everything_in_plain_text() -> None:
    item = a_series(agenda=("Läget", "Beslut"), note="Ta med underlag.", online="https://teams.example/s3", room="Åre")
    found = shown(item)
    assert found.uid == "styrgrupp.2027-Q2@s3.example"
    assert found.stamp == datetime(2027, 1, 1, tzinfo=UTC)
    assert (found.summary, found.status, found.transparent) == ("Styrgrupp S3", "CONFIRMED", False)
    assert found.location == "Regionens hus, Östersund, Åre"
    assert found.url == "https://teams.example/s3"
    assert found.categories == ("Gemensamt",)
    assert found.description == (
        "Styrgrupp S3\nOmråde: Gemensamt\nPlats: Regionens hus, Östersund, Åre\nLänk: https://teams.example/s3\n"
        "Mötesägare: Olle Frösö\n\nDagordning:\n1. Läget\n2. Beslut\n\nTa med underlag."
    )


def test_an_english_wheel_speaks_english() -> None:
    item = a_series(agenda=("News",), external=True)
    steps = (Step(StepKind.MOVED, date(2027, 5, 11), DAY, "A clash"),)
    found = shown(item, wheel_keys={"language": "en"}, status=Status.MOVED, steps=steps)
    assert found.description == (
        "Styrgrupp S3\nArea: Gemensamt\nPlace: Regionens hus, Östersund\nOur contact: Olle Frösö\n\n"
        "Agenda:\n1. News\n\n"
        "Somebody else arranges this meeting.\n\nMoved from Tue 11 May: A clash"
    )


def test_a_meeting_online_only_has_its_link_as_place() -> None:
    found = shown(a_series(place="", online="https://teams.example/s3"))
    assert (found.location, found.url) == ("https://teams.example/s3", "https://teams.example/s3")


def test_why_it_moved_is_said_last() -> None:
    steps = (Step(StepKind.CHAIN, DAY, None, "a/2027"), Step(StepKind.MOVED, date(2027, 5, 11), DAY, "Krock"))
    assert shown(steps=steps).description.endswith("\n\nFlyttat från tis 11 maj: Krock")
    assert shown(steps=steps[:1]).description.endswith("Mötesägare: Olle Frösö")


def test_a_cancelled_meeting_says_so_in_its_title_too() -> None:
    found = shown(
        a_series(alarm_minutes=30), {"alarm": True}, status=Status.CANCELLED,
        steps=(Step(StepKind.CANCELLED, DAY, None, "Konferens"),),
    )  # fmt: skip
    assert (found.summary, found.status, found.transparent) == ("Inställt: Styrgrupp S3", "CANCELLED", True)
    assert found.description.endswith("Inställt: Konferens")
    assert found.alarm_minutes is None


def test_a_window_is_all_day_free_and_tentative_and_says_as_needed() -> None:
    item = a_series(AsNeeded(3, 5, WINDOW))
    found = shown(item, day=date(2027, 2, 1), last=date(2027, 11, 30), time=None, status=Status.WINDOW)
    assert (found.start, found.end) == (date(2027, 2, 1), date(2027, 12, 1))
    assert (found.status, found.transparent, found.location) == ("TENTATIVE", True, "")
    assert found.summary == "Styrgrupp S3 (vid behov)"
    assert found.description.endswith("Möten hålls vid behov, 3–5 gånger under perioden.")


def test_a_window_for_an_actor_says_that_it_is_to_be_booked() -> None:
    item = a_series(Each(("dana",), WINDOW), title="Enskilt aktörsmöte: {{ actor }}")
    found = shown(item, last=DAY, time=None, status=Status.WINDOW, actor="dana", actor_name="Dana Ek")
    assert found.summary == "Enskilt aktörsmöte: Dana Ek (bokas när det passar)"


def test_a_deadline_is_an_all_day_free_event() -> None:
    item = deadline("rapport", when(DayOfMonth(15, (11,), latest=True, yearly=True)), title="Rapport")
    found = shown(item, time=None, steps=(Step(StepKind.CLOSED, date(2027, 5, 23), DAY, "söndag"),))
    assert (found.start, found.end) == (DAY, date(2027, 5, 19))
    assert (found.summary, found.status, found.transparent) == ("Sista dag: Rapport", "CONFIRMED", True)
    assert (
        found.description
        == "Rapport\nOmråde: Gemensamt\nAnsvarig: Olle Frösö\n\nFlyttad från sön 23 maj eftersom det är söndag"
    )


def test_a_cancelled_deadline_says_what_is_cancelled() -> None:
    item = deadline("rapport", when(DayOfMonth(15, (11,), latest=True, yearly=True)), title="Rapport")
    assert shown(item, time=None, status=Status.CANCELLED).summary == "Inställd sista dag: Rapport"


def test_once_is_not_said_as_several_times() -> None:
    found = shown(a_series(AsNeeded(1, 1, WINDOW)), last=DAY, time=None, status=Status.WINDOW)
    assert found.description.endswith("Mötet hålls vid behov, en gång under perioden.")


def test_a_draft_wheel_gives_tentative_meetings() -> None:
    found = shown(wheel_keys={"active": False})
    assert found.status == "TENTATIVE"
    assert found.description.endswith("Hjulet är ett utkast: tiden kan ändras.")


def test_the_alarm_is_only_where_it_is_asked_for() -> None:
    item = a_series(alarm_minutes=30)
    assert shown(item).alarm_minutes is None
    assert shown(item, {"alarm": True}).alarm_minutes == 30
    assert shown(item, {"alarm": True}, time=None).alarm_minutes is None


def test_no_address_is_public_wherever_a_person_wrote_it() -> None:
    item = a_series(
        title="Styrgrupp (frågor: dana.ek@region.example)", place="Hos åsa.öberg@exempel.example",
        agenda=("x@y.example",),
        note="Anmäl dig till <olle@region.example>, tack. Länk https://meet.example/19:abc@thread.v2/0",
    )  # fmt: skip
    steps = (Step(StepKind.MOVED, date(2027, 5, 11), DAY, "enligt siv@region.example"),)
    found = shown(item, steps=steps)
    text = f"{found.summary} {found.location} {found.description}"
    assert "https://meet.example/19:abc@thread.v2/0" in text
    assert "@" not in text.replace("abc@thread", "")
    assert found.summary == "Styrgrupp (frågor: [adress borttagen])"
    assert "Anmäl dig till <[adress borttagen]>, tack." in found.description
    assert found.organiser is None
    assert found.attendees == ()


def test_a_private_entry_has_the_organisers_address_and_visible_guests() -> None:
    assert "Mötesägare: Olle Frösö <olle@region.example>" in shown(options={"private": True}).description
    assert "Inbjudna" not in shown(options={"private": True}).description
    item = a_series(guests_visible=True)
    assert "Inbjudna: Dana Ek, Alla aktörer" in shown(item, {"private": True}).description
    assert "Inbjudna" not in shown(item).description


# ── Who ────────────────────────────────────────────────


def occurrence_of(item: Item, **keys: Any) -> tuple[Occurrence, Wheel]:
    of = a_wheel(item)
    return Occurrence(item, "2027", DAY, DAY, of.zone, **keys), of


@pytest.mark.parametrize(
    ("named", "expected"), [("", "olle"), ("dana", "dana"), ("@samordnare", "siv"), ("@saknas", None), ("ingen", None)]
)
def test_the_organiser_is_the_series_own_or_the_areas_processledare(named: str, expected: str | None) -> None:
    found = organiser(*occurrence_of(a_series(organiser=named)))
    assert (found.id if found else None) == expected


def test_those_invited_are_everyone_and_the_actor() -> None:
    item = a_series(Each(("siv",), WINDOW), invite=("dana",))
    assert [one.id for one in invited(*occurrence_of(item, actor="siv"))] == ["dana", "siv"]


def test_a_persons_calendar_has_what_concerns_that_person() -> None:
    meeting, of = occurrence_of(a_series())
    assert {id for id in ("dana", "olle", "siv") if concerns(id, meeting, of)} == {"dana", "olle"}
    report = deadline("rapport", when(DayOfMonth(15, (11,))), to=("dana",))
    due, of = occurrence_of(replace(report))
    assert {id for id in ("dana", "olle", "siv") if concerns(id, due, of)} == {"dana", "olle", "siv"}
