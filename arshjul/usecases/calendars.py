"""A wheel becomes calendar files in a folder: everything, an area, a meeting, and each person's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from arshjul.errors import OutputError
from arshjul.ical.write import calendar, signature
from arshjul.model.occurrence import Kind, Occurrence, Status
from arshjul.model.wheel import Wheel
from arshjul.planning.identity import wheel_name
from arshjul.planning.who import concerns
from arshjul.planning.wording import Words
from arshjul.text import Text
from arshjul.usecases.files import make_folder, remove, sweep, write_whole
from arshjul.usecases.find import unknown
from arshjul.usecases.identities import NOBODY_INVITED, Identities, entry_as_told
from arshjul.usecases.load import Ready

FOLDERS = ("area", "meeting", "person")
_HEAD = 2048


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One file to be, below the output folder. `private` files are readable by their owner alone."""

    name: str
    data: bytes
    private: bool = False


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What became of each file, in order of name."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    removed: tuple[Path, ...]


def write_calendars(
    ready: Ready, out: Path, now: datetime, people: Sequence[str] = (), told: Identities = NOBODY_INVITED
) -> WriteReport:
    """Write all.ics, area/ID.ics, meeting/SERIES-SLOT.ics and person/ID.ics; `people` keeps to those persons' files.

    Only what changed is written, each file whole or not at all. A file that the wheel no longer gives is removed when
    its own head says that this wheel wrote it (same id and year); any other file is left alone, and so are the
    persons' files when `people` names some. `now` tells old half-written files from young ones. `told` is how those
    invited know the meetings. Raises OutputError.
    """
    files = tuple(calendar_files(ready.wheel, ready.occurrences, people, told))
    _make_folders(out, files, now)
    written: list[Path] = []
    unchanged: list[Path] = []
    for file in files:
        path = out / file.name
        changed = write_whole(path, file.data, 0o600 if file.private else 0o644)
        (written if changed else unchanged).append(path)
    kept = {out / file.name for file in files}
    removed = tuple(_remove_stale(ready.wheel, out, kept, FOLDERS[:2] if people else FOLDERS))
    return WriteReport(tuple(written), tuple(unchanged), removed)


def calendar_files(
    wheel: Wheel, occurrences: Sequence[Occurrence], people: Sequence[str] = (), told: Identities = NOBODY_INVITED
) -> Iterator[CalendarFile]:
    """Every file as bytes, sorted by name within its kind. Raises ArshjulError for a person that the wheel lacks."""
    shown = [one for one in occurrences if one.status is not Status.SKIPPED]
    yield CalendarFile("all.ics", _public(wheel, "all", wheel.title, shown, told))
    for area in sorted(wheel.areas.values(), key=lambda area: area.id):
        within = [one for one in shown if one.item.area == area.id]
        yield CalendarFile(
            f"area/{area.id}.ics", _public(wheel, f"area.{area.id}", f"{wheel.title} – {area.name}", within, told)
        )
    yield from _meetings(wheel, shown, told)
    for id in sorted(_known(wheel, people) or wheel.directory.people):
        own = [one for one in shown if concerns(id, one, wheel)]
        if own:
            yield CalendarFile(f"person/{id}.ics", person_ics(wheel, id, own, told), private=True)


def meeting_ics(wheel: Wheel, occurrence: Occurrence, told: Identities = NOBODY_INVITED) -> bytes:
    """One meeting or deadline for import, without METHOD and without any address; with its series' alarm."""
    entries = [entry_as_told(occurrence, wheel, told, alarm=True)]
    key = occurrence.key
    return calendar(
        entries,
        name=Words(wheel, private=False).clean(occurrence.title),
        calendar_uid=f"meeting.{key.series}.{key.slot}@{wheel.id}",
        signed=wheel_name(wheel),
    )


def person_ics(
    wheel: Wheel, person: str, occurrences: Iterable[Occurrence], told: Identities = NOBODY_INVITED
) -> bytes:
    """A person's own calendar, with alarms and the organisers' addresses. Never to be published."""
    entries = [entry_as_told(one, wheel, told, private=True, alarm=True) for one in occurrences]
    name = f"{wheel.title} – {wheel.directory.people[person].name}"
    return calendar(
        entries, name=name, calendar_uid=f"person.{person}@{wheel.id}", zone=wheel.timezone, signed=wheel_name(wheel)
    )


def _public(wheel: Wheel, what: str, name: str, occurrences: Iterable[Occurrence], told: Identities) -> bytes:
    """A calendar that may be published: no address, no alarm."""
    return calendar(
        [entry_as_told(one, wheel, told) for one in occurrences],
        name=Words(wheel, private=False).clean(name),
        calendar_uid=f"{what}@{wheel.id}",
        published=True,
        zone=wheel.timezone,
        signed=wheel_name(wheel),
    )


def _meetings(wheel: Wheel, occurrences: Iterable[Occurrence], told: Identities) -> Iterator[CalendarFile]:
    """A file a meeting or deadline (a window has no date to save)."""
    names: dict[str, Occurrence] = {}
    for one in occurrences:
        if one.kind is Kind.WINDOW:
            continue
        name = f"meeting/{one.key.series}-{one.key.slot}.ics"
        if other := names.get(name.casefold()):
            raise OutputError(
                Text(f"{one.key} och {other.key} får samma filnamn", f"{one.key} and {other.key} get the same file"),
                Text("byt namn på den ena serien", "rename one of the series"),
            )
        names[name.casefold()] = one
        yield CalendarFile(name, meeting_ics(wheel, one, told))


def _known(wheel: Wheel, people: Sequence[str]) -> tuple[str, ...]:
    for id in people:
        if id not in wheel.directory.people:
            raise unknown(Text("personen", "the person"), id, wheel.directory.people)
    return tuple(dict.fromkeys(people))


def _make_folders(out: Path, files: Sequence[CalendarFile], now: datetime) -> None:
    make_folder(out)
    sweep(out, now)
    for name in sorted({file.name.split("/")[0] for file in files if "/" in file.name}):
        make_folder(out / name, 0o700 if name == "person" else 0o755)
        sweep(out / name, now)


def _remove_stale(wheel: Wheel, out: Path, kept: set[Path], folders: Sequence[str]) -> Iterator[Path]:
    mark = b"\r\n" + signature(wheel_name(wheel))  # a line of its own, not words in another
    for folder in folders:
        for path in sorted((out / folder).glob("*.ics")):
            if path not in kept and _is_ours(path, mark):
                remove(path)
                yield path


def _is_ours(path: Path, mark: bytes) -> bool:
    """Only a regular file that says itself, in its head, that this wheel wrote it."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return mark in file.read(_HEAD).split(b"BEGIN:VTIMEZONE")[0]
    except OSError:
        return False  # unreadable, so not known to be ours: left alone
