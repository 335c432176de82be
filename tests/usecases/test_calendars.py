"""The wheel's calendar files: which there are, what they hold, that nobody's address is published, that others' files
are left alone."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from arshjul.almanac.almanac import Almanac
from arshjul.errors import ArshjulError, OutputError
from arshjul.ical.lint import lint
from arshjul.ical.parse import parse
from arshjul.language.read import Reading
from arshjul.model.occurrence import Kind, Status
from arshjul.model.wheel import Wheel
from arshjul.planning.expand import expand
from arshjul.usecases.calendars import WriteReport, calendar_files, meeting_ics, write_calendars
from arshjul.usecases.load import Ready
from tests.support.example import example_2027
from tests.support.readers import READERS, addresses

NOW = datetime(2027, 1, 4, 7, 30, tzinfo=UTC)


def with_secrets() -> Wheel:
    """The example, with alarms, and with addresses written where they should not be."""
    wheel = example_2027()
    notes = {
        id: replace(one, note="Frågor: olle@region.example", alarm_minutes=15, guests_visible=True, place="Östersund")
        for id, one in wheel.series.items()
    }
    return replace(wheel, series=notes, title="Årshjul S3 (olle@region.example)")


def ready(wheel: Wheel | None = None) -> Ready:
    wheel = wheel or with_secrets()
    almanac = Almanac.of(wheel)
    occurrences = expand(wheel, almanac).occurrences
    return Ready(Path("2027.toml"), Reading(wheel, (), {}), wheel, almanac, occurrences, ())


READY = ready()
FILES = {file.name: file for file in calendar_files(READY.wheel, READY.occurrences)}


def export(out: Path, of: Ready = READY, people: tuple[str, ...] = ()) -> WriteReport:
    return write_calendars(of, out, NOW, people)


def names(report_part: tuple[Path, ...], out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in report_part}


def test_there_is_a_file_for_all_each_area_each_meeting_and_each_person() -> None:
    dated = [one for one in READY.occurrences if one.status is not Status.SKIPPED and one.kind is not Kind.WINDOW]
    assert {name for name in FILES if "/" not in name} == {"all.ics"}
    assert {name for name in FILES if name.startswith("area/")} == {f"area/{id}.ics" for id in READY.wheel.areas}
    assert {name for name in FILES if name.startswith("meeting/")} == {
        f"meeting/{one.key.series}-{one.slot}.ics" for one in dated
    }
    assert {name for name in FILES if name.startswith("person/")} == {
        f"person/{id}.ics" for id in READY.wheel.directory.people
    }
    assert len(dated) > 60


def test_everything_but_the_skipped_is_in_all_once() -> None:
    entries = parse(FILES["all.ics"].data).entries
    expected = [one for one in READY.occurrences if one.status is not Status.SKIPPED]
    assert len(entries) == len({entry.uid for entry in entries}) == len(expected)
    assert any(entry.status == "CANCELLED" for entry in entries)
    assert any(entry.status == "TENTATIVE" for entry in entries)
    assert any(one.status is Status.SKIPPED for one in READY.occurrences)


def test_an_area_has_its_own_and_only_those() -> None:
    count = sum(len(parse(FILES[f"area/{id}.ics"].data).entries) for id in READY.wheel.areas)
    assert count == len(parse(FILES["all.ics"].data).entries)
    assert {entry.categories for entry in parse(FILES["area/energi.ics"].data).entries} == {("energi",)}


def test_a_persons_file_has_what_concerns_that_person() -> None:
    entries = parse(FILES["person/lu-berg.ics"].data).entries
    assert entries
    assert {entry.uid.split(".")[0] for entry in entries} == {"jord-landsbygdsutvecklare"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_is_clean(name: str) -> None:
    assert lint(FILES[name].data) == ()


def test_every_event_stands_alone() -> None:
    """No recurrence in any form, and each UID once: answers, moves and cancellations then work everywhere."""
    for file in FILES.values():
        events = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", file.data, re.DOTALL)
        assert not [event for event in events if re.search(rb"\r\n(RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID)", event)]
        uids = [re.findall(rb"\r\nUID:(.+?)\r\n(?! )", event, re.DOTALL) for event in events]
        assert all(len(one) == 1 for one in uids)
        assert len({one[0] for one in uids}) == len(events)


def test_no_address_is_in_what_may_be_published() -> None:
    public = [file for file in FILES.values() if not file.name.startswith("person/")]
    assert len(public) > 60
    for file in public:
        assert addresses(file.data) == set(), file.name
        assert b"ATTENDEE" not in file.data
        assert b"ORGANIZER" not in file.data
        assert b"METHOD" not in file.data
        assert not file.private


def test_the_scan_for_addresses_would_find_one() -> None:
    assert "olle@region.example" in addresses(FILES["person/olle.ics"].data)


def test_alarms_are_in_meetings_and_persons_files_but_in_no_feed() -> None:
    assert b"VALARM" in FILES["meeting/styrgrupp-2027-Q1.ics"].data
    assert b"VALARM" in FILES["person/olle.ics"].data
    assert all(b"VALARM" not in FILES[name].data for name in FILES if name == "all.ics" or name.startswith("area/"))


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_sees_the_same_year(reader: str) -> None:
    assert READERS[reader](FILES["all.ics"].data) == READERS["icalendar"](FILES["all.ics"].data)


def test_the_meetings_file_is_what_reminders_attach() -> None:
    occurrence = next(one for one in READY.occurrences if str(one.key) == "styrgrupp/2027-Q1")
    assert meeting_ics(READY.wheel, occurrence) == FILES["meeting/styrgrupp-2027-Q1.ics"].data


def test_the_second_run_writes_nothing(tmp_path: Path) -> None:
    first = export(tmp_path)
    assert names(first.written, tmp_path) == set(FILES)
    assert (first.unchanged, first.removed) == ((), ())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ics")}
    second = export(tmp_path)
    assert (second.written, second.removed) == ((), ())
    assert names(second.unchanged, tmp_path) == set(FILES)
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ics")}


def test_persons_files_are_the_owners_alone(tmp_path: Path) -> None:
    export(tmp_path)
    assert stat.S_IMODE((tmp_path / "person").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "person").iterdir()} == {0o600}
    assert stat.S_IMODE((tmp_path / "all.ics").stat().st_mode) & 0o444


def test_only_the_named_persons_files_are_written_and_the_others_stay(tmp_path: Path) -> None:
    export(tmp_path)
    for name in ("dana", "eva"):
        (tmp_path / "person" / f"{name}.ics").write_bytes(b"old")
    report = export(tmp_path, people=("dana", "dana"))
    assert names(report.written, tmp_path) == {"person/dana.ics"}
    assert (tmp_path / "person" / "eva.ics").read_bytes() == b"old"


def test_an_unknown_person_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ArshjulError) as refused:
        export(tmp_path / "out", people=("danna",))
    assert refused.value.message.sv == "personen «danna» finns inte"
    assert "dana" in refused.value.cure.sv
    assert not (tmp_path / "out").exists()


def test_what_the_wheel_no_longer_gives_is_removed_and_only_what_we_wrote(tmp_path: Path) -> None:
    export(tmp_path)
    foreign = tmp_path / "meeting" / "someone-elses.ics"
    foreign.write_bytes(b"BEGIN:VCALENDAR\r\nDESCRIPTION:X-ARSHJUL-WHEEL:s3.jamtland/2027\r\nEND:VCALENDAR\r\n")
    last_year = tmp_path / "meeting" / "styrgrupp-2026-Q4.ics"
    last_year.write_bytes(FILES["meeting/styrgrupp-2027-Q4.ics"].data.replace(b"s3.jamtland/2027", b"s3.jamtland/2026"))
    link = tmp_path / "meeting" / "link.ics"
    link.symlink_to(tmp_path / "all.ics")
    wheel = READY.wheel
    fewer = replace(wheel, series={id: one for id, one in wheel.series.items() if id != "originn"})
    report = export(tmp_path, ready(fewer))
    gone = {name for name in FILES if name.startswith("meeting/originn-")}
    assert len(gone) > 15
    assert names(report.removed, tmp_path) == gone
    assert not any((tmp_path / name).exists() for name in gone)
    assert foreign.exists()
    assert last_year.exists()
    assert link.is_symlink()


def test_two_occurrences_never_share_a_file() -> None:
    one = READY.occurrences[0]
    twice = [replace(one, slot="2027-01"), replace(one, slot="2027-01")]
    with pytest.raises(OutputError) as refused:
        list(calendar_files(READY.wheel, twice))
    assert "samma filnamn" in refused.value.message.sv


def test_a_file_in_the_folders_place_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "area").write_bytes(b"")
    with pytest.raises(OutputError) as refused:
        export(tmp_path)
    assert refused.value.message.sv == f"kan inte skriva {tmp_path}/area: det är en fil, men ska vara en mapp"
