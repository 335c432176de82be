"""Files as people have them: other encodings, other line ends, far too big, or no files at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from arshjul.language.source import MAX_BYTES, Source, from_bytes, load

TEXT = 'title = "Årshjul"\nyear = 2027\n'


def codes(source: Source) -> list[tuple[str, str]]:
    return [(problem.code, problem.variant) for problem in source.problems]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_marks_and_windows_line_ends_are_fine(ends: str, mark: bytes) -> None:
    source = from_bytes(mark + TEXT.replace("\n", ends).encode(), "f.toml")
    assert (source.text, source.shown, source.problems) == (TEXT, TEXT, ())


def test_windows_1252_is_read_but_said_at_its_first_letter() -> None:
    source = from_bytes(TEXT.encode("cp1252"), "f.toml")
    assert source.text == TEXT
    assert source.shown == TEXT.replace("Å", "?")
    assert codes(source) == [("E11", "")]
    assert (source.problems[0].at.line, source.problems[0].at.column) == (1, 10)


def test_the_position_of_a_foreign_letter_counts_characters_not_bytes() -> None:
    source = from_bytes(b'a = "\xc3\xa5\xc3\xa4"\r\nb = "\xc3\xb6\xe5"\r\n', "f.toml")
    assert (source.problems[0].at.line, source.problems[0].at.column) == (2, 7)
    assert source.text == 'a = "åä"\nb = "öå"\n'


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_but_said(codec: str) -> None:
    source = from_bytes(TEXT.encode(codec), "f.toml")
    assert source.text == TEXT
    assert codes(source) == [("E11", "utf16")]


def test_control_characters_are_said_once_a_line_and_read_as_spaces() -> None:
    source = from_bytes(b'a = "x\x00y\x1b"\nb = "\x7f"\n', "f.toml")
    assert source.text == 'a = "x y "\nb = " "\n'
    assert [(problem.code, problem.at.line, problem.at.column) for problem in source.problems] == [
        ("E16", 1, 7),
        ("E16", 2, 6),
    ]


def test_a_binary_mess_gives_twenty_problems_and_not_a_thousand() -> None:
    assert len(from_bytes(b"\x01\n" * 5000, "f.toml").problems) == 20


def test_old_mac_line_ends_are_said_once_and_read() -> None:
    source = from_bytes(b"a = 1\rb = 2\rc = 3\r", "f.toml")
    assert source.text == "a = 1\nb = 2\nc = 3\n"
    assert codes(source) == [("E16", "return")]


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"])
def test_office_files_are_no_text(head: bytes) -> None:
    source = from_bytes(head + b"\x00\x80" * 100, "f.toml")
    assert codes(source) == [("E11", "binary")]
    assert source.text == ""


def test_a_file_of_one_megabyte_is_read_and_a_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert load(path, "f.toml").problems == ()
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert codes(load(path, "f.toml")) == [("E13", "size")]


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    started = time.perf_counter()
    source = load(path, "f.toml")
    assert time.perf_counter() - started < 2
    assert source.problems[0].params == (("size", 100),)


def test_a_missing_file_names_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").touch()
    source = load(tmp_path / "2072.toml", "schedules/2072.toml")
    assert codes(source) == [("E18", "missing.near")]
    assert source.problems[0].params == (("near", "schedules/2027.toml"),)
    assert codes(load(tmp_path / "nowhere" / "x.toml", "x.toml")) == [("E18", "missing")]


def test_a_folder_and_a_pipe_are_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert codes(load(tmp_path, "x")) == [("E18", "directory")]
    assert codes(load(pipe, "x")) == [("E18", "special")]


def test_a_name_with_a_zero_byte_is_unreadable(tmp_path: Path) -> None:
    assert codes(load(tmp_path / "a\0b.toml", "x")) == [("E18", "unreadable")]


def test_a_path_too_long_for_the_system_is_unreadable(tmp_path: Path) -> None:
    assert codes(load(tmp_path / ("x" * 5000), "x")) == [("E18", "unreadable")]
