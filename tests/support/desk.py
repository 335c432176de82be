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
from arshjul.planning.invitation_entry import times_of
from arshjul.transports.base import Transport
from arshjul.transports.memory import Answer, MemoryTransport
from arshjul.usecases import plan as planning
from arshjul.usecases.apply import ApplyReport, apply
from arshjul.usecases.plan import Planned
from tests.oracle.itip_reader import Calendar, Effect, Meeting

ZONE = ZoneInfo("Europe/Stockholm")
FIRST_DAY = datetime(2027, 1, 11, 9, tzinfo=ZONE)
"""A Monday morning."""


def desk_config(folder: Path, **keys: Any) -> Config:
    mail = MailSettings(sender=Address("Årshjul S3", "arshjul@region.example"), owner="olle@region.example")
    found = {"file": None, "wheels": (), "ledger": folder / "arshjul.db", "folder": folder / "mail", "mail": mail}
    return Config(**{**found, **keys})


@dataclass
class Desk:
    """`inbox` is every mail that arrived, `calendars` what each address has made of its own, `effects` how."""

    folder: Path
    text: str
    now: datetime = FIRST_DAY
    name: str = "2027.toml"
    keys: dict[str, Any] = field(default_factory=dict)
    inbox: list[Envelope] = field(default_factory=list)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    effects: list[tuple[str, Effect]] = field(default_factory=list)

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
            self.inbox.append(envelope)
            self.effects.append((whom.lower(), calendar.receive(envelope.data)))

    def as_in_the_file(self, planned: Planned) -> dict[tuple[str, str], Meeting]:
        """What should stand in each calendar, by address and slot: meetings to come that are not waiting."""
        wants = planning.wanted(self.config, planned.loaded)
        waiting = {one.key for one in planned.plan.waiting}
        return {
            (guest.whom, str(one.key)): wished(one)
            for one in wants.invitations
            for guest in one.guests
            if one.start > self.now and one.key not in waiting
        }

    def in_the_calendars(self) -> dict[tuple[str, str], Meeting]:
        """What stands there, by address and UID: meetings to come."""
        return {
            (whom, uid): one
            for whom, calendar in self.calendars.items()
            for uid, one in calendar.meetings.items()
            if not isinstance(one.start, datetime) or one.start > self.now
        }


def wished(one: Invitation) -> Meeting:
    """An invitation as a calendar shows it; what the file does not decide is left empty."""
    start, end = (moment.astimezone(UTC) if isinstance(moment, datetime) else moment for moment in times_of(one))
    return Meeting(
        uid=one.uid, sequence=0, stamp=datetime.min.replace(tzinfo=UTC), start=start, end=end, summary=one.title,
        location=one.location, description="", status="CONFIRMED", organiser=one.mailbox.email.lower(), attendees=(),
    )  # fmt: skip


def seen(one: Meeting) -> Meeting:
    """A meeting of a calendar without what the file does not decide, to compare with `wished`."""
    return replace(one, uid="", sequence=0, stamp=datetime.min.replace(tzinfo=UTC), description="", attendees=())
