"""Plan and apply, from an edit in the file to mails in a folder: once, to those concerned and nobody else."""

from __future__ import annotations

from pathlib import Path

from arshjul.model.delivery import DeliveryState
from tests.support.office import Office


def test_a_first_apply_invites_everyone_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    report = office.apply()
    assert (report.queued, report.count(DeliveryState.SENT), report.waiting) == (6, 6, 0)
    assert report.fine
    told = office.take()
    assert len(told) == 6
    assert [one.partition(":")[0] for one in told[::2]] == [f"{name}@region.example" for name in ("eva", "siv", "ulf")]
    again = office.apply()
    assert (again.approved, again.queued, again.resumed, office.take()) == (False, 0, False, [])


def test_a_moved_meeting_tells_its_guests_and_nobody_of_the_other(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.apply()
    office.take()
    office.clock.move(hours=1)
    office.edit("2027-05-11", "2027-05-12")
    planned = office.plan()
    assert [(one.action, str(one.was), len(one.messages)) for one in planned.plan.changes] == [
        ("moved", "mote/2027-05-11", 3)
    ]
    assert office.apply(planned).queued == 3
    assert all("UID:mote.2027-05-11@prov" in one for one in office.calendars())  # the one that guests know
    assert len(office.take()) == 3
    assert not office.plan().plan.pending
