"""The ledger's rows that tell guests of meetings: what each says is read from the ledger, never from the file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.ledger import Ledger, LedgerRow, Recorded, invitation_book
from arshjul.model.delivery import Envelope
from arshjul.model.plan import Bulletin, Told
from arshjul.text import Text
from arshjul.usecases.channel import only_in_earnest, only_rehearsed
from arshjul.usecases.invitation_mail import InvitationMailer

_IN_EARNEST = (
    Text("brev till inbjudna väntar: de är beslutade på riktigt och går inte ut i en repetition",
         "mails to guests wait: they were decided in earnest and do not leave in a rehearsal"),
    Text("ta bort  rehearsal  ur config.toml", "remove  rehearsal  from config.toml"),
)  # fmt: skip


class InvitationBook:
    """One calendar's invitations, changes and cancellations. It lives as long as the open `ledger`."""

    together = False

    def __init__(self, config: Config, ledger: Ledger, calendar: str) -> None:
        self.name = invitation_book(calendar)
        self._config, self._ledger, self._calendar = config, ledger, calendar
        self._mailer = InvitationMailer(config)
        self._told: dict[int, Told] = {}
        self._latest: Bulletin | None = None

    def record(self, config: Config, ledger: Ledger, now: datetime) -> Recorded:  # noqa: ARG002 - Book's signature
        """Nothing: an approval has decided them."""
        return Recorded()

    def gone(self, row: LedgerRow) -> str:
        """Something later may have been decided for this guest; or this only in a rehearsal, which is over."""
        told = self._ledger.told(_number(row), row.delivery.key.whom)
        if told is None:
            return "superseded"
        if self._bulletin(_number(row)).invitation.uid in self._rehearsed:
            return "rehearsal"
        self._told[row.id] = told
        return ""

    @cached_property
    def _rehearsed(self) -> frozenset[str]:
        applied = self._ledger.snapshot(self._calendar).applied
        return frozenset(one.uid for one in applied if only_rehearsed(self._config, one))

    @cached_property
    def _in_earnest(self) -> frozenset[str]:
        applied = self._ledger.snapshot(self._calendar).applied if self._config.rehearsal else ()
        return frozenset(one.uid for one in applied if only_in_earnest(self._config, one))

    def envelope(self, config: Config, rows: Iterable[LedgerRow], now: datetime) -> Envelope:  # noqa: ARG002 - Book's signature
        """The mail of the one row, which `gone` has just found wanted. Raises ArshjulError in a rehearsal, when it was
        decided in earnest: it must wait, or its guest would count as told."""
        (row,) = rows
        bulletin = self._bulletin(_number(row))
        if bulletin.invitation.uid in self._in_earnest:
            raise ArshjulError(*_IN_EARNEST)
        return self._mailer.envelope(bulletin, self._told.pop(row.id), now)

    def _bulletin(self, number: int) -> Bulletin:
        """The queue tells all guests of one before it goes on to the next."""
        if self._latest is None or self._latest.number != number:
            self._latest = self._ledger.bulletin(number)
        return self._latest


def _number(row: LedgerRow) -> int:
    return int(row.delivery.key.version)
