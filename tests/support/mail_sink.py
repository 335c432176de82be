"""A real SMTP server (aiosmtpd) that counts what arrived whole, by recipient."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from arshjul.config import SmtpSettings
from tests.support.smtp import free_port

Answer = Callable[[str], str]
"""What the final dot is answered with, given the recipient; "" hangs up without a word."""


@dataclass
class MailSink:
    """`arrived` counts mails that the server has answered for, or could have: the final dot was seen.

    `mails` are those, whole, each with its recipient.
    """

    answer: Answer = lambda recipient: "250 OK"
    arrived: Counter[str] = field(default_factory=Counter)
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (recipient,) = envelope.rcpt_tos
        words = self.answer(recipient)
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        if words.startswith("250") or not words:
            self.arrived[recipient] += 1
            self.mails.append((recipient, content))
        self.ids += [line.decode() for line in content.split(b"\r\n") if line.lower().startswith(b"message-id:")]
        if not words:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return words or "421 gone"

    @contextmanager
    def running(self) -> Iterator[MailSink]:
        controller = Controller(self, hostname="127.0.0.1", port=free_port())
        controller.start()
        try:
            self.port = controller.port
            yield self
        finally:
            controller.stop()

    def settings(self) -> SmtpSettings:
        return SmtpSettings(host="127.0.0.1", port=self.port, security="none", per_minute=0, seconds=20)
