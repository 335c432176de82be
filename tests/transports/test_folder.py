"""The folder transport: names, modes, retries, and what it says when it cannot write."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from arshjul.errors import TransportError
from arshjul.transports.folder import FolderTransport
from tests.support.smtp import letter


def test_a_file_is_named_by_its_date_and_for_the_owner_alone(tmp_path: Path) -> None:
    FolderTransport(tmp_path / "ny" / "mail").deliver(letter(1))
    (path,) = (tmp_path / "ny" / "mail").iterdir()
    assert path.name.startswith("20270516T053000Z-")
    assert path.suffix == ".eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_names_sort_by_date(tmp_path: Path) -> None:
    transport = FolderTransport(tmp_path)
    days = ("Wed, 19 May 2027 07:30:00 +0200", "Sun, 16 May 2027 23:30:00 +0200", "Mon, 17 May 2027 00:30:00 +0200")
    for number, day in enumerate(days):
        transport.deliver(letter(number, data=f"Date: {day}\r\nX: {number}\r\n\r\n.\r\n".encode()))
    found = [path.read_bytes().split(b"X: ")[1][:1] for path in sorted(tmp_path.iterdir())]
    assert found == [b"1", b"2", b"0"]


@pytest.mark.parametrize("reopened", [False, True])
def test_a_retry_with_the_same_message_id_makes_no_second_file(tmp_path: Path, reopened: bool) -> None:
    first = FolderTransport(tmp_path)
    first.deliver(letter(1))
    (before,) = tmp_path.iterdir()
    later = letter(1, data=b"Date: Tue, 18 May 2027 07:30:00 +0200\r\n\r\nsenare\r\n")
    (FolderTransport(tmp_path) if reopened else first).deliver(later)
    assert list(tmp_path.iterdir()) == [before]
    assert b"senare" not in before.read_bytes()


def test_a_mail_without_a_date_is_written_too(tmp_path: Path) -> None:
    FolderTransport(tmp_path).deliver(letter(1, data=b"Subject: x\r\n\r\n"))
    assert next(tmp_path.iterdir()).name.startswith("19700101T000000Z-")


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("")
    with pytest.raises(TransportError) as caught:
        FolderTransport(tmp_path / "mail").deliver(letter(1))
    assert caught.value.permanent
    assert caught.value.text.sv == f"kan inte skriva i mappen {tmp_path / 'mail'}: det är en fil, men ska vara en mapp"


@pytest.mark.parametrize(
    ("number", "permanent", "sv"),
    [
        (errno.ENOSPC, False, "är full"),
        (errno.EDQUOT, False, "diskkvot är slut"),
        (errno.EACCES, True, "rättighet att skriva där saknas"),
        (errno.EROFS, True, "är skrivskyddad"),
        (errno.EIO, False, "kan inte skriva"),
    ],
)
def test_a_disk_that_refuses_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, permanent: bool, sv: str
) -> None:
    """The real code path; only the system call that cannot be provoked as root answers otherwise."""

    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(TransportError) as caught:
        FolderTransport(tmp_path).deliver(letter(1))
    assert caught.value.permanent is permanent
    assert sv in caught.value.text.sv
    assert str(tmp_path) in caught.value.text.sv
    assert "\n" not in caught.value.text.sv
    assert list(tmp_path.iterdir()) == []


def test_check_leaves_no_trace(tmp_path: Path) -> None:
    FolderTransport(tmp_path).check()
    assert list(tmp_path.iterdir()) == []


def test_check_finds_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(TransportError):
        FolderTransport(tmp_path / "fil" / "mail").check()
