"""`arshjul agenda` and `arshjul why`: filters, JSON, and keys that are nearly right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import place, run

WHEEL = "schedules/2027.toml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return place(tmp_path_factory.mktemp("agenda"))


def listed(folder: Path, *words: str) -> list[dict[str, Any]]:
    ran = run(folder, "agenda", WHEEL, "--json", *words)
    assert (ran.code, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)["occurrences"]
    return found


def keys(folder: Path, *words: str) -> set[str]:
    return {one["key"] for one in listed(folder, *words) if one["kind"] != "window"}


def test_a_week_without_meetings_says_so_though_some_are_yet_undated(folder: Path) -> None:
    said = run(folder, "agenda", WHEEL, "--from", "2027-07-10", "--to", "2027-07-11")
    assert "Inga möten här.\n\nÄnnu utan datum\n" in said.out


def test_a_place_is_told_only_when_it_is_not_the_usual_one(folder: Path) -> None:
    wheel = (folder / WHEEL).read_text("utf-8")
    for number, (line, told) in enumerate([('place = "Torget"', True), ('time = "15:00-16:00"', False)]):
        change = f'\n[[change]]\nwhat = "styrgrupp/2027-Q3"\n{line}\nreason = "Ombyggnad"\n'
        (folder / f"schedules/annat{number}.toml").write_text(wheel + change, "utf-8")
        said = run(folder, "agenda", f"schedules/annat{number}.toml", "--month", "9").out
        assert "Ombyggnad" in said
        assert ("Torget" in said, "Regionens hus" in said) == (told, False)
        (folder / f"schedules/annat{number}.toml").unlink()


def test_the_json_has_the_documented_shape(folder: Path) -> None:
    (one,) = (one for one in listed(folder, "--from", "2027-05-18", "--to", "2027-05-18") if one["kind"] == "meeting")
    assert one == {
        "key": "digitala-manadsmote/2027-05",
        "series": "digitala-manadsmote",
        "slot": "2027-05",
        "uid": "digitala-manadsmote.2027-05@s3.jamtland",
        "kind": "meeting",
        "title": "Digitala lösningar – månadsmöte",
        "area": "digitala",
        "date": "2027-05-18",
        "start": "2027-05-18T13:00:00+02:00",
        "end": "2027-05-18T14:30:00+02:00",
        "all_day": False,
        "place": "Regionens hus, Östersund",
        "status": "moved",
        "why": ["andra tisdagen i månaden utom juli", "flyttat från tis 11 maj: Krock med regionfullmäktige"],
    }


def test_the_whole_year_is_listed_with_what_is_cancelled_and_skipped(folder: Path) -> None:
    found = listed(folder)
    statuses = {one["status"] for one in found}
    assert statuses == {"planned", "moved", "set", "cancelled", "skipped", "window"}
    assert {one["kind"] for one in found} == {"meeting", "deadline", "window"}
    assert len({one["uid"] for one in found}) == len(found)
    dates = [one["date"] for one in found]
    assert dates == sorted(dates)


def test_all_day_ones_end_at_the_midnight_after_their_last_day(folder: Path) -> None:
    (deadline,) = (one for one in listed(folder) if one["kind"] == "deadline")
    assert (deadline["start"], deadline["end"]) == ("2027-11-15T00:00:00+01:00", "2027-11-16T00:00:00+01:00")
    window = next(one for one in listed(folder) if one["key"] == "enskilda/2027-peak")
    assert (window["all_day"], window["end"]) == (True, "2027-06-21T00:00:00+02:00")


def test_a_week_a_month_and_a_span_are_the_same_days(folder: Path) -> None:
    span = keys(folder, "--from", "2027-05-17", "--to", "2027-05-23")
    assert keys(folder, "--week", "20") == span
    assert len(span) == 3
    for month in ("5", "maj", "May"):
        assert keys(folder, "--month", month) == keys(folder, "--from", "2027-05-01", "--to", "2027-05-31")


def test_an_area_and_a_person_narrow_it(folder: Path) -> None:
    assert {one["area"] for one in listed(folder, "--area", "jord")} == {"jord"}
    by_group = {one["series"] for one in listed(folder, "--person", "miun")}
    assert by_group == {"energi-nyckelaktorer", "upplevelser-kkb", "enskilda"}
    assert "enskilda/2027-peak" not in {one["key"] for one in listed(folder, "--person", "miun")}
    assert "styrgrupp" in {one["series"] for one in listed(folder, "--person", "styrgrupp-s3")}


def test_whoever_organises_meets_too(folder: Path) -> None:
    assert "jord-landsbygdsutvecklare" in {one["series"] for one in listed(folder, "--person", "jon")}


@pytest.mark.parametrize(
    ("words", "sv", "cure"),
    [
        (("--area", "energ"), "området «energ» finns inte", "menade du  energi ?"),
        (("--area", "xyz"), "området «xyz» finns inte", "välj bland jord, energi, upplevelser, digitala, gemensamt"),
        (("--person", "sivv"), "aktören «sivv» finns inte", "menade du  siv ?"),
        (
            ("--from", "2027-05-02", "--to", "2027-05-01"),
            "2027-05-02 kommer efter 2027-05-01",
            "byt plats på --from och --to",
        ),
        (("--week", "53"), "hjulet 2027 har ingen vecka 53", ""),
    ],
)
def test_what_does_not_exist_is_told(folder: Path, words: tuple[str, ...], sv: str, cure: str) -> None:
    ran = run(folder, "agenda", WHEEL, *words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"fel: {sv}\n" + (f"  gör: {cure}\n" if cure else "")


def test_one_span_at_a_time(folder: Path) -> None:
    ran = run(folder, "agenda", WHEEL, "--week", "20", "--month", "5")
    assert ran.code == 2
    assert "välj ett av --week, --month och --from/--to" in ran.err


def test_an_empty_agenda_says_so(folder: Path) -> None:
    assert run(folder, "agenda", WHEEL, "--area", "digitala", "--week", "40").out.endswith("Inga möten här.\n")


def test_a_broken_wheel_is_told_as_check_tells_it(tmp_path: Path) -> None:
    wheel = place(tmp_path) / WHEEL
    wheel.write_text(wheel.read_text("utf-8").replace("andra tisdagen", "adnra tisdagen"), "utf-8")
    ran = run(tmp_path, "agenda", WHEEL)
    assert (ran.code, ran.out) == (1, "")
    assert "fel E20  schedules/2027.toml:69:11" in ran.err
    assert ran.err.endswith("fel: schedules/2027.toml har 1 fel\n  gör: rätta och kör  arshjul check\n")
    assert json.loads(run(tmp_path, "agenda", WHEEL, "--json").out)["problems"][0]["code"] == "E20"


def test_why_tells_the_instants_the_steps_and_the_reminders(folder: Path) -> None:
    found = json.loads(run(folder, "why", "styrgrupp/2027-Q4", WHEEL, "--json").out)
    assert found["nominal"] == "2027-12-30"
    assert found["utc"] == {"start": "2027-12-09T12:00:00+00:00", "end": "2027-12-09T15:00:00+00:00"}
    assert [(step["kind"], step["day"], step["to"]) for step in found["steps"]] == [
        ("closed", "2027-12-30", "2027-12-21"),
        ("moved", "2027-12-21", "2027-12-09"),
    ]
    assert found["rule"] == {"text": "sista torsdagen i kvartalet", "file": WHEEL, "line": 114}
    assert [one["due"] for one in found["reminders"]][:2] == ["2027-11-25T06:30:00+00:00", "2027-12-07T06:30:00+00:00"]
    assert "@" not in json.dumps(found["reminders"])


def test_why_shows_the_line_of_the_very_date(folder: Path) -> None:
    lines = (folder / WHEEL).read_text("utf-8").splitlines()
    for one in listed(folder, "--from", "2027-04-28", "--to", "2027-04-28"):
        rule = json.loads(run(folder, "why", one["key"], WHEEL, "--json").out)["rule"]
        if rule["text"] == "datum i filen":
            assert "2027-04-28" in lines[rule["line"] - 1]
            return
    raise AssertionError("the example has no series with dates")


def test_why_tells_what_a_chain_hangs_on(tmp_path: Path) -> None:
    wheel = place(tmp_path) / WHEEL
    chain = '\n[series.beredning]\narea = "gemensamt"\ntitle = "Beredning"\nwhen = "10ad före styrgrupp"\n'
    wheel.write_text(wheel.read_text("utf-8") + chain, "utf-8")
    assert json.loads(run(tmp_path, "why", "beredning/2027-Q4", "--json").out)["hangs_on"] == ["styrgrupp/2027-Q4"]
    lines = run(tmp_path, "why", "beredning/2027-Q4").out.splitlines()
    assert lines[3:8] == [
        "  hänger på  styrgrupp/2027-Q4, tor 9 dec",
        "               sista torsdagen i kvartalet",
        "               gav tor 30 dec",
        "               flyttat från tor 30 dec, då det är stängt: Jul och nyår",
        "               flyttat från tis 21 dec: Mellandagarna",
    ]


@pytest.mark.parametrize(
    ("key", "sv", "cure"),
    [
        (
            "styrgrupp/2027-04",
            "tillfället «2027-04» finns inte i styrgrupp",
            "välj bland 2027-Q1, 2027-Q2, 2027-Q3, 2027-Q4",
        ),
        ("styrgrupp", "vilket tillfälle av styrgrupp?", "välj bland 2027-Q1, 2027-Q2, 2027-Q3, 2027-Q4"),
        ("styrgrup/2027-Q2", "mötet «styrgrup/2027-Q2» finns inte", "menade du  styrgrupp/2027-Q2 ?"),
    ],
)
def test_a_key_that_is_nearly_right_gets_the_right_one(folder: Path, key: str, sv: str, cure: str) -> None:
    ran = run(folder, "why", key, WHEEL)
    assert (ran.code, ran.err) == (1, f"fel: {sv}\n  gör: {cure}\n")
