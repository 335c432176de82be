"""Root without the right to pass by file modes: what binds everybody else binds the tests too."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION_3 = 0x20080522
_PASS_BY = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7)); the effective set is the first of the six words."""


@contextmanager
def bound_by_modes() -> Iterator[None]:
    """For this thread and those it starts; nothing changes for somebody who is not root. Raises OSError."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, words = (ctypes.c_uint32 * 2)(_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    _checked(libc.capget(header, words))
    before = words[0]
    words[0] = before & ~_PASS_BY
    _checked(libc.capset(header, words))
    try:
        yield
    finally:
        words[0] = before
        _checked(libc.capset(header, words))


def _checked(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
