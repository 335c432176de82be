"""Reminders follow what people have been told; where the file says otherwise they wait, and a person hears of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from arshjul.model.delivery import DeliveryState
from arshjul.usecases.preview import held_meetings, preview
from arshjul.usecases.rehearse import rehearse
from arshjul.usecases.remind import remind_once
from tests.support.office import Office
from tests.support.reminding import instant

DAY_BEFORE = "2027-03-05 06:30"
"""«2d före» a Tuesday meeting lands on the Friday, 07.30 in Stockholm."""


def applied(folder: Path) -> Office:
    office = Office(folder)
    office.apply()
    office.remind()
    office.take()
    return office


def reminded(office: Office) -> list[str]:
    return [one for one in office.take() if "Påminnelse" in one]


def test_the_guests_who_were_invited_are_reminded(tmp_path: Path) -> None:
    office = applied(tmp_path)
    office.edit('invite = ["siv", "ulf"]', 'invite = ["siv", "jon"]')
    office.moved_to(DAY_BEFORE).remind()
    assert [one.partition(":")[0] for one in office.take()] == ["siv@region.example", "ulf@region.example"]


def test_before_any_apply_the_file_decides(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.edit('invite = ["siv", "ulf"]', 'invite = ["siv", "jon"]')
    office.moved_to(DAY_BEFORE).remind()
    assert [one.partition(":")[0] for one in office.take()] == ["jon@region.example", "siv@region.example"]


def test_a_meeting_that_differs_is_not_reminded_of_and_whoever_leads_the_area_hears_of_it_once(tmp_path: Path) -> None:
    office = applied(tmp_path)
    office.edit('place = "Residenset"', 'place = "Sal B"')
    office.moved_to("2027-03-05 06:00").remind()
    assert office.take() == []
    office.moved_to("2027-03-05 07:01")
    for _ in range(3):
        office.remind()
    (mail,) = office.mails()
    body = mail.get_body(("plain",))
    assert body is not None
    text = str(body.get_content()).replace("\r\n", "\n")
    assert "Månadsmöte, tis 9 mars kl. 13.00–14.30\n  Plats: Residenset → Sal B" in text
    assert "Månadsmöte, tis 11 maj kl. 13.00–14.30\n  Plats: Residenset → Sal B" in text
    assert office.take() == ["jon@region.example: Påminnelserna väntar: 2 möten"]


def test_an_edit_that_is_applied_within_the_hour_disturbs_nobody(tmp_path: Path) -> None:
    office = applied(tmp_path)
    office.moved_to("2027-03-05 06:00").edit('place = "Residenset"', 'place = "Sal B"')
    office.remind()
    office.moved_to("2027-03-05 06:50").apply()
    office.take()
    office.remind()
    assert len(reminded(office)) == 2  # what came due while it was held is caught up with
    office.moved_to("2027-03-05 09:00").remind()
    assert office.take() == []


def test_a_reminder_in_the_queue_waits_too_when_the_meeting_is_edited(tmp_path: Path) -> None:
    office = applied(tmp_path)
    office.moved_to(DAY_BEFORE)
    world = office.round(stop=lambda: True)  # decided, and then the program is stopped
    assert remind_once(world).decided == 2
    office.edit('place = "Residenset"', 'place = "Sal B"')
    assert office.remind().dropped == 2
    office.edit('place = "Sal B"', 'place = "Residenset"')
    office.remind()
    assert len(reminded(office)) == 2


def test_a_meeting_that_the_file_cancels_is_told_of_until_it_is_applied(tmp_path: Path) -> None:
    office = applied(tmp_path)
    office.add('[[change]]\nwhat = "mote/2027-03-09"\ncancel = true\nreason = "Snö"')
    office.moved_to("2027-03-01 06:00").remind()
    office.moved_to("2027-03-01 08:00").remind()
    assert office.take() == ["jon@region.example: Påminnelserna väntar: Månadsmöte"]
    office.apply()
    office.take()
    office.moved_to("2027-03-05 09:00").remind()
    assert office.take() == []


def test_without_anybody_who_leads_the_owner_is_told(tmp_path: Path) -> None:
    office = applied(tmp_path)
    office.edit('roles = { processledare = "jon" }', "")
    office.edit('place = "Residenset"', 'place = "Sal B"')
    office.moved_to("2027-03-01 06:00").remind()
    office.moved_to("2027-03-01 08:00").remind()
    assert office.take() == ["agare@region.example: Påminnelserna väntar: 2 möten"]


def test_queued_invitations_are_sent_by_the_reminders_round(tmp_path: Path) -> None:
    office = Office(tmp_path)
    report = office.apply(stop=lambda: True)
    assert (report.queued, report.waiting, office.take()) == (6, 6, [])
    assert office.remind().count(DeliveryState.SENT) == 6
    assert len(office.take()) == 6


def test_the_preview_promises_nothing_that_is_held(tmp_path: Path) -> None:
    office = applied(tmp_path)
    watch, start, end = office.round().watch, instant("2027-02-01 08:00"), instant("2027-03-31 08:00")
    assert len(preview(office.config, watch, start, end)) == 2
    assert held_meetings(office.config, watch, start) == 0
    office.edit('place = "Residenset"', 'place = "Sal B"')
    watch = office.round().watch
    assert preview(office.config, watch, start, end) == ()
    assert held_meetings(office.config, watch, start) == 2


def test_a_rehearsal_plays_the_file_and_leaves_the_ledger_alone(tmp_path: Path) -> None:
    office = applied(tmp_path)
    office.edit('place = "Residenset"', 'place = "Sal B"')
    folder = office.config.ledger.parent
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    played = rehearse(office.config, date(2027, 3, 1), date(2027, 3, 31), tmp_path / "rehearsed")
    assert (played.mails, played.trouble) == (2, ())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert office.take() == []
