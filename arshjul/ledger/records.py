"""What the ledger holds of one calendar's invitations, read once: meetings, guests, and what each guest knows."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cached_property
from typing import Any, NamedTuple

from arshjul.ledger import codec
from arshjul.ledger.invitation_codec import decode, guest_of
from arshjul.ledger.opening import queries
from arshjul.model.entry import PartStat
from arshjul.model.invitation import Applied, AppliedGuest, AppliedState, Guest, Invitation
from arshjul.model.plan import Action
from arshjul.text import Language


def invitation_book(calendar: str) -> str:
    """The `wheel` of the deliveries of a calendar's invitations: never a digest, never dropped with a reminder."""
    return f"{calendar}/invitations"


def calendar_of(wheel: str) -> str:
    """The calendar of "calendar/year"."""
    return wheel.rpartition("/")[0]


def edition_of(connection: sqlite3.Connection, calendar: str) -> int:
    """0 before the first approval."""
    found = queries().edition(connection, calendar=calendar)
    return found["number"] if found else 0


class InvitationRow(NamedTuple):
    """A row of the table `invitation` but its seal."""

    uid: str
    calendar: str
    wheel: str
    series: str
    slot: str
    state: str
    channel: str
    sequence: int
    stamp: int
    content: int
    starts: int
    opens: str | None


class GuestRow(NamedTuple):
    """A row of the table `guest` but its seal, and the last bulletin's action and contents (None: there is none)."""

    uid: str
    whom: str
    reader: str
    name: str
    email: str
    language: Language
    kind: Any
    removed: int
    partstat: PartStat
    first: int | None
    last: int | None
    action: str | None
    content: int | None
    before: int | None

    @property
    def guest(self) -> Guest:
        return guest_of(self.reader, self.name, self.email, self.language, self.kind)


class Contents:
    """The table `content`: each row is read and understood once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[int, str] = {}
        self._invitations: dict[int, Invitation] = {}

    def text(self, id: int) -> str:
        if id not in self._texts:
            self._texts[id] = queries().content(self._connection, id=id)["json"]
        return self._texts[id]

    def invitation(self, id: int) -> Invitation:
        if id not in self._invitations:
            self._invitations[id] = decode(self.text(id))
        return self._invitations[id]


class Records:
    """One calendar, as the ledger has it when this is made."""

    def __init__(self, connection: sqlite3.Connection, calendar: str) -> None:
        sql = queries()
        self.book = invitation_book(calendar)
        self.contents = Contents(connection)
        self.invitations = {row[0]: InvitationRow(*row) for row in sql.invitations(connection, calendar=calendar)}
        self._queued = frozenset((int(number), whom) for number, whom in sql.queued(connection, wheel=self.book))
        plain = connection.cursor()
        plain.row_factory = None  # tuples: half the time
        self._guest_rows = plain.execute(sql.guests.sql, {"calendar": calendar}).fetchall()

    @cached_property
    def guests(self) -> dict[str, list[GuestRow]]:
        """By UID."""
        found: dict[str, list[GuestRow]] = defaultdict(list)
        for row in self._guest_rows:
            found[row[0]].append(GuestRow._make(row))
        return found

    def pending(self, guest: GuestRow) -> bool:
        """Whether what was last decided is still in the queue."""
        return (guest.last, guest.whom) in self._queued

    def told(self, guest: GuestRow) -> int | None:
        """The content that this guest knows: the last bulletin's, or what it was before while that one waits."""
        if guest.last is None:
            return None
        if self.pending(guest):
            return guest.before
        return None if guest.action == Action.CANCELLED else guest.content

    def applied(self) -> tuple[Applied, ...]:
        """Every meeting, in the order of their dates."""
        return tuple(
            Applied(
                invitation=self.contents.invitation(row.content),
                state=AppliedState(row.state),
                channel=row.channel,
                sequence=row.sequence,
                stamp=codec.instant(row.stamp),
                guests=tuple(map(self._applied_guest, self.guests.get(row.uid, ()))),
            )
            for row in self.invitations.values()
        )

    def _applied_guest(self, row: GuestRow) -> AppliedGuest:
        told = self.told(row)
        return AppliedGuest(
            guest=row.guest,
            told=None if told is None else self.contents.invitation(told),
            pending=self.pending(row),
            removed=bool(row.removed),
            partstat=row.partstat,
        )
