"""Mails on their way: as many at once as the transport has connections, each in a thread that only delivers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from arshjul.ledger import LedgerRow
from arshjul.model.delivery import Envelope, Receipt
from arshjul.transports.base import Transport

Flight = Future[tuple[Receipt, ...]]


class Flights:
    """`room` is how many may be on their way at once. The ledger stays with the caller's thread."""

    def __init__(self, transport: Transport) -> None:
        self.room = transport.capabilities.connections
        self._transport = transport
        self._pool = ThreadPoolExecutor(self.room, thread_name_prefix="mail")
        self._under_way: dict[Flight, Sequence[LedgerRow]] = {}

    def __len__(self) -> int:
        return len(self._under_way)

    def start(self, rows: Sequence[LedgerRow], envelope: Envelope) -> None:
        """Hand over the mail of the claimed `rows`."""
        self._under_way[self._pool.submit(self._transport.deliver, envelope)] = rows

    def landed(self, seconds: float | None) -> Iterator[tuple[Sequence[LedgerRow], Flight]]:
        """Wait for at least one, at most `seconds` (None: as long as it takes); those whose fate is known."""
        for flight in wait(self._under_way, seconds, FIRST_COMPLETED).done:
            yield self._under_way.pop(flight), flight

    def close(self) -> None:
        self._pool.shutdown()
