"""Addresses as the wire wants them: the domain in ASCII (IDNA), the local part as it is, nothing that could inject."""

from __future__ import annotations

import re

_LOCAL = re.compile(r"[^\s<>()\[\],;:\\\"@\x00-\x20\x7f-\xa0\u2028\u2029]+")
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)
_LONGEST = 254
"""Octets in an address. RFC 5321 section 4.5.3.1.3 (256 with its angle brackets)."""


def wire_address(address: str) -> str | None:
    """`address` as it stands in SMTP commands and headers, or None when it is no address.

    "siv@örebro.example" becomes "siv@xn--rebro-iua.example" (RFC 5891). A local part with å, ä or ö stays: it needs a
    server with SMTPUTF8 (RFC 6531), which only the transport can know.
    """
    local, _, domain = address.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(ascii_domain):
        return None
    wire = f"{local}@{ascii_domain}"
    return wire if len(wire.encode()) <= _LONGEST else None


def domain_of(address: str) -> str:
    """The domain of a valid address, ASCII and lower case; "" of anything else."""
    wire = wire_address(address)
    return wire.rpartition("@")[2].lower() if wire else ""
