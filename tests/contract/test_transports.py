"""One contract for every way out: what `Transport` promises holds for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from arshjul.config import Config
from arshjul.errors import ConfigError
from arshjul.model.delivery import Result
from arshjul.transports.base import Transport
from arshjul.transports.configured import open_transport
from arshjul.transports.folder import FolderTransport
from arshjul.transports.memory import MemoryTransport
from arshjul.transports.smtp import SmtpTransport
from tests.support.smtp import Sink, letter


@dataclass
class Way:
    transport: Transport
    arrived: Callable[[], list[bytes]]


@pytest.fixture(params=["memory", "folder", "smtp"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    if request.param == "memory":
        memory = MemoryTransport()
        yield Way(memory, lambda: [envelope.data for envelope in memory.sent])
    elif request.param == "folder":
        folder = tmp_path / "mail"
        yield Way(FolderTransport(folder), lambda: [path.read_bytes() for path in sorted(folder.glob("*.eml"))])
    else:
        with Sink().running() as sink:
            smtp = SmtpTransport(sink.settings())
            yield Way(smtp, lambda: sink.mails)
            smtp.close()


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


def test_the_configuration_names_the_way(tmp_path: Path) -> None:
    config = Config(file=None, wheels=(), ledger=tmp_path / "l.db", folder=tmp_path)
    assert open_transport(config).name == "folder"


def test_smtp_without_settings_is_said(tmp_path: Path) -> None:
    config = Config(file=None, wheels=(), ledger=tmp_path / "l.db", folder=tmp_path, transport="smtp")
    with pytest.raises(ConfigError) as caught:
        open_transport(config)
    assert "[smtp]" in caught.value.message.sv
