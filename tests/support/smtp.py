"""Real SMTP servers on loopback: aiosmtpd where it behaves, and a scripted one where it must misbehave."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from arshjul.config import SmtpSettings
from arshjul.model.delivery import Envelope, Receipt
from arshjul.transports.smtp import SmtpTransport

Script = Callable[[str], str | None]
"""What a line from the client is answered with; None takes the ordinary answer, "" hangs up without a word."""


@dataclass
class Sink:
    """A server that follows RFC 5321 unless `script` says otherwise. Keeps whole mails in `mails`.

    `drip` seconds pass between the bytes of every answer to the verbs in `dripping`; "." is the final dot.
    """

    script: Script = lambda line: None
    extensions: tuple[str, ...] = ()
    dripping: tuple[str, ...] = ()
    drip: float = 0.05
    mails: list[bytes] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    _open: list[socket.socket] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[Sink]:
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port = server.getsockname()[1]
            thread = threading.Thread(target=self._accept, args=(server,), daemon=True)
            thread.start()
            try:
                yield self
            finally:
                server.shutdown(socket.SHUT_RDWR)
                for client in self._open:
                    client.close()
                thread.join(5)

    def settings(self, **keys: object) -> SmtpSettings:
        given: dict[str, object] = {"host": "127.0.0.1", "port": self.port, "security": "none", "per_minute": 0}
        return SmtpSettings(**{**given, **keys})  # type: ignore[arg-type]  # the keys are checked by the tests' use

    def _accept(self, server: socket.socket) -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(client)
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        try:
            with client, client.makefile("rb") as lines:
                self._say(client, "HELLO", "220 sink ESMTP")
                while line := lines.readline().decode("utf-8", "replace").rstrip("\r\n"):
                    self.lines.append(line)
                    if not self._answer(client, lines, line):
                        return
        except (OSError, ValueError):
            return  # the client, or the end of the test, closed the connection

    def _answer(self, client: socket.socket, lines: object, line: str) -> bool:
        verb = line.split(" ", 1)[0].upper()
        answer = self.script(line)
        if answer is None:
            answer = {"EHLO": self._ehlo(), "DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok")
        if not self._say(client, verb, answer) or verb == "QUIT" or answer.startswith("421"):
            return False
        if verb == "DATA" and answer.startswith("354"):
            mail = _until_dot(lines)
            if mail is None:
                return False
            self.mails.append(mail)
            final = self.script(".")
            return self._say(client, ".", "250 queued" if final is None else final)
        return True

    def _ehlo(self) -> str:
        words = ["sink", *self.extensions]
        return "\r\n".join(f"250{' ' if n == len(words) else '-'}{word}" for n, word in enumerate(words, 1))

    def _say(self, client: socket.socket, verb: str, answer: str) -> bool:
        if not answer:
            return False
        data = f"{answer}\r\n".encode()
        if verb not in self.dripping:
            client.sendall(data)
            return True
        for byte in data * 1000:  # far longer than any deadline in a test
            client.sendall(bytes([byte]) if byte not in b"\r\n" else b"x")
            time.sleep(self.drip)
        return True


def _until_dot(lines: object) -> bytes | None:
    """The mail, or None when the client hung up in the middle of it."""
    found = []
    while (line := lines.readline()) != b".\r\n":  # type: ignore[attr-defined]  # a binary file
        if not line:
            return None
        found.append(line[1:] if line.startswith(b"..") else line)
    return b"".join(found)


def letter(number: int = 0, *recipients: str, data: bytes = b"") -> Envelope:
    """A small envelope with a Message-ID of its own."""
    id = f"<{number}.arshjul@region.example>"
    head = f"Date: Sun, 16 May 2027 07:30:00 +0200\r\nMessage-ID: {id}\r\nSubject: nummer {number}\r\n\r\n".encode()
    whom = recipients or ("siv@region.example",)
    return Envelope(id, "arshjul@region.example", whom, data or head + b"Hej!\r\n.en punkt f\xc3\xb6rst\r\n")


def once(settings: SmtpSettings, envelope: Envelope) -> tuple[Receipt, ...]:
    """Deliver over a transport of its own."""
    with closing(SmtpTransport(settings)) as transport:
        return transport.deliver(envelope)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
