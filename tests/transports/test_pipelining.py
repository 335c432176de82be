"""Several commands at once where the server offers it (RFC 2920), and never a byte of the mail before its 354."""

from __future__ import annotations

import time
from contextlib import closing

import pytest

from arshjul.errors import TransportError
from arshjul.model.delivery import Result
from arshjul.transports.smtp import SmtpTransport
from arshjul.transports.smtp_open import open_session
from arshjul.transports.smtp_session import Deadline, SmtpSession
from tests.support.smtp import Script, Sink, letter, once

OFFERED = ("PIPELINING",)
EVERY_WAY = pytest.mark.parametrize("offers", [(), OFFERED])


def answers(**given: str) -> Script:
    """A script from verbs."""
    return lambda line: given.get(line.split(" ", 1)[0].upper())


@pytest.mark.parametrize(("offers", "trips"), [((), [1, 1, 1]), (OFFERED, [3])])
def test_the_commands_before_the_mail_take_one_round_trip_where_they_may(
    offers: tuple[str, ...], trips: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    send = SmtpSession.send

    def noted(session: SmtpSession, data: bytes | str) -> None:
        sent.append(data.encode() if isinstance(data, str) else data)
        send(session, data)

    monkeypatch.setattr(SmtpSession, "send", noted)
    with Sink(extensions=offers).running() as sink:
        assert once(sink.settings(), letter(1))[0].result is Result.ACCEPTED
    commands = sent[1 : 1 + len(trips)]
    assert [one.count(b"\r\n") for one in commands] == trips
    assert b"".join(commands) == b"MAIL FROM:<arshjul@region.example>\r\nRCPT TO:<siv@region.example>\r\nDATA\r\n"
    assert sent[1 + len(trips)].startswith(b"Date:")
    assert sent[2 + len(trips)] == b".\r\n"


@EVERY_WAY
def test_a_server_that_declines_data_never_sees_the_mail(offers: tuple[str, ...]) -> None:
    with Sink(answers(DATA="451 4.3.0 later"), offers).running() as sink:
        (receipt,) = once(sink.settings(), letter(1))
    assert receipt.result is Result.DEFERRED
    assert [line.split(" ")[0].upper() for line in sink.lines] == ["EHLO", "MAIL", "RCPT", "DATA", "RSET", "QUIT"]


@EVERY_WAY
def test_whether_it_waits_or_not_one_of_twenty_refused_is_one_of_twenty(offers: tuple[str, ...]) -> None:
    whom = tuple(f"aktor{number}@region.example" for number in range(20))
    with Sink(lambda line: "550 5.1.1 unknown" if "aktor7@" in line else None, offers).running() as sink:
        receipts = once(sink.settings(), letter(1, *whom))
    assert [receipt.recipient for receipt in receipts if receipt.result is not Result.ACCEPTED] == [whom[7]]
    assert sink.mails == [letter(1).data]


@pytest.mark.parametrize(("data", "connections"), [("354 go on", 2), ("503 no recipients", 1), ("", 2), ("421 bye", 2)])
def test_when_all_are_refused_not_even_an_empty_mail_goes(data: str, connections: int) -> None:
    """DATA went before the refusal was known. A server that wants the mail all the same is left without a dot."""
    refusing = True

    def script(line: str) -> str | None:
        return answers(RCPT="550 5.1.1 unknown", DATA=data)(line) if refusing else None

    with Sink(script, OFFERED).running() as sink, closing(SmtpTransport(sink.settings())) as transport:
        (receipt,) = transport.deliver(letter(1))
        refusing = False
        (after,) = transport.deliver(letter(2))
    assert (receipt.result, receipt.detail) == (Result.REFUSED, "550 5.1.1 unknown")
    assert after.result is Result.ACCEPTED
    assert sink.mails == [letter(2).data]
    assert sink.connections == connections


@EVERY_WAY
def test_a_server_that_hangs_up_on_a_refused_recipient_has_still_refused_it(offers: tuple[str, ...]) -> None:
    """What became of the mail is known: it is not the way out that failed, and the others may go."""
    with Sink(answers(RCPT="550 5.1.1 unknown", DATA="", RSET=""), offers).running() as sink:
        (receipt,) = once(sink.settings(), letter(1))
    assert receipt.result is Result.REFUSED
    assert sink.mails == []


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_nonsense_among_the_answers_stops_the_mail_before_it_is_sent(verb: str) -> None:
    """Which answer belongs to which command is then anybody's guess."""
    with Sink(answers(**{verb: "nonsense"}), OFFERED).running() as sink, pytest.raises(TransportError) as caught:
        once(sink.settings(), letter(1))
    assert not caught.value.permanent
    assert sink.mails == []


@EVERY_WAY
@pytest.mark.parametrize("end", ["\r", "\n"])
def test_no_command_can_bring_another_along(offers: tuple[str, ...], end: str) -> None:
    with Sink(extensions=offers).running() as sink:
        session = open_session(sink.settings(), Deadline(5, time.monotonic))
        with pytest.raises(ValueError, match="line"):
            next(session.ask([f"MAIL FROM:<a@region.example>{end}RCPT TO:<b@x.example>", "DATA"]))
        session.leave()
    assert [line.split(" ")[0].upper() for line in sink.lines] == ["EHLO", "QUIT"]
