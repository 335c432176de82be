"""A reminder (or a morning's reminders) to one reader becomes a finished mail; so does a notice to the owner."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.model.delivery import Delivery, DeliveryKey, Envelope
from arshjul.model.occurrence import Occurrence
from arshjul.model.rhythm import ReminderRule
from arshjul.model.wheel import ReminderKind, Wheel
from arshjul.text import Language, Text


class AddressError(ArshjulError):
    """This address may not or cannot be mailed: outside `allow_domains`, or no address at all. Permanent."""


class Due(Protocol):
    """What a mail needs of a reminder that is due (`planning.reminders.ReminderDue`)."""

    @property
    def occurrence(self) -> Occurrence: ...
    @property
    def rule(self) -> ReminderRule: ...
    @property
    def kind(self) -> ReminderKind: ...


@dataclass(frozen=True, slots=True)
class ReminderItem:
    """One reminder in a mail: the delivery decided in the ledger and what it is about."""

    delivery: Delivery
    due: Due


def message_id(keys: Sequence[DeliveryKey], domain: str) -> str:
    """The Message-ID of the mail that settles `keys`, angle brackets included; the order of the keys is no matter.

    RFC 5322 section 3.6.4. Says nothing about the reader: the keys are hashed.
    """
    digest = hashlib.sha256(json.dumps(sorted(keys)).encode()).hexdigest()
    return f"<{digest[:32]}.arshjul@{domain}>"


def reminder_envelope(config: Config, wheel: Wheel, items: Sequence[ReminderItem], now: datetime) -> Envelope:
    """One mail to ONE reader with one or several reminders (a digest), the meetings' .ics attached.

    All items have the same `delivery.key.whom`. `rehearsal` and `allow_domains` are applied. Raises AddressError
    (permanent, for this reader) and ArshjulError when a template of the installation is broken.
    """
    raise NotImplementedError  # signatures first; the body follows within the hour


def notice_envelope(
    config: Config,
    subject: Text,
    body: Text,
    key: DeliveryKey,
    now: datetime,
    *,
    details: str = "",
    language: Language = "sv",
) -> Envelope:
    """A plain notice to the owner (`[mail] owner`; key.whom is not used). `details` is shown verbatim, monospaced.

    Raises AddressError when no owner is configured or the owner's domain is not allowed.
    """
    raise NotImplementedError  # signatures first; the body follows within the hour
