"""A transport that keeps its mail in memory and answers from a script: the double that tests use."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping

from arshjul.model.delivery import Envelope, Receipt, Result
from arshjul.text import Text
from arshjul.transports.base import Capabilities
from arshjul.transports.calendar_part import calendars_about

Answer = Result | Exception | Callable[[Envelope], tuple[Receipt, ...]]
"""One outcome for all recipients, an error to raise, or a function that decides."""


class MemoryTransport:
    """Takes the next answer of `script` for each mail; when the script is out, everything is accepted.

    `sent` holds what was accepted by anyone or may have been (uncertain); `tried` every envelope seen.
    """

    name = "memory"
    capabilities = Capabilities(leaves_machine=False, reads_back=True)

    def __init__(self, script: Iterable[Answer] = ()) -> None:
        self._script = deque(script)
        self.sent: list[Envelope] = []
        self.tried: list[Envelope] = []

    def check(self) -> Text:
        return Text("Breven stannar i minnet.", "The mails stay in memory.")

    def pause(self, under_way: int) -> float:  # noqa: ARG002 - the protocol's signature; there is no rate limit
        return 0.0

    def deliver(self, envelope: Envelope) -> tuple[Receipt, ...]:
        self.tried.append(envelope)
        receipts = _answer(self._script.popleft() if self._script else Result.ACCEPTED, envelope)
        if any(receipt.result in (Result.ACCEPTED, Result.UNCERTAIN) for receipt in receipts):
            self.sent.append(envelope)
        return receipts

    def read_back(self, uids: Collection[str]) -> Mapping[str, tuple[bytes, ...]]:
        return calendars_about(uids, (envelope.data for envelope in self.sent))

    def close(self) -> None:
        """Nothing is held."""


def _answer(answer: Answer, envelope: Envelope) -> tuple[Receipt, ...]:
    if isinstance(answer, Exception):
        raise answer
    if isinstance(answer, Result):
        return tuple(Receipt(recipient, answer) for recipient in envelope.recipients)
    return answer(envelope)
