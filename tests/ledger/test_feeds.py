"""Private feeds in the ledger: made, revoked, never renumbered, sealed, and unknown to an older ledger."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from arshjul.errors import LedgerError
from arshjul.ledger import Feed, open_ledger, opening
from tests.support.reminding import DUE

DIGEST = "ab" * 32


def test_an_address_works_until_it_is_revoked_and_its_number_is_never_used_again(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        assert ledger.feeds() == ()
        first = ledger.add_feed("s3", "dana", DIGEST, DUE)
        second = ledger.add_feed("s3", "dana", "cd" * 32, DUE + timedelta(days=1))
        assert first == Feed(1, "s3", "dana", DIGEST, DUE)
        assert ledger.feeds() == (first, second)
        assert ledger.revoke_feed(second.number, DUE) == second
        assert ledger.revoke_feed(second.number, DUE) is None
        assert ledger.revoke_feed(99, DUE) is None
        assert ledger.feeds() == (first,)
        assert ledger.add_feed("s3", "eva", "ef" * 32, DUE).number == 3
    with open_ledger(tmp_path / "l.db", read_only=True) as again:
        assert [feed.number for feed in again.feeds()] == [1, 3]


@pytest.mark.parametrize("column", ["number", "calendar", "person", "digest", "made", "revoked", "seal"])
def test_one_changed_value_of_a_feed_breaks_the_seal(tmp_path: Path, column: str) -> None:
    """A flipped bit may not open a revoked address, nor give one person's calendar to another."""
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.add_feed("s3", "dana", DIGEST, DUE)
        ledger.revoke_feed(1, DUE)
    value = "null" if column == "revoked" else f"{column} || 'x'" if column in ("person", "calendar", "digest") else "7"
    with sqlite3.connect(path) as raw:
        raw.execute(f"update feed set {column} = {value}")
    raw.close()
    with pytest.raises(LedgerError, match="a row of the table feed breaks its seal"):
        open_ledger(path, read_only=True)


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_ledger_that_is_only_read_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    older = opening.migrations()[:version]
    with monkeypatch.context() as earlier:
        earlier.setattr(opening, "migrations", lambda: older)
        open_ledger(tmp_path / "l.db").close()
    with open_ledger(tmp_path / "l.db", read_only=True) as ledger:
        assert ledger.feeds() == ()
    with open_ledger(tmp_path / "l.db") as ledger:
        assert ledger.add_feed("s3", "dana", DIGEST, DUE).number == 1
