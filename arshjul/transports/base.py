"""What every way out promises: the protocol and its capabilities."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from arshjul.model.delivery import Envelope, Receipt
from arshjul.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a transport can do; what it lacks is said to people, never pretended.

    `leaves_machine`: mail really goes to others. `per_recipient`: each recipient has an outcome of its own.
    `connections`: how many `deliver` calls may run at the same time, each in a thread.
    `per_minute`: the rate it keeps to by itself (0: none); `pause` tells how long until the next turn, and `deliver`
    waits for it.
    `scheduling`: how guests are told of a meeting: by "mail", one envelope a guest, or by the "server", which is given
    the meeting and tells them all.
    `reads_back`: what lies on the other side can be looked at (`read_back`), so that somebody else's changes are seen.
    """

    leaves_machine: bool
    per_recipient: bool = True
    connections: int = 1
    per_minute: int = 0
    scheduling: Literal["mail", "server"] = "mail"
    reads_back: bool = False


class Transport(Protocol):
    """A way out. It delivers finished envelopes and never looks into a wheel."""

    @property
    def name(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    def check(self) -> Text:
        """Try the way without sending anything; one sentence on what works. Raises TransportError."""
        ...

    def pause(self, under_way: int) -> float:
        """Seconds until another mail may go beside the `under_way` of the caller; 0.0 when it may go now."""
        ...

    def deliver(self, envelope: Envelope) -> tuple[Receipt, ...]:
        """Deliver once: one receipt a recipient, in the envelope's order.

        Raises TransportError when the way itself fails (cannot connect, wrong password, full disk): then nobody
        received anything, and a retry with the same envelope is safe. `permanent` means that no retry helps until a
        person has mended the settings. What may or may not have arrived is never raised: it is Result.UNCERTAIN.
        """
        ...

    def read_back(self, uids: Collection[str]) -> Mapping[str, tuple[bytes, ...]]:
        """The iCalendar objects (RFC 5545) that lie on the other side, by UID; a UID that is not there is left out.

        By mail there is one copy a guest and bulletin. Empty when the transport cannot read back. Raises
        TransportError.
        """
        ...

    def close(self) -> None:
        """Let go of connections; the transport may be used again afterwards."""
        ...
