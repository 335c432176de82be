"""What may never reach an iCalendar line as it is: control characters, stray line breaks, lone surrogates, quotes."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
_SPACES = re.compile(r"\s+")
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_URI_SAFE = ":/?#[]@!$&'()*+,;=%-._~"


def text(value: str) -> str:
    """TEXT (RFC 5545 section 3.3.11): every kind of line break becomes one newline, other controls a space.

    Readers split on more than CR and LF (Python's `splitlines` on eleven characters), so all of them count. Outer
    spaces go, since libical drops them and others do not.
    """
    return _CONTROLS.sub(" ", _BREAKS.sub("\n", value)).strip(" \t")


@lru_cache(maxsize=4096)
def parameter(value: str) -> str:
    """A parameter's value on one line, without the quotes and carets that only RFC 6868 readers understand."""
    return _SPACES.sub(" ", text(value)).replace('"', "").replace("^", "").strip()


def address(value: str) -> str:
    """The address part of a mailto: URI. Anything that is no plain address character is percent-encoded (RFC 6068).

    Raises ValueError for an empty one.
    """
    if not (bare := value.strip()):
        raise ValueError("an address is not empty")
    return quote(bare, safe="@!$&'*+-/=._~", errors="replace")


@lru_cache(maxsize=4096)
def uri(value: str) -> str:
    """A URI that is one (RFC 3986), with what is not ASCII percent-encoded; "" for anything else."""
    return quote(value, safe=_URI_SAFE, errors="replace") if _URI.fullmatch(value) else ""
