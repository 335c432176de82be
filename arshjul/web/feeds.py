"""Private feeds: the calendar of whoever has its address; nobody is told whether a wrong one was ever right."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import Executor

from arshjul.usecases.feeds import find_feed
from arshjul.web.answers import Answer, Scope, answer
from arshjul.web.guesses import SECONDS, Guesses
from arshjul.web.live import PRIVATE, Live


class PrivateFeeds:
    """Answers for the addresses below private/."""

    def __init__(self, live: Live, worker: Executor) -> None:
        self._live = live
        self._worker = worker
        self._guesses = Guesses()

    async def find(self, secret: str, scope: Scope) -> Answer:
        """The feed of this secret; 404 when there is none; 429 to whoever has guessed too much, right or wrong."""
        who, at = scope["client"][0] if scope["client"] else "", time.monotonic()
        if self._guesses.too_many(who, at):
            return _nothing(429, [(b"retry-after", str(int(SECONDS)).encode("ascii"))])
        shown = self._live.shown
        feed = find_feed(shown.facts.feeds, secret) if shown else None
        if shown is None or feed is None:
            self._guesses.wrong(who, at)
            return _nothing(404)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, shown.private, feed) or _nothing(404)


def _nothing(status: int, extra: list[tuple[bytes, bytes]] | None = None) -> Answer:
    return answer(
        str(status).encode(), "text/plain; charset=utf-8", status=status, cache=PRIVATE, private=True, extra=extra or ()
    )
