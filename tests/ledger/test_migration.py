"""A ledger written by an earlier version keeps everything it holds, and may be read before it is brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from arshjul.ledger import Settlement, open_ledger, opening
from arshjul.model.delivery import DeliveryState
from tests.support.approving import CALENDAR, NOW, WHEEL, applied, approve, drain, invitation, new
from tests.support.reminding import DUE, delivery


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of version 1: one mail sent, one waiting, and a tick."""
    path = tmp_path / "arshjul.db"
    first = opening.migrations()[:1]
    with monkeypatch.context() as earlier:
        earlier.setattr(opening, "migrations", lambda: first)
        with open_ledger(path) as ledger:
            ledger.record("prov/2027", DUE, due=[delivery(1), delivery(2)])
            (row,) = ledger.claim(DUE, ["prov/2027"])
            ledger.settle([Settlement(row.id, DeliveryState.SENT)], DUE)
            ledger.raise_epoch()
            ledger.beat(DUE)
            assert ledger.summary().version == 1
    return path


def dump(path: Path) -> list[str]:
    """Every row, but that of `ledger`, whose epoch rises."""
    with sqlite3.connect(path) as raw:
        found = [line for line in raw.iterdump() if line.startswith("INSERT") and '"ledger"' not in line]
    raw.close()
    return found


def test_a_ledger_of_version_1_keeps_every_row(old: Path) -> None:
    before = dump(old)
    with open_ledger(old) as ledger:
        assert ledger.summary().version == len(opening.migrations())
        assert ledger.heartbeat() == DUE
        assert ledger.known("prov/2027") == {
            delivery(1).key: DeliveryState.SENT, delivery(2).key: DeliveryState.DUE,
        }  # fmt: skip
        approve(ledger, new(invitation()))
        assert drain(ledger) == ["siv@region.example new", "ulf.ek@kommun.example new"]
        assert applied(ledger).sequence == 0
    assert set(before) <= set(dump(old))


def test_a_ledger_of_version_1_that_is_only_read_has_no_invitations(old: Path) -> None:
    """`plan` and `status` on the day of the upgrade, before the first round."""
    before = old.read_bytes()
    with open_ledger(old, read_only=True) as ledger:
        assert ledger.snapshot(CALENDAR, WHEEL).applied == ()
        assert ledger.snapshot(CALENDAR).edition == 0
        assert ledger.at_a_glance(WHEEL, NOW) is None
        assert ledger.approval(WHEEL) is None
        assert ledger.applied_keys(CALENDAR) == {}
        assert ledger.summary().counts[DeliveryState.SENT] == 1
    assert old.read_bytes() == before


def test_a_ledger_of_version_3_keeps_its_invitations_and_takes_those_of_another_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, earlier = tmp_path / "arshjul.db", opening.migrations()[:3]
    with monkeypatch.context() as patched:
        patched.setattr(opening, "migrations", lambda: earlier)
        with open_ledger(path) as ledger:
            approve(ledger, new(invitation()))
            drain(ledger)
            before = ledger.snapshot(CALENDAR, WHEEL)
        with open_ledger(path, read_only=True) as ledger:
            assert ledger.snapshot(CALENDAR, WHEEL) == before
    with open_ledger(path) as ledger:
        assert ledger.snapshot(CALENDAR, WHEEL) == before
        approve(ledger, new(invitation(uid="mote.2027-05.2@prov", wheel="prov/2026")))
        assert len(ledger.snapshot(CALENDAR).applied) == 2
