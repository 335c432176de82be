"""One SMTP connection under a total deadline, whatever the other side does."""

from __future__ import annotations

import io
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


class Deadline:
    """An instant after which nothing more is waited for. `clock` counts seconds, monotonically."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds = seconds
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds left; raises TimeoutError when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError("the total deadline has passed")
        return left

    def keep(self, share: float) -> None:
        """Raise TimeoutError unless at least `share` of the whole time is left."""
        if self.left() < share * self._seconds:
            raise TimeoutError("too little of the deadline is left")


class _Reader(io.RawIOBase):
    """Reads the socket with what is left of the deadline before *each* read.

    A socket's own timeout starts again with every byte, so a server that drips one byte a second would hold us for
    hours.
    """

    def __init__(self, connection: socket.socket, session: SmtpSession) -> None:
        super().__init__()
        self._connection = connection
        self._session = session

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._connection.settimeout(self._session.deadline.left())
        return self._connection.recv_into(buffer)


class SmtpSession(smtplib.SMTP):
    """smtplib's client with a deadline that covers everything until it is renewed.

    `deadline` is set anew for each mail. Name look-ups are the resolver's and keep to its own limits.
    """

    def __init__(self, deadline: Deadline) -> None:
        self.deadline = deadline
        super().__init__(local_hostname=_our_name())

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # noqa: ARG002 - smtplib's hook
        """smtplib's hook. Each address of the host gets what is left, not the whole time again."""
        last: OSError = OSError("no address")
        for family, kind, protocol, _, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(self.deadline.left())
                connection.connect(where)
            except OSError as error:
                connection.close()
                last = error
            else:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connection
        raise last

    def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """TLS over the connection; certificate and name are checked by `context`."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        self.sock.settimeout(self.deadline.left())
        self.sock = context.wrap_socket(self.sock, server_hostname=host)
        self.file = None
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(_Reader(self.sock, self))
        return super().getreply()

    def send(self, s: ReadableBuffer | str) -> None:
        """All of `s` before the deadline. An encrypted socket's own sendall starts its clock again for each record."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        view = memoryview(s.encode(self.command_encoding) if isinstance(s, str) else s)
        try:
            while view:
                self.sock.settimeout(self.deadline.left())
                view = view[self.sock.send(view[:65536]) :]
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(type(error).__name__) from None

    @property
    def pipelines(self) -> bool:
        """Whether the server takes several commands at once (RFC 2920)."""
        return bool(self.has_extn("pipelining"))

    def ask(self, commands: Sequence[str]) -> Iterator[tuple[int, bytes]]:
        """The answer to each command in turn: one round trip for all where the server pipelines, else one each, and
        then no command goes before the one ahead of it is answered.

        Raises SMTPServerDisconnected at what is no answer, when it could belong to any of several commands.
        """
        if not self.pipelines:
            for command in commands:
                yield self.docmd(command)
            return
        if any(end in command for command in commands for end in "\r\n"):
            raise ValueError("a command holds a line break")
        self.send("".join(f"{command}\r\n" for command in commands))
        for _ in commands:
            code, words = self.getreply()
            if code == -1:
                raise smtplib.SMTPServerDisconnected("no SMTP answer")
            yield code, words

    def leave(self) -> None:
        """Say QUIT if there is time, and close whatever happens."""
        try:
            if self.sock is not None:
                self.docmd("QUIT")
        except (OSError, smtplib.SMTPException):
            pass  # the other side is gone: that is what we wanted
        finally:
            self.close()


def _our_name() -> str:
    """What EHLO says. `socket.getfqdn` may hang on a name look-up, so only the machine's own word is used."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
