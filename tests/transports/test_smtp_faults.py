"""SMTP as it may go: refused, put off, hung, or cut off after the dot. Rows 4, 16, 17 and 19 of the fault matrix."""

from __future__ import annotations

import threading
import time

import pytest

from arshjul.errors import TransportError
from arshjul.model.delivery import Result
from arshjul.transports.smtp import LONGEST, SmtpTransport
from tests.support.smtp import Script, Sink, letter, once


def answers(**given: str) -> Script:
    """A script from verbs: `answers(RCPT="550 no")`; `dot` is the final dot."""

    def script(line: str) -> str | None:
        verb = "dot" if line == "." else line.split(" ", 1)[0].upper()
        return given.get(verb)

    return script


def test_one_of_twenty_refused_is_one_of_twenty() -> None:
    whom = tuple(f"aktor{number}@region.example" for number in range(20))

    def script(line: str) -> str | None:
        return "550 5.1.1 <aktor7@region.example> unknown" if "aktor7@" in line else None

    with Sink(script).running() as sink:
        transport = SmtpTransport(sink.settings())
        receipts = transport.deliver(letter(1, *whom))
        transport.close()
    assert [receipt.recipient for receipt in receipts] == list(whom)
    assert [n for n, receipt in enumerate(receipts) if receipt.result is not Result.ACCEPTED] == [7]
    assert receipts[7].result is Result.REFUSED
    assert receipts[7].detail == "550 5.1.1 <…@…> unknown"
    assert len(sink.mails) == 1


@pytest.mark.parametrize(
    ("script", "result"),
    [
        (answers(RCPT="451 4.7.1 greylisted"), Result.DEFERRED),
        (answers(RCPT="421 4.3.2 too busy"), Result.DEFERRED),
        (answers(RCPT="552 too many recipients"), Result.DEFERRED),
        (answers(RCPT="550 5.1.1 no such user"), Result.REFUSED),
        (answers(MAIL="451 4.3.0 later"), Result.DEFERRED),
        (answers(DATA="451 4.3.0 later"), Result.DEFERRED),
        (answers(DATA="554 5.7.1 no"), Result.REFUSED),
        (answers(DATA="421 4.3.2 bye"), Result.DEFERRED),
        (answers(dot="451 4.3.0 disk full"), Result.DEFERRED),
        (answers(dot="421 4.3.2 shutting down"), Result.DEFERRED),
        (answers(dot="554 5.7.1 spam"), Result.REFUSED),
        (answers(dot="nonsense"), Result.UNCERTAIN),
        (answers(dot=""), Result.UNCERTAIN),
    ],
)
@pytest.mark.parametrize("offers", [(), ("PIPELINING",)])
def test_each_answer_has_its_outcome_and_the_next_mail_goes_as_usual(
    script: Script, result: Result, offers: tuple[str, ...]
) -> None:
    active = True
    with Sink(lambda line: script(line) if active else None, offers).running() as sink:
        transport = SmtpTransport(sink.settings())
        (receipt,) = transport.deliver(letter(1))
        active = False
        (after,) = transport.deliver(letter(2))
        transport.close()
    assert receipt.result is result
    assert after.result is Result.ACCEPTED
    assert sink.mails[-1] == letter(2).data


def test_a_server_that_closes_after_the_dot_gets_each_mail_once_in_fifty_runs() -> None:
    with Sink(answers(dot="")).running() as sink:
        transport = SmtpTransport(sink.settings())
        results = [transport.deliver(letter(number))[0].result for number in range(50)]
        transport.close()
    assert results == [Result.UNCERTAIN] * 50
    assert sink.mails == [letter(number).data for number in range(50)]


@pytest.mark.parametrize("offers", [(), ("PIPELINING",)])
@pytest.mark.parametrize("verb", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_a_connection_cut_before_the_dot_reached_nobody_and_may_be_tried_again(
    verb: str, offers: tuple[str, ...]
) -> None:
    with Sink(answers(**{verb: ""}), offers).running() as sink, pytest.raises(TransportError) as caught:
        once(sink.settings(), letter(1))
    assert not caught.value.permanent
    assert sink.mails == []


@pytest.mark.parametrize(
    ("script", "permanent", "words"),
    [
        (answers(MAIL="550 5.7.60 may not send as <arshjul@region.example>"), True, "godtar inte avsändaren: 550"),
        (answers(MAIL="530 5.7.0 must log in"), True, "godtar inte avsändaren: 530"),
        (answers(MAIL="421 4.7.0 too many"), False, "421 4.7.0 too many"),
        (answers(EHLO="421 4.3.2 not now", HELO="421 4.3.2 not now"), False, "421 4.3.2 not now"),
    ],
)
def test_what_concerns_every_mail_is_about_the_way(script: Script, permanent: bool, words: str) -> None:
    with Sink(script).running() as sink, pytest.raises(TransportError) as caught:
        once(sink.settings(), letter(1))
    assert caught.value.permanent is permanent
    assert words in caught.value.text.sv
    assert "@region" not in caught.value.text.sv
    assert sink.mails == []


@pytest.mark.parametrize("verb", ["HELLO", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_server_that_drips_is_left_when_the_deadline_has_passed(verb: str) -> None:
    with Sink(dripping=(verb,)).running() as sink:
        begun = time.monotonic()
        with pytest.raises(TransportError) as caught:
            once(sink.settings(seconds=1), letter(1))
        took = time.monotonic() - begun
    assert not caught.value.permanent
    assert 0.5 < took < 1.6
    assert sink.mails == []


def test_a_server_that_drips_after_the_dot_leaves_it_uncertain_within_the_deadline() -> None:
    with Sink(dripping=(".",)).running() as sink:
        begun = time.monotonic()
        (receipt,) = once(sink.settings(seconds=1), letter(1))
        took = time.monotonic() - begun
    assert receipt.result is Result.UNCERTAIN
    assert took < 1.6
    assert len(sink.mails) == 1


def test_a_server_that_takes_nothing_is_left_too() -> None:
    """Our own sending blocks once the buffers are full: that counts as well."""
    hold = threading.Event()

    def script(line: str) -> str | None:
        if line.upper() == "DATA":
            hold.wait(3)
        return None

    with Sink(script).running() as sink:
        begun = time.monotonic()
        with pytest.raises(TransportError):
            once(sink.settings(seconds=1), letter(1, data=b"x" * 78 * 1000))
        took = time.monotonic() - begun
        hold.set()
    assert took < 1.6


def test_no_setting_makes_a_mail_wait_longer_than_a_minute() -> None:
    assert LONGEST == 60
    with Sink().running() as sink:
        transport = SmtpTransport(sink.settings(seconds=3600))
        assert 59 < transport._deadline().left() <= 60


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    with Sink().running() as sink:
        settings = sink.settings()
    with pytest.raises(TransportError) as caught:
        SmtpTransport(settings).check()
    assert not caught.value.permanent
    assert caught.value.text.sv == f"når inte servern 127.0.0.1:{settings.port}: ingen svarar på den porten"


def test_letters_outside_ascii_before_the_at_need_smtputf8() -> None:
    with Sink().running() as sink:
        receipts = once(sink.settings(), letter(1, "åsa@region.example", "siv@region.example"))
    assert [receipt.result for receipt in receipts] == [Result.REFUSED, Result.ACCEPTED]
    assert "SMTPUTF8" in receipts[0].detail
    with Sink(extensions=("8BITMIME", "SMTPUTF8")).running() as sink:
        (receipt,) = once(sink.settings(), letter(1, "åsa@örebro.example"))
    assert receipt.result is Result.ACCEPTED
    assert any("to:<åsa@xn--rebro-iua.example>" in line.lower() for line in sink.lines)
    assert any("SMTPUTF8" in line and line.upper().startswith("MAIL") for line in sink.lines)


def test_what_is_no_address_never_reaches_the_server() -> None:
    bad = "siv@region.example>\r\nRCPT TO:<other@x.example"
    with Sink().running() as sink:
        transport = SmtpTransport(sink.settings())
        (receipt,) = transport.deliver(letter(1, bad))
        transport.close()
    assert receipt.result is Result.REFUSED
    assert not any("RCPT" in line.upper() for line in sink.lines)


def test_threads_share_the_transport_and_each_mail_goes_once() -> None:
    with Sink().running() as sink:
        transport = SmtpTransport(sink.settings())
        threads = [
            threading.Thread(
                target=lambda start=start: [transport.deliver(letter(n)) for n in range(start, start + 10)]
            )
            for start in range(0, 100, 10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        transport.close()
    assert sorted(sink.mails) == sorted(letter(number).data for number in range(100))
    assert sink.connections <= 10
