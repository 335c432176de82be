"""Deliveries as the ledger's columns and back; instants are whole unix seconds in UTC."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime

from arshjul.ledger.rows import LedgerRow
from arshjul.model.delivery import Delivery, DeliveryKey, DeliveryState

Column = str | int | None

_SEALED = "\x1f".join(["%s"] * 12)
"""The twelve columns from `wheel` to `language`; one format is twice as fast as joining strings."""


def seconds(moment: datetime) -> int:
    """Whole unix seconds of an aware instant."""
    return int(moment.timestamp())


def instant(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)


def seal(*columns: Column) -> int:
    """A checksum of what never changes in a row."""
    return zlib.crc32((_SEALED % columns).encode())


def columns(wheel: str, delivery: Delivery, state: str, changed: int, detail: str = "") -> tuple[Column, ...]:
    """A new row, in the order of the statement `decide`: what never changes, its seal, and what does."""
    due = int(delivery.due.timestamp())
    fixed = (
        wheel,
        *delivery.key,
        due,
        None if delivery.expires is None else int(delivery.expires.timestamp()),
        delivery.reminder,
        delivery.reader,
        delivery.name,
        delivery.language,
    )
    return (*fixed, zlib.crc32((_SEALED % fixed).encode()), state, due, changed, detail)


def row(found: sqlite3.Row) -> LedgerRow:
    """A whole row of the table `delivery`."""
    expires = found["expires"]
    return LedgerRow(
        id=found["id"],
        wheel=found["wheel"],
        delivery=Delivery(
            key=DeliveryKey(found["calendar"], found["what"], found["step"], found["version"], found["whom"]),
            due=instant(found["due"]),
            reminder=found["reminder"],
            reader=found["reader"],
            name=found["name"],
            language=found["language"],
            expires=None if expires is None else instant(expires),
        ),
        state=DeliveryState(found["state"]),
        tries=found["tries"],
        batch=found["batch"],
        changed=instant(found["changed"]),
        detail=found["detail"],
        forced=bool(found["forced"]),
    )
