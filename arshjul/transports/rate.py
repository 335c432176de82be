"""Never more than so many mails in any minute, also seen from the server's end."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WINDOW = 60.0
"""Seconds that the limit speaks of."""
_CROWDED = 0.05
"""Seconds to wait when every place is taken by a mail still on its way."""


class RateLimit:
    """`per_minute` mails in any sliding minute; 0 is no limit. Shared by threads.

    A bucket that refills evenly would let nearly twice as many through in its first minute, so this one remembers when
    each mail was done. A place is held from the start of a mail until a minute after its end: however long the mail
    was on its way, the server never counts one too many.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._limit = per_minute
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._under_way = 0
        self._done: deque[float] = deque()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Wait for a place, and hold it while the mail is on its way."""
        if self._limit <= 0:
            yield
            return
        while pause := self._take():
            self._sleep(pause)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1
                self._done.append(self._clock())

    def pause(self, under_way: int) -> float:
        """Seconds until there is a place beside `under_way` mails that hold one or are about to; 0.0: now."""
        if self._limit <= 0:
            return 0.0
        with self._lock:
            return self._missing(max(under_way, self._under_way))

    def _take(self) -> float:
        """Seconds to wait, or 0.0 when a place was taken."""
        with self._lock:
            pause = self._missing(self._under_way)
            if not pause:
                self._under_way += 1
            return pause

    def _missing(self, under_way: int) -> float:
        """Seconds to wait when `under_way` places are taken, 0.0 when there is another."""
        now = self._clock()
        while self._done and now - self._done[0] > WINDOW:
            self._done.popleft()
        if under_way + len(self._done) < self._limit:
            return 0.0
        return max(self._done[0] + WINDOW - now, 0.0) + _CROWDED if self._done else _CROWDED
