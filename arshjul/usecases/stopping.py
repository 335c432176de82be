"""Stop between two mails: a signal ends the work when what is under way has been written down."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")
"""SIGHUP: the terminal is gone. Windows has none."""


@contextmanager
def stop_by_signal(stopping: threading.Event | None = None) -> Iterator[threading.Event]:
    """An event that the first signal sets; a second one does what it always does. Only in the main thread."""
    stopping = stopping or threading.Event()
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signal module's signature
        stopping.set()
        signal.signal(number, before[number])

    for number in numbers:
        signal.signal(number, stop)
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
