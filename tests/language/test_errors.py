"""Every problem, end to end: one slip in a sound wheel gives one problem, in the words and the layout that are agreed.

The goldens lie in tests/golden/errors; `python -m tests.support.error_goldens` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from arshjul.language.problems import explain, render_text
from arshjul.language.texts.catalogue import catalogue, codes
from arshjul.language.texts.titles import TITLES
from tests.support.error_cases import ACTORS, CASES, FOLDER, WHEEL, Case
from tests.support.error_goldens import (
    FILES,
    LANGUAGES,
    MARK,
    NAMES,
    PAGES,
    SHOWN,
    examples,
    golden,
    problems_of,
    problems_of_file,
)

FORTY = (FOLDER / "forty.txt").read_text(encoding="utf-8")


def test_the_sound_wheel_has_no_problem(tmp_path: Path) -> None:
    reading, found = problems_of(Case("none"), tmp_path)
    assert found == []
    assert reading.sources == {SHOWN: WHEEL, "schedules/aktorer.toml": ACTORS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_slip_gives_its_problem_and_no_other(case: Case, tmp_path: Path) -> None:
    reading, found = problems_of(case, tmp_path)
    assert {problem.code for problem in found} == {case.code}
    for language in LANGUAGES:
        text = render_text(found, reading.sources, language)
        assert f"{text}\n" == golden(case.name, language)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_gives_one_clear_sentence(name: str, tmp_path: Path) -> None:
    reading, found = problems_of_file(name, tmp_path)
    assert [problem.code for problem in found] == [name.partition("-")[0]]
    assert reading.wheel is None
    for language in LANGUAGES:
        assert render_text(found, reading.sources, language) + "\n" == golden(name, language)


def test_every_code_has_a_case() -> None:
    assert set(codes()) == {name.partition("-")[0] for name in NAMES}


@pytest.mark.parametrize("code", codes())
def test_every_code_has_its_page(code: str) -> None:
    head, mark, shown = (PAGES / f"{code}.md").read_text(encoding="utf-8").partition(MARK)
    assert head.splitlines()[0].replace("`", "") == f"# {code}: {TITLES[code].en}"
    assert len(head) > 60
    assert mark
    assert shown == examples(code)


def test_every_title_is_of_a_code_that_exists() -> None:
    assert set(TITLES) == set(codes())


def test_no_two_cases_share_a_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("block", FORTY.strip().split("\n\n"), ids=lambda block: block[:12].split()[1])
def test_the_forty_agreed_problems_read_as_agreed(block: str) -> None:
    code = block.split()[1]
    ours = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob(f"{code}*.sv.txt"))]
    assert comparable(block) in [comparable(text) for text in ours]


def comparable(block: str) -> list[str]:
    """A rendered problem without what depends on the file it is in: its line numbers, and hence the gutter's width."""
    head, *lines = block.strip("\n").split("\n")
    head = re.sub(r":\d+:(\d+)$", r":N:\1", head)
    body = [re.sub(r"^ *(?:\d+ )?(?=[|=])", "", line) for line in lines]
    return [head, *(re.sub(r"(rad |\.toml:)\d+", r"\1N", line) for line in body)]


@pytest.mark.parametrize(("code", "variant"), sorted(catalogue()))
def test_every_message_speaks_both_languages_and_names_the_same_gaps(code: str, variant: str) -> None:
    message = catalogue()[code, variant]
    for text in (message.message, message.cure, message.ok):
        assert bool(text.sv) == bool(text.en)
        assert gaps(text.sv) == gaps(text.en)


def gaps(text: str) -> set[str]:
    """The params that a text uses; those in one language are "…_sv" and "…_en"."""
    return {re.sub(r"_(sv|en)$", "", name) for name in re.findall(r"(?<!\{)\{(\w+)", text)}


def test_a_warning_says_what_ok_takes(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "E73")
    _, [problem] = problems_of(case, tmp_path)
    assert 'ok = "klämdag"' in explain(problem, "sv")[1]
    assert 'ok = "bridge day"' in explain(problem, "en")[1]
