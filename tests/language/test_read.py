"""From a file to the wheel: everything filled in, with its place; and nothing that a file says can bring it down."""

from __future__ import annotations

import time as clock
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul.language.problems import render_text
from arshjul.language.read import Reading, read_wheel
from arshjul.model.people import Person
from arshjul.model.rhythm import AsNeeded, Dates, DaySpan, Each, IfClosed, Minutes, Phrases, TimeRange
from arshjul.model.source import Origin
from arshjul.model.wheel import Change, ChangeKind, Wheel
from arshjul.planning.who import owner
from tests.support.error_cases import ACTORS, WHEEL

EXAMPLE = Path(__file__).parents[1] / "data" / "example" / "2027.toml"
Reads = Callable[..., Reading]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Reads a text as a wheel, with the sound wheel's actors beside it."""

    def read(text: str, **files: str) -> Reading:
        (tmp_path / "2027.toml").write_text(text, encoding="utf-8")
        (tmp_path / "aktorer.toml").write_text(ACTORS, encoding="utf-8")
        for name, content in files.items():
            (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
        return read_wheel(tmp_path / "2027.toml", shown="2027.toml")

    return read


def wheel_of(reading: Reading) -> Wheel:
    assert [problem.code for problem in reading.problems] == []
    assert reading.wheel is not None
    return reading.wheel


def spoiled(**changes: str) -> str:
    """The sound wheel with more lines in a table: `defaults="…"` adds below [defaults]."""
    text = WHEEL
    for table, lines in changes.items():
        header = f"[{table.replace('__', '.').replace('_', '-')}]\n"
        assert header in text
        text = text.replace(header, f"{header}{lines}\n")
    return text


@pytest.fixture(scope="module")
def example() -> Wheel:
    return wheel_of(read_wheel(EXAMPLE, shown="schedules/2027.toml"))


def test_the_example_is_read_whole(example: Wheel) -> None:
    assert (example.id, example.year, example.active, example.file) == (
        "s3.jamtland",
        2027,
        True,
        "schedules/2027.toml",
    )
    assert (len(example.series), len(example.deadlines), len(example.changes), len(example.closures)) == (9, 1, 4, 3)
    assert len(example.directory.people) == 9
    assert example.directory.people["jon"].email == "jon.asman@region.example"


def test_a_series_inherits_from_defaults_and_its_area(example: Wheel) -> None:
    series = example.series["energi-nyckelaktorer"]
    assert series.time == TimeRange(time(9), time(11))
    assert series.place == "Regionens hus, Östersund"
    assert series.if_closed is IfClosed.NEXT_WEEK
    assert series.invite_ahead_days == 90
    assert [rule.step for rule in series.remind] == ["-14d:dagordning", "-2d:paminnelse", "+3ad:anteckningar"]


def test_whom_the_file_does_not_name_as_organiser_is_decided_in_one_place(example: Wheel) -> None:
    series = example.series["energi-nyckelaktorer"]
    assert series.organiser == ""
    found = owner(series, example)
    assert found is not None
    assert found.id == "siv"


def test_each_key_remembers_where_it_is_written(example: Wheel) -> None:
    series = example.series["digitala-manadsmote"]
    assert series.at == Origin("schedules/2027.toml", 66, 9, 28)
    assert series.origin("time") == Origin("schedules/2027.toml", 70, 11, 22)
    assert series.origin("place") == Origin("schedules/2027.toml", 31, 14, 38)
    assert isinstance(series.rhythm, Phrases)
    assert series.rhythm.rules[0].at == series.origin("when")
    assert example.directory.people["jon"].at == Origin("schedules/aktorer.toml", 8, 9, 12)


def test_the_rhythms_of_the_example(example: Wheel) -> None:
    needed = example.series["upplevelser-kkb"].rhythm
    assert isinstance(needed, AsNeeded)
    assert (needed.least, needed.most, needed.nudge_days, needed.ask) == (3, 5, 90, ("@processledare",))
    assert isinstance(needed.window, DaySpan)
    each = example.series["enskilda"]
    assert isinstance(each.rhythm, Each)
    assert (each.rhythm.who, each.time) == (("nyckel-energi",), Minutes(60))
    dates = example.series["s3-cop"].rhythm
    assert isinstance(dates, Dates)
    assert [day for day, _ in dates.days] == [date(2027, 4, 28), date(2027, 10, 13)]
    assert len(example.series["originn"].remind) == 0


def test_the_changes_of_the_example(example: Wheel) -> None:
    def facts(change: Change) -> tuple[str, str, ChangeKind, date | None]:
        return change.series, change.slot, change.kind, change.day

    assert [facts(change) for change in example.changes] == [
        ("digitala-manadsmote", "2027-05", ChangeKind.MOVE, date(2027, 5, 18)),
        ("styrgrupp", "2027-Q4", ChangeKind.MOVE, date(2027, 12, 9)),
        ("jord-landsbygdsutvecklare", "2027-W21", ChangeKind.CANCEL, None),
        ("upplevelser-kkb", "2027-1", ChangeKind.SET, date(2027, 3, 18)),
    ]


def test_lists_replace_and_also_adds(reads: Reads) -> None:
    wheel = wheel_of(
        reads(
            spoiled(
                defaults='invite_also = ["s3-alla"]',
                area__jord='remind_also = ["2d före: dagordning"]',
                series__digitala_manadsmote='remind_also = ["1d före: dagordning"]',
                series__styrgrupp='remind = []\ninvite_also = ["miun", "jon"]',
            )
        )
    )
    monthly, steering = wheel.series["digitala-manadsmote"], wheel.series["styrgrupp"]
    assert [rule.count for rule in monthly.remind] == [-14, -2, -1]
    assert monthly.invite == ("siv",)
    assert steering.remind == ()
    assert steering.invite == ("jon", "siv", "miun")


def test_an_empty_was_is_written_and_says_that_nothing_was_renamed(reads: Reads) -> None:
    wheel = wheel_of(reads(spoiled(series__styrgrupp='was = ""')))
    assert wheel.series["styrgrupp"].was == ""
    assert "was" in wheel.series["styrgrupp"].where
    assert "was" not in wheel.series["kultur"].where


def test_an_areas_own_keys_beat_the_defaults_and_a_nearer_rhythm_replaces_the_inherited_one(reads: Reads) -> None:
    wheel = wheel_of(
        reads(spoiled(defaults='when = "onsdag v. 6"', area__jord='place = "Torsta"\nnote = """\nEn\ntvå"""'))
    )
    assert wheel.series["digitala-manadsmote"].place == "Torsta"
    assert wheel.series["digitala-manadsmote"].note == "En\ntvå"
    assert wheel.series["styrgrupp"].place == "Residenset"
    assert isinstance(wheel.series["kultur"].rhythm, AsNeeded)


def test_a_role_stands_for_its_holders_in_an_invitation(reads: Reads) -> None:
    wheel = wheel_of(reads(WHEEL.replace('invite = ["jon", "siv"]', 'invite = ["@samordnare", "miun"]')))
    assert wheel.series["styrgrupp"].invite == ("siv", "jon", "miun")


def test_the_words_of_reminders_are_canonical_and_subjects_are_kept_as_templates(reads: Reads) -> None:
    wheel = wheel_of(reads(WHEEL.replace('to = ["@processledare"]', 'to = ["Invited", "obesvarade", "siv"]')))
    assert wheel.reminders["dagordning"].to == ("inbjudna", "obesvarade", "siv")
    assert wheel.reminders["dagordning"].subject == "Dags att samla punkter: {{ title }} {{ date }}"


@pytest.mark.parametrize("month", ["augusti", "August", " augusti "])
def test_a_wheel_may_start_in_another_month(reads: Reads, month: str) -> None:
    text = WHEEL.split("[[change]]")[0].replace("year    = 2027", f'year    = 2027\nstarts = "{month}"')
    wheel = wheel_of(reads(text))
    assert (wheel.first, wheel.last) == (date(2027, 8, 1), date(2028, 7, 31))


def test_a_toml_date_is_as_good_as_a_quoted_one(reads: Reads) -> None:
    text = WHEEL.replace('move_to = "tis 2027-05-18"', "move_to = 2027-05-18")
    assert wheel_of(reads(text)).changes[1].day == date(2027, 5, 18)


def test_a_change_of_time_or_place_alone_adjusts_and_ok_alone_accepts(reads: Reads) -> None:
    adjust = WHEEL.replace('move_to = "tis 2027-05-18"', 'time = "10:00-12:00"\nplace = "Torsta"')
    change = wheel_of(reads(adjust)).changes[1]
    assert (change.kind, change.time, change.place) == (ChangeKind.ADJUST, TimeRange(time(10), time(12)), "Torsta")
    accept = WHEEL.replace('move_to = "tis 2027-05-18"', 'ok = "klämdag"')
    change = wheel_of(reads(accept)).changes[1]
    assert (change.kind, change.ok) == (ChangeKind.ACCEPT, ("klämdag",))


def test_an_added_meeting_may_leave_its_slot_to_the_rhythm(reads: Reads) -> None:
    text = WHEEL.replace('what = "styrgrupp/2027-Q4"\nmove_to', 'what = "styrgrupp"\nadd')
    change = wheel_of(reads(text)).changes[0]
    assert (change.kind, change.slot, change.day) == (ChangeKind.ADD, "", date(2027, 12, 9))


def test_sub_tables_dotted_keys_and_inline_tables_are_toml_too(reads: Reads) -> None:
    inline = 'roles = { processledare = "siv" }'
    assert wheel_of(reads(WHEEL.replace(inline, 'roles.processledare = "siv"'))).areas["jord"].roles == {
        "processledare": ("siv",)
    }
    table = WHEEL.replace(inline, '[area.jord.roles]\nprocessledare = "siv"')
    assert wheel_of(reads(table)).areas["jord"].roles == {"processledare": ("siv",)}


def test_the_wheel_holds_what_is_right_beside_what_is_wrong(reads: Reads) -> None:
    text = WHEEL.replace('when = "andra tisdagen', 'when = "adnra tisdagen').replace(
        'title = "Styrgrupp S3"', "title = S3"
    )
    reading = reads(text)
    assert [problem.code for problem in reading.problems] == ["E20", "E01"]
    assert reading.wheel is not None
    assert set(reading.wheel.series) == {"styrgrupp", "kultur"}
    assert len(reading.wheel.changes) == 2


def test_problems_come_in_the_order_of_the_file_and_includes_after_it(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(
        WHEEL.replace('when = "v. 27-32"', 'when = "v. 72"').replace('invite = ["siv"]', 'invite = "siv"'),
        encoding="utf-8",
    )
    (tmp_path / "aktorer.toml").write_text(ACTORS.replace("siv.norberg@", "siv.norberg"), encoding="utf-8")
    reading = read_wheel(tmp_path / "2027.toml")
    assert [problem.code for problem in reading.problems] == ["E23", "E09", "E52"]


def test_an_inherited_slip_is_said_once_however_many_series_have_it(reads: Reads) -> None:
    reading = reads(WHEEL.replace('"14d före: dagordning"', '"14d före: dagordnign"'))
    assert [problem.code for problem in reading.problems] == ["E60"]


def test_nobody_is_unknown_while_the_file_of_actors_is_missing(reads: Reads) -> None:
    reading = reads(WHEEL.replace("aktorer.toml", "deltagarlista.toml"))
    assert [problem.code for problem in reading.problems] == ["E12"]


def test_what_hangs_on_a_broken_series_is_not_told_that_it_is_missing(reads: Reads) -> None:
    text = WHEEL.replace('when = "sista torsdagen', 'when = "sist torsdagen').replace(
        'when = "senast den 15 november"', 'when = "10ad före styrgrupp"'
    )
    reading = reads(text)
    assert [problem.code for problem in reading.problems] == ["E20"]
    assert reading.wheel is not None
    assert reading.wheel.deadlines == {}


@pytest.mark.parametrize("name", ["../x.toml", "/etc/passwd", "..\\x.toml", "C:x.toml", "a/../../x.toml", "~/../x", ""])
def test_an_include_out_of_the_folder_is_refused(reads: Reads, name: str) -> None:
    reading = reads(WHEEL.replace('include = ["aktorer.toml"]', f"include = ['aktorer.toml', '{name}']"))
    assert {problem.code for problem in reading.problems} <= {"E14", "E12"}
    assert reading.problems


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_fine(tmp_path: Path) -> None:
    inside, outside = tmp_path / "wheel", tmp_path / "outside.toml"
    inside.mkdir()
    outside.write_text(ACTORS, encoding="utf-8")
    (inside / "2027.toml").write_text(WHEEL, encoding="utf-8")
    (inside / "aktorer.toml").symlink_to(outside)
    assert [problem.code for problem in read_wheel(inside / "2027.toml").problems] == ["E14"]
    (inside / "aktorer.toml").unlink()
    (inside / "alla.toml").write_text(ACTORS, encoding="utf-8")
    (inside / "aktorer.toml").symlink_to(inside / "alla.toml")
    assert read_wheel(inside / "2027.toml").problems == ()


def test_an_include_may_lie_in_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "delat").mkdir()
    (tmp_path / "delat" / "folk.toml").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "2027.toml").write_text(WHEEL.replace("aktorer.toml", "delat/folk.toml"), encoding="utf-8")
    reading = read_wheel(tmp_path / "2027.toml", shown="x/2027.toml")
    assert reading.problems == ()
    assert set(reading.sources) == {"x/2027.toml", "x/delat/folk.toml"}


def test_included_closures_and_reminders_count(reads: Reads) -> None:
    more = '[[closed]]\nname = "Jul"\nwhen = "22 dec - 6 jan"\nmute = true\n\n[reminder.rapport]\nto = ["siv"]\n'
    wheel = wheel_of(reads(WHEEL.replace('["aktorer.toml"]', '["aktorer.toml", "mer.toml"]'), mer=more))
    assert [closure.name for closure in wheel.closures] == ["Sommarlugn", "Jul"]
    assert wheel.closures[1].at.file == "mer.toml"
    assert wheel.reminders["rapport"].to == ("siv",)


def test_a_person_reads_in_the_language_of_the_table(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(WHEEL, encoding="utf-8")
    actors = ACTORS.replace('name = "Jon Åsman"', 'name = "Jon Åsman"\nlanguage = "en"\nmunicipality = "Berg"')
    (tmp_path / "aktorer.toml").write_text(actors, encoding="utf-8")
    jon = wheel_of(read_wheel(tmp_path / "2027.toml", shown="2027.toml")).directory.people["jon"]
    at = Origin("aktorer.toml", 1, 9, 12)
    assert jon == Person("jon", "Jon Åsman", "jon.asman@region.example", municipality="Berg", language="en", at=at)


@pytest.mark.parametrize(
    "shape",
    ["arshjul", "calendar", "closed", "defaults", "area", "person", "group", "list", "reminder", "series", "deadline",
     "change", "include", "id", "year"],
)  # fmt: skip
@pytest.mark.parametrize(
    "value", ["1", '"x"', "[1]", "{ a = 1 }", "[[1]]", "{ a = { b = 1 } }", "[{ a = 1 }]", "true", "2027-01-01"]
)
def test_any_value_in_any_place_gives_problems_and_never_a_crash(reads: Reads, shape: str, value: str) -> None:
    reading = reads(f"{shape} = {value}\n")
    assert reading.problems
    render_text(reading.problems, reading.sources, "sv")


KEYS = sorted({line.split("=")[0].strip() for line in WHEEL.split("\n") if "=" in line})


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "value", ["1", '"x"', '""', "[1]", '["x"]', "[]", "{ a = 1 }", "false", '"\\u202e"', '"a\\r\\nBcc: x"']
)
def test_any_value_of_any_key_gives_a_reading(reads: Reads, key: str, value: str) -> None:
    lines = [f"{key} = {value}" if line.split("=")[0].strip() == key else line for line in WHEEL.split("\n")]
    reading = reads("\n".join(lines))
    for language in ("sv", "en"):
        render_text(reading.problems, reading.sources, language)
    if "Bcc" in value or "202e" in value:
        assert reading.problems


@pytest.mark.parametrize(
    "field", ["title", "place", "room", "online", "transport", "reason", "name", "subject", "email"]
)
@pytest.mark.parametrize("bad", ["\\r", "\\n", "\\u0000", "\\u0085", "\\u2028", "\\u001b", "\\u202e"])
def test_no_text_field_takes_a_control_character(reads: Reads, field: str, bad: str) -> None:
    homes = {
        "title": ("series__styrgrupp", "subject"), "reason": ("change", ""), "name": ("area__jord", ""),
        "subject": ("reminder__dagordning", ""),
    }  # fmt: skip
    if field in ("title", "name", "subject", "reason"):
        lines = WHEEL.split("\n")
        index = next(i for i, line in enumerate(lines) if line.startswith(f"{field} "))
        text = "\n".join([*lines[:index], f'{field} = "a{bad}b"', *lines[index + 1 :]])
        assert homes[field]
    elif field == "email":
        text = WHEEL + f'[person.x]\nname = "X"\nemail = "x{bad}@region.example"\n'
    else:
        text = spoiled(series__styrgrupp=f'{field} = "a{bad}b"')
    assert [problem.code for problem in reads(text).problems] == ["E16"]


BOMBS = {
    "depth": "a = " + "[" * 500_000,
    "tables": "a = " + "{a=" * 200_000,
    "dotted": "a." * 20_000 + "b = 1",
    "header": "[" + "a." * 20_000 + "b]",
    "quoted": '"a".' * 20_000 + '"b" = 1',
    "number": "a = " + "9" * 900_000,
    "headers": "[series.a]\n" * 80_000,
    "keys": "a = \n" * 60_000,
    "unknown": "".join(f"k{i} = 1\n" for i in range(25_000)),
    "quotes": 'a = "' * 150_000,
    "series": "".join(f"[series.s{i}]\n" for i in range(20_000)),
    "groups": "".join(f'[group.g{i}]\nname="x"\nmembers=["g{i + 1}"]\n' for i in range(12_000)),
    "ring": "".join(f'[group.g{i}]\nname="x"\nmembers=["g{(i + 1) % 9000}"]\n' for i in range(9_000)),
    "changes": "[[change]]\n" * 40_000,
    "includes": f"include = {['x.toml'] * 60_000}",
    "guests": "[series.x]\ninvite = [\n" + '"åå",\n' * 100_000 + "]\n",
    "spaces": "a = 1" + " " * 900_000 + "b",
}


SOON = 5.0
"""Seconds of work, five times what the slowest takes on an idle machine (a shared core does half as much): enough to
tell a reader whose work grows with the file from one that looks again and again at what it has read."""


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_gives_a_clear_error_soon(reads: Reads, bomb: str) -> None:
    started = clock.process_time()
    reading = reads(BOMBS[bomb])
    render_text(reading.problems, reading.sources, "sv")
    assert reading.problems
    assert clock.process_time() - started < SOON


FRAGMENTS = st.sampled_from(
    [*WHEEL.split("\n"), *"[]{}\"'=,.#", "\n", "\n\n", "å", " ", '"""', "[[", "]]", "\x00", "series", "?"]
)


@given(st.lists(FRAGMENTS, max_size=30), st.integers(0, len(WHEEL)), st.integers(0, 30))
def test_a_torn_or_scribbled_file_never_raises(pieces: list[str], at: int, length: int) -> None:
    from arshjul.language.parse import parse
    from arshjul.language.source import from_bytes

    text = WHEEL[:at] + "".join(pieces) + WHEEL[at + length :]
    document = parse(from_bytes(text.encode(), "x.toml"))
    assert render_text(document.problems, {"x.toml": text}, "en") or document.data
