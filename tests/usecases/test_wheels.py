"""Which wheels there are, and which one a command means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from arshjul import config
from arshjul.errors import ArshjulError
from arshjul.usecases.wheels import choose, find_wheels, glance

TODAY = date(2027, 6, 1)


def wheel(folder: Path, name: str, year: int, *lines: str) -> Path:
    path = folder / "schedules" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(["# ett hjul", "arshjul = 1", f"year = {year}", *lines, "[calendar]", "year = 1999"]))
    return path


def chosen(folder: Path, today: date = TODAY) -> Path:
    return choose(config.load(None, cwd=folder), today)


def test_a_file_of_people_is_no_wheel(tmp_path: Path) -> None:
    first, second = wheel(tmp_path, "2027.toml", 2027), wheel(tmp_path, "2028.toml", 2028)
    (tmp_path / "schedules/aktorer.toml").write_text('[person.eva]\nname = "Eva"\nyear = 2027\n')
    assert find_wheels(config.load(None, cwd=tmp_path)) == (first, second)


def test_a_file_that_is_named_is_there_even_when_it_cannot_be_read(tmp_path: Path) -> None:
    settings = replace(config.load(None, cwd=tmp_path), wheels=(tmp_path / "gone.toml",))
    assert find_wheels(settings) == (tmp_path / "gone.toml",)
    assert choose(settings, TODAY) == tmp_path / "gone.toml"


def test_the_wheel_that_holds_today_is_meant(tmp_path: Path) -> None:
    wheel(tmp_path, "2026.toml", 2026)
    now = wheel(tmp_path, "2027.toml", 2027)
    wheel(tmp_path, "2028.toml", 2028)
    assert chosen(tmp_path) == now


@pytest.mark.parametrize("month", ["augusti", "August", "aug"])
def test_a_wheel_may_start_in_another_month(tmp_path: Path, month: str) -> None:
    ended = wheel(tmp_path, "a.toml", 2026, f'starts = "{month}"')
    begun = wheel(tmp_path, "b.toml", 2027, f'starts = "{month}"')
    assert chosen(tmp_path, date(2027, 7, 31)) == ended
    assert chosen(tmp_path, date(2027, 8, 1)) == begun


def test_without_one_for_today_the_next_is_meant_and_then_the_last(tmp_path: Path) -> None:
    first, second = wheel(tmp_path, "2028.toml", 2028), wheel(tmp_path, "2030.toml", 2030)
    assert chosen(tmp_path) == first
    assert chosen(tmp_path, date(2029, 5, 1)) == second
    assert chosen(tmp_path, date(2035, 5, 1)) == second


def test_an_active_wheel_goes_before_a_draft_of_the_same_year(tmp_path: Path) -> None:
    wheel(tmp_path, "a-draft.toml", 2027, 'status = "utkast"')
    active = wheel(tmp_path, "b.toml", 2027, 'status = "aktiv"')
    assert chosen(tmp_path) == active


def test_two_wheels_for_today_are_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wheel(tmp_path, "a.toml", 2027)
    wheel(tmp_path, "b.toml", 2027)
    with pytest.raises(ArshjulError) as caught:
        chosen(tmp_path)
    assert caught.value.message.sv == "flera hjul gäller samtidigt: schedules/a.toml, schedules/b.toml"
    assert caught.value.cure.sv == "skriv vilken fil, till exempel schedules/a.toml"


def test_no_wheel_at_all_is_told_with_the_way_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ArshjulError) as caught:
        chosen(tmp_path)
    assert "arshjul init" in caught.value.cure.sv


@pytest.mark.parametrize("text", ["", "[person.eva]\nyear = 2027", "\x00\xff", 'title = "x"'])
def test_a_glance_at_what_is_no_wheel_finds_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="latin-1")
    assert glance(path) is None
    assert glance(tmp_path) is None


@pytest.mark.parametrize("year", ["0", "99999", "tjugo", '"2027'])
def test_a_year_that_is_none_does_not_stop_the_glance(tmp_path: Path, year: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f"arshjul = 1\nyear = {year}\n")
    assert glance(path) is not None
