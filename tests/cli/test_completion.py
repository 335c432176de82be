"""Shell completion, through the scripts that the shells are given."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from arshjul.cli.table import COMMANDS
from tests.support.cli import environment, process, run


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
    environ = environment(_ARSHJUL_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(number))
    ran = process(folder, environ=environ)
    assert ran.err == ""
    return [line.partition(",")[2] for line in ran.out.splitlines()]


def test_commands_flags_and_choices_are_completed(tmp_path: Path) -> None:
    assert asked(tmp_path, "arshjul ", 1) == list(COMMANDS)
    assert asked(tmp_path, "arshjul age", 1) == ["agenda"]
    assert set(asked(tmp_path, "arshjul agenda --", 2)) >= {"--from", "--to", "--week", "--json"}
    assert asked(tmp_path, "arshjul check --format s", 3) == ["sarif"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_takes_the_script(tmp_path: Path) -> None:
    script = run(tmp_path, "completion", "bash").out
    done = subprocess.run(
        ["bash", "--norc", "-c", f"{script}\ncomplete -p arshjul"], capture_output=True, text=True, env=environment()
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "arshjul" in done.stdout
