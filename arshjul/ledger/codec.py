"""Deliveries as the ledger's columns and back; instants are whole unix seconds in UTC."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import UTC, datetime

from arshjul.ledger.rows import LedgerRow, Settlement
from arshjul.model.delivery import Delivery, DeliveryKey, DeliveryState

Column = str | int | None


def seconds(moment: datetime) -> int:
    """Whole unix seconds of an aware instant."""
    return int(moment.timestamp())


def instant(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)


def seal(
    wheel: str,
    calendar: str,
    what: str,
    step: str,
    version: str,
    whom: str,
    due: int,
    expires: int | None,
    reminder: str,
    reader: str,
    name: str,
    language: str,
) -> int:
    """A checksum of what never changes in a row."""
    text = (
        f"{wheel}\x1f{calendar}\x1f{what}\x1f{step}\x1f{version}\x1f{whom}\x1f{due}\x1f{expires}"
        f"\x1f{reminder}\x1f{reader}\x1f{name}\x1f{language}"
    )
    return zlib.crc32(text.encode())


def columns(wheel: str, delivery: Delivery, state: str, changed: int, detail: str = "") -> tuple[Column, ...]:
    """A new row, in the order of the statement `decide`: what never changes, its seal, and what does.

    Column by column, because passing tuples on with * costs a quarter more for every row.
    """
    calendar, what, step, version, whom = delivery.key
    due = int(delivery.due.timestamp())
    expires = None if delivery.expires is None else int(delivery.expires.timestamp())
    reminder, reader, name, language = delivery.reminder, delivery.reader, delivery.name, delivery.language
    checksum = seal(wheel, calendar, what, step, version, whom, due, expires, reminder, reader, name, language)
    return (wheel, calendar, what, step, version, whom, due, expires, reminder, reader, name, language,
            checksum, state, due, changed, detail)  # fmt: skip


def settled(one: Settlement, changed: int, worker: str) -> tuple[Column, ...]:
    """A settlement, in the order of the statement `settle`."""
    ready = None if one.ready is None else seconds(one.ready)
    return (one.state.value, one.detail, ready, changed, one.row, worker)


def row(found: sqlite3.Row) -> LedgerRow:
    """A whole row of the table `delivery`, by position: twice as fast as by name."""
    id, wheel, calendar, what, step, version, whom, due, expires, *described = found
    reminder, reader, name, language, _, state, _, tries, _, _, forced, changed, detail = described
    return LedgerRow(
        id=id,
        wheel=wheel,
        delivery=Delivery(
            key=DeliveryKey(calendar, what, step, version, whom),
            due=instant(due),
            reminder=reminder,
            reader=reader,
            name=name,
            language=language,
            expires=None if expires is None else instant(expires),
        ),
        state=DeliveryState(state),
        tries=tries,
        changed=instant(changed),
        detail=detail,
        forced=bool(forced),
    )
