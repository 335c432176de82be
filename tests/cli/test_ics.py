"""`arshjul ics` as a person meets it: what it says, its JSON, and its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.console import arshjul, workshop

NOW = "2027-01-04T07:30:00+01:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workshop(tmp_path_factory.mktemp("ics"))


def test_it_says_what_it_wrote_and_what_was_unchanged(folder: Path) -> None:
    said, code = arshjul("arshjul ics --out kalendrar", folder, NOW)
    lines = said.splitlines()
    assert code == 0
    assert lines[0].startswith("kalendrar: ")
    assert lines[0].endswith(" filer skrivna, 0 oförändrade")
    assert lines[1:3] == ["  all.ics", "  area/       5"]
    assert lines[4].endswith("bara för dig: publicera dem inte")
    (folder / "kalendrar" / "all.ics").unlink()
    said, code = arshjul("arshjul ics --out kalendrar --lang en", folder, NOW)
    written, unchanged = said.splitlines()[0].removeprefix("kalendrar: ").split(", ")
    assert written == "1 file written"
    assert int(unchanged.removesuffix(" unchanged")) > 100


def test_its_json_lists_every_file(folder: Path) -> None:
    said, code = arshjul("arshjul ics schedules/2027.toml --out json --person dana --json", folder, NOW)
    report = json.loads(said)
    assert code == 0
    assert report["out"] == "json"
    assert {"all.ics", "area/jord.ics", "person/dana.ics"} <= set(report["written"])
    assert (report["unchanged"], report["removed"]) == ([], [])
    assert all((folder / "json" / name).is_file() for name in report["written"])


def test_an_unknown_person_and_a_file_as_folder_are_one_sentence_and_a_cure(folder: Path) -> None:
    said, code = arshjul("arshjul ics --out x --person danna", folder, NOW)
    assert code == 1
    assert said.startswith("fel: personen «danna» finns inte\n  gör: menade du  dana ?")
    said, code = arshjul("arshjul ics --out schedules/2027.toml", folder, NOW)
    assert code == 1
    assert said == (
        "fel: kan inte skriva schedules/2027.toml: det är en fil, men ska vara en mapp\n"
        "  gör: flytta filen, eller välj en annan mapp med --out\n"
    )


def test_a_broken_wheel_writes_nothing(folder: Path) -> None:
    (folder / "trasig.toml").write_text('arshjul = 1\nid = "x"\ntitle = "X"\nyear = 2027\nplats = "här"\n', "utf-8")
    said, code = arshjul("arshjul ics trasig.toml --out trasig", folder, NOW)
    assert code == 1
    assert "fel E07  trasig.toml:5:1" in said
    assert not (folder / "trasig").exists()


def test_which_meetings_people_were_invited_to_is_asked_of_the_installation(folder: Path, tmp_path: Path) -> None:
    """Else they would stand twice in a calendar: so its settings must be whole."""
    settings = tmp_path / "config.toml"
    settings.write_text("trasig", "utf-8")
    said, code = arshjul(f"arshjul ics schedules/2027.toml --out inget --config {settings}", folder, NOW)
    assert (code, "config.toml:1" in said) == (1, True)


@pytest.mark.parametrize("command", ["check", "agenda"])
def test_a_file_that_is_named_needs_no_settings(folder: Path, tmp_path: Path, command: str) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text("trasig", "utf-8")
    verb, *rest = command.split()
    line = " ".join(["arshjul", verb, "schedules/2027.toml", *rest, "--config", str(settings)])
    assert arshjul(line, folder, NOW)[1] == 0
    said, code = arshjul(line.replace("schedules/2027.toml ", ""), folder, NOW)
    assert (code, "config.toml:1" in said) == (1, True)


def test_out_is_needed(folder: Path) -> None:
    said, code = arshjul("arshjul ics", folder, NOW)
    assert code == 2
    assert "--out" in said
