"""The program itself: its help, its languages, its exit codes, and how it behaves in pipes and on terminals."""

from __future__ import annotations

import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import click
import pytest

from arshjul import __version__
from arshjul.cli.bilingual import BilingualCommand, BilingualOption, interface_language
from arshjul.cli.main import program
from arshjul.cli.table import COMMANDS
from tests.support.cli import environment, place, process, run

HEAVY = ("rich", "holidays", "icalendar", "jinja2", "apscheduler", "sqlite3", "dateutil", "tree_sitter")


def command(name: str) -> BilingualCommand:
    found = import_module(f"arshjul.cli.{name}").command
    assert isinstance(found, BilingualCommand)
    return found


def test_the_version_is_told(tmp_path: Path) -> None:
    assert run(tmp_path, "--version") == run(tmp_path, "--version", "--lang", "en")
    assert run(tmp_path, "--version").out == f"arshjul {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_under_the_name_of_its_module(name: str) -> None:
    found = command(name)
    assert found.name == name
    assert found.about == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example_in_both_languages(name: str, tmp_path: Path) -> None:
    found = command(name)
    for language, heading in (("sv", "Exempel:"), ("en", "Example:")):
        page = run(tmp_path, name, "--help", ARSHJUL_LANG=language).out
        assert found.about.to("sv" if language == "sv" else "en") in page
        assert heading in page
        assert re.search(rf"arshjul( --\S+ \S+)* {name}", page.partition(heading)[2])
    assert found.more.sv
    assert found.more.en != found.more.sv


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_in_both_languages(name: str) -> None:
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert isinstance(parameter, BilingualOption)
            assert parameter.about.sv
            assert parameter.about.en


@pytest.mark.parametrize("name", COMMANDS)
def test_everything_that_prints_can_print_json(name: str) -> None:
    options = [option for parameter in command(name).params for option in parameter.opts]
    assert ("--json" in options) is (name not in ("run", "web"))  # they go on until they are stopped


@pytest.mark.parametrize("name", COMMANDS)
def test_an_argument_is_no_flag_in_the_help(name: str, tmp_path: Path) -> None:
    flags = run(tmp_path, name, "--help").out.split("Flaggor:\n")[1].split("\n\n")[0]
    assert re.findall(r"^  \S", flags, re.MULTILINE) == ["  -"] * len(re.findall(r"^  -", flags, re.MULTILINE))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_a_command_line_that_the_program_takes(name: str) -> None:
    example = command(name).example
    lines = re.findall(r"arshjul [^>)\n]*", f"{example.sv}\n{example.en}")
    assert lines
    for line in lines:
        words = shlex.split(line)[1:]
        rest = words[words.index(name) + 1 :]
        context = click.Context(command(name), info_name=name)
        command(name).make_parser(context).parse_args(rest)  # raises for an option that is not there


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("nonsense",)])
def test_nothing_heavy_is_imported_before_it_is_needed(words: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom arshjul.cli.main import program\n"
        f"try: program.main({list(words)!r})\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {*HEAVY, "arshjul.config", "arshjul.model", "arshjul.usecases"}


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "sv"),
        ({"LANG": "C.UTF-8"}, "sv"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "ARSHJUL_LANG": "en"}, "en"),
    ],
)
def test_swedish_is_spoken_unless_english_is_asked_for(environ: dict[str, str], language: str) -> None:
    assert interface_language(environ) == language


def test_the_option_goes_before_the_environment_wherever_it_stands(tmp_path: Path) -> None:
    for words in (("--lang", "en", "check", "--help"), ("check", "--lang", "en", "--help")):
        assert run(tmp_path, *words, ARSHJUL_LANG="sv").out.startswith("Usage: arshjul check [options] [FILE]")


@pytest.mark.parametrize(
    ("words", "sv", "en"),
    [
        (
            ("chekc",),
            "kommandot «chekc» finns inte. Menade du «check»?",
            "there is no command “chekc”. Did you mean “check”?",
        ),
        (
            ("check", "--brif"),
            "flaggan --brif finns inte. Menade du --brief?",
            "there is no flag --brif. Did you mean --brief?",
        ),
        (
            ("check", "--format", "xml"),
            "--format: välj text, json, github eller sarif",
            "--format: choose text, json, github or sarif",
        ),
        (("completion",), "SKAL saknas: välj bash, zsh eller fish", "SHELL is missing: choose bash, zsh or fish"),
        (("check", "--nope"), "flaggan --nope finns inte\n", "there is no flag --nope\n"),
        (("remind", "--resend", "x"), "--resend: ska vara ett heltal\n", "--resend: should be a whole number\n"),
        (("agenda", "--lang", "de"), "--lang: välj sv eller en\n", "--lang: choose sv or en\n"),
        (("explain",), "FRAS saknas", "PHRASE is missing\n"),
        (
            ("explain", "x", "--year", "mcm"),
            "--year: ska vara ett heltal från 1970 till 2199\n",
            "--year: should be a whole number from 1970 to 2199\n",
        ),
        (("agenda", "--from", "igår"), "«igår» är inget datum; skriv 2027-04-28", "“igår” is no date"),
        (("agenda", "--month", "mayor"), "«mayor» är ingen månad; skriv maj eller 5", "“mayor” is no month"),
        (("check", "a", "b"), "för mycket skrivet: b\n", "more was written than has a place: b\n"),
        (("agenda", "--week"), "flaggan --week behöver ett värde", "the flag --week needs a value"),
        (
            ("remind", "--rehearse", "2027-05-01"),
            "flaggan --rehearse behöver 2 värden\n  gör: läs  arshjul remind ",
            "the flag --rehearse needs 2 values\n  do: read  arshjul remind ",
        ),
        (("check", "--brief=x"), "flaggan --brief tar inget värde", "the flag --brief takes no value"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence_and_gives_2(
    words: tuple[str, ...], sv: str, en: str, tmp_path: Path
) -> None:
    place(tmp_path)
    for language, said in (("sv", sv), ("en", en)):
        ran = run(tmp_path, *words, ARSHJUL_LANG=language)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert "--help" in ran.err


def test_an_error_is_a_sentence_and_a_cure_on_stderr(tmp_path: Path) -> None:
    ran = run(tmp_path, "agenda")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "fel: hittar inget hjul i schedules/*.toml\n  gör: skapa ett med  arshjul init  eller skriv vilken fil\n"
    )


def test_an_error_is_data_when_data_was_asked_for(tmp_path: Path) -> None:
    ran = run(tmp_path, "agenda", "--json", "--lang", "en")
    assert ran.code == 1
    assert '"message": "found no wheel in schedules/*.toml"' in ran.out


def test_a_fault_of_the_program_is_a_sentence_and_its_traceback_only_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("secret details of siv.norberg@region.example")

    monkeypatch.setattr("arshjul.usecases.schema.schema", broken)
    ran = run(tmp_path, "schema")
    assert ran.code == 1
    assert ran.err.startswith("fel: något oväntat hände (ZeroDivisionError)")
    assert "secret details" not in ran.err
    ran = run(tmp_path, "schema", ARSHJUL_DEBUG="1")
    assert ran.code == 1
    assert ran.err.startswith("Traceback")
    assert ran.err.endswith("ZeroDivisionError: secret details of …@…\n")


def test_a_reader_who_leaves_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "arshjul", "schema"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == 1


def test_an_interruption_is_clean() -> None:
    code = (
        "import signal, time\nimport arshjul.usecases.schema as target\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a suite in the background ignores it
        "def slow():\n print('started', flush=True)\n time.sleep(30)\n"
        "target.schema = slow\nfrom arshjul.cli.main import program\nprogram.main(['schema'])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        assert started.stdout.readline() == b"started\n"
        started.send_signal(signal.SIGINT)
        assert started.stderr.read().decode().strip() == "Avbrutet."
    assert started.returncode == 130


def terminal(folder: Path, **extra: str) -> str:
    """What `agenda` writes to a terminal."""
    inner, outer = pty.openpty()
    environ = environment(TERM="xterm-256color") | extra
    words = [sys.executable, "-m", "arshjul", "agenda", "schedules/2027.toml", "--week", "21"]
    with subprocess.Popen(words, cwd=folder, env=environ, stdout=outer, stderr=outer) as started:
        os.close(outer)
        shown = b""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                chunk = os.read(inner, 65536)
            except OSError:  # Linux says EIO when the other end has closed
                break
            if not chunk:
                break
            shown += chunk
    os.close(inner)
    assert started.returncode == 0
    return shown.decode()


def test_a_terminal_gets_colour_unless_it_is_asked_not_to(tmp_path: Path) -> None:
    place(tmp_path)
    shown = terminal(tmp_path)
    assert "\x1b[" in shown
    assert "\x1b[2m\x1b[9mAvstämning" in shown  # what is cancelled is struck through
    for extra in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = terminal(tmp_path, **extra)
        assert "Avstämning" in plain
        assert "\x1b[" not in plain


def test_a_pipe_gets_no_colour_and_utf_8(tmp_path: Path) -> None:
    place(tmp_path)
    ran = process(tmp_path, "agenda", "schedules/2027.toml", "--week", "21", environ=environment(FORCE_COLOR="1"))
    assert ran.code == 0
    assert "\x1b[" not in ran.out
    assert "× Avstämning" in ran.out


def test_a_stream_without_our_letters_shows_a_question_mark(tmp_path: Path) -> None:
    place(tmp_path)
    words = [sys.executable, "-m", "arshjul", "agenda", "schedules/2027.toml", "--week", "20"]
    environ = environment(PYTHONIOENCODING="latin-1")
    shown = subprocess.run(words, cwd=tmp_path, env=environ, capture_output=True, check=True).stdout.decode("latin-1")
    assert "? Digitala lösningar ? månadsmöte" in shown  # an arrow and a dash that Latin-1 has not


def test_the_program_speaks_of_itself_by_one_name_however_it_was_started(tmp_path: Path) -> None:
    assert process(tmp_path, "--help").out.startswith("Användning: arshjul ")
    assert program.name == "arshjul"
