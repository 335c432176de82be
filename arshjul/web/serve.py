"""The server: a port of its own, one thread that looks at the files, and a clean stop."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime

import uvicorn

from arshjul import clock as machine_clock
from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.refusals import why_refused
from arshjul.systemd import notify
from arshjul.text import Text
from arshjul.usecases.stopping import stop_by_signal
from arshjul.web import journal
from arshjul.web.app import application
from arshjul.web.connection import Connection
from arshjul.web.live import Live

LOOK_EVERY = 2.0
"""Seconds between two looks at the files and the ledger."""
WRITE_EVERY = 0.5
"""Seconds between two writings of the log; a kill loses at most these."""
MOST_CONNECTIONS = 4096
WAITING_ROOM = 2048
"""Connections that the system keeps for us until we take them."""
PATIENCE = 5
"""Seconds that a stop waits for answers under way."""


class Server(uvicorn.Server):
    """Uvicorn, stopped by our own event: it would otherwise end the process by the signal instead of with 0."""

    def __init__(self, config: uvicorn.Config, stopping: threading.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or self._stopping.is_set()


def run(
    config: Config, host: str, port: int, said: Callable[[str], None], clock: Callable[[], datetime] = machine_clock.now
) -> None:
    """Serve until SIGTERM, SIGINT or SIGHUP. `said` is told the address. Raises ArshjulError when the port cannot be
    had."""
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    live = Live(config, clock)
    with open_port(host, port) as listening, ThreadPoolExecutor(1, "arshjul-site") as worker, stop_by_signal() as stop:
        worker.submit(live.look).result()
        _more_files()
        kept = journal.Journal(sys.stderr.write)
        settings = uvicorn.Config(
            application(live, worker, kept), http=Connection, ws="none", lifespan="off", proxy_headers=False,
            access_log=False, log_config=None, server_header=False, backlog=WAITING_ROOM,
            limit_concurrency=MOST_CONNECTIONS, timeout_graceful_shutdown=PATIENCE,
        )  # fmt: skip
        said(_address(listening))
        notify("READY=1")
        with asyncio.Runner(loop_factory=settings.get_loop_factory()) as runner:
            runner.run(_serve(Server(settings, stop), listening, live, worker, kept))
        notify("STOPPING=1")
    journal.log.info("stopped")


async def _serve(server: Server, listening: socket.socket, live: Live, worker: Executor, kept: journal.Journal) -> None:
    meanwhile = [asyncio.create_task(_keep_looking(live, worker)), asyncio.create_task(_keep_writing(kept))]
    try:
        await server.serve([listening])
    finally:
        for task in meanwhile:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        with suppress(OSError):
            kept.flush()


async def _keep_writing(kept: journal.Journal) -> None:
    """A log that nobody takes any more, or a full disk, is no reason to stop answering."""
    while True:
        await asyncio.sleep(WRITE_EVERY)
        with suppress(OSError):
            kept.flush()


async def _keep_looking(live: Live, worker: Executor) -> None:
    """Look again and again. A fault in a look changes nothing that is shown."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        try:
            await asyncio.get_running_loop().run_in_executor(worker, live.look)
        except Exception as error:
            journal.fault(error)
        notify("WATCHDOG=1")


def open_port(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises ArshjulError."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=WAITING_ROOM)
    except OSError as error:
        raise _refused(host, port, error) from error


def _refused(host: str, port: int, error: OSError) -> ArshjulError:
    other = Text(f"välj en annan port: --port {port + 1}", f"choose another port: --port {port + 1}")
    if error.errno == errno.EADDRINUSE:
        return ArshjulError(
            Text(f"port {port} används redan på {host}", f"port {port} is in use already on {host}"),
            Text(f"stoppa det program som har den, eller {other.sv}", f"stop the program that has it, or {other.en}"),
        )
    if error.errno == errno.EACCES:
        return ArshjulError(
            Text(f"du har inte rätt att öppna port {port}", f"you may not open port {port}"),
            Text("välj en port över 1023", "choose a port above 1023"),
        )
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return ArshjulError(
            Text(f"datorn har inte adressen {host}", f"this computer does not have the address {host}"),
            Text("skriv  --host 127.0.0.1  eller  --host 0.0.0.0", "write  --host 127.0.0.1  or  --host 0.0.0.0"),
        )
    why = why_refused(error)
    return ArshjulError(Text(f"port {port} går inte att öppna: {why.sv}", f"port {port} cannot be opened: {why.en}"))


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _more_files() -> None:
    """Room for as many readers as we take: the usual 1024 open files are too few."""
    try:
        import resource
    except ImportError:  # Windows counts otherwise
        return
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + 256
    if now != resource.RLIM_INFINITY and now < wanted:
        wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
