"""What the ledger says about deliveries: rows, what becomes of them, and the summary that `status` shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from arshjul.model.delivery import Delivery, DeliveryState
from arshjul.text import Text

REASONS: Mapping[str, Text] = {
    "began": Text("mötet har redan börjat", "the meeting has already begun"),
    "late": Text("för sent för att hämtas in", "too late to catch up with"),
    "gone": Text("finns inte längre i filen", "no longer in the file"),
    "restored": Text("liggaren var återställd eller kopierad", "the ledger had been restored or copied"),
    "rehearsal": Text("beslutat under en repetition", "decided in a rehearsal"),
    "superseded": Text("ersatt av ett senare besked", "replaced by a later message"),
    "crash": Text("programmet avbröts mitt i utskicket", "the program stopped while sending"),
}
"""Why a delivery expired or became uncertain. Other details are sentences of ours or the mail server's own words."""
_BETWEEN = "\x1f"


def stored(text: Text) -> str:
    """A sentence as a row's `detail`, so that it is shown in the reader's language."""
    return f"{text.sv}{_BETWEEN}{text.en}"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One delivery and how far it has come.

    `changed` is when the state was last changed (UTC); `detail` is a key of `REASONS`, a `stored` sentence or the mail
    server's words; `forced`: a person asked for it to be sent again.
    """

    id: int
    wheel: str
    delivery: Delivery
    state: DeliveryState
    tries: int
    changed: datetime
    detail: str = ""
    forced: bool = False

    @property
    def reason(self) -> Text:
        """`detail` for people."""
        swedish, _, english = self.detail.partition(_BETWEEN)
        return REASONS.get(self.detail, Text(swedish, english or swedish))


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a claimed row. `ready` (UTC) is when to try again, for the state due."""

    row: int
    state: DeliveryState
    detail: str = ""
    ready: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one look at a wheel changed: deliveries written down as due, as expired, and dropped with their reminder."""

    due: int = 0
    expired: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class LedgerSummary:
    """The ledger at a glance. `counts` has every state; `heartbeat` is the latest tick (UTC), None before the first."""

    counts: Mapping[DeliveryState, int]
    heartbeat: datetime | None
    lineage: str
    version: int
