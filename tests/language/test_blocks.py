"""Cutting a file into tables: what is broken in one stays in it."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul.language.blocks import MAX_DEPTH, MAX_KEY_PARTS, MAX_LINE, split

EXAMPLE = (Path(__file__).parents[1] / "data" / "example" / "2027.toml").read_text(encoding="utf-8")


def headers(text: str) -> list[str]:
    return [block.header for block in split(text)]


def test_every_table_of_the_example_is_a_block_and_nothing_is_lost() -> None:
    blocks = split(EXAMPLE)
    assert len(blocks) == 29
    lines = EXAMPLE.split("\n")
    for block in blocks:
        for statement in block.statements:
            first = statement.line - 1
            assert statement.lines == lines[first : first + len(statement.lines)]
    whole = tomllib.loads(EXAMPLE)
    assert tomllib.loads(blocks[0].body()).items() <= whole.items()


def test_a_body_keeps_its_line_numbers() -> None:
    block = split("[a]\n# one\n\nb = 1\n\nc = [\n  2,\n]\n")[1]
    assert block.body().split("\n") == ["", "", "b = 1", "", "c = [", "  2,", "]", ""][: len(block.body().split("\n"))]
    assert [statement.line for statement in block.statements] == [4, 6]


@pytest.mark.parametrize(
    "broken",
    ['a = ["x"', 'a = "x', "a = 'x", "a = { b = 1", "a = [[", 'a = """x', "a = '''x", "a", "= 1", "[b", "a = ["],
)
def test_what_never_closes_ends_before_the_next_table(broken: str) -> None:
    assert headers(f"{broken}\n[series.x]\nb = 1\n")[-1] == "[series.x]"


def test_an_open_bracket_ends_before_the_next_key() -> None:
    block = split('[series.x]\ninvite = ["a",\nplace = "b"\n')[1]
    assert [statement.text for statement in block.statements] == ['invite = ["a",', 'place = "b"']


@pytest.mark.parametrize(
    "text",
    [
        'a = [\n  "x",\n  # [no.header]\n  ["y"],\n]\n',
        'a = """\n[series.x]\n"""\n',
        "a = '''\n[series.x]\nb = 1\n'''\n",
        'a = "[series.x]"\n',
        "a = [\n  [true],\n  [inf, -inf],\n  [1],\n]\n",
        'a = """x\\"""\n[no]\n"""\n',
        'a = """"quoted""""\n',
        "a = [ # ]\n1]\n",
        'a = """#"""\nb = 1\n',
    ],
)
def test_what_looks_like_a_header_inside_a_value_is_none(text: str) -> None:
    blocks = split(text)
    assert len(blocks) == 1
    assert tomllib.loads(blocks[0].body()) == tomllib.loads(text)


def test_an_unclosed_long_string_gives_the_tables_after_it_back() -> None:
    text = 'note = """first\n\n[series.a]\nb = 1\n\n[series.c]\nnote = """fine\n"""\n'
    assert headers(text) == ["", "[series.a]", "[series.c]"]


def test_an_inline_table_over_several_lines_is_one_statement() -> None:
    blocks = split('roles = {\n  a = "x",\n  b = "y"\n}\nplace = "z"\n')
    assert [len(statement.lines) for statement in blocks[0].statements] == [4, 1]


def test_depth_and_key_length_are_capped_before_any_parser_sees_them() -> None:
    deep, long = split(f"a = {'[' * 5_000}\n")[0], split(f"{'a.' * 5_000}b = 1\n")[0]
    assert deep.statements[0].refused == ("depth", 0, 4 + MAX_DEPTH)
    assert long.statements[0].refused == ("key", 0, 2 * MAX_KEY_PARTS - 1)
    assert split(f"a = {'x' * 30_000}")[0].statements[0].refused == ("line", 0, MAX_LINE)


@pytest.mark.parametrize(
    "bomb",
    ["[" * 1_000_000, '"' * 1_000_000, '"""' * 300_000, "a." * 500_000, "\\" * 1_000_000, "[a\n" * 300_000,
     "'''\n" * 250_000, "{" * 1_000_000, '""" ' * 250_000, "a = [\n" * 160_000, " " * 1_000_000 + "x",
     ("a" * 190 + ".") * 5000, "a=\n" * 300_000],
)  # fmt: skip
def test_a_megabyte_of_anything_is_cut_at_once(bomb: str) -> None:
    started = time.process_time()  # work, not waiting: other tests run beside this one
    split(bomb)
    assert time.process_time() - started < 5


@given(st.text(alphabet=st.sampled_from(list("[]{}\"'#=.,\n\\ aå1")), max_size=80))
def test_no_line_of_a_statement_is_lost_or_doubled(text: str) -> None:
    lines = text.split("\n")
    seen: list[int] = []
    for block in split(text):
        for statement in block.statements:
            numbers = range(statement.line, statement.line + len(statement.lines))
            assert statement.lines == [lines[number - 1] for number in numbers]
            seen += numbers
    assert len(seen) == len(set(seen))
