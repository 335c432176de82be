"""The log of the web: what was asked for and how it went, never by whom, and never what a reader wrote."""

from __future__ import annotations

import logging
import traceback

log = logging.getLogger("arshjul.web")

HIDDEN = "-"
"""Instead of an address that is none of the site's own: it may hold a secret, a name, or anything else."""


def note(method: str, path: str, status: int, size: int, seconds: float) -> None:
    """«GET /sv/agenda/ 200 8123 B 1 ms». `path` is a public page's, or HIDDEN."""
    log.info("%s %s %d %d B %.0f ms", method, path, status, size, seconds * 1000)


def fault(error: BaseException) -> None:
    """A fault in the program: which and where, but not its words, which may hold anything."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    log.error("unexpected %s in %s:%s", type(error).__name__, at.name, at.lineno)
