"""From nothing to a session that may send: connect, greet, encrypt, log in, and say what went wrong."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl

from arshjul.config import Secret, SmtpSettings, password_problem
from arshjul.errors import TransportError
from arshjul.refusals import why_refused
from arshjul.text import Text
from arshjul.transports.redact import redact
from arshjul.transports.smtp_session import Deadline, SmtpSession


def open_session(settings: SmtpSettings, deadline: Deadline) -> SmtpSession:
    """A connection that is greeted, encrypted and logged in as `settings` say.

    Raises TransportError: permanent when the settings must be mended (certificate, STARTTLS missing, password).
    """
    session = SmtpSession(deadline)
    try:
        _open(session, settings)
    except TransportError:
        session.close()
        raise
    except (OSError, smtplib.SMTPException) as error:
        session.close()
        raise _fault(error, settings) from None
    return session


def _open(session: SmtpSession, settings: SmtpSettings) -> None:
    context = ssl.create_default_context(cafile=settings.ca_file) if settings.security != "none" else None
    if context and settings.security == "tls":
        session.sock = session._get_socket(settings.host, settings.port, 0)
        session.encrypt(context, settings.host)
        greeting = session.getreply()
    else:
        greeting = session.connect(settings.host, settings.port)
    if greeting[0] != 220:
        raise smtplib.SMTPConnectError(*greeting)
    _greet(session)
    if context and settings.security == "starttls":
        _start_tls(session, settings, context)
    if settings.user:
        _log_in(session, settings)


def _greet(session: SmtpSession) -> None:
    """EHLO. No HELO after a refusal: what a server says then is worth hearing, and none is so old."""
    code, words = session.ehlo()
    if code != 250:
        raise smtplib.SMTPResponseException(code, words)


def _start_tls(session: SmtpSession, settings: SmtpSettings, context: ssl.SSLContext) -> None:
    if not session.has_extn("starttls"):
        raise _permanent(
            f"servern {settings.host} erbjuder inte STARTTLS; inget skickas okrypterat",
            f"the server {settings.host} does not offer STARTTLS; nothing is sent unencrypted",
        )
    code, words = session.docmd("STARTTLS")
    if code != 220:
        raise smtplib.SMTPResponseException(code, words)
    session.encrypt(context, settings.host)
    _greet(session)


def _log_in(session: SmtpSession, settings: SmtpSettings) -> None:
    """AUTH PLAIN (RFC 4616) or LOGIN, in UTF-8, which smtplib's own cannot; never over a connection in the clear."""
    if settings.security == "none":
        raise _permanent(
            f"lösenordet skickas inte okrypterat till {settings.host}: sätt security till starttls eller tls",
            f"the password is not sent unencrypted to {settings.host}: set security to starttls or tls",
        )
    if problem := password_problem(settings):
        raise _permanent(problem.message.sv, problem.message.en)
    offered = session.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        code, words = session.docmd("AUTH", "PLAIN " + _b64(f"\0{settings.user}\0{settings.password.value}"))
    elif "LOGIN" in offered:
        code, words = session.docmd("AUTH", "LOGIN")
        for answer in (settings.user, settings.password.value):
            if code == 334:
                code, words = session.docmd(_b64(answer))
    else:
        raise _permanent(
            f"servern {settings.host} erbjuder ingen inloggning som stöds (PLAIN eller LOGIN)",
            f"the server {settings.host} offers no login that is supported (PLAIN or LOGIN)",
        )
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, words)


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def secrets_of(settings: SmtpSettings) -> tuple[Secret, ...]:
    """Every shape in which the password goes over the wire, longest first, so that a server's echo tells nobody."""
    password = settings.password.value
    shapes = (_b64(f"\0{settings.user}\0{password}"), _b64(password), password) if password else ()
    return tuple(Secret(shape) for shape in shapes)


def _permanent(sv: str, en: str) -> TransportError:
    return TransportError(en, permanent=True, text=Text(sv, en))


def _fault(error: Exception, settings: SmtpSettings) -> TransportError:
    """What went wrong on the way in, as one sentence; `error` itself is dropped, since it may hold what was sent."""
    where = f"{settings.host}:{settings.port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return _permanent(
            f"certifikatet från {where} går inte att lita på ({error.verify_message}); är det ert eget, ange ca_file",
            f"the certificate of {where} cannot be trusted ({error.verify_message}); set ca_file if it is your own",
        )
    if isinstance(error, smtplib.SMTPAuthenticationError):
        words = redact(error.smtp_error, *secrets_of(settings))
        text = Text(f"servern {where} godtog inte inloggningen: {error.smtp_code} {words}",
                    f"the server {where} did not accept the login: {error.smtp_code} {words}")  # fmt: skip
        return TransportError(text.en, permanent=error.smtp_code >= 500, text=text)
    if isinstance(error, smtplib.SMTPResponseException):
        words = f"{error.smtp_code} {redact(error.smtp_error, *secrets_of(settings))}"
        text = Text(f"servern {where} svarade: {words}", f"the server {where} answered: {words}")
    elif isinstance(error, TimeoutError):
        text = Text(f"servern {where} svarade inte i tid", f"the server {where} did not answer in time")
    elif isinstance(error, socket.gaierror):
        text = Text(f"hittar ingen server som heter {settings.host}", f"finds no server named {settings.host}")
    else:
        why = _unreached(error)
        text = Text(f"når inte servern {where}: {why.sv}", f"cannot reach the server {where}: {why.en}")
    return TransportError(text.en, permanent=False, text=text)


def _unreached(error: Exception) -> Text:
    """The system's reasons in our words. TLS has numbers of its own, and smtplib none: theirs are told as they are."""
    if isinstance(error, OSError) and not isinstance(error, (ssl.SSLError, smtplib.SMTPException)):
        return why_refused(error)
    words = redact(str(getattr(error, "strerror", None) or type(error).__name__))
    return Text(words, words)
