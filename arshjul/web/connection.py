"""One reader's connection: uvicorn's own, with an end to how long and how much a reader may take."""

from __future__ import annotations

import asyncio
from asyncio import TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 16 * 1024
"""Bytes of a request before its headers end; and of a body after them, which nothing here has a use for."""
HEAD_SECONDS = 10
"""From the connection, or the first byte of the next request, to the end of the headers."""
ANSWER_SECONDS = 60
"""From there until the whole answer has been taken. A page of 100 kB then needs 14 kbit/s."""


class Connection(HttpToolsProtocol):
    """Uvicorn waits without end for a reader who sends slowly or reads slowly, and keeps whatever is sent before the
    headers end. Here such a reader is cut off."""

    _deadline: TimerHandle | None = None
    _unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._within(HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        if self._unread == 0:
            self._within(HEAD_SECONDS)
        self._unread += len(data)
        if self._unread > MOST_HEAD:
            self.transport.abort()
        else:
            super().data_received(data)

    def on_headers_complete(self) -> None:
        self._unread = 0
        self._within(ANSWER_SECONDS)
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel()
        super().connection_lost(exc)

    def _within(self, seconds: int) -> None:
        self._cancel()
        self._deadline = self.loop.call_later(seconds, self.transport.abort)

    def _cancel(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
