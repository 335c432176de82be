"""A plan: how the file differs from what people have been told, and what each of them would be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from arshjul.model.entry import PartStat
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.key import OccurrenceKey
from arshjul.text import Text


class Action(StrEnum):
    """ny, ändrad, flyttad, inställd. For a guest CANCELLED also means: no longer invited."""

    NEW = "new"
    UPDATED = "updated"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that differs, as shown. `field` is the file's word for it: "time", "place", "title", "invite" …

    `old` and `new` are plain values (ISO for dates and times, names for guests); "" is nothing.
    """

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one guest is told about one meeting. `before` is what the guest knows now; None when that is nothing.

    `leaving`: the meeting is held, but this guest is no longer invited (action CANCELLED).
    """

    guest: Guest
    action: Action
    before: Invitation | None = None
    leaving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happens to one meeting when the plan is applied.

    `invitation` is the meeting as it will be (when cancelled: as it was); `before` what was last approved, None for a
    new one. `sequence` is its SEQUENCE afterwards. `was` is its key before a rename or an alias. `messages` may be
    empty: then the ledger is brought up to date and nobody is told (only guests' names differ; or `--silent`).
    """

    action: Action
    invitation: Invitation
    before: Invitation | None
    sequence: int
    messages: tuple[Message, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    was: OccurrenceKey | None = None
    reason: str = ""

    @property
    def key(self) -> OccurrenceKey:
        return self.invitation.key


@dataclass(frozen=True, slots=True)
class Blocked:
    """A meeting that the plan does not touch, and why. `what` is "series/slot", or a series."""

    what: str
    title: str
    why: Text
    cure: Text


class GuardName(StrEnum):
    """What stops an apply until a person states the number. The name is the option of `apply` that lets it pass."""

    CANCELLATIONS = "cancellations"
    MOVES = "moves"
    PEOPLE = "people"
    EMPTIED = "emptied"
    DOMAINS = "domains"
    LATE = "late"
    DOUBLES = "doubles"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Guard:
    """Spärr: named, with its number. `apply --NAME NUMBER` lets it pass, with exactly this number."""

    name: GuardName
    number: int
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The difference between a wheel and the ledger. Nothing is sent by making one.

    `waiting` are meetings to be invited to later (`invite_ahead`), as they would be approved; `approving` is how many
    of them differ from what is approved now. `unchanged` and `locked` (begun or over) are counts. `edition` is the
    ledger's when the plan was made. `digest` names exactly this plan; `guards` are what stops it.
    """

    wheel: str
    title: str
    now: datetime
    edition: int
    changes: tuple[Change, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    waiting: tuple[Invitation, ...] = ()
    approving: int = 0
    unchanged: int = 0
    locked: int = 0
    guards: tuple[Guard, ...] = ()
    digest: str = ""

    @property
    def pending(self) -> bool:
        """Whether there is anything to apply."""
        return bool(self.changes or self.approving)

    @property
    def mails(self) -> int:
        return sum(len(change.messages) for change in self.changes)

    def count(self, action: Action) -> int:
        return sum(change.action is action for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """What was decided to be told about one meeting, to one or many guests, written down before anything is sent.

    `stamp` is DTSTAMP (UTC). `before` is what these guests knew. `number` is the ledger's own.
    """

    number: int
    action: Action
    invitation: Invitation
    before: Invitation | None
    sequence: int
    stamp: datetime
    leaving: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A guest's side of a bulletin when its mail is built. `first`: the number of the first bulletin to this guest."""

    guest: Guest
    first: int
    partstat: PartStat = "NEEDS-ACTION"
