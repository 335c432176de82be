"""The guard against inviting twice to one meeting: a wheel whose id was changed, a meeting that stands in two files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from arshjul.model.invitation import AppliedState, Elsewhere, Snapshot
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Change, Guard, GuardName
from arshjul.planning.guards import guard, many_of
from arshjul.text import Text

Meetings = Mapping[tuple[OccurrenceKey, datetime], list[Elsewhere]]


def of_doubles(changes: Iterable[Change], snapshot: Snapshot, wheel: str, now: datetime) -> Iterator[Guard]:
    """DOUBLES: new meetings of the same name and time as one in another wheel that some guest is invited to."""
    new = [change for change in changes if change.before is None]
    known = _by_name(snapshot, wheel, now) if new else {}
    found = [others for change in new if (others := _others(change, known))]
    if found:
        wheels = sorted({one.wheel for others in found for one in others})
        yield guard(GuardName.DOUBLES, len(found), _words(len(found), wheels, wheel))


def _by_name(snapshot: Snapshot, wheel: str, now: datetime) -> Meetings:
    found: dict[tuple[OccurrenceKey, datetime], list[Elsewhere]] = defaultdict(list)
    for one in (*_other_years(snapshot, wheel), *snapshot.elsewhere):
        if one.start > now:
            found[one.key, one.start].append(one)
    return found


def _other_years(snapshot: Snapshot, wheel: str) -> Iterator[Elsewhere]:
    for one in snapshot.applied:
        meeting = one.invitation
        if meeting.wheel != wheel and one.state is AppliedState.INVITED:
            whom = frozenset(known.guest.whom for known in one.guests if not known.removed)
            yield Elsewhere(meeting.wheel, meeting.key, meeting.start, whom)


def _others(change: Change, known: Meetings) -> list[Elsewhere]:
    guests = {message.guest.whom for message in change.messages}
    return [one for one in known.get((change.key, change.invitation.start), ()) if one.whom & guests]


def _words(number: int, wheels: list[str], wheel: str) -> Text:
    calendar = wheel.rpartition("/")[0]
    same = all(one.rpartition("/")[0] == calendar for one in wheels)
    asked = (
        Text("står de i två filer?", "do they stand in two files?")
        if same
        else Text("har filens id ändrats?", "was the file's id changed?")
    )
    names = ", ".join(wheels)
    one = Text(f"möte är redan kallat i {names}; {asked.sv}", f"meeting was invited to already in {names}; {asked.en}")
    many = Text(
        f"möten är redan kallade i {names}; {asked.sv}", f"meetings were invited to already in {names}; {asked.en}"
    )
    return many_of(number, one, many)
