"""The real `arshjul web` in a process of its own on loopback, and a reader that sends exactly what it is told."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.cli import environment

PATIENCE = 20.0
"""Seconds that a test waits for what should happen at once."""


@dataclass(frozen=True, slots=True)
class Got:
    """`headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Running:
    """A server and where it writes. `get` asks it on one kept connection a call."""

    port: int
    process: subprocess.Popen[bytes]
    log_file: Path
    out_file: Path
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Got:
        """`accept_encoding="gzip"` becomes Accept-Encoding: gzip."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            response = connection.getresponse()
            return Got(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def raw(self, data: bytes, seconds: float = PATIENCE) -> bytes:
        """Send bytes as they are; everything that comes back until the other side closes or is silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as reader:
            reader.sendall(data)
            return read_all(reader)

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8")

    def until(self, words: str, count: int = 1) -> None:
        """Wait until the log has said it so many times."""
        wait_for(lambda: self.log.count(words) >= count, f"«{words}» in {self.log}")

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def read_all(reader: socket.socket) -> bytes:
    found = b""
    try:
        while data := reader.recv(65536):
            found += data
    except (TimeoutError, ConnectionResetError):
        pass
    return found


def wait_for(ready: object, what: str) -> None:
    assert callable(ready)
    until = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.05)


@contextmanager
def serving(
    folder: Path,
    *words: str,
    program: Sequence[str | Path] = (sys.executable, "-m", "arshjul"),
    environ: Mapping[str, str] | None = None,
) -> Iterator[Running]:
    """`arshjul web` in `folder`, on a port that the system chooses. `program` is how arshjul is started."""
    log, out = folder / "web.log", folder / "web.out"
    command = [*program, "web", "--port", "0", *words]
    with log.open("wb") as err, out.open("wb") as std:
        process = subprocess.Popen(command, cwd=folder, env=environ or environment(), stdout=std, stderr=err)
    try:
        wait_for(lambda: b"\n" in out.read_bytes() or process.poll() is not None, "the address")
        said = out.read_text("utf-8")
        assert ":" in said, log.read_text("utf-8")
        yield Running(int(said.rstrip().rstrip("/").rpartition(":")[2]), process, log, out)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)


def touch_later(path: Path, text: str) -> None:
    """Write as an editor does: whole, by a rename."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
