"""Shell completion, through the scripts that the shells are given."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from arshjul.cli.table import COMMANDS
from tests.support.cli import Ran, environment, place, process, run


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete -o"), ("zsh", "#compdef arshjul"), ("fish", "complete ")]
)
def test_each_shell_gets_its_script(tmp_path: Path, shell: str, word: str) -> None:
    ran = run(tmp_path, "completion", shell)
    assert ran.code == 0
    assert word in ran.out
    assert "_ARSHJUL_COMPLETE" in ran.out
    assert json.loads(run(tmp_path, "completion", shell, "--json").out) == {"shell": shell, "script": ran.out.rstrip()}


def asked(folder: Path, words: str, number: int) -> list[str]:
    ran = run(folder, **request(words, number))
    assert ran.err == ""
    return offers(ran)


def request(words: str, number: int) -> dict[str, str]:
    """What a shell says to the program in its environment."""
    return {"_ARSHJUL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(number)}


def offers(ran: Ran) -> list[str]:
    return [line.partition(",")[2] for line in ran.out.splitlines() if line]


def test_the_program_answers_the_shell_in_a_process_of_its_own(tmp_path: Path) -> None:
    ran = process(tmp_path, environ=environment(**request("arshjul age", 1)))
    assert (offers(ran), ran.err) == (["agenda"], "")


def test_commands_flags_and_choices_are_completed(tmp_path: Path) -> None:
    assert asked(tmp_path, "arshjul ", 1) == list(COMMANDS)
    assert asked(tmp_path, "arshjul age", 1) == ["agenda"]
    assert set(asked(tmp_path, "arshjul agenda --", 2)) >= {"--from", "--to", "--week", "--json"}
    assert asked(tmp_path, "arshjul check --format s", 3) == ["sarif"]


def test_ids_and_keys_of_the_wheel_are_completed(tmp_path: Path) -> None:
    place(tmp_path)
    assert asked(tmp_path, "arshjul agenda --area jord", 3) == ["jord"]
    assert {"siv", "s3-alla", "kkb"} <= set(asked(tmp_path, "arshjul agenda --person ", 3))
    assert "s3-alla" not in asked(tmp_path, "arshjul ics --person ", 3)
    assert asked(tmp_path, "arshjul why styrgrupp/2027-Q", 2) == [
        f"styrgrupp/2027-Q{number}" for number in (1, 2, 3, 4)
    ]


def test_the_wheel_that_the_line_names_is_asked(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "config.toml").write_text('wheels = ["nothing/*.toml"]\n')
    assert asked(tmp_path, "arshjul agenda schedules/2027.toml --area jo", 4) == ["jord"]
    (tmp_path / "other.toml").write_text('wheels = ["schedules/2027.toml"]\n')
    assert asked(tmp_path, "arshjul agenda --config other.toml --area jo", 5) == ["jord"]


@pytest.mark.parametrize("config", ["", "wheels = 3", 'wheels = ["broken.toml"]'])
def test_without_a_wheel_nothing_is_completed_and_nothing_said(tmp_path: Path, config: str) -> None:
    (tmp_path / "config.toml").write_text(config)
    (tmp_path / "broken.toml").write_text('year = "\n')
    for words, number in (("arshjul agenda --area ", 3), ("arshjul why ", 2), ("arshjul ics --person ", 3)):
        assert asked(tmp_path, words, number) == []


def test_months_are_completed_in_the_language_of_the_interface(tmp_path: Path) -> None:
    assert asked(tmp_path, "arshjul agenda --month m", 3) == ["mars", "maj"]
    assert asked(tmp_path, "arshjul agenda --lang en --month m", 5) == ["march", "may"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_takes_the_script(tmp_path: Path) -> None:
    script = run(tmp_path, "completion", "bash").out
    done = subprocess.run(
        ["bash", "--norc", "-c", f"{script}\ncomplete -p arshjul"], capture_output=True, text=True, env=environment()
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "arshjul" in done.stdout
