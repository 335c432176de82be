"""SMTP as it should go: encrypted, logged in, over kept connections. Real servers with real certificates."""

from __future__ import annotations

import logging
import ssl
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink as Swallow
from aiosmtpd.smtp import AuthResult, LoginPassword

from arshjul.config import Secret, SmtpSettings
from arshjul.errors import TransportError
from arshjul.model.delivery import Envelope, Result
from arshjul.transports.smtp import SmtpTransport
from tests.support.smtp import Sink, free_port, letter, once

PASSWORD = "kanariefågel-7f3a9"
READER = "kanarie@hemlig.example"


class Mailbox(Swallow):
    """Keeps what it is handed, and whether it came over TLS and with a login."""

    def __init__(self) -> None:
        self.mails: list[tuple[bytes, bool, bool]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(
            (
                envelope.original_content,
                server.transport.get_extra_info("ssl_object") is not None,
                session.authenticated is True,
            )
        )
        return "250 queued"


def login(server: object, session: object, envelope: object, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and data.login == b"arshjul" and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


Start = Callable[..., tuple[Mailbox, SmtpSettings]]


@pytest.fixture
def start(authority: trustme.CA, ca_file: Path) -> Iterator[Start]:
    """Starts an aiosmtpd that asks for TLS and a login, and gives its mailbox and the settings that reach it."""
    running: list[Controller] = []

    def begin(security: str, name: str = "127.0.0.1", **keys: Any) -> tuple[Mailbox, SmtpSettings]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        mailbox = Mailbox()
        secured: dict[str, Any] = {
            "starttls": {"tls_context": context, "require_starttls": True, "auth_required": True},
            "tls": {"ssl_context": context, "auth_require_tls": False},
        }[security]
        controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), authenticator=login, **secured)
        controller.start()
        running.append(controller)
        given: dict[str, Any] = {"user": "arshjul", "password": Secret(PASSWORD), "ca_file": ca_file, "per_minute": 0}
        return mailbox, SmtpSettings(host="127.0.0.1", port=controller.port, security=security, **{**given, **keys})  # type: ignore[arg-type]  # a literal at run time

    yield begin
    for controller in running:
        controller.stop()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_goes_encrypted_and_logged_in(start: Start, security: str) -> None:
    mailbox, settings = start(security)
    transport = SmtpTransport(settings)
    assert transport.check().sv.endswith(f"svarar, {security.upper()}, inloggad.")
    receipts = [transport.deliver(letter(number))[0] for number in range(3)]
    transport.close()
    assert [receipt.result for receipt in receipts] == [Result.ACCEPTED] * 3
    assert mailbox.mails == [(letter(number).data, True, True) for number in range(3)]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(start: Start, security: str) -> None:
    mailbox, settings = start(security, ca_file=None)
    with pytest.raises(TransportError) as caught:
        once(settings, letter())
    assert caught.value.permanent
    assert "går inte att lita på" in caught.value.text.sv
    assert mailbox.mails == []


def test_a_certificate_for_another_host_is_refused(start: Start) -> None:
    mailbox, settings = start("starttls", name="annan.example")
    with pytest.raises(TransportError) as caught:
        once(settings, letter())
    assert caught.value.permanent
    assert mailbox.mails == []


def test_a_wrong_password_is_permanent_and_says_so(start: Start) -> None:
    mailbox, settings = start("starttls", password=Secret("fel"))
    with pytest.raises(TransportError) as caught:
        SmtpTransport(settings).check()
    assert caught.value.permanent
    assert "godtog inte inloggningen: 535" in caught.value.text.sv
    assert mailbox.mails == []


def test_a_user_without_a_password_says_where_it_should_come_from(start: Start) -> None:
    _, settings = start("starttls", password=Secret(), password_from="$ARSHJUL_SMTP_PASSWORD")
    with pytest.raises(TransportError) as caught:
        SmtpTransport(settings).check()
    assert caught.value.permanent
    assert "ARSHJUL_SMTP_PASSWORD är inte satt" in caught.value.text.sv


def test_without_starttls_nothing_is_sent_unencrypted() -> None:
    with Sink().running() as sink, pytest.raises(TransportError) as caught:
        once(sink.settings(security="starttls"), letter())
    assert caught.value.permanent
    assert "erbjuder inte STARTTLS" in caught.value.text.sv
    assert sink.mails == []
    assert not any(line.upper().startswith(("MAIL", "AUTH")) for line in sink.lines)


def test_a_password_is_never_sent_in_the_clear() -> None:
    with Sink(extensions=("AUTH PLAIN LOGIN",)).running() as sink, pytest.raises(TransportError) as caught:
        once(sink.settings(user="arshjul", password=Secret(PASSWORD)), letter())
    assert caught.value.permanent
    assert not any("AUTH" in line.upper() for line in sink.lines)


def test_a_login_that_the_server_does_not_offer_is_said(start: Start) -> None:
    from arshjul.transports.smtp_open import _log_in
    from arshjul.transports.smtp_session import Deadline, SmtpSession

    _, settings = start("tls")
    session = SmtpSession(Deadline(5, lambda: 0.0))
    session.esmtp_features = {"auth": "XOAUTH2"}
    with pytest.raises(TransportError) as caught:
        _log_in(session, settings)
    assert "PLAIN" in caught.value.text.sv


def test_an_internal_relay_needs_no_login() -> None:
    with Sink().running() as sink:
        transport = SmtpTransport(sink.settings())
        assert transport.check().sv.endswith("svarar, okrypterat, utan inloggning.")
        transport.deliver(letter())
        transport.close()
    assert sink.mails == [letter().data]


def test_one_connection_is_kept_for_many_mails() -> None:
    with Sink().running() as sink:
        transport = SmtpTransport(sink.settings())
        for number in range(20):
            transport.deliver(letter(number))
        transport.close()
    assert sink.connections == 1
    assert len(sink.mails) == 20
    assert sink.lines[-1] == "QUIT"


@pytest.mark.parametrize("how", ["", "421 4.4.2 timeout"])
def test_a_kept_connection_that_the_server_has_closed_is_opened_again(how: str) -> None:
    mails = 0

    def script(line: str) -> str | None:
        nonlocal mails
        if line.upper().startswith("MAIL"):
            mails += 1
            return how if mails == 2 else None
        return None

    with Sink(script).running() as sink:
        transport = SmtpTransport(sink.settings())
        results = [transport.deliver(letter(number))[0].result for number in range(3)]
        transport.close()
    assert results == [Result.ACCEPTED] * 3
    assert sink.connections == 2
    assert sink.mails == [letter(number).data for number in range(3)]


def test_no_line_of_a_text_can_end_the_mail_early() -> None:
    data = b"Subject: x\r\n\r\n.\r\nMAIL FROM:<x@x.example>\n.\nRCPT TO:<y@y.example>\r.\rslut"
    with Sink().running() as sink:
        transport = SmtpTransport(sink.settings())
        transport.deliver(Envelope("<1@x>", "a@region.example", ("b@region.example",), data))
        transport.close()
    assert sink.mails == [
        b"Subject: x\r\n\r\n.\r\nMAIL FROM:<x@x.example>\r\n.\r\nRCPT TO:<y@y.example>\r\n.\r\nslut\r\n"
    ]
    assert sum(line.upper().startswith(("MAIL", "RCPT")) for line in sink.lines) == 2


def test_no_secret_and_no_address_leaks(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    """A canary password and a canary address against everything that could show them."""
    caplog.set_level(logging.DEBUG)
    _, settings = start("starttls", user="annan")
    transport = SmtpTransport(settings)
    shown = [repr(transport), str(transport), repr(settings), str(settings)]
    with pytest.raises(TransportError) as caught:
        transport.deliver(letter(1, READER))
    error = caught.value
    shown += [str(error), repr(error), error.detail, error.text.sv, caplog.text]
    shown += traceback.format_exception(error)
    refusing = Sink(lambda line: f"550 <{READER}> unknown" if line.upper().startswith("RCPT") else None)
    with refusing.running() as sink:
        shown.append(repr(once(sink.settings(), letter(1, READER))[0].detail))
    assert not [text for text in shown if "kanarie" in text]


def test_a_server_that_echoes_the_login_tells_nobody() -> None:
    from arshjul.transports.redact import redact
    from arshjul.transports.smtp_open import _b64, secrets_of

    settings = SmtpSettings(host="x", user="arshjul", password=Secret(PASSWORD))
    for shape in (PASSWORD, _b64(PASSWORD), _b64(f"\0arshjul\0{PASSWORD}")):
        assert redact(f"535 bad: {shape}", *secrets_of(settings)) == "535 bad: ***"
