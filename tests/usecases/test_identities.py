"""Calendar files and attachments call a meeting what its guests' calendars call it, or it would stand there twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from arshjul.ical.parse import parse
from arshjul.model.entry import CalendarEntry
from arshjul.usecases.calendars import calendar_files
from arshjul.usecases.identities import identities
from arshjul.usecases.load import load_valid
from tests.support.office import NOW, Office


def entries(office: Office, name: str) -> list[CalendarEntry]:
    ready = load_valid(office.file)
    told = identities(office.config, "prov")
    files = {file.name: file.data for file in calendar_files(ready.wheel, ready.occurrences, (), told)}
    return list(parse(files[name]).entries)


def moved(folder: Path) -> Office:
    """The second meeting was on 11 May, and has moved to the day after."""
    office = Office(folder)
    office.apply()
    office.clock.move(hours=1)
    office.edit("2027-05-11", "2027-05-12")
    office.apply()
    office.take()
    return office


def test_files_have_uid_sequence_and_stamp_of_what_was_told(tmp_path: Path) -> None:
    office = moved(tmp_path)
    for name in ("all.ics", "area/gemensamt.ics", "person/siv.ics"):
        told = [(one.uid, one.sequence, one.stamp) for one in entries(office, name)]
        assert told == [
            ("mote.2027-03-09@prov", 0, NOW),
            ("mote.2027-05-11@prov", 1, NOW + timedelta(hours=1)),
        ], name
    (alone,) = entries(office, "meeting/mote-2027-05-12.ics")
    assert (alone.uid, alone.sequence) == ("mote.2027-05-11@prov", 1)


def test_before_any_apply_they_are_as_the_file_gives_them(tmp_path: Path) -> None:
    office = Office(tmp_path)
    assert [(one.uid, one.sequence) for one in entries(office, "all.ics")] == [
        ("mote.2027-03-09@prov", 0),
        ("mote.2027-05-11@prov", 0),
    ]
    assert not office.config.ledger.exists()


def test_a_reminder_brings_the_meeting_as_its_guests_know_it(tmp_path: Path) -> None:
    office = moved(tmp_path)
    office.moved_to("2027-03-20 05:30").remind()
    office.take()
    office.moved_to("2027-05-10 05:30").remind()
    attached = [
        parse(part.get_content()).entries[0]
        for mail in office.mails()
        for part in mail.walk()
        if part.get_filename("").endswith(".ics")
    ]
    assert {(one.uid, one.sequence, one.stamp) for one in attached} == {
        ("mote.2027-05-11@prov", 1, NOW + timedelta(hours=1))
    }
