"""The log of the web: what was asked for and how it went, never by whom, and never what a reader wrote."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable

log = logging.getLogger("arshjul.web")

HIDDEN = "-"
"""Instead of an address that is none of the site's own: it may hold a secret, a name, or anything else."""


class Journal:
    """A line for each request. They are written together now and then: a line at a time would take as long as all else
    that an answer takes."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._lines: list[str] = []
        self._stamped = 0
        self._stamp = ""

    def note(self, method: str, path: str, status: int, size: int, seconds: float) -> None:
        """«2027-03-01 08:00:00 GET /sv/agenda/ 200 8123 B 1 ms». `path` is a public page's, or HIDDEN."""
        now = int(time.time())
        if now != self._stamped:
            self._stamped, self._stamp = now, time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(now))
        self._lines.append(f"{self._stamp} {method} {path} {status} {size} B {seconds * 1000:.0f} ms\n")

    def flush(self) -> None:
        """Write what has been noted since last."""
        if self._lines:
            lines, self._lines = self._lines, []
            self._write("".join(lines))


def fault(error: BaseException) -> None:
    """A fault in the program: which and where, but not its words, which may hold anything."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    log.error("unexpected %s in %s:%s", type(error).__name__, at.name, at.lineno)
