"""`arshjul explain`: a phrase, its rule and its dates, with and without a wheel."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import place, run


def explained(folder: Path, phrase: str, *words: str) -> dict[str, object]:
    ran = run(folder, "explain", phrase, "--json", *words)
    assert ran.code == 0, ran.out
    found: dict[str, object] = json.loads(ran.out)
    return found


def test_the_json_has_the_documented_shape(tmp_path: Path) -> None:
    assert explained(tmp_path, "första torsdagen i april och maj", "--year", "2027", "--if-closed", "nästa vecka") == {
        "phrase": "första torsdagen i april och maj",
        "language": "sv",
        "rrule": "FREQ=MONTHLY;BYMONTH=4,5;BYDAY=1TH",
        "nominal": ["2027-04-01", "2027-05-06"],
        "placed": [
            {"nominal": "2027-04-01", "date": "2027-04-01", "why": ""},
            {
                "nominal": "2027-05-06",
                "date": "2027-05-13",
                "why": "flyttat från tor 6 maj, då det är stängt: Kristi himmelsfärdsdag",
            },
        ],
    }


def test_a_skipped_date_is_null(tmp_path: Path) -> None:
    placed = explained(tmp_path, "fredagar i mars", "--year", "2027")["placed"]
    assert isinstance(placed, list)
    assert placed[-1] == {
        "nominal": "2027-03-26",
        "date": None,
        "why": "hoppas över, fre 26 mars är stängt: Långfredagen",
    }


def test_with_a_year_no_wheel_counts_and_without_one_the_wheel_of_today_does(tmp_path: Path) -> None:
    place(tmp_path)
    ordinary = explained(tmp_path, "tisdag v. 10", "--year", "2027")["placed"]
    closed = explained(tmp_path, "tisdag v. 10")["placed"]
    assert ordinary == [{"nominal": "2027-03-09", "date": "2027-03-09", "why": ""}]
    assert closed == [
        {"nominal": "2027-03-09", "date": "2027-03-16", "why": "flyttat från tis 9 mars, då det är stängt: Sportlov"}
    ]
    assert explained(tmp_path, "tisdag v. 10", "--wheel", "schedules/2027.toml")["placed"] == closed


def test_without_year_and_wheel_this_year_is_meant(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", "15 mars", "--json", now="2031-01-02T08:00+01:00")
    assert json.loads(ran.out)["nominal"] == ["2031-03-15"]


def test_a_chain_hangs_on_a_series_of_the_wheel(tmp_path: Path) -> None:
    place(tmp_path)
    assert explained(tmp_path, "tisdag veckan före styrgrupp")["nominal"] == [
        "2027-03-16",
        "2027-06-15",
        "2027-09-21",
        "2027-11-30",
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_phrase_that_is_not_understood_gives_its_problems_and_1(tmp_path: Path, language: str) -> None:
    ran = run(tmp_path, "explain", "varannan måndag", "--year", "2027", "--json", "--lang", language)
    assert ran.code == 1
    (problem,) = json.loads(ran.out)["problems"]
    assert (problem["code"], problem["column"], problem["end_column"]) == ("E21", 1, 16)


def test_a_phrase_without_a_date_gives_its_problem_and_1(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", "femte måndagen i februari", "--year", "2027", "--json")
    assert ran.code == 1
    assert [problem["code"] for problem in json.loads(ran.out)["problems"]] == ["E30"]


def test_what_closed_days_do_can_be_chosen(tmp_path: Path) -> None:
    def placed(how: str) -> object:
        found = explained(tmp_path, "torsdag v. 18", "--year", "2027", "--if-closed", how)["placed"]
        assert isinstance(found, list)
        return found[0]["date"]

    assert [placed(how) for how in ("före", "after", "nästa vecka", "skip", "behåll")] == [
        "2027-05-04",  # the day before Ascension Day is a half day, and the day after it a klämdag
        "2027-05-10",
        "2027-05-13",
        None,
        "2027-05-06",
    ]
    ran = run(tmp_path, "explain", "torsdag v. 18", "--year", "2027", "--if-closed", "flytta fram")
    assert ran.code == 1
    assert "skriv före, efter, nästa vecka, hoppa över eller behåll" in ran.err
