"""Draining over real connections: several at once, each recipient's own fate, a stop that waits for nobody's turn."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pytest

from arshjul.cli.common import Session
from arshjul.cli.remind_output import print_report
from arshjul.config import Config
from arshjul.errors import TransportError
from arshjul.ledger import Ledger, LedgerRow, open_ledger
from arshjul.model.delivery import DeliveryState, Envelope, Result
from arshjul.text import Text
from arshjul.transports.memory import MemoryTransport
from arshjul.transports.rate import RateLimit
from arshjul.transports.smtp import SmtpTransport
from arshjul.usecases.book import WheelBook
from arshjul.usecases.remind import Round, remind_once
from tests.support.mail_sink import MailSink
from tests.support.reminding import DUE, Clock, small_wheel, world
from tests.support.smtp import Sink


def rows(ready: Round, state: DeliveryState) -> tuple[LedgerRow, ...]:
    with open_ledger(ready.config.ledger, read_only=True) as ledger:
        return ledger.rows(state)


def test_one_of_twenty_refused_by_a_real_server_is_the_only_one_that_failed(tmp_path: Path) -> None:
    """Fault 16. The server's words are kept without the address that they name."""
    refused = "p7@region.example"

    def script(line: str) -> str | None:
        return f"550 5.1.1 <{refused}> unknown" if line.upper().startswith(f"RCPT TO:<{refused}>".upper()) else None

    with Sink(script).running() as sink:
        ready = world(tmp_path, SmtpTransport(sink.settings()), Clock(DUE), small_wheel(readers=20))
        report = remind_once(ready)
        assert remind_once(ready).drained.mails == 0
        assert len(sink.mails) == report.count(DeliveryState.SENT) == 19
    (row,) = rows(ready, DeliveryState.FAILED)
    assert (row.delivery.key.whom, row.detail) == (refused, "550 5.1.1 <…@…> unknown")


@pytest.mark.parametrize("verb", ["RCPT", "."])
def test_a_greylisting_server_gets_the_mail_later_and_once(tmp_path: Path, verb: str) -> None:
    """Fault 17, over real connections: 451 twice for each reader, then yes; at the dot it has seen each try."""
    asked: Counter[str] = Counter()
    reader = ""

    def script(line: str) -> str | None:
        nonlocal reader
        if line.upper().startswith("RCPT"):
            reader = line
        if not line.upper().startswith(verb):
            return None
        asked[reader] += 1
        return "451 4.7.1 greylisted, come back later" if asked[reader] < 3 else None

    clock = Clock(DUE)
    with Sink(script).running() as sink:
        transport = SmtpTransport(sink.settings(per_minute=60))  # one connection
        ready = world(tmp_path, transport, clock, small_wheel(readers=3))
        transport.pause = lambda under_way: 0.0  # type: ignore[method-assign]  # a minute's worth is enough here
        for _ in range(12):
            remind_once(ready)
            clock.move(minutes=5)
    assert set(asked.values()) == {3}
    assert len(rows(ready, DeliveryState.SENT)) == 3
    ids = Counter(re.findall(rb"\nMessage-ID: (.+)\r", b"".join(sink.mails), re.IGNORECASE))
    assert list(ids.values()) == [3 if verb == "." else 1] * 3


def test_as_many_connections_as_the_way_allows_and_the_first_mail_alone(tmp_path: Path) -> None:
    lock, under_way, most, alone = threading.Lock(), 0, 0, True

    def script(line: str) -> str | None:
        nonlocal under_way, most, alone
        if line == ".":
            with lock:
                under_way += 1
                most = max(most, under_way)
                alone = alone and (under_way == 1 or bool(done))
            time.sleep(0.05)
            with lock:
                under_way -= 1
                done.append(line)
        return None

    done: list[str] = []
    with Sink(script).running() as sink:
        ready = world(tmp_path, SmtpTransport(sink.settings()), Clock(DUE), small_wheel(readers=40))
        report = remind_once(ready)
        assert (report.count(DeliveryState.SENT), len(sink.mails)) == (40, 40)
        assert 2 <= sink.connections <= 10
    assert 2 <= most <= 10
    assert alone


def test_never_more_mails_claimed_than_connections_and_those_that_start_together_in_one_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a crash may leave uncertain: looked at whenever the server has taken a mail and not answered yet."""
    claimed: list[int] = []
    taken: list[int] = []
    claim_mails = Ledger.claim_mails

    def script(line: str) -> str | None:
        if line == ".":
            claimed.append(len(rows(ready, DeliveryState.CLAIMED)))
        return None

    def noted(ledger: Ledger, now: datetime, wheels: Collection[str], most: int, **together: Any) -> Any:
        mails = claim_mails(ledger, now, wheels, most, **together)
        taken.append(len(mails))
        assert len(mails) <= most
        return mails

    monkeypatch.setattr(Ledger, "claim_mails", noted)
    with Sink(script).running() as sink:
        ready = world(tmp_path, SmtpTransport(sink.settings()), Clock(DUE), small_wheel(readers=40))
        assert remind_once(ready).count(DeliveryState.SENT) == 40
    assert taken[:2] == [1, 10]
    assert 1 < max(claimed) <= 10
    assert sum(taken) == 40


def test_mails_that_start_together_keep_to_the_rate_limit(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with MailSink().running() as sink:
        transport = SmtpTransport(sink.settings())
        transport._rate = RateLimit(5, time.monotonic, time.sleep)  # ten connections, which five a minute never get
        ready = world(tmp_path, transport, Clock(DUE), small_wheel(readers=12))

        def wait(seconds: float) -> None:
            assert 0 < seconds < 61
            seen.append((len(rows(ready, DeliveryState.CLAIMED)), len(rows(ready, DeliveryState.DUE))))

        report = remind_once(replace(ready, stop=lambda: bool(seen), wait=wait))
        assert Counter(sink.arrived.values()) == {1: 5}
    assert report.count(DeliveryState.SENT) == 5
    assert seen == [(0, 7)]


def test_a_fault_while_building_a_mail_puts_back_those_claimed_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = WheelBook.envelope

    def faulty(book: WheelBook, config: Config, batch: Sequence[LedgerRow], now: datetime) -> Envelope:
        if batch[0].delivery.key.whom.startswith("p5@"):
            raise ZeroDivisionError
        return build(book, config, batch, now)

    monkeypatch.setattr(WheelBook, "envelope", faulty)
    with Sink().running() as sink:
        ready = world(tmp_path, SmtpTransport(sink.settings()), Clock(DUE), small_wheel(readers=12))
        with pytest.raises(ZeroDivisionError):
            remind_once(ready)
    assert [row.delivery.key.whom for row in rows(ready, DeliveryState.CLAIMED)] == ["p5@region.example"]
    assert len(rows(ready, DeliveryState.SENT)) == len(sink.mails)
    left = rows(ready, DeliveryState.DUE)
    assert len(left) == 11 - len(sink.mails)
    assert {row.tries for row in left} == {0}


@pytest.mark.parametrize(("per_minute", "connections"), [(0, 10), (1, 1), (30, 1), (120, 2), (6000, 10)])
def test_a_slow_rate_needs_few_connections(per_minute: int, connections: int) -> None:
    """Exchange Online takes 30 mails a minute and refuses a fourth connection."""
    with Sink().running() as sink, closing(SmtpTransport(sink.settings(per_minute=per_minute))) as transport:
        assert transport.capabilities.connections == connections


def test_a_stop_while_waiting_for_the_rate_limit_is_quick_and_leaves_the_rest_due(tmp_path: Path) -> None:
    stopping = threading.Event()
    begun: list[float] = []

    def wait(seconds: float) -> None:
        begun.append(time.monotonic())
        threading.Timer(0.3, stopping.set).start()
        stopping.wait(seconds)

    with MailSink().running() as sink:
        transport = SmtpTransport(replace(sink.settings(), per_minute=3))
        ready = world(tmp_path, transport, Clock(DUE), small_wheel(readers=5))
        report = remind_once(replace(ready, stop=stopping.is_set, wait=wait))
        assert time.monotonic() - begun[0] < 3
        assert Counter(sink.arrived.values()) == {1: 3}
    assert len(begun) == 1
    assert report.count(DeliveryState.SENT) == 3
    left = rows(ready, DeliveryState.DUE)
    assert [row.tries for row in left] == [0, 0]
    assert rows(ready, DeliveryState.CLAIMED) == ()


def test_a_waiting_mail_is_not_claimed_before_its_turn(tmp_path: Path) -> None:
    """kill -9 while waiting for the rate limit leaves nothing uncertain."""
    seen: list[tuple[int, int]] = []
    with MailSink().running() as sink:
        ready = world(
            tmp_path, SmtpTransport(replace(sink.settings(), per_minute=2)), Clock(DUE), small_wheel(readers=3)
        )

        def wait(seconds: float) -> None:
            assert 0 < seconds < 61
            seen.append((len(rows(ready, DeliveryState.CLAIMED)), len(rows(ready, DeliveryState.DUE))))

        remind_once(replace(ready, stop=lambda: bool(seen), wait=wait))
    assert seen == [(0, 1)]


def test_an_unforeseen_fault_leaves_its_own_mail_uncertain_and_the_others_settled(tmp_path: Path) -> None:
    with Sink().running() as sink:
        faulty = SmtpTransport(sink.settings())
        deliver = faulty.deliver
        faulty.deliver = lambda envelope: (  # type: ignore[method-assign]  # one mail meets a fault in the program
            (_ for _ in ()).throw(ZeroDivisionError())
            if envelope.recipients[0].startswith("p5@")
            else deliver(envelope)
        )
        ready = world(tmp_path, faulty, Clock(DUE), small_wheel(readers=12))
        with pytest.raises(ZeroDivisionError):
            remind_once(ready)
    assert [row.delivery.key.whom for row in rows(ready, DeliveryState.CLAIMED)] == ["p5@region.example"]
    assert len(rows(ready, DeliveryState.SENT)) == len(sink.mails)


def test_what_holds_a_mail_is_kept_in_both_languages(tmp_path: Path) -> None:
    held = TransportError("no", permanent=False, text=Text("Servern svarar inte.", "The server does not answer."))
    ready = world(tmp_path, MemoryTransport([held]), Clock(DUE))
    remind_once(ready)
    (row,) = rows(ready, DeliveryState.DUE)
    assert row.reason == Text("Servern svarar inte.", "The server does not answer.")
    outside = world(tmp_path / "b", MemoryTransport(), Clock(DUE), allow_domains=("annan.example",))
    remind_once(outside)
    (row,) = rows(outside, DeliveryState.FAILED)
    assert row.reason.sv == "region.example finns inte i allow_domains; inget skickades"
    assert row.reason.en == "region.example is not in allow_domains; nothing was sent"


@pytest.mark.parametrize(("answer", "out", "err"), [
    (Result.ACCEPTED, "1 sent (1 mail)\n", ""),
    (Result.REFUSED, "", "1 failed (1 mail)\nSee  arshjul status\n"),
    (Result.UNCERTAIN, "", "1 uncertain (1 mail)\nSee  arshjul status\n"),
])  # fmt: skip
def test_cron_may_drop_stdout_and_still_hears_of_what_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answer: Result, out: str, err: str
) -> None:
    session = Session("en", "en", None, json=False)
    report = remind_once(world(tmp_path, MemoryTransport([answer]), Clock(DUE)))
    with click.Context(click.Command("remind"), obj=session) as context:
        context.meta["arshjul.lang"] = "en"
        print_report(session, report)
    assert capsys.readouterr() == (out, err)
