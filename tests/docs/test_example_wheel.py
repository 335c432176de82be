"""The example wheel of 2027 holds every row of the report that it was made from, and the real calendar agrees."""

from __future__ import annotations

from datetime import date

import pytest

from arshjul.model.occurrence import Kind, Occurrence, Status
from arshjul.model.people import Contact
from arshjul.model.rhythm import AsNeeded, Dates, Each, Phrases
from arshjul.model.wheel import MeetingSeries, Wheel
from arshjul.usecases.load import Loaded, load
from tests.support.snippets import ROOT

REPORT: dict[str, tuple[str, ...]] = {
    "Digitala lösningar: stående möten en gång per månad": ("digitala-manadsmote",),
    "Upplevelser: efter behov": ("upplevelser-vid-behov",),
    "Upplevelser: kopplade till plan för kulturella och kreativa branscher": ("upplevelser-kkb",),
    "Hållbar energi: aktörsmöten med nyckelaktörer": ("energi-nyckelaktorer",),
    "Jord, skog och vatten: vid behov": ("jord-vid-behov",),
    "Jord: regelbundet med kommunernas landsbygdsutvecklare": ("jord-landsbygdsutvecklare",),
    "Två öppna aktörsmöten om färdplaner": ("fardplan-oppet",),
    "Enskilda aktörsmöten": ("jord-enskilda", "energi-enskilda", "upplevelser-enskilda", "digitala-enskilda"),
    "Dialogmöten med fyra förstudier": ("dialog-forstudier",),
    "Dialogmöten med stiftelsen Gaaltije": ("dialog-gaaltije",),
    "Styrgrupp för Peaks förstudie": ("peak-styrgrupp",),
    "Subkommitté för Twin Peak": ("twin-peak",),
    "Projektdialoger": (
        "projektdialog-eruf",
        "projektdialog-interreg",
        "projektdialog-vinnova",
        "projektdialog-energimyndigheten",
    ),
    "ORIGINN till och med 2027": ("originn",),
    "S3 Community of Practice, policyexpert": ("s3-cop", "s3-cop-policyexpert"),
    "Öppna aktörsmöten per styrkeområde": ("jord-oppet", "energi-oppet", "upplevelser-oppet", "digitala-oppet"),
    "Strategiska bedömningar av 1:1-ärenden": ("strategisk-bedomning",),
    "Kommunikationsplan": ("kommunikation",),
    "Styrning": ("styrgrupp",),
    "Årshjulet": ("planeringsdag",),
}


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(ROOT / "schedules/2027.toml")


@pytest.fixture(scope="module")
def wheel(loaded: Loaded) -> Wheel:
    assert loaded.wheel is not None
    return loaded.wheel


@pytest.fixture(scope="module")
def occurrences(loaded: Loaded) -> dict[str, Occurrence]:
    return {str(one.key): one for one in loaded.occurrences}


def _days(loaded: Loaded, series: str) -> list[date]:
    return [one.day for one in loaded.occurrences if one.key.series == series and one.happens]


def _series(wheel: Wheel, *ids: str) -> list[MeetingSeries]:
    return [wheel.series[id] for id in ids]


def test_the_example_has_no_error(loaded: Loaded) -> None:
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []


@pytest.mark.parametrize("row", REPORT, ids=list(REPORT))
def test_every_row_of_the_report_has_its_meetings(row: str, loaded: Loaded, wheel: Wheel) -> None:
    for id in REPORT[row]:
        assert id in wheel.series
        assert any(one.key.series == id and one.happens for one in loaded.occurrences), id


def test_every_series_answers_to_a_row_of_the_report_or_hangs_on_one_that_does(wheel: Wheel) -> None:
    answered = {id for ids in REPORT.values() for id in ids}
    assert set(wheel.series) - answered == {"styrgrupp-beredning", "styrgrupp-formote"}


def test_the_four_strength_areas_have_a_process_leader_and_a_coordinator(wheel: Wheel) -> None:
    names = [area.name for area in wheel.areas.values()]
    assert names == ["Jord, skog och vatten", "Hållbar energi", "Upplevelser", "Digitala lösningar", "Gemensamt"]
    assert all(set(area.roles) == {"processledare", "samordnare"} for area in wheel.areas.values())
    assert all(len(area.roles["samordnare"]) == 2 for area in wheel.areas.values()), "with a substitute"


def test_the_eight_municipalities_are_invited_to_jord(wheel: Wheel) -> None:
    members = wheel.directory.contacts(wheel.series["jord-landsbygdsutvecklare"].invite)
    municipalities = {
        wheel.directory.people[one.id].municipality for one in members if one.id in wheel.directory.people
    }
    assert municipalities - {""} == {
        "Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund",
    }  # fmt: skip


def test_everybody_has_an_invented_address(wheel: Wheel) -> None:
    contacts: list[Contact] = [*wheel.directory.people.values(), *wheel.directory.lists.values()]
    assert len(contacts) > 25
    assert [one.email for one in contacts if not one.email.endswith(".example")] == []


def test_the_example_shows_every_rhythm(wheel: Wheel) -> None:
    rhythms = {type(series.rhythm) for series in wheel.series.values()}
    assert rhythms == {Phrases, Dates, AsNeeded, Each}


def test_open_and_foreign_meetings_say_so(wheel: Wheel) -> None:
    assert all(one.open for one in _series(wheel, *REPORT["Öppna aktörsmöten per styrkeområde"], "fardplan-oppet"))
    assert all(one.external for one in _series(wheel, "peak-styrgrupp", "twin-peak", "s3-cop"))


def test_the_monthly_meeting_stands_once_a_month_but_not_in_july(loaded: Loaded) -> None:
    months = [day.month for day in _days(loaded, "digitala-manadsmote")]
    assert months == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12]


def test_the_may_meeting_is_moved_to_tuesday_the_18th(occurrences: dict[str, Occurrence]) -> None:
    moved = occurrences["digitala-manadsmote/2027-05"]
    assert (moved.status, moved.nominal, moved.day) == (Status.MOVED, date(2027, 5, 11), date(2027, 5, 18))


def test_sportlov_and_the_quiet_summer_move_the_monthly_meeting_a_week(occurrences: dict[str, Occurrence]) -> None:
    assert occurrences["digitala-manadsmote/2027-03"].day == date(2027, 3, 16)
    assert occurrences["digitala-manadsmote/2027-08"].day == date(2027, 8, 17)


def test_the_steering_group_stands_on_skartorsdag_and_leaves_the_days_after_christmas(
    occurrences: dict[str, Occurrence],
) -> None:
    days = [occurrences[f"styrgrupp/2027-Q{quarter}"].day for quarter in (1, 2, 3, 4)]
    assert days == [date(2027, 3, 25), date(2027, 6, 24), date(2027, 9, 30), date(2027, 12, 9)]


def test_the_chain_follows_the_steering_group(occurrences: dict[str, Occurrence]) -> None:
    assert occurrences["styrgrupp-beredning/2027-Q4"].day == date(2027, 11, 25)
    assert occurrences["styrgrupp-formote/2027-Q4"].day == date(2027, 11, 30)
    assert occurrences["styrgrupp-handlingar/2027-Q4"].day == date(2027, 12, 2)


def test_the_preparation_before_easter_does_not_count_sportlov(occurrences: dict[str, Occurrence]) -> None:
    assert occurrences["styrgrupp-beredning/2027-Q1"].day == date(2027, 3, 4)


def test_jord_meets_in_odd_weeks_and_rests_in_summer(loaded: Loaded) -> None:
    weeks = [day.isocalendar().week for day in _days(loaded, "jord-landsbygdsutvecklare")]
    assert weeks == [3, 5, 7, 9, 11, 13, 15, 17, 19, 23, 25, 33, 35, 37, 39, 41, 43, 45, 47, 49]


def test_the_two_open_roadmap_meetings_are_in_spring_and_early_summer(loaded: Loaded) -> None:
    assert _days(loaded, "fardplan-oppet") == [date(2027, 4, 21), date(2027, 6, 9)]


def test_the_open_meeting_on_land_is_the_thursday_after_easter(loaded: Loaded) -> None:
    assert _days(loaded, "jord-oppet") == [date(2027, 4, 1)]


def test_originn_goes_on_until_the_year_ends(loaded: Loaded) -> None:
    days = _days(loaded, "originn")
    assert (days[0], days[-1]) == (date(2027, 1, 11), date(2027, 12, 13))


def test_the_report_is_due_on_the_15th_of_november_and_its_material_before(occurrences: dict[str, Occurrence]) -> None:
    assert occurrences["uppfoljningsrapport/2027"].day == date(2027, 11, 15)
    assert occurrences["rapportunderlag/2027"].day == date(2027, 10, 25)


def test_the_meetings_as_needed_and_with_each_actor_are_windows_until_they_are_set(
    occurrences: dict[str, Occurrence],
) -> None:
    assert occurrences["energi-enskilda/2027-peak"].status is Status.SET
    assert occurrences["energi-enskilda/2027-miun"].kind is Kind.WINDOW
    assert occurrences["upplevelser-kkb/2027-1"].day == date(2027, 3, 18)
