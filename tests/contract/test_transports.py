"""One contract for every way out: what `Transport` promises holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from arshjul.config import Config
from arshjul.errors import ConfigError
from arshjul.model.delivery import Result
from arshjul.transports.configured import open_transport
from tests.support.smtp import letter
from tests.support.ways import WAYS, Way, way_out


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    with way_out(request.param, tmp_path / "mail") as found:
        yield found


def test_every_recipient_gets_a_receipt_in_the_envelopes_order(way: Way) -> None:
    whom = tuple(f"aktor{number}@region.example" for number in range(20))
    receipts = way.transport.deliver(letter(1, *whom))
    assert [receipt.recipient for receipt in receipts] == list(whom)
    assert {receipt.result for receipt in receipts} == {Result.ACCEPTED}


def test_the_bytes_arrive_unchanged(way: Way) -> None:
    envelope = letter(1)
    way.transport.deliver(envelope)
    assert way.arrived() == [envelope.data]


def test_each_mail_arrives_once(way: Way) -> None:
    for number in range(5):
        way.transport.deliver(letter(number))
    assert len(way.arrived()) == len(set(way.arrived())) == 5


def test_a_closed_transport_may_be_used_again(way: Way) -> None:
    way.transport.deliver(letter(1))
    way.transport.close()
    way.transport.close()
    way.transport.deliver(letter(2))
    assert len(way.arrived()) == 2


def test_check_says_a_sentence_and_sends_nothing(way: Way) -> None:
    said = way.transport.check()
    assert said.sv.endswith(".")
    assert said.en.endswith(".")
    assert way.arrived() == []


def test_capabilities_are_declared(way: Way) -> None:
    able = way.transport.capabilities
    assert able.leaves_machine == (way.transport.name == "smtp")
    assert able.per_recipient
    assert able.connections >= 1
    assert able.scheduling == "mail"
    assert able.reads_back == (way.transport.name != "smtp")


def test_the_configuration_names_the_way(tmp_path: Path) -> None:
    config = Config(file=None, wheels=(), ledger=tmp_path / "l.db", folder=tmp_path)
    assert open_transport(config).name == "folder"


def test_smtp_without_settings_is_said(tmp_path: Path) -> None:
    config = Config(file=None, wheels=(), ledger=tmp_path / "l.db", folder=tmp_path, transport="smtp")
    with pytest.raises(ConfigError) as caught:
        open_transport(config)
    assert "[smtp]" in caught.value.message.sv
