"""Invitations as the horizon moves: what was approved, when its day comes, and nothing else."""

from __future__ import annotations

from pathlib import Path

from arshjul.config import PlanSettings
from arshjul.ledger import open_ledger
from arshjul.model.invitation import AppliedState
from arshjul.usecases.remind import remind_once
from arshjul.usecases.watch import Watch
from tests.support.office import Office

OPENS = "2027-02-09 06:00"
"""Thirty days before the first meeting is Sunday 7 February."""


def waiting(folder: Path, **keys: object) -> Office:
    """Both meetings are approved, and wait for thirty days before."""
    office = Office(folder, keys=dict(keys))
    office.edit('organiser = "eva"', 'organiser = "eva"\ninvite_ahead = "30d"')
    report = office.apply()
    assert (report.approved, report.queued) == (True, 0)
    return office


def states(office: Office) -> list[AppliedState]:
    with open_ledger(office.config.ledger, read_only=True) as ledger:
        return [one.state for one in ledger.snapshot("prov").applied]


def test_on_its_day_an_approved_meeting_is_invited_to_once(tmp_path: Path) -> None:
    office = waiting(tmp_path)
    office.moved_to("2027-02-06 06:00").remind()
    assert office.take() == []
    office.moved_to(OPENS)
    reports = [office.remind() for _ in range(3)]
    assert [report.drained.mails for report in reports] == [3, 0, 0]
    assert [one.partition(":")[0] for one in office.take()] == [
        f"{name}@region.example" for name in ("eva", "siv", "ulf")
    ]
    assert states(office) == [AppliedState.INVITED, AppliedState.WAITING]
    assert not office.plan().plan.pending


def test_the_day_is_that_of_the_wheels_zone(tmp_path: Path) -> None:
    office = waiting(tmp_path)
    office.moved_to("2027-02-06 22:59").remind()
    assert office.take() == []
    office.moved_to("2027-02-06 23:00").remind()
    assert len(office.take()) == 3


def test_a_later_edit_waits_for_a_person(tmp_path: Path) -> None:
    for number, (old, new) in enumerate((
        ('place = "Residenset"', 'place = "Sal B"'), ("13:00-14:30", "13:00-15:00"),
        ('invite = ["siv", "ulf"]', 'invite = ["siv", "ulf", "jon"]'), ('"2027-03-09", ', ""),
        ('status = "aktiv"', 'status = "utkast"'),
    )):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        office = waiting(folder)
        office.edit(old, new)
        office.moved_to(OPENS)
        for _ in range(2):
            office.remind()
        assert office.take() == [], old
        assert states(office) == [AppliedState.WAITING, AppliedState.WAITING], old


def test_a_broken_file_invites_nobody_until_it_is_mended(tmp_path: Path) -> None:
    office = waiting(tmp_path)
    world = office.moved_to(OPENS).round(patience=9)
    assert isinstance(world.watch, Watch)
    whole = office.file.read_text(encoding="utf-8")
    office.write(whole.replace("13:00-14:30", "25:00"))
    world.watch.reread()
    remind_once(world)
    assert office.take() == []
    office.write(whole)
    world.watch.reread()
    remind_once(world)
    assert len(office.take()) == 3


def test_an_installation_may_leave_it_to_apply(tmp_path: Path) -> None:
    office = waiting(tmp_path, plan=PlanSettings(auto_apply=""))
    office.moved_to(OPENS).remind()
    assert office.take() == []
    assert [str(change.key) for change in office.plan().plan.changes] == ["mote/2027-03-09"]


def test_a_wheel_that_nobody_has_approved_invites_nobody(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.remind()
    assert office.take() == []


def test_what_was_approved_in_a_rehearsal_invites_nobody_in_earnest(tmp_path: Path) -> None:
    office = waiting(tmp_path, rehearsal="test@region.example")
    office.keys.clear()
    assert office.plan().plan.approving, "nobody has approved it in earnest"
    office.moved_to(OPENS).remind()
    assert office.take() == []
    assert [str(change.key) for change in office.plan().plan.changes] == ["mote/2027-03-09"]
