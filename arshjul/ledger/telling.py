"""What an approved change means for the meeting and for each of its guests.

A mail still in the queue when something later is decided for its guest is superseded, and the new mail tells the
difference from what that guest knows. A guest who gets no mail keeps what was told, but for a new wording that a person
wanted to pass in silence: that counts as told.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC

from arshjul.ledger import codec
from arshjul.ledger.draft import Draft
from arshjul.ledger.invitation_codec import encode
from arshjul.ledger.records import GuestRow
from arshjul.ledger.stale import PlanIsStale
from arshjul.model.delivery import Delivery, DeliveryKey
from arshjul.model.invitation import AppliedState, Guest
from arshjul.model.plan import Action, Change, Message
from arshjul.planning.sameness import same_to_guests, significant


class Telling:
    """One change under way. `left`: whose mails have left the queue since the plan was made (bulletin, address)."""

    def __init__(self, draft: Draft, change: Change, left: Collection[tuple[int | None, str]]) -> None:
        self._draft, self._records, self._change, self._left = draft, draft.records, change, left
        self._new = change.invitation
        self._cancelled = change.action is Action.CANCELLED
        self._content = draft.content(self._new)
        self._bulletins: dict[tuple[Action, int, int | None, bool], int] = {}
        self._rows = {row.whom: row for row in draft.records.guests.get(self._new.uid, ())}

    def write(self) -> None:
        """Raises PlanIsStale when one of the guests has been told something since the plan was made."""
        known = self._draft.known(self._new.uid)
        if known and self._change.sequence < known.sequence:
            raise ValueError(f"SEQUENCE of {self._new.uid} would fall from {known.sequence}")
        if any((row.last, row.whom) in self._left for row in self._rows.values()):
            raise PlanIsStale
        invited = {guest.whom: guest for guest in self._new.guests}
        messages = {message.guest.whom: message for message in self._change.messages}
        for whom, message in messages.items():
            self._tell(message, self._rows.get(whom), removed=whom not in invited)
        for whom, row in self._rows.items():
            if whom not in messages:
                self._keep_silent(row, invited.get(whom))
        state = AppliedState.CANCELLED if self._cancelled else AppliedState.INVITED
        self._draft.invitation(self._new, state, self._change.sequence, self._content)

    # ── a guest who gets a mail ──────────────────────────────────────────────────────────────────────────────────

    def _tell(self, message: Message, row: GuestRow | None, *, removed: bool) -> None:
        told = self._records.told(row) if row else None
        if not self._as_planned(message, told):
            raise PlanIsStale
        if row and self._records.pending(row):
            self._draft.supersede(row)
        number = self._bulletin(message.action, self._content, told, leaving=message.leaving)
        again = message.action in (Action.NEW, Action.MOVED)  # whoever answered has another question before them
        self._draft.guest(
            self._new.uid,
            message.guest,
            removed=removed,
            partstat="NEEDS-ACTION" if again or not row else row.partstat,
            first=(self._first(row) if row else None) or number,
            last=number,
        )
        self._draft.deliver(self._delivery(message, number))

    def _as_planned(self, message: Message, told: int | None) -> bool:
        """Whether this guest knows what the plan says. Through another channel everything is told anew."""
        known = self._draft.known(self._new.uid)
        if message.action is Action.NEW and known and known.channel != self._draft.channel:
            return True
        if message.before is None or told is None:
            return message.before is None and told is None
        return encode(message.before) == self._records.contents.text(told)

    def _bulletin(self, action: Action, content: int, before: int | None, *, leaving: bool = False) -> int:
        """Its number; shared by the guests who are told the same."""
        about = (action, content, before, leaving)
        if about not in self._bulletins:
            self._bulletins[about] = self._draft.bulletin(
                self._new.uid, action, self._change.sequence, content, before, self._change.reason, leaving=leaving
            )
        return self._bulletins[about]

    def _delivery(self, message: Message, number: int) -> Delivery:
        """A cancellation has no point once the meeting that this guest knows of has begun."""
        guest = message.guest
        cancelled = message.action is Action.CANCELLED
        held = message.before if cancelled and message.before else self._new
        step = "leaving" if message.leaving else message.action.value
        return Delivery(
            key=DeliveryKey(self._new.calendar, str(self._new.key), step, str(number), guest.whom),
            due=codec.instant(self._draft.now),
            reminder="invitation",
            reader=guest.reader,
            name=guest.name,
            language=guest.language,
            expires=held.start.astimezone(UTC),
        )

    # ── a guest who gets none ────────────────────────────────────────────────────────────────────────────────────

    def _keep_silent(self, row: GuestRow, guest: Guest | None) -> None:
        """`guest` is as invited now, None: no longer invited."""
        last, gone = row.last, guest is None or self._cancelled
        if self._records.pending(row) and not self._stands(row, gone=gone):
            last = self._take_back(row)
        elif not gone:
            last = self._up_to_date(row)
        first = self._first(row) if last != row.last else row.first
        self._draft.guest(
            self._new.uid, guest or row.guest, removed=guest is None, partstat=row.partstat, first=first, last=last
        )

    def _stands(self, row: GuestRow, *, gone: bool) -> bool:
        """Whether the mail in this guest's queue says what is approved now."""
        if gone or row.action == Action.CANCELLED or row.content is None:
            return gone and row.action == Action.CANCELLED
        return same_to_guests(self._records.contents.invitation(row.content), self._new)

    def _take_back(self, row: GuestRow) -> int | None:
        """The queued mail never leaves: this guest knows what was known before, and that needs no mail."""
        self._draft.supersede(row)
        told = self._records.told(row)
        return None if told is None else self._silently(told)

    def _up_to_date(self, row: GuestRow) -> int | None:
        """A new wording that nobody is mailed about counts as told."""
        told = self._records.told(row)
        if told is None or self._records.pending(row):
            return row.last
        return row.last if same_to_guests(self._records.contents.invitation(told), self._new) else self._silently(told)

    def _silently(self, told: int) -> int:
        """The number of a bulletin without mails, for a guest who knows `told`."""
        knows = self._records.contents.invitation(told)
        content = told if self._cancelled or significant(knows, self._new) else self._content
        return self._bulletin(Action.UPDATED, content, told)

    def _first(self, row: GuestRow) -> int | None:
        """The first bulletin that reached this guest; a superseded one never did."""
        return None if self._records.pending(row) and row.first == row.last else row.first
