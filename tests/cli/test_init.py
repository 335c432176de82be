"""`arshjul init`: a wheel that is whole from the first minute."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.cli import run


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("year", [2024, 2026, 2027, 2028, 2030, 2033, 2038])
def test_what_it_writes_passes_check_without_a_word(tmp_path: Path, year: int, language: str) -> None:
    words = ("--yes", "--year", str(year), "--lang", language)
    assert run(tmp_path, "init", *words).code == 0
    ran = run(tmp_path, "check", f"schedules/{year}.toml", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["problems"]) == (0, [])
    assert found["summary"]["meetings"] == 15


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("year", "starts"), [(2027, "jan"), (2028, "jan"), (2028, "aug"), (2029, "july"), (2030, "5")])
def test_what_is_commented_out_holds_too_when_it_is_let_in(
    tmp_path: Path, year: int, starts: str, language: str
) -> None:
    words = ("--yes", "--year", str(year), "--starts", starts, "--lang", language)
    assert run(tmp_path, "init", "w.toml", *words).code == 0
    path = tmp_path / "w.toml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^# (?=\[|\w+ *=)", "", text, flags=re.MULTILINE), "utf-8")
    ran = run(tmp_path, "check", "w.toml", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["problems"]) == (0, [])
    assert found["summary"]["windows"] == 2
    agenda = json.loads(run(tmp_path, "agenda", "w.toml", "--json").out)["occurrences"]
    assert [one["status"] for one in agenda].count("moved") == 1


def test_the_answers_stand_in_it_whatever_letters_they_have(tmp_path: Path) -> None:
    answers = (
        "--title",
        'Årshjul "S3" \\ 100 % $x',
        "--area",
        "Jord, skog & vatten",
        "--area",
        "Jord skog vatten",
        "--name",
        "Åsa Öberg",
        "--email",
        "asa@region.example",
        "--year",
        "2027",
        "--id",
        "s3.jamtland",
    )
    ran = run(tmp_path, "init", "hjul.toml", *answers)
    assert (ran.code, ran.err) == (0, "")
    agenda = json.loads(run(tmp_path, "agenda", "hjul.toml", "--json").out)["occurrences"]
    assert {one["area"] for one in agenda} == {"jord-skog-vatten"}
    assert agenda[0]["uid"].endswith("@s3.jamtland")
    assert run(tmp_path, "agenda", "hjul.toml").out.startswith('Årshjul "S3" \\ 100 % $x 2027')
    text = (tmp_path / "hjul.toml").read_text("utf-8")
    assert "[area.jord-skog-vatten-2]" in text
    assert '[person.asa-oberg]\nname  = "Åsa Öberg"' in text


def test_it_asks_for_what_is_not_given_and_proposes_an_answer(tmp_path: Path) -> None:
    ran = run(tmp_path, "init", "--year", "2027", answers="Vårt hjul\n\nJord, Energi\nEva Hede\neva@region.example\n")
    assert ran.code == 0
    assert "Områden, med komma emellan [Gemensamt]: " in ran.err
    text = (tmp_path / "schedules/2027.toml").read_text("utf-8")
    assert 'id       = "vart-hjul"' in text
    assert "[area.energi]" in text


def test_an_answer_that_cannot_stand_is_asked_for_again(tmp_path: Path) -> None:
    answers = "20x\n2028\nVårt\nÅ Ä\nvart\n,\nEnergi\nEva\neva\neva@region.example\n"
    ran = run(tmp_path, "init", answers=answers)
    assert ran.code == 0
    assert "  «20x» är inget år; skriv ett år mellan 1970 och 2199\n" in ran.err
    for told in ("«Å Ä» kan inte vara", "inget svar får vara tomt", "ingen giltig e-postadress: eva; skriv"):
        assert told in ran.err
    assert 'email = "eva@region.example"' in (tmp_path / "schedules/2028.toml").read_text("utf-8")


def test_an_existing_file_is_told_of_before_anything_more_is_asked(tmp_path: Path) -> None:
    (tmp_path / "min.toml").write_text("min egen")
    assert "finns redan" in run(tmp_path, "init", "min.toml", answers="2028\n").err


def test_from_july_on_the_next_year_is_proposed(tmp_path: Path) -> None:
    for clock, year in (("2027-06-30T12:00+02:00", 2027), ("2027-07-01T12:00+02:00", 2028)):
        assert run(tmp_path, "init", "--yes", now=clock).out.startswith(f"Skrev schedules/{year}.toml.")


def test_a_file_that_is_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "min.toml").write_text("min egen")
    ran = run(tmp_path, "init", "min.toml", "--yes")
    assert ran.code == 1
    assert "min.toml finns redan" in ran.err
    assert (tmp_path / "min.toml").read_text() == "min egen"


@pytest.mark.parametrize(
    ("words", "sv"),
    [
        (("--id", "Å S"), "«Å S» kan inte vara kalenderns namn"),
        (("--email", "eva"), "svaret är ingen giltig e-postadress: eva"),
        (("--title", "a\nb"), "svaret får inte ha radbrytning eller styrtecken"),
        (("--year", "2500"), "«2500» är inget år"),
        (("--name", ""), "inget svar får vara tomt"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused_and_nothing_is_written(
    tmp_path: Path, words: tuple[str, ...], sv: str
) -> None:
    ran = run(tmp_path, "init", "--yes", *words)
    assert ran.code == 1
    assert sv in ran.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "schedules").write_text("en fil")
    ran = run(tmp_path, "init", "--yes")
    assert ran.code == 1
    assert "schedules" in ran.err
    assert "Traceback" not in ran.err


def test_whoever_stops_answering_leaves_nothing_behind(tmp_path: Path) -> None:
    assert run(tmp_path, "init", answers="Vårt hjul\n").code == 130
    assert not list(tmp_path.iterdir())
