"""One contract for every way out: an edit in the file reaches those concerned once, whichever way it goes."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState, Envelope, Receipt
from arshjul.transports.base import Capabilities, Transport
from arshjul.usecases.drift import DriftKind
from arshjul.usecases.ledger_care import resend
from tests.support.office import Office
from tests.support.ways import WAYS, Way, told, way_out

ALL = ("eva", "siv", "ulf")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    with way_out(request.param, tmp_path / "mail") as found:
        yield found


@pytest.fixture(params=["memory", "folder"])
def open_way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    """What lies there can be read, and changed by somebody."""
    with way_out(request.param, tmp_path / "mail") as found:
        yield found


@pytest.fixture
def office(way: Way, tmp_path: Path) -> Office:
    return Office(tmp_path, transport=way.transport)


def applied(office: Office, way: Way) -> list[str]:
    """Apply; what has arrived by it. A second plan finds nothing to do, and a second apply sends nothing."""
    office.clock.move(minutes=1)
    before = len(way.arrived())
    assert office.apply().fine
    arrived = _new(way, before)
    assert not office.plan().plan.pending
    office.apply()
    assert _new(way, before) == arrived
    return told(arrived)


def _new(way: Way, before: int) -> list[bytes]:
    """A folder sorts the mails of one minute by their names: so by time first."""
    return way.arrived()[before:]


def test_everyone_is_invited_and_then_there_is_nothing_to_do(office: Office, way: Way) -> None:
    assert applied(office, way) == [f"{name} REQUEST {day} 0" for name in ALL for day in ("2027-03-09", "2027-05-11")]


def test_a_new_wording_reaches_all_with_the_same_sequence(office: Office, way: Way) -> None:
    applied(office, way)
    office.edit('title = "Månadsmöte"', 'title = "Möte om skog"')
    assert applied(office, way) == [f"{name} REQUEST {day} 0" for name in ALL for day in ("2027-03-09", "2027-05-11")]


def test_a_moved_meeting_raises_its_sequence_and_leaves_the_other_alone(office: Office, way: Way) -> None:
    applied(office, way)
    office.edit("2027-05-11", "2027-05-12")
    assert applied(office, way) == [f"{name} REQUEST 2027-05-11 1" for name in ALL]


def test_another_room_raises_the_sequence(office: Office, way: Way) -> None:
    applied(office, way)
    office.edit('place = "Residenset"', 'place = "Sal B"')
    assert applied(office, way) == [f"{name} REQUEST {day} 1" for name in ALL for day in ("2027-03-09", "2027-05-11")]


def test_a_guest_who_comes_is_invited_and_nobody_else_disturbed(office: Office, way: Way) -> None:
    applied(office, way)
    office.edit('invite = ["siv", "ulf"]', 'invite = ["siv", "ulf", "jon"]')
    assert applied(office, way) == [f"jon REQUEST {day} 0" for day in ("2027-03-09", "2027-05-11")]


def test_a_guest_who_leaves_is_told_and_nobody_else_disturbed(office: Office, way: Way) -> None:
    applied(office, way)
    office.edit('invite = ["siv", "ulf"]', 'invite = ["siv"]')
    assert applied(office, way) == [f"ulf CANCEL {day} 1" for day in ("2027-03-09", "2027-05-11")]


def test_a_cancelled_meeting_is_called_off_to_all(office: Office, way: Way) -> None:
    applied(office, way)
    office.add('[[change]]\nwhat = "mote/2027-05-11"\ncancel = true\nreason = "Snö"')
    assert applied(office, way) == [f"{name} CANCEL 2027-05-11 1" for name in ALL]


class Killed:
    """A program that dies after the first mail was taken, before that is written down."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.name = transport.name
        self.capabilities: Capabilities = transport.capabilities
        self.pause, self.check, self.close = transport.pause, transport.check, transport.close
        self.read_back = transport.read_back

    def deliver(self, envelope: Envelope) -> tuple[Receipt, ...]:
        self._transport.deliver(envelope)
        raise KeyboardInterrupt


def test_killed_between_the_call_and_the_commit_is_reconciled_and_not_doubled(office: Office, way: Way) -> None:
    office.transport = Killed(way.transport)
    with suppress(KeyboardInterrupt):
        office.apply()
    assert len(way.arrived()) == 1
    office.transport = way.transport
    went_on = office.apply()
    assert went_on.resumed
    assert went_on.count(DeliveryState.SENT) == 5
    assert len(way.arrived()) == 6
    office.clock.move(minutes=11)
    assert office.apply().flagged == 1  # whether it left cannot be known: a person decides
    assert len(way.arrived()) == 6
    with open_ledger(office.config.ledger, read_only=True) as ledger:
        (row,) = ledger.rows(DeliveryState.UNCERTAIN)
    resend(office.config, row.id, office.clock())
    office.apply()
    ids = [re.search(rb"^Message-ID: (.*?)\r$", mail, re.MULTILINE | re.IGNORECASE) for mail in way.arrived()]
    assert len({found[1] for found in ids if found}) == 6  # sent again it is the same mail


def test_a_way_that_cannot_be_looked_into_says_so(office: Office, way: Way) -> None:
    applied(office, way)
    drift = office.plan(refresh=way.transport).drift
    assert drift == (() if way.transport.capabilities.reads_back else None)
    assert bool(way.transport.read_back(["mote.2027-05-11@prov"])) == way.transport.capabilities.reads_back


def _drift(office: Office, way: Way) -> list[tuple[DriftKind, str]]:
    found = office.plan(refresh=way.transport).drift
    assert found is not None
    return [(drift.kind, drift.invitation.key.slot) for drift in found]


def _edited(mail: bytes, old: bytes, new: bytes) -> bytes:
    """The mail with `old` in its calendars exchanged."""

    def recode(match: re.Match[bytes]) -> bytes:
        data = base64.b64decode(match[0]).replace(old, new)
        return base64.encodebytes(data).replace(b"\n", b"\r\n")

    return re.sub(rb"QkVHSU46VkNBTEVOREFS[A-Za-z0-9+/=\r\n]+?(?=\r\n--)", recode, mail)


def test_what_somebody_changed_behind_our_back_is_found(open_way: Way, tmp_path: Path) -> None:
    way, office = open_way, Office(tmp_path, transport=open_way.transport)
    applied(office, way)
    office.edit('invite = ["siv", "ulf"]', 'invite = ["siv"]')
    applied(office, way)
    assert _drift(office, way) == []  # one who left is no drift
    way.tamper(lambda mail: _edited(mail, b"LOCATION:Residenset", b"LOCATION:Hemma"))
    assert _drift(office, way) == [(DriftKind.ALTERED, "2027-03-09"), (DriftKind.ALTERED, "2027-05-11")]
    way.tamper(lambda mail: _edited(mail, b"LOCATION:Hemma", b"LOCATION:Residenset"))
    assert _drift(office, way) == []


def test_what_was_put_back_or_removed_is_found(open_way: Way, tmp_path: Path) -> None:
    way, office = open_way, Office(tmp_path, transport=open_way.transport)
    applied(office, way)
    first = set(way.arrived())
    office.edit('["2027-03-09", "2027-05-11"]', '["2027-03-09", "2027-05-12"]')
    applied(office, way)
    way.tamper(lambda mail: mail if mail in first else None)
    assert _drift(office, way) == [(DriftKind.OLDER, "2027-05-12")]
    way.tamper(lambda mail: None)
    assert _drift(office, way) == [(DriftKind.MISSING, "2027-03-09"), (DriftKind.MISSING, "2027-05-12")]
