"""The rows that one approval is about to write; nothing reaches the ledger before `write`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from arshjul.ledger import codec
from arshjul.ledger.invitation_codec import encode, sealed
from arshjul.ledger.opening import queries
from arshjul.ledger.records import GuestRow, InvitationRow, Records
from arshjul.model.delivery import Delivery
from arshjul.model.entry import PartStat
from arshjul.model.invitation import AppliedState, Guest, Invitation
from arshjul.model.plan import Action

AFTER_ADOPTION = 1000
"""Bulletins of a restored or adopted ledger are numbered from its instant (seconds) times this: what the other copy has
numbered since is never numbered again, nor are its Message-IDs."""

Row = Sequence[object]


class Draft:
    """One calendar's records and what is added to them. `channel` is the transport that the mails leave by."""

    def __init__(self, connection: sqlite3.Connection, calendar: str, channel: str, now: datetime) -> None:
        last = queries().last_bulletin(connection)
        self.records = Records(connection, calendar)
        self.channel = channel
        self.now = codec.seconds(now)
        self.connection, self._calendar = connection, calendar
        self._number: int = max(last["number"], (last["floor"] or 0) * AFTER_ADOPTION)
        self._last_content: int = queries().last_content(connection)["id"]
        self._contents: list[Row] = []
        self._bulletins: list[Row] = []
        self._dropped: list[str] = []
        self._invitations: list[Row] = []
        self._guests: list[Row] = []
        self._superseded: list[Row] = []
        self._deliveries: list[Row] = []

    def left_since(self, moment: datetime) -> frozenset[tuple[int | None, str]]:
        """Mails (bulletin, address) that have left the queue after `moment`."""
        about = {"wheel": self.records.book, "since": codec.seconds(moment), "now": self.now}
        found = queries().left_since(self.connection, **about)
        return frozenset((int(number), whom) for number, whom in found)

    def known(self, uid: str) -> InvitationRow | None:
        return self.records.invitations.get(uid)

    def stamp(self, uid: str) -> int:
        """DTSTAMP: now, and always later than the meeting's last."""
        known = self.known(uid)
        return max(self.now, known.stamp + 1) if known else self.now

    def content(self, invitation: Invitation) -> int:
        """The number of this content, which is the known one's when nothing differs."""
        text, known = encode(invitation), self.known(invitation.uid)
        if known and self.records.contents.text(known.content) == text:
            return known.content
        self._last_content += 1
        self._contents.append(sealed(self._last_content, text))
        return self._last_content

    def bulletin(
        self, uid: str, action: Action, sequence: int, content: int, before: int | None, reason: str, *, leaving: bool
    ) -> int:
        """A new bulletin's number."""
        self._number += 1
        told = (action.value, int(leaving), sequence, self.stamp(uid), content, before, reason)
        self._bulletins.append(sealed(self._number, uid, *told))
        return self._number

    def invitation(self, one: Invitation, state: AppliedState, sequence: int, content: int) -> None:
        opens = one.opens.isoformat() if one.opens else None
        self.keep(
            InvitationRow(one.uid, self._calendar, one.wheel, one.key.series, one.key.slot, state.value, self.channel,
                          sequence, self.stamp(one.uid), content, codec.seconds(one.start), opens)
        )  # fmt: skip

    def keep(self, row: InvitationRow) -> None:
        """Write this row instead of the one with its UID."""
        self.drop(row.uid)
        self._invitations.append(sealed(*row))

    def drop(self, uid: str) -> None:
        self._dropped.append(uid)

    def guest(
        self, uid: str, guest: Guest, *, removed: bool, partstat: PartStat, first: int | None, last: int | None
    ) -> None:
        described = (guest.whom, guest.reader, guest.name, guest.email, guest.language, guest.kind)
        self._guests.append(sealed(uid, *described, int(removed), partstat, first, last))

    def supersede(self, row: GuestRow) -> None:
        """What waits for this guest leaves the queue, unsent."""
        self._superseded.append((self.now, self.records.book, row.whom, str(row.last)))

    def deliver(self, delivery: Delivery) -> None:
        self._deliveries.append(codec.columns(self.records.book, delivery, "due", self.now))

    def write(self) -> int:
        """Write everything, in the caller's transaction. Returns how many mails are queued."""
        sql, connection = queries(), self.connection
        sql.supersede(connection, self._superseded)
        sql.add_contents(connection, self._contents)
        sql.add_bulletins(connection, self._bulletins)
        sql.drop_invitations(connection, uids=json.dumps(self._dropped))  # all first: two may exchange their slots
        sql.save_invitations(connection, self._invitations)
        sql.save_guests(connection, self._guests)
        sql.decide(connection, self._deliveries)
        return len(self._deliveries)
