"""Mail over SMTP: kept connections, a total deadline for each mail, and no more a minute than allowed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Mapping

from arshjul.config import SmtpSettings
from arshjul.errors import TransportError
from arshjul.model.delivery import Envelope, Receipt
from arshjul.text import Text
from arshjul.transports.base import Capabilities
from arshjul.transports.rate import RateLimit
from arshjul.transports.smtp_open import open_session
from arshjul.transports.smtp_session import Deadline, SmtpSession
from arshjul.transports.smtp_talk import GoneError, hand_over

LONGEST = 60
"""Seconds: no mail waits longer than this for a server, whatever the settings say."""
_CONNECTIONS = 10
_A_MINUTE_EACH = 60
"""Mails a minute that one connection manages over a slow link: fewer connections when the rate limit asks for no more.
Exchange Online takes 30 mails a minute over at most three."""
_KEEP = 20.0
"""Seconds that an idle connection is trusted; later a firewall may have dropped it without a word."""


class SmtpTransport:
    """Safe to use from several threads: each mail takes a kept connection or opens one.

    `clock` counts seconds, monotonically; `sleep` waits. Tests put in their own for the rate limit.
    """

    name = "smtp"

    def __init__(
        self,
        settings: SmtpSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._rate = RateLimit(settings.per_minute, clock, sleep)
        self._idle: deque[tuple[SmtpSession, float]] = deque()

    @property
    def capabilities(self) -> Capabilities:
        rate = self._settings.per_minute
        useful = min(max(rate // _A_MINUTE_EACH, 1), _CONNECTIONS) if rate > 0 else _CONNECTIONS
        return Capabilities(leaves_machine=True, connections=useful, per_minute=rate)

    def check(self) -> Text:
        """Connect, greet, encrypt, log in, NOOP, and leave. Sends nothing."""
        settings = self._settings
        session = open_session(settings, self._deadline())
        code, _ = session.noop()
        session.leave()
        if code != 250:
            text = Text(f"servern {settings.host} svarade {code} på NOOP", f"{settings.host} answered {code} to NOOP")
            raise TransportError(text.en, permanent=False, text=text)
        how = {"starttls": "STARTTLS", "tls": "TLS"}.get(settings.security, "")
        sv = "".join((f", {how}" if how else ", okrypterat", ", inloggad" if settings.user else ", utan inloggning"))
        en = "".join((f", {how}" if how else ", unencrypted", ", logged in" if settings.user else ", without login"))
        where = f"{settings.host}:{settings.port}"
        return Text(f"Servern {where} svarar{sv}.", f"The server {where} answers{en}.")

    def pause(self, under_way: int) -> float:
        return self._rate.pause(under_way)

    def deliver(self, envelope: Envelope) -> tuple[Receipt, ...]:
        with self._rate.place():
            deadline = self._deadline()
            kept = self._kept(deadline)
            try:
                return self._over(kept or open_session(self._settings, deadline), envelope)
            except GoneError as gone:
                # Only a kept connection may be tried again at once: the server had closed it, and has no part of
                # the mail. What fails on a fresh one is for the caller's back-off.
                if kept is None:
                    raise self._lost(gone) from None
            try:
                return self._over(open_session(self._settings, deadline), envelope)
            except GoneError as gone:
                raise self._lost(gone) from None

    def read_back(self, uids: Collection[str]) -> Mapping[str, tuple[bytes, ...]]:  # noqa: ARG002 - the protocol's signature
        return {}

    def close(self) -> None:
        """Say QUIT on every kept connection, without waiting long."""
        while self._idle:
            session, _ = self._idle.pop()
            session.deadline = Deadline(2.0, time.monotonic)
            session.leave()

    def _deadline(self) -> Deadline:
        return Deadline(min(self._settings.seconds, LONGEST), time.monotonic)

    def _kept(self, deadline: Deadline) -> SmtpSession | None:
        """A connection left by an earlier mail, if it is still young enough to be trusted."""
        while self._idle:
            try:
                session, since = self._idle.pop()
            except IndexError:  # another thread took the last one between the test and here
                return None
            if time.monotonic() - since <= _KEEP:
                session.deadline = deadline
                return session
            session.close()
        return None

    def _over(self, session: SmtpSession, envelope: Envelope) -> tuple[Receipt, ...]:
        """Hand the mail over, and keep the connection if it is in a clean state afterwards."""
        try:
            receipts = hand_over(session, envelope, self._settings)
        except BaseException:
            session.close()
            raise
        if session.sock is not None:
            self._idle.append((session, time.monotonic()))
        return receipts

    def _lost(self, gone: GoneError) -> TransportError:
        where = f"{self._settings.host}:{self._settings.port}"
        said = f": {gone}" if str(gone) else ""
        text = Text(f"förbindelsen med {where} bröts innan brevet var överlämnat{said}",
                    f"the connection to {where} broke before the mail was handed over{said}")  # fmt: skip
        return TransportError(text.en, permanent=False, text=text)
