"""`arshjul wheel` as a person meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import environment, place, process, run

WHEEL = "schedules/2027.toml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return place(tmp_path_factory.mktemp("wheel"))


def test_it_draws_and_says_when_nothing_changed(folder: Path) -> None:
    first = run(folder, "wheel", WHEEL, "--out", "hjul.svg")
    again = run(folder, "wheel", WHEEL, "--out", "hjul.svg")
    assert (first.code, first.out) == (0, "hjul.svg är ritad\n")
    assert (again.code, again.out) == (0, "hjul.svg är oförändrad\n")
    assert "i dag 1 mars" in (folder / "hjul.svg").read_text(encoding="utf-8")


def test_its_json_tells_whether_the_file_is_new(folder: Path) -> None:
    told = [run(folder, "wheel", WHEEL, "--out", "json.svg", "--json").out for _ in range(2)]
    assert [json.loads(one) for one in told] == [{"out": "json.svg", "written": new} for new in (True, False)]


def test_the_language_is_chosen(folder: Path) -> None:
    ran = run(folder, "wheel", WHEEL, "--out", "en.svg", "--lang", "en", "--at", "2027-05-04")
    svg = (folder / "en.svg").read_text(encoding="utf-8")
    assert ran.out == "en.svg is drawn\n"
    for word in ("January", "today 4 May", "Deadlines", "4 May 2027", "Red days", "to be set"):
        assert word in svg


def test_the_options_reach_the_picture(folder: Path) -> None:
    words = (
        "--area",
        "energi",
        "--month",
        "maj",
        "--month",
        "6",
        "--theme",
        "print",
        "--paper",
        "a3",
        "--at",
        "2027-05-04",
    )
    run(folder, "wheel", WHEEL, "--out", "del.svg", *words)
    svg = (folder / "del.svg").read_text(encoding="utf-8")
    assert 'width="420mm" height="297mm"' in svg
    assert "19 maj" in svg
    assert "15 sep" not in svg
    assert "Upplevelser" not in svg
    assert "i dag" not in svg


def test_twelve_months_from_september_start_there(folder: Path) -> None:
    run(folder, "wheel", WHEEL, "--out", "lasar.svg", "--from", "2026-09", "--theme", "light")
    svg = (folder / "lasar.svg").read_text(encoding="utf-8")
    assert ">2026/27<" in svg
    assert "14 sep" not in svg
    assert svg.index(">September<") < svg.index(">Augusti<")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--out", "x.gif"), 1, "«.gif»"),
        (("--out", "x"), 1, "utan ändelse"),
        (("--out", "x.svg", "--area", "jrod"), 1, "menade du  jord ?"),
        (("--out", "x.svg", "--from", "september"), 2, "skriv 2026-09"),
        (("--out", "borta/x.svg"), 1, "mappen finns inte"),
        ((), 2, "--out"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(folder: Path, words: tuple[str, ...], code: int, said: str) -> None:
    ran = process(folder, "wheel", WHEEL, *words, environ=environment(ARSHJUL_LANG="sv"))
    assert ran.code == code
    assert said in ran.err
    assert not (folder / "x.svg").exists()


def test_a_picture_needs_neither_jinja_nor_fonttools(folder: Path) -> None:
    """Nor what the other formats take: they are imported where they are used."""
    script = (
        "import sys; from arshjul.cli.main import main\ntry: main()\n"
        "finally: print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "wheel", WHEEL, "--out", "lean.svg"],
        cwd=folder, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not {"jinja2", "fontTools", "typst", "pptx", "resvg_py", "lxml", "PIL"} & set(done.stderr.split())
