"""The site in a folder: only what changed is written, and only what is ours is ever touched."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from arshjul.errors import OutputError
from arshjul.usecases.site.write import LIST, write_site
from tests.support.site import NOW, site_of
from tests.support.wheels import on_dates, series, wheel

FIRST, SECOND = date(2027, 6, 9), date(2027, 9, 1)
BOTH = site_of(wheel(series("mote", on_dates(FIRST, SECOND))), folder=True)
ONE = site_of(wheel(series("mote", on_dates(FIRST))), folder=True)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_page_lies_in_a_folder_of_its_own_and_nothing_else_is_there(tmp_path: Path) -> None:
    report = write_site(BOTH, tmp_path, NOW)
    assert files(tmp_path) == {*report.written, LIST}
    assert len(report.written) == len(BOTH.paths())
    assert {"index.html", "sv/index.html", "sv/mote/mote/2027-06-09/index.html", "feeds/all.ics"} <= files(tmp_path)


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    write_site(BOTH, tmp_path, NOW)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    report = write_site(BOTH, tmp_path, NOW)
    assert (report.written, report.removed) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_the_site_no_longer_has_is_removed_with_its_folder_and_nobody_elses_file_is(tmp_path: Path) -> None:
    write_site(BOTH, tmp_path, NOW)
    (tmp_path / "robots.txt").write_text("mine", "utf-8")
    (tmp_path / "sv/mote/mote/egen.html").write_text("mine", "utf-8")
    report = write_site(ONE, tmp_path, NOW)
    assert "sv/mote/mote/2027-09-01/index.html" in report.removed
    assert not (tmp_path / "sv/mote/mote/2027-09-01").exists()
    assert files(tmp_path) == {*report.written, *report.unchanged, LIST, "robots.txt", "sv/mote/mote/egen.html"}


def test_a_file_that_somebody_else_put_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", "utf-8")
    with pytest.raises(OutputError) as caught:
        write_site(ONE, tmp_path, NOW)
    assert "finns redan och är inte skriven av arshjul site" in caught.value.message.sv
    assert files(tmp_path) == {"index.html"}
    assert (tmp_path / "index.html").read_text("utf-8") == "mine"


def test_a_list_that_somebody_has_tampered_with_leads_nowhere(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside.txt", tmp_path / "site"
    outside.write_text("mine", "utf-8")
    write_site(ONE, out, NOW)
    lines = (out / LIST).read_text("utf-8")
    (out / LIST).write_text(f"{lines}../outside.txt\n{outside}\nsv/../../outside.txt\n", "utf-8")
    assert write_site(ONE, out, NOW).removed == ()
    assert outside.read_text("utf-8") == "mine"


def test_a_run_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    write_site(ONE, tmp_path, NOW)
    whole = files(tmp_path)
    for name in sorted(whole)[::3]:
        if name != LIST:
            (tmp_path / name).unlink()
    leftover = tmp_path / "sv" / ".0123456789abcdef.arshjul-tmp"
    leftover.write_bytes(b"half")
    os.utime(leftover, (0, 0))
    write_site(ONE, tmp_path, NOW)
    assert files(tmp_path) == whole


def test_a_file_where_the_folder_should_be_is_a_sentence_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", "utf-8")
    with pytest.raises(OutputError) as caught:
        write_site(ONE, tmp_path / "site", NOW)
    assert "det är en fil, men ska vara en mapp" in caught.value.message.sv
