"""Loading: what a file may cost, and how small a slip it takes to know everything else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from arshjul.usecases.check import check, check_text

HEAD = """arshjul = 1
id = "s3.test"
title = "Test"
year = 2027
[area.jord]
name = "Jord"
roles = { processledare = "jon" }
[person.jon]
name = "Jon"
email = "jon@region.example"
"""
MEETING = 'area = "jord"\ntitle = "M"\ntime = "13:00-14:30"\nwhen = "tisdagar"\nroom = "A"\n'
BOMBS = {
    "closures": '[[closed]]\nname = "a"\nwhen = "1 jan - 31 dec"\n' * 10_000,
    "long closures": '[[closed]]\nname = "a"\nwhen = "2027-01-01 - 9999-12-31"\n' * 5_000,
    "the same hour": "".join(f"[series.m{i}]\n{MEETING}" for i in range(500)),
    "groups that double": "".join(
        f'[group.g{i}]\nname = "g"\nmembers = ["g{i + 1}", "g{i + 2}"]\n' for i in range(28)
    )
    + '[group.g28]\nname = "g"\nmembers = ["jon"]\n[group.g29]\nname = "g"\nmembers = ["jon"]\n'
    + f'[series.m]\n{MEETING}invite = ["g0"]\n',
    "deep groups": "".join(f'[group.g{i}]\nname = "g"\nmembers = ["g{i + 1}"]\n' for i in range(5_000))
    + f'[group.g5000]\nname = "g"\nmembers = ["jon"]\n[series.m]\n{MEETING}invite = ["g0"]\n',
    "changes": f'[series.m]\n{MEETING}' + '[[change]]\nwhat = "m/2027-W20"\ncancel = true\n' * 5_000,
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_wheel_out_of_all_measure_is_soon_understood_or_refused(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "2027.toml"
    path.write_text(HEAD + BOMBS[bomb], "utf-8")
    started = time.process_time()
    checked = check(path)
    assert check_text(checked, "sv", brief=True)
    assert time.process_time() - started < 4


def test_two_people_of_one_name_are_two(tmp_path: Path) -> None:
    people = '[person.jon2]\nname = "Jon"\nemail = "jon2@region.example"\n'
    series = "".join(
        f'[series.{who}-mote]\narea = "jord"\ntitle = "M"\ntime = "13:00-14:30"\nwhen = "tisdag v. 20"\n'
        f'organiser = "{who}"\n'
        for who in ("jon", "jon2")
    )
    path = tmp_path / "2027.toml"
    path.write_text(HEAD + people + series, "utf-8")
    assert check(path).loaded.problems == ()
    path.write_text(HEAD + people + series.replace('"jon2"', '"jon"'), "utf-8")
    assert [problem.code for problem in check(path).loaded.problems] == ["W03"]
