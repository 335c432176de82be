"""A meeting as those invited should know it, and what the ledger says that they have been told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from arshjul.model.entry import Address, PartStat
from arshjul.model.key import OccurrenceKey
from arshjul.text import Language


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited. `reader` is the person's or list's id, `email` as written in the file.

    A GROUP is a mailing list: it gives no individual replies.
    """

    reader: str
    name: str
    email: str
    language: Language
    kind: Literal["INDIVIDUAL", "GROUP"] = "INDIVIDUAL"

    @property
    def whom(self) -> str:
        """The address as deliveries and the ledger know it: lower case."""
        return self.email.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One meeting, with everything that its guests see. Kallelse; for an `open` meeting inbjudan.

    `start`/`end` are aware, wall-clock, in the wheel's IANA zone (midnights when `all_day`, end exclusive). `place`
    holds the room too. `organiser` is the person who owns the meeting, `mailbox` the address that invites (ORGANIZER
    and From). `opens` is the first day to invite on, None at once. `reason` says why it is as it is; it is for
    display, and nothing branches on it.
    """

    uid: str
    wheel: str
    key: OccurrenceKey
    area: str
    area_name: str
    title: str
    start: datetime
    end: datetime
    all_day: bool = False
    place: str = ""
    online: str = ""
    agenda: tuple[str, ...] = ()
    note: str = ""
    organiser: Address = Address("", "")
    mailbox: Address = Address("", "")
    language: Language = "sv"
    alarm_minutes: int | None = None
    guests_visible: bool = False
    open: bool = False
    opens: date | None = None
    reason: str = ""
    guests: tuple[Guest, ...] = ()

    @property
    def calendar(self) -> str:
        """The wheel's id: `wheel` without its year."""
        return self.wheel.rpartition("/")[0]

    @property
    def location(self) -> str:
        """LOCATION: the place, else the link."""
        return self.place or self.online


class AppliedState(StrEnum):
    """väntar på sin kallelsedag, kallad, inställd."""

    WAITING = "waiting"
    INVITED = "invited"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedGuest:
    """`told` is what this guest knows: None before the first invitation has left, and after a cancellation.

    `pending`: what was last decided is still in the queue, so `told` is older than that. `removed`: no longer invited.
    """

    guest: Guest
    told: Invitation | None
    pending: bool = False
    removed: bool = False
    partstat: PartStat = "NEEDS-ACTION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """One meeting as it was last approved. `sequence` is the highest SEQUENCE ever used, -1 before the first.

    `stamp` is the DTSTAMP of what was last decided (UTC). `channel` is the transport that owns the UID.
    """

    invitation: Invitation
    state: AppliedState
    channel: str
    sequence: int
    stamp: datetime
    guests: tuple[AppliedGuest, ...] = ()

    @property
    def uid(self) -> str:
        return self.invitation.uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A whole wheel as a person approved it. `sources`: each file as shown, its text. `at` in UTC.

    `fingerprint` sums up everything that the plan was made from: while it is the same, nothing in the file is new.
    `past` meetings had begun before anybody was invited to them.
    """

    wheel: str
    plan: str
    fingerprint: str
    at: datetime
    sources: Mapping[str, str]
    past: int = 0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A meeting to come that people are invited to in another wheel; `whom` are their addresses, lower case."""

    wheel: str
    key: OccurrenceKey
    start: datetime
    whom: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The ledger's side of a plan, for one calendar. `edition` rises with every approval: a plan holds for one only.

    `domains` are those of every address ever invited, lower case. `approved` is the wheel's latest approval. Below
    `lifted` any SEQUENCE may have been given to a meeting that is not here: the ledger has been restored or copied.
    `elsewhere` are other calendars' meetings, while nothing has been applied of this one.
    """

    edition: int
    applied: tuple[Applied, ...] = ()
    approved: Approval | None = None
    domains: frozenset[str] = frozenset()
    lifted: int = 0
    elsewhere: tuple[Elsewhere, ...] = ()
