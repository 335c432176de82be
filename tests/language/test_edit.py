"""One key of one table is set, and nothing else: shown by examples, and over random files."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.language.edit import CannotEdit, set_key

SERIES = ("series", "mote")
FILE = """\
title = "Prov"   # årets

[series.mote]       # det vanliga
  area      = "jord"
  # nästa rad är lång
  agenda    = [
    "a", # först
    "b",
  ]

[series.annan]
organiser = "eva"
"""


def edited(text: str, value: str = "siv", key: str = "organiser") -> str:
    return set_key(text, SERIES, key, value)


def test_a_new_key_stands_last_in_its_table_with_its_sign_where_the_others_have_it() -> None:
    text = '[series.mote]\narea  = "jord"\n  title = "Möte" # så\n\n# om nästa\n[series.annan]\n'
    assert edited(text, key="note") == text.replace("# så\n", '# så\n  note  = "siv"\n')


def test_a_new_key_comes_after_a_list_of_many_lines() -> None:
    assert edited(FILE) == FILE.replace("  ]\n\n[series.annan]", '  ]\n  organiser = "siv"\n\n[series.annan]')


def test_the_line_of_an_empty_table_follows_its_header() -> None:
    assert edited("[series.mote] # tom\n") == '[series.mote] # tom\norganiser = "siv"\n'


@pytest.mark.parametrize("old", ['"eva"', "'eva'", '"e\\"va"', '""'])
def test_a_value_is_replaced_and_its_comment_kept(old: str) -> None:
    text = f"[series.mote]\n 'organiser'={old}# byts till hösten\narea = \"jord\"\n"
    assert edited(text) == text.replace(old, '"siv"')


def test_line_ends_the_mark_at_the_start_and_a_missing_last_line_end_stay() -> None:
    text = '\ufefftitle = "x"\r\n[series.mote]\r\narea = "jord"'
    assert edited(text) == text + '\r\norganiser = "siv"'
    assert edited(edited(text), "eva") == text + '\r\norganiser = "eva"'


def test_a_header_within_a_text_of_many_lines_is_no_table() -> None:
    text = 'note = """\n[series.mote]\n"""\n[series.mote]\narea = "jord"\n'
    assert edited(text) == text + 'organiser = "siv"\n'


def test_quotes_and_line_breaks_cannot_leave_the_value() -> None:
    value = 'x"\n[series.annan]\norganiser = "y\\\x7f'
    found = tomllib.loads(edited(FILE, value))
    assert found["series"]["mote"]["organiser"] == value
    assert found["series"]["annan"] == {"organiser": "eva"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[series.mote\n", "inte giltig TOML"),
        ("[series.annan]\n", "ingen egen rubrik"),
        ('series.mote.area = "jord"\n', "ingen egen rubrik"),
        ("[[series.mote]]\n", "ingen egen rubrik"),
        ('[series.mote]\norganiser = """\neva"""\n', "inte på en rad för sig"),
        ('[series.mote]\norganiser = ["eva"]\n', "inte på en rad för sig"),
        ('[series.mote]\norganiser.id = "eva"\n', "inte på en rad för sig"),
    ],
)
def test_what_cannot_be_edited_so_is_refused_with_what_to_write(text: str, why: str) -> None:
    with pytest.raises(CannotEdit) as caught:
        edited(text)
    assert why in caught.value.message.sv
    assert caught.value.cure.sv == 'skriv själv  organiser = "siv"  under  [series.mote]'


WORDS = st.text(st.sampled_from("ab å\"\\[]#='{}"), max_size=6)
SCALARS = st.one_of(
    WORDS.map(lambda word: '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    st.sampled_from(
        ["1", "true", "nan", "2027-05-11", "1.5", "'rå \"text\"'", '"""\n[series.mote]\norganiser = 1\n"""']
    ),
    st.just('[\n  "a", # ett\n  "b"\n]'),
    st.just('{ area = "jord", time = "13:00" }'),
)
KEYS = st.sampled_from(["area", "title", "organiser", '"organiser"', "note", "'agenda'"])
COMMENTS = st.sampled_from(["", " # så", "#", "   # organiser = 2"])
MINE = st.sampled_from(["series.mote", "series.mote", ' series . "mote" ', "series.mote.mer"])
OTHERS = st.sampled_from(["series.annan", "series.mote.mer", "series.mote", "person.siv", "calendar"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """TOML as people write it. Some has a key or a table twice, or no table for the series."""
    lines = [draw(st.sampled_from(['title = "Prov"', "# bara en rad", ""]))]
    headers = [draw(MINE), *draw(st.lists(OTHERS, max_size=2, unique=True))]
    for header in draw(st.permutations(headers)):
        lines += [draw(st.sampled_from(["", "# om nästa"])), f"[{header}]{draw(COMMENTS)}"]
        for key in draw(st.lists(KEYS, max_size=3, unique_by=lambda key: key.strip("\"'"))):
            indent, sign = draw(st.sampled_from(["", "  "])), draw(st.sampled_from([" = ", "=", "   = "]))
            lines.append(f"{indent}{key}{sign}{draw(SCALARS)}{draw(COMMENTS)}")
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + (text.replace("\n", "\r\n") if draw(st.booleans()) else text)


def cut(one: str, other: str) -> str:
    """The stretch of `one` that `other` does not share: what lies between their common ends."""
    start = _common(one, other)
    return one[start : len(one) - _common(one[start:][::-1], other[start:][::-1])]


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def without(text: str, key: str) -> str:
    data = tomllib.loads(text.removeprefix("\ufeff"))
    data["series"]["mote"].pop(key, None)
    return repr(data)


def test_over_random_files_one_line_differs_and_one_meaning() -> None:
    """The reach: at least so many files where a line came, where one was changed, and where the edit was refused."""
    reached: Counter[str] = Counter()

    @settings(max_examples=600)
    @given(files(), WORDS)
    def holds(text: str, value: str) -> None:
        try:
            after = edited(text, value)
        except CannotEdit:
            reached["refused"] += 1
            return
        assert tomllib.loads(after.removeprefix("\ufeff"))["series"]["mote"]["organiser"] == value
        assert without(after, "organiser") == without(text, "organiser")
        gone, come = cut(text, after), cut(after, text)
        if "\n" in come:
            reached["added"] += 1
            assert gone == ""
            assert come.count("\n") == 1
            assert come.count("organiser") == 1
        else:
            reached["replaced"] += 1
            assert "\n" not in gone
        assert edited(after, value) == after, "set again, it changes nothing"

    holds()
    assert reached["added"] > 100, reached
    assert reached["replaced"] > 40, reached
    assert reached["refused"] > 50, reached
