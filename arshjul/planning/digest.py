"""A plan's digest: the same for the same content, so that what is applied is what a person has seen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from arshjul.model.invitation import Invitation
from arshjul.model.plan import Change


def digest(wheel: str, changes: Iterable[Change], waiting: Iterable[Invitation]) -> str:
    """SHA-256 (hex) of what the plan would do and approve; not of when it was made, nor of the ledger's edition."""
    return digest_of([wheel, list(changes), list(waiting)])


def digest_of(content: Any) -> str:
    """SHA-256 (hex) of plain values and slotted dataclasses."""
    return sha256(json.dumps(content, default=_plain, separators=(",", ":")).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON has no word for: slotted dataclasses as their values in order; times as wall-clock and zone name."""
    if isinstance(value, datetime):
        return [value.replace(tzinfo=None).isoformat(), str(value.tzinfo)]
    if isinstance(value, date):
        return value.isoformat()
    return [getattr(value, name) for name in value.__slots__]
