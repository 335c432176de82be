"""An unchanged plan is known quickly, is just what reading everything gives, and in doubt everything is read."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from arshjul.config import MailSettings
from arshjul.errors import ArshjulError
from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.model.entry import Address
from arshjul.model.plan import GuardName
from arshjul.usecases import fingerprint
from arshjul.usecases.plan import Planned
from arshjul.usecases.unchanged import Unchanged, unchanged
from tests.support.office import WHEEL, Office

HEAD, _, REST = WHEEL.partition("[person.siv]")
PEOPLE, _, REST = REST.partition("[reminder.paminnelse]")
OWN = f"""\
include = ["folk.toml"]
{HEAD}
[reminder.paminnelse]{REST}
[series.forum]
area = "gemensamt"
title = "Forum"
dates = ["2027-01-01", "2027-02-02", "2027-06-08", "2027-09-07"]
time = "09:00-10:00"
invite = ["ulf"]
invite_ahead = "60d"
"""
FOLK = f"[person.siv]{PEOPLE}"


def office(folder: Path) -> Office:
    """Its people are in a file of their own; one meeting is past, and some wait for their day to invite."""
    found = Office(folder)
    found.write(OWN)
    (folder / "folk.toml").write_text(FOLK, encoding="utf-8")
    return found


def look(found: Office) -> Unchanged | None:
    return unchanged(found.config, found.file, found.clock())


def at_length(found: Office) -> Planned | None:
    """None when the file, or the file against the ledger, has errors."""
    try:
        return found.plan()
    except ArshjulError:
        return None


def test_after_an_apply_the_plan_is_known_without_reading_it(tmp_path: Path) -> None:
    found = office(tmp_path)
    assert look(found) is None
    found.apply()
    seen, planned = look(found), found.plan()
    assert seen == Unchanged(planned.plan, planned.loaded.wheel.language)
    assert (seen.plan.unchanged, seen.plan.locked, len(seen.plan.waiting)) == (3, 1, 2)


def test_a_meeting_whose_day_to_invite_has_come_is_for_the_whole_plan(tmp_path: Path) -> None:
    found = office(tmp_path)
    found.apply()
    found.moved_to("2027-03-01T08:00").remind()
    found.moved_to("2027-04-08T20:00")  # the 9th has come somewhere
    assert look(found) is None
    assert not found.plan().plan.pending
    found.moved_to("2027-04-09T08:00")
    assert look(found) is None
    assert found.plan().plan.pending
    found.remind()
    assert look(found) is not None


@pytest.mark.parametrize(
    "settle", [lambda one: one.moved_to("2028-01-01T08:00"), lambda one: one.moved_to("2027-01-03T08:00")]
)
def test_a_clock_that_cannot_be_believed_is_for_the_whole_plan(
    tmp_path: Path, settle: Callable[[Office], Office]
) -> None:
    found = office(tmp_path)
    found.apply()
    settle(found)
    assert look(found) is None
    assert found.plan().obstacles


def test_a_copied_or_damaged_ledger_is_for_the_whole_plan(tmp_path: Path) -> None:
    found = office(tmp_path)
    found.apply()
    ledger = found.config.ledger
    ledger.write_bytes(ledger.read_bytes())
    assert look(found) is not None
    copy = ledger.with_suffix(".copy")
    copy.write_bytes(ledger.read_bytes())
    copy.replace(ledger)
    assert look(found) is None
    assert found.plan().obstacles
    ledger.write_bytes(b"SQLite format 3\0" + bytes(4000))
    assert look(found) is None
    with pytest.raises(ArshjulError):
        found.plan()


def test_what_waits_in_the_queue_is_for_the_whole_plan(tmp_path: Path) -> None:
    found = office(tmp_path)
    found.apply(stop=lambda: True)
    assert look(found) is None
    found.apply()
    assert look(found) is not None


def test_something_blocked_is_said_again_and_again(tmp_path: Path) -> None:
    found = replace(office(tmp_path), keys={"allow_domains": ("kommun.example",)})
    found.edit("[series.mote]", '[series.mote]\nnote = ""')
    found.apply()
    assert found.plan().plan.blocked
    assert look(found) is None


@pytest.mark.parametrize(
    "keys",
    [
        {"rehearsal": "olle@region.example"},
        {"transport": "smtp"},
        {"allow_domains": ("region.example",)},
        {"mail": MailSettings(sender=Address("Annan", "annan@region.example"))},
        {"mail": MailSettings(areas={"gemensamt": Address("Annan", "annan@region.example")})},
    ],
)
def test_settings_that_plans_heed_are_part_of_it(tmp_path: Path, keys: dict[str, object]) -> None:
    found = office(tmp_path)
    found.apply()
    assert look(replace(found, keys=keys)) is None


def test_meetings_invited_to_another_way_are_said_again_and_again(tmp_path: Path) -> None:
    found = office(tmp_path)
    found.apply()
    other = replace(found, keys={"transport": "smtp"})
    other.add("# a word that changes nothing")
    other.apply()
    assert [guard.name for guard in other.plan().plan.guards] == [GuardName.CHANNEL]
    assert look(other) is None


def test_another_version_of_what_decides_dates_is_for_the_whole_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in fingerprint.MADE_BY:
        assert fingerprint._version(package) == f"Version: {version(package)}"
    found = office(tmp_path)
    found.apply()
    monkeypatch.setattr(fingerprint, "_version", lambda package: "Version: 99" if package == "holidays" else "")
    assert look(found) is None


def test_from_which_folder_the_file_is_looked_at_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = office(tmp_path)
    found.apply()
    for folder, path in ((tmp_path, Path("2027.toml")), (tmp_path.parent, Path(tmp_path.name) / "2027.toml")):
        monkeypatch.chdir(folder)
        seen = unchanged(found.config, path, found.clock())
        assert seen
        assert seen.plan == found.plan().plan


def test_line_ends_and_a_byte_order_mark_are_not_edits(tmp_path: Path) -> None:
    found = office(tmp_path)
    found.apply()
    found.file.write_bytes(b"\xef\xbb\xbf" + found.file.read_bytes().replace(b"\n", b"\r\n"))
    seen = look(found)
    assert seen
    assert seen.plan == found.plan().plan


def test_a_link_that_leads_to_another_file_is_an_edit(tmp_path: Path) -> None:
    found = office(tmp_path)
    folk, other = tmp_path / "folk.toml", tmp_path / "andra.toml"
    folk.rename(other)
    folk.symlink_to(other)
    found.apply()
    assert look(found)
    third = tmp_path / "tredje.toml"
    third.write_text(FOLK.replace("Siv Öst", "Siv Väst"), encoding="utf-8")
    folk.unlink()
    folk.symlink_to(third)
    assert look(found) is None


@pytest.mark.parametrize("text", ["", "x", "[a]", 'include = ["folk.toml"', "include = 1", "id = [" + "[" * 5000])
def test_what_is_no_wheel_is_for_the_whole_plan(tmp_path: Path, text: str) -> None:
    found = office(tmp_path)
    found.apply()
    found.write(text)
    assert look(found) is None
    found.file.unlink()
    assert look(found) is None
    os.mkfifo(found.file)
    assert look(found) is None  # at once: nobody will ever write to it


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Office:
    found = office(tmp_path_factory.mktemp("applied"))
    found.apply()
    return found


@settings(max_examples=200)
@given(st.sampled_from([("2027.toml", OWN), ("folk.toml", FOLK)]), st.data())
def test_any_edit_at_all_is_for_the_whole_plan(applied: Office, file: tuple[str, str], data: st.DataObject) -> None:
    name, text = file
    at, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 3))
    edited = text[:at] + data.draw(st.text(max_size=3)) + text[at + length :]
    assume(edited.removeprefix("\ufeff").replace("\r\n", "\n") != text)
    path = applied.folder / name
    try:
        path.write_bytes(edited.encode("utf-8", "surrogatepass"))
        assert look(applied) is None
    finally:
        path.write_text(text, encoding="utf-8")
        assert look(applied) is not None


DATES = '["2027-03-09", "2027-05-11"]'


def _as_it_was(found: Office) -> None:
    found.write(OWN)
    (found.folder / "folk.toml").write_text(FOLK, encoding="utf-8")


EDITS: dict[str, Callable[[Office], object]] = {
    "date": lambda one: one.write(OWN.replace(DATES, '["2027-03-09", "2027-05-12"]')),
    "fewer": lambda one: one.write(OWN.replace(DATES, '["2027-03-09"]')),
    "title": lambda one: one.write(OWN.replace('"Månadsmöte"', '"Råd"')),
    "wheel's title": lambda one: one.write(OWN.replace('title = "Prov"', "title = '  Prov \\'\nlanguage = \"en\"")),
    "comment": lambda one: one.add("# en kommentar"),
    "cancel": lambda one: one.add('[[change]]\nwhat = "mote/2027-05-11"\ncancel = true\nreason = "kort om tid"'),
    "ahead": lambda one: one.write(OWN.replace('"60d"', '"20d"')),
    "draft": lambda one: one.write(OWN.replace('"aktiv"', '"utkast"')),
    "people": lambda one: (one.folder / "folk.toml").write_text(FOLK.replace("ulf@", "ulf.ek@"), encoding="utf-8"),
    "as it was": _as_it_was,
}


def _and_apply(edit: Callable[[Office], object]) -> Callable[[Office], object]:
    return lambda one: (edit(one), one.apply())


STEPS: dict[str, Callable[[Office], object]] = {
    **EDITS,
    **{f"{name}, applied": _and_apply(edit) for name, edit in EDITS.items()},
    "apply": lambda one: one.apply(),
    "apply and stop": lambda one: one.apply(stop=lambda: True),
    "remind": lambda one: one.remind(),
    "a day": lambda one: one.clock.move(days=1),
    "a month": lambda one: one.clock.move(days=30),
    "no domain": lambda one: one.keys.update(allow_domains=("kommun.example",)),
    "every domain": lambda one: one.keys.pop("allow_domains", None),
}


def test_the_quick_plan_is_the_whole_plan_in_every_state() -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=60)
    @given(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=9))
    def holds(steps: list[str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            found = office(Path(folder))
            for step in ("apply", *steps):
                try:
                    STEPS[step](found)
                except ArshjulError:  # a draft, or what only the ledger finds wrong: refused, and nothing is written
                    reached["refused"] += 1
                quick, whole = look(found), at_length(found)
                if quick is None:
                    reached["slow"] += 1
                    assert _has_a_reason(found, whole)
                    continue
                reached["quick"] += 1
                assert whole is not None
                assert not whole.obstacles
                assert quick == Unchanged(whole.plan, whole.loaded.wheel.language)
                assert not whole.plan.pending
                reached["locked"] += whole.plan.locked > 1
                reached["english"] += quick.language == "en"

    holds()
    assert all(reached[name] >= 10 for name in ("quick", "slow", "locked")), reached
    assert all(reached[name] >= 3 for name in ("refused", "english")), reached


def _has_a_reason(found: Office, whole: Planned | None) -> bool:
    """Why the quick look could not do: it is quick whenever nothing at all is the matter."""
    if whole is None or whole.obstacles or whole.plan.pending or whole.plan.blocked or whole.plan.guards:
        return True
    with open_ledger(found.config.ledger, read_only=True) as ledger:
        glance = ledger.at_a_glance(whole.plan.wheel, found.clock())
        known = ledger.approval(whole.plan.wheel)
        queued = bool(ledger.rows(DeliveryState.DUE))
    assert glance
    assert known
    soon = glance.opens is not None and glance.opens <= (found.clock() + timedelta(hours=14)).date()
    return queued or soon or not known.fingerprint or known.sources != whole.loaded.reading.sources or bool(found.keys)
