"""Deliveries as the ledger's columns and back; instants are whole unix seconds in UTC."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime

from arshjul.ledger.rows import LedgerRow
from arshjul.model.delivery import Delivery, DeliveryKey, DeliveryState

Column = str | int | None


def seconds(moment: datetime) -> int:
    """Whole unix seconds of an aware instant."""
    return int(moment.timestamp())


def instant(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)


def seal(*columns: Column) -> int:
    """A checksum of what never changes in a row."""
    return zlib.crc32("\x1f".join(map(str, columns)).encode())


def columns(wheel: str, delivery: Delivery) -> dict[str, Column]:
    """The columns that never change, sealed."""
    key = delivery.key
    expires = None if delivery.expires is None else seconds(delivery.expires)
    fixed: dict[str, Column] = {
        "wheel": wheel,
        "calendar": key.calendar,
        "what": key.what,
        "step": key.step,
        "version": key.version,
        "whom": key.whom,
        "due": seconds(delivery.due),
        "expires": expires,
        "reminder": delivery.reminder,
        "reader": delivery.reader,
        "name": delivery.name,
        "language": delivery.language,
    }
    fixed["seal"] = seal(*fixed.values())
    return fixed


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
