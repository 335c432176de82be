"""A desk where a wheel file is edited, planned and applied for real, with a clock that the test moves.

The file, the ledger and the use cases are the program's own; only the way out is in memory, so that every mail can be
read by those it was sent to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from arshjul.config import Config, MailSettings
from arshjul.model.delivery import Envelope
from arshjul.model.entry import Address
from arshjul.model.invitation import Invitation
from arshjul.model.plan import GuardName
from arshjul.planning.invitation_entry import description_of, times_of
from arshjul.transports.base import Transport
from arshjul.transports.memory import Answer, MemoryTransport
from arshjul.usecases import plan as planning
from arshjul.usecases.apply import ApplyReport, apply
from arshjul.usecases.plan import Planned
from tests.oracle.itip_reader import Calendar, Effect, Itip, Meeting, read_mail

ZONE = ZoneInfo("Europe/Stockholm")
FIRST_DAY = datetime(2027, 1, 11, 9, tzinfo=ZONE)
"""A Monday morning."""
_NO_TIME = datetime.min.replace(tzinfo=UTC)


def desk_config(folder: Path, **keys: Any) -> Config:
    mail = MailSettings(sender=Address("Årshjul S3", "arshjul@region.example"), owner="olle@region.example")
    found = {"file": None, "wheels": (), "ledger": folder / "arshjul.db", "folder": folder / "mail", "mail": mail}
    return Config(**{**found, **keys})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail to `whom` and what it did to the calendar, where `before` stood."""

    whom: str
    said: Itip
    effect: Effect
    before: Meeting | None

    @property
    def tells(self) -> bool:
        """Whether it changed anything that a person can see."""
        if self.before is None or self.said.method == "CANCEL":
            return True
        return replace(self.said.meeting, sequence=0, stamp=_NO_TIME) != replace(
            self.before, sequence=0, stamp=_NO_TIME
        )


@dataclass
class Desk:
    """`inbox` is every mail that arrived, `calendars` what each address has made of its own, `arrivals` how."""

    folder: Path
    text: str
    now: datetime = FIRST_DAY
    name: str = "2027.toml"
    keys: dict[str, Any] = field(default_factory=dict)
    inbox: list[Envelope] = field(default_factory=list)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def config(self) -> Config:
        return desk_config(self.folder, **self.keys)

    def pass_time(self, **by: float) -> None:
        self.now += timedelta(**by)

    def plan(self, *, silent: bool = False, new_channel: bool = False) -> Planned:
        self.path.write_text(self.text, encoding="utf-8")
        return planning.make(self.config, self.path, self.now, silent=silent, new_channel=new_channel)

    def apply(
        self,
        planned: Planned | None = None,
        *,
        confirmed: Mapping[GuardName, int] | None = None,
        answers: Iterable[Answer] = (),
        way: Transport | None = None,
    ) -> ApplyReport:
        """Apply and send; the guests read what arrives. `answers` are the server's, mail by mail."""
        memory = MemoryTransport(answers)
        report = apply(
            self.config,
            planned or self.plan(),
            way or memory,
            confirmed=confirmed,
            clock=lambda: self.now.astimezone(UTC),
            random=lambda: 0.5,
        )
        self.receive(memory.sent)
        return report

    def receive(self, arrived: Iterable[Envelope]) -> None:
        for envelope in arrived:
            (whom,) = envelope.recipients
            calendar = self.calendars.setdefault(whom.lower(), Calendar(whom))
            said = read_mail(envelope.data)
            before = calendar.meetings.get(said.meeting.uid)
            effect = calendar.take(said)
            self.inbox.append(envelope)
            self.arrivals.append(Arrival(whom.lower(), said, effect, before))

    def as_in_the_file(self, planned: Planned) -> dict[tuple[str, str], Meeting]:
        """What should stand in each calendar, by address and UID: meetings to come that are not waiting."""
        uids = {
            one.invitation.key: one.uid
            for one in planned.snapshot.applied
            if one.invitation.wheel == planned.plan.wheel
        }
        waiting = {one.key for one in planned.plan.waiting}
        return {
            (guest.whom, uids[one.key]): wished(one)
            for one in planning.wanted(self.config, planned.loaded).invitations
            for guest in one.guests
            if one.start > self.now and one.key not in waiting
        }

    def in_the_calendars(self) -> dict[tuple[str, str], Meeting]:
        """What stands there of meetings to come, by address and UID, without what the file does not decide."""
        return {
            (whom, uid): seen(one)
            for whom, calendar in self.calendars.items()
            for uid, one in calendar.meetings.items()
            if not isinstance(one.start, datetime) or one.start > self.now
        }


def wished(one: Invitation) -> Meeting:
    """An invitation as a calendar shows it."""
    start, end = (moment.astimezone(UTC) if isinstance(moment, datetime) else moment for moment in times_of(one))
    return Meeting(
        uid="", sequence=0, stamp=_NO_TIME, start=start, end=end, summary=one.title, location=one.location,
        description=description_of(one), status="CONFIRMED", organiser=one.mailbox.email.lower(), attendees=(),
    )  # fmt: skip


def seen(one: Meeting) -> Meeting:
    return replace(one, uid="", sequence=0, stamp=_NO_TIME, attendees=())
