"""One mail over an open SMTP connection, and what became of each recipient."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator, Mapping

from arshjul.config import SmtpSettings
from arshjul.errors import TransportError
from arshjul.model.delivery import Envelope, Receipt, Result
from arshjul.text import Text
from arshjul.transports.address import wire_address
from arshjul.transports.redact import redact
from arshjul.transports.smtp_open import secrets_of
from arshjul.transports.smtp_session import SmtpSession

_ENDINGS = re.compile(rb"\r\n|\r|\n")
_DOTS = re.compile(rb"(?m)^\.")
_RESERVE = 0.25
"""The share of the deadline kept for the answer to the final dot: a mail is better put off than left uncertain."""


class GoneError(Exception):
    """The connection failed before the final dot: nobody has the mail. A kept connection may simply be stale.

    Its text is what the server said last, if anything.
    """


def hand_over(session: SmtpSession, envelope: Envelope, settings: SmtpSettings) -> tuple[Receipt, ...]:
    """MAIL, RCPT for each, DATA, the dot. RFC 5321 section 3.3.

    Raises GoneError when the connection fails before the dot, TransportError when the sender itself is refused.
    """
    wires, outcomes = _wires(session, envelope)
    try:
        if wires and _announce(session, envelope.sender, wires, outcomes, settings):
            session.send(_stuffed(envelope.data))
            session.deadline.keep(_RESERVE)
    except (OSError, smtplib.SMTPException):
        raise GoneError from None
    waiting = [recipient for recipient in envelope.recipients if recipient not in outcomes]
    if waiting:
        final = _final_dot(session, settings)
        outcomes.update({recipient: Receipt(recipient, *final) for recipient in waiting})
    else:
        _reset(session)
    return tuple(outcomes[recipient] for recipient in envelope.recipients)


def _wires(session: SmtpSession, envelope: Envelope) -> tuple[dict[str, str], dict[str, Receipt]]:
    """Each recipient's address as the server shall see it, and the receipts of those that it never will."""
    outcomes: dict[str, Receipt] = {}
    wires: dict[str, str] = {}
    utf8 = bool(session.has_extn("smtputf8"))
    for recipient in envelope.recipients:
        wire = wire_address(recipient)
        if wire is None:
            outcomes[recipient] = Receipt(recipient, Result.REFUSED, "ingen giltig adress / not a valid address")
        elif not wire.isascii() and not utf8:
            detail = "servern saknar SMTPUTF8, som å, ä, ö före @ kräver / the server lacks SMTPUTF8"
            outcomes[recipient] = Receipt(recipient, Result.REFUSED, detail)
        else:
            wires[recipient] = wire
    return wires, outcomes


def _announce(
    session: SmtpSession, sender: str, wires: Mapping[str, str], outcomes: dict[str, Receipt], settings: SmtpSettings
) -> bool:
    """Say who writes to whom, and DATA, filling in `outcomes` with what is thereby decided. True when the server waits
    for the mail; it goes to the recipients without an outcome."""
    international = not all(wire.isascii() for wire in wires.values())
    session.command_encoding = "utf-8" if international else "ascii"
    options = " SMTPUTF8 BODY=8BITMIME" if international else ""
    answers = session.ask([f"MAIL FROM:{smtplib.quoteaddr(sender)}{options}", *map(_rcpt, wires.values()), "DATA"])
    code, words = next(answers)
    if code != 250:
        outcomes.update(_sender_refused(session, wires, code, words, settings))
        return False
    for recipient in wires:
        code, words = next(answers)
        if code not in (250, 251, 252):
            outcomes[recipient] = Receipt(recipient, _verdict(code, full=True), _said(code, words, settings))
        if code == 421:
            outcomes.update(_leaving(session, outcomes, wires, _said(code, words, settings)))
            return False
    waiting = [recipient for recipient in wires if recipient not in outcomes]
    if not waiting:
        _take_back(session, answers)
        return False
    return _data(session, answers, waiting, outcomes, settings)


def _rcpt(wire: str) -> str:
    return f"RCPT TO:{smtplib.quoteaddr(wire)}"


def _sender_refused(
    session: SmtpSession, wires: Mapping[str, str], code: int, words: bytes, settings: SmtpSettings
) -> dict[str, Receipt]:
    """A 4xx puts the mail off. A 5xx is about the sender or the login, hence about every mail."""
    said = _said(code, words, settings)
    session.close()
    if code >= 500:
        text = Text(f"servern {settings.host} godtar inte avsändaren: {said}",
                    f"the server {settings.host} does not accept the sender: {said}")  # fmt: skip
        raise TransportError(text.en, permanent=True, text=text)
    if code == 421:
        raise GoneError(said)
    return {recipient: Receipt(recipient, Result.DEFERRED, said) for recipient in wires}


def _leaving(
    session: SmtpSession, outcomes: dict[str, Receipt], wires: Mapping[str, str], said: str
) -> dict[str, Receipt]:
    """421: the server hangs up. Nobody has the mail; those not refused for good are put off."""
    session.close()
    return {recipient: Receipt(recipient, Result.DEFERRED, said) for recipient in wires} | outcomes


def _data(
    session: SmtpSession,
    answers: Iterator[tuple[int, bytes]],
    waiting: list[str],
    outcomes: dict[str, Receipt],
    settings: SmtpSettings,
) -> bool:
    """DATA. False when the server will not have the mail now; then `outcomes` says so for everyone waiting."""
    code, words = next(answers)
    if code == 354:
        return True
    if code == -1:
        raise smtplib.SMTPServerDisconnected("no SMTP answer")
    said = _said(code, words, settings)
    outcomes.update({recipient: Receipt(recipient, _verdict(code), said) for recipient in waiting})
    if code == 421:
        session.close()
    return False


def _take_back(session: SmtpSession, answers: Iterator[tuple[int, bytes]]) -> None:
    """Nobody is to have the mail. Where DATA has gone ahead and the server wants it all the same, hang up, so that not
    even an empty one can leave (RFC 2920 section 3.1 would have a lone dot)."""
    if not session.pipelines:
        return
    try:
        code, _ = next(answers)
    except (OSError, smtplib.SMTPException):
        code = 421
    if code in (354, 421):
        session.close()


def _reset(session: SmtpSession) -> None:
    """Ready for the next mail, or closed: what became of this one is known whatever happens now."""
    try:
        if session.sock is not None:
            session.rset()
    except (OSError, smtplib.SMTPException):
        session.close()


def _final_dot(session: SmtpSession, settings: SmtpSettings) -> tuple[Result, str]:
    """From here on the server may have the mail, so everything but its clear word is uncertain."""
    try:
        session.send(b".\r\n")
        code, words = session.getreply()
    except (OSError, smtplib.SMTPException):
        session.close()
        return Result.UNCERTAIN, "inget svar efter slutpunkten / no answer after the final dot"
    if code == 421:
        session.close()
    if 200 <= code <= 299:
        return Result.ACCEPTED, _said(code, words, settings)
    if 400 <= code <= 599:
        return _verdict(code), _said(code, words, settings)
    session.close()
    return Result.UNCERTAIN, _said(code, words, settings)


def _verdict(code: int, *, full: bool = False) -> Result:
    """5xx is for good, everything else not now. RFC 5321 4.5.3.1.10: 552 to RCPT means «too many», which passes."""
    return Result.REFUSED if 500 <= code <= 599 and not (full and code == 552) else Result.DEFERRED


def _said(code: int, words: bytes, settings: SmtpSettings) -> str:
    return f"{code} {redact(words, *secrets_of(settings))}".strip()


def _stuffed(data: bytes) -> bytes:
    """CRLF everywhere and leading dots doubled (RFC 5321 section 4.5.2), so that no text can end the mail early."""
    whole = _ENDINGS.sub(b"\r\n", data)
    return _DOTS.sub(b"..", whole if whole.endswith(b"\r\n") else whole + b"\r\n")
