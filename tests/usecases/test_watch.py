"""Wheels as last understood: what is re-read, kept, forgotten, and what a draft may do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from arshjul.usecases.watch import Watch
from tests.support.console import workshop
from tests.support.reminding import config_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workshop(tmp_path) / "schedules"


def watching(folder: Path, *wheels: str) -> Watch:
    watch = Watch(config_in(folder.parent, wheels=tuple(folder / one for one in wheels or ("*.toml",))))
    watch.reread()
    return watch


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_file_that_has_not_changed_is_not_read_again(folder: Path) -> None:
    watch = watching(folder)
    (before,) = watch.wheels
    watch.reread()
    assert watch.wheels[0] is before
    os.utime(folder / "2027.toml", ns=(0, 0))
    watch.reread()
    assert watch.wheels[0] is not before


def test_a_change_in_the_actors_file_counts(folder: Path) -> None:
    watch = watching(folder)
    rewrite(folder / "aktorer.toml", "dana.ek@region.example", "dana.nyek@region.example")
    watch.reread()
    assert watch.wheels[0].wheel.directory.people["dana"].email == "dana.nyek@region.example"


def test_a_draft_sends_nothing_and_is_not_broken(folder: Path) -> None:
    rewrite(folder / "2027.toml", '"aktiv"', '"utkast"')
    watch = watching(folder)
    assert watch.wheels == ()
    assert watch.broken == ()


def test_a_broken_edit_keeps_the_last_good_wheel_until_it_is_mended(folder: Path) -> None:
    watch = watching(folder)
    good = watch.wheels
    rewrite(folder / "2027.toml", '= "andra tisdagen', '= "adnra tisdagen')
    watch.reread()
    watch.reread()
    (broken,) = watch.broken
    assert watch.wheels == good
    assert (broken.looks, broken.calendar) == (2, good[0].wheel.id)
    assert "adnra" in broken.details.sv
    rewrite(folder / "2027.toml", '= "adnra tisdagen', '= "andra tisdagen')
    watch.reread()
    assert watch.broken == ()


def test_another_broken_content_is_counted_anew(folder: Path) -> None:
    watch = watching(folder)
    digests = set()
    for old, new in (("andra tisdagen", "adnra tisdagen"), ("adnra tisdagen", "anrda tisdagen")):
        rewrite(folder / "2027.toml", f'= "{old}', f'= "{new}')
        watch.reread()
        assert watch.broken[0].looks == 1
        digests.add(watch.broken[0].digest)
    assert len(digests) == 2


def test_a_named_file_that_is_missing_is_broken_and_its_last_good_wheel_holds(folder: Path) -> None:
    watch = watching(folder, "2027.toml")
    (folder / "2027.toml").rename(folder / "undan")
    watch.reread()
    assert len(watch.wheels) == len(watch.broken) == 1


def test_a_file_that_left_the_folder_is_forgotten_but_an_empty_folder_is_told(folder: Path) -> None:
    watch = watching(folder)
    (folder / "2027.toml").unlink()
    watch.reread()
    assert watch.wheels == ()
    (told,) = watch.broken
    assert "schedules/*.toml" in told.message.sv
    (folder / "2028.toml").write_text("arshjul = 1\n", encoding="utf-8")
    watch.reread()
    assert [one.path.name for one in watch.broken] == ["2028.toml"]
