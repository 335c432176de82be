"""`arshjul site` and `arshjul year` as a person meets them: what they say, and their refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import place, run

NOW = "2027-05-10T08:00+02:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return place(tmp_path_factory.mktemp("site"))


def test_site_says_what_it_wrote_and_where_to_begin(folder: Path) -> None:
    first = run(folder, "site", "out/site", now=NOW)
    lines = first.out.splitlines()
    assert first.code == 0
    assert lines[0].startswith("out/site: ")
    assert lines[0].endswith(" filer skrivna, 0 oförändrade")
    assert [line.split()[0] for line in lines[1:5]] == ["assets/", "en/", "feeds/", "sv/"]
    assert lines[5] == "Öppna i en webbläsare: out/site/index.html"
    again = run(folder, "site", "out/site", "--lang", "en", now=NOW)
    assert again.out.startswith("out/site: 0 files written, ")


def test_its_json_lists_every_file(folder: Path) -> None:
    report = json.loads(run(folder, "site", "json", "schedules/2027.toml", "--json", now=NOW).out)
    assert (report["out"], report["unchanged"], report["removed"]) == ("json", [], [])
    assert {"index.html", "sv/index.html", "wheel.svg", "feeds/all.ics"} <= set(report["written"])
    assert all((folder / "json" / name).is_file() for name in report["written"])


def test_a_meeting_that_is_taken_away_takes_its_page_with_it(tmp_path: Path) -> None:
    folder = place(tmp_path)
    run(folder, "site", "out", now=NOW)
    wheel = folder / "schedules/2027.toml"
    text = wheel.read_text("utf-8")
    (line,) = [line for line in text.splitlines() if "2027-04-28" in line and line.lstrip().startswith("dates")]
    wheel.write_text(text.replace(line, 'dates = ["ons 2027-10-13"]'), "utf-8")
    done = run(folder, "site", "out", now=NOW)
    assert done.code == 0, done.err
    assert "  – sv/mote/s3-cop/2027-04-28/index.html" in done.out.splitlines()


def test_a_broken_wheel_and_a_file_in_the_way_write_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "trasig.toml").write_text('arshjul = 1\nid = "x"\ntitle = "X"\nyear = 2027\nplats = "här"\n', "utf-8")
    broken = run(tmp_path, "site", "out", "trasig.toml", now=NOW)
    assert (broken.code, (tmp_path / "out").exists()) == (1, False)
    assert "E07" in broken.err
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "wheel.svg").write_text("mine", "utf-8")
    refused = run(folder, "site", str(taken), now=NOW)
    assert refused.code == 1
    assert "finns redan och är inte skriven av arshjul site" in refused.err
    assert [path.name for path in taken.iterdir()] == ["wheel.svg"]


def test_without_a_file_every_active_wheel_is_shown_and_no_draft(tmp_path: Path) -> None:
    folder = place(tmp_path)
    text = (folder / "schedules/2027.toml").read_text("utf-8")
    draft = text.replace("2027", "2028").replace('"aktiv"', '"utkast"')
    (folder / "schedules/2028.toml").write_text(draft, "utf-8")
    done = run(folder, "site", "out", "--json", now=NOW)
    assert done.code == 0, done.err
    written = json.loads(done.out)["written"]
    assert "sv/mote/styrgrupp/2027-Q1/index.html" in written
    assert not [name for name in written if "2028" in name]


def test_year_shows_twelve_months_and_an_area_alone_has_fewer_marks(folder: Path) -> None:
    whole = run(folder, "year", now=NOW)
    assert whole.code == 0
    assert "\x1b" not in whole.out
    assert max(map(len, whole.out.splitlines())) <= 78
    one = run(folder, "year", "--area", "energi", "--lang", "en", now=NOW)
    assert 0 < one.out.count("•") < whole.out.count("•")
    assert "December" in one.out


def test_year_refuses_an_area_that_is_not_there(folder: Path) -> None:
    refused = run(folder, "year", "--area", "energy", now=NOW)
    assert (refused.code, "energi" in refused.err) == (1, True)


def test_the_years_json_is_the_agendas(folder: Path) -> None:
    year, agenda = (run(folder, name, "schedules/2027.toml", "--area", "jord", "--json") for name in ("year", "agenda"))
    assert json.loads(year.out) == json.loads(agenda.out)
    assert len(json.loads(year.out)["occurrences"]) > 5
