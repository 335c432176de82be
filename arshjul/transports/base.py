"""What every way out promises: the protocol and its capabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from arshjul.model.delivery import Envelope, Receipt
from arshjul.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a transport can do; what it lacks is said to people, never pretended.

    `leaves_machine`: mail really goes to others. `per_recipient`: each recipient has an outcome of its own.
    `connections`: how many `deliver` calls may run at the same time, each in a thread.
    `per_minute`: the rate it keeps to by itself (0: none); `pause` tells how long until the next turn, and `deliver`
    waits for it.
    """

    leaves_machine: bool
    per_recipient: bool = True
    connections: int = 1
    per_minute: int = 0


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

    def close(self) -> None:
        """Let go of connections; the transport may be used again afterwards."""
        ...
