"""`arshjul check`: counts, formats, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import place, run

WHEEL = "schedules/2027.toml"


def break_it(folder: Path) -> None:
    wheel = folder / WHEEL
    text = (
        wheel.read_text("utf-8")
        .replace("andra tisdagen", "adnra tisdagen")
        .replace('"tis 2027-05-18"', '"tis 2027-05-19"')
    )
    wheel.write_text(text, "utf-8")


def test_the_json_has_the_documented_shape(tmp_path: Path) -> None:
    ran = run(place(tmp_path), "check", WHEEL, "--format", "json")
    found = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert found["summary"].items() >= {"series": 9, "meetings": 65, "deadlines": 1, "skipped": 9}.items()
    assert {problem["severity"] for problem in found["problems"]} == {"warning"}
    keys = {"code", "severity", "file", "line", "column", "end_column", "message", "cure"}
    assert all(problem.keys() == keys for problem in found["problems"])
    assert run(tmp_path, "check", WHEEL, "--json").out == ran.out


def test_errors_are_all_told_at_once_with_their_lines_and_give_1(tmp_path: Path) -> None:
    break_it(place(tmp_path))
    ran = run(tmp_path, "check")
    assert ran.code == 1
    assert "fel E20  schedules/2027.toml:69:11" in ran.out
    assert "fel E28  schedules/2027.toml:146:12" in ran.out
    assert ran.out.splitlines()[-1] == "2 fel, 3 varningar"
    assert "serier ·" not in ran.out


@pytest.mark.parametrize("shape", ["json", "github", "sarif"])
def test_programs_get_the_same_problems_and_the_same_exit_code(tmp_path: Path, shape: str) -> None:
    break_it(place(tmp_path))
    ran = run(tmp_path, "check", "--format", shape)
    assert ran.code == 1
    assert "E20" in ran.out
    assert "E28" in ran.out
    if shape == "github":
        assert ran.out.startswith("::error file=schedules/2027.toml,line=69,col=11")
    else:
        json.loads(ran.out)


def test_brief_leaves_the_series_out(tmp_path: Path) -> None:
    lines = run(place(tmp_path), "check", "--brief").out.splitlines()
    assert lines[0].startswith("9 serier · 65 möten")
    assert lines[1].startswith("varning ")


@pytest.mark.parametrize("name", ["saknas.toml", "schedules"])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    place(tmp_path)
    for language in ("sv", "en"):
        ran = run(tmp_path, "check", name, "--lang", language)
        assert ran.code == 1
        assert name in ran.out
        assert "Traceback" not in ran.out + ran.err
    found = json.loads(run(tmp_path, "check", name, "--json").out)
    assert found["summary"].items() >= {"series": 0, "meetings": 0, "deadlines": 0, "skipped": 0}.items()


def test_output_follows_the_wheel_and_the_choice_goes_before_it(tmp_path: Path) -> None:
    place(tmp_path)
    assert "serier ·" in run(tmp_path, "check", LC_ALL="en_GB.UTF-8").out
    assert "series ·" in run(tmp_path, "check", ARSHJUL_LANG="en").out
    assert "serier ·" in run(tmp_path, "check", "--lang", "sv", ARSHJUL_LANG="en").out


def test_a_closed_window_with_too_few_meetings_is_warned_of_and_no_longer_waits(tmp_path: Path) -> None:
    place(tmp_path)
    last, after = "2027-11-30T08:00+01:00", "2027-12-01T08:00+01:00"
    warning = "varning upplevelser-kkb  satta möten: 1; minst 3 skulle hållas"
    assert warning not in run(tmp_path, "check", now=last).out
    assert warning in run(tmp_path, "check", now=after).out
    assert run(tmp_path, "agenda", now=last).out.count("upplevelser-kkb") == 2
    assert run(tmp_path, "agenda", now=after).out.count("upplevelser-kkb") == 1
    wheel = tmp_path / WHEEL
    accept = '\n[[change]]\nwhat = "upplevelser-kkb"\nok = "färre"\n'
    wheel.write_text(wheel.read_text("utf-8") + accept, "utf-8")
    assert warning not in run(tmp_path, "check", now=after).out


def test_a_template_may_be_the_installations_own(tmp_path: Path) -> None:
    wheel = place(tmp_path) / WHEEL
    text = wheel.read_text("utf-8").replace("[reminder.paminnelse]", '[reminder.paminnelse]\ntemplate = "kallelse"')
    wheel.write_text(text, "utf-8")
    (tmp_path / "config.toml").write_text('templates = "egna"\n', "utf-8")
    assert "fel E63  schedules/2027.toml:" in run(tmp_path, "check", WHEEL).out
    own = tmp_path / "egna" / "mail"
    own.mkdir(parents=True)
    for part in (".subject.txt", ".txt", ".html"):
        (own / f"kallelse{part}").write_text("{{ wheel }}", "utf-8")
    assert run(tmp_path, "check", WHEEL).code == 0


def test_no_command_goes_on_with_a_subject_that_cannot_be_written(tmp_path: Path) -> None:
    wheel = place(tmp_path) / WHEEL
    wheel.write_text(wheel.read_text("utf-8").replace("{{ start }}", "{{ starttid }}", 1), "utf-8")
    ran = run(tmp_path, "agenda", WHEEL)
    assert ran.code == 1
    assert "fel E62" in ran.err
