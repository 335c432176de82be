"""The ledger's side of private feeds: which addresses work, known by a hash of their secret alone."""

from __future__ import annotations

import sqlite3
from abc import ABC
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from arshjul.ledger import codec
from arshjul.ledger.invitation_codec import sealed
from arshjul.ledger.opening import FEEDS, explained, queries, transaction, version_of


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that works. `digest` is the SHA-256 of its secret, in hex; `made` is in UTC."""

    number: int
    calendar: str
    person: str
    digest: str
    made: datetime


class FeedLedger(ABC):
    """The methods of `Ledger` about private feeds. Each may raise LedgerError."""

    path: Path
    _connection: sqlite3.Connection

    def feeds(self) -> tuple[Feed, ...]:
        """Every address that works, in the order they were made. None in a ledger from before there were feeds."""
        with explained(self.path):
            if version_of(self._connection) < FEEDS:
                return ()
            return tuple(map(_feed, queries().feeds(self._connection)))

    def add_feed(self, calendar: str, person: str, digest: str, now: datetime) -> Feed:
        """A new address, beside those that the person has already. Its number is never used again."""
        with explained(self.path), transaction(self._connection):
            number = queries().last_feed(self._connection)["number"] + 1
            row = sealed(number, calendar, person, digest, codec.seconds(now), None)
            queries().save_feed(self._connection, [row])
        return Feed(number, calendar, person, digest, codec.instant(codec.seconds(now)))

    def revoke_feed(self, number: int, now: datetime) -> Feed | None:
        """The address stops working. None when no address that works has this number."""
        with explained(self.path), transaction(self._connection):
            found = queries().feed(self._connection, number=number)
            if found is None:
                return None
            queries().save_feed(self._connection, [sealed(*found, codec.seconds(now))])
        return _feed(found)


def _feed(row: Any) -> Feed:
    return Feed(row["number"], row["calendar"], row["person"], row["digest"], codec.instant(row["made"]))
