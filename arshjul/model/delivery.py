"""What goes out, to whom, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from arshjul.model.entry import Address
from arshjul.text import Language


class DeliveryState(StrEnum):
    """väntar, påbörjat, skickat, misslyckat, oklart, utgånget."""

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    EXPIRED = "expired"


class DeliveryKey(NamedTuple):
    """Unique in the ledger: the same mail can never be decided twice.

    `calendar` is the wheel's id; `what` "series/slot" (or "wheel" for mails about the file itself); `step` that of a
    reminder rule; `version` what makes it another mail (the meeting's wall-clock start); `whom` the address, lower
    case.
    """

    calendar: str
    what: str
    step: str
    version: str
    whom: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A mail decided. `due` is in UTC; `expires` the instant after which it has no point (UTC, or None: never).

    `reader` is the person's or list's id, `name` as shown, `language` the one they read. Raises ValueError for a time
    without a zone: the machine's own would be taken for it.
    """

    key: DeliveryKey
    due: datetime
    reminder: str
    reader: str
    name: str
    language: Language
    expires: datetime | None = None

    def __post_init__(self) -> None:
        if self.due.tzinfo is None or (self.expires is not None and self.expires.tzinfo is None):
            raise ValueError("a time without a zone")

    @property
    def address(self) -> Address:
        return Address(self.name, self.key.whom)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A finished mail; transports only deliver it.

    `data` is RFC 5322 bytes with CRLF; `recipients` are bare addresses.
    """

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    data: bytes


class Result(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """Permanently, for this recipient."""
    DEFERRED = "deferred"
    """Not now; try again with the same Message-ID."""
    UNCERTAIN = "uncertain"
    """The other side may have it: never a blind retry."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one recipient. `detail` is the other side's words, addresses redacted."""

    recipient: str
    result: Result
    detail: str = ""
