"""Run as a program: rounds of reminders in forked processes that die, or lose their disk, at a chosen point.

`python -m tests.torture.scene FOLDER PORT LATER WAY POINT…` prints one line of JSON a point:
{"point", "died", "exit", "after", "between": {reader: state}, "states": {reader: state}}. The struck round sends to the
server at PORT and the whole round that follows to the one at LATER; `between` is what the ledger says then. WAY says
what the points count:
steps   every SQL statement, fsync, rename and SMTP exchange of the round, before and after (no tool needed);
wide    the same, with as many connections as the transport cares to open;
NAME    the system call NAME, whose FATALth use strace makes fatal or failing: it is called until `POINT` are left.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from arshjul.config import SmtpSettings
from arshjul.errors import ArshjulError, LedgerError
from arshjul.ledger import open_ledger, opening
from arshjul.ledger.store import LEASE
from arshjul.model.delivery import DeliveryState
from arshjul.transports.memory import MemoryTransport
from arshjul.transports.smtp import SmtpTransport
from arshjul.transports.smtp_session import SmtpSession
from arshjul.usecases.remind import remind_once
from tests.support.reminding import DUE, Clock, small_wheel, world

FATAL = 300
"""Which use of the system call strace strikes at: more than the whole round that follows makes of any."""
READERS = 4


class Countdown:
    """Kills the process without warning at the `left`th step."""

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.step()
            result = function(*args, **kwargs)
            self.step()
            return result

        return counted


def arm(point: int) -> Countdown:
    """Count everything that touches the disk or the network."""
    countdown = Countdown(point)
    connect = opening.connect

    def traced(path: Path, *, read_only: bool) -> sqlite3.Connection:
        connection = connect(path, read_only=read_only)
        connection.set_trace_callback(countdown.step)
        return connection

    opening.connect = traced
    os.fsync = countdown.around(os.fsync)
    Path.replace = countdown.around(Path.replace)  # type: ignore[method-assign]  # the point of the scene
    SmtpSession.send = countdown.around(SmtpSession.send)  # type: ignore[method-assign]  # the same
    SmtpSession.getreply = countdown.around(SmtpSession.getreply)  # type: ignore[method-assign]  # the same
    return countdown


def burn(call: str, left: int) -> None:
    """Use up the system call until `left` uses remain before the fatal one."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    calls: dict[str, Callable[[], object]] = {
        "pwrite64": lambda: os.pwrite(nowhere, b"", 0),
        "fdatasync": lambda: os.fdatasync(nowhere),
        "fsync": lambda: os.fsync(nowhere),
    }
    for _ in range(FATAL - left):
        with suppress(OSError):  # EINVAL: there is nothing to sync in /dev/null; it counts all the same
            calls[call]()


def go(folder: Path, port: int, way: str, point: int, clock: Clock) -> None:
    """One round, over one connection unless `way` is "wide" (a limit of 60 a minute needs no more).

    `point` is in every address, so that the server can tell the rounds apart.
    """
    per_minute = 0 if way == "wide" else 60
    settings = SmtpSettings(host="127.0.0.1", port=port, security="none", per_minute=per_minute, seconds=20)
    wheel = small_wheel(readers=READERS, prefix=f"p{point}-")
    remind_once(world(folder, SmtpTransport(settings), clock, wheel))


def in_child(work: Callable[[], object]) -> int:
    """Run `work` in a fork; its wait status. 1 when it ended with an error that a person may read."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            work()
            code = 0
        except ArshjulError:
            code = 1
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def states(folder: Path) -> dict[str, str]:
    """What the ledger holds, read in a fork: this process must not use up the system calls that strace counts."""
    told = folder / "states.json"
    in_child(lambda: told.write_text(json.dumps(ledger_states(folder))))
    found: dict[str, str] = json.loads(told.read_text())
    return found


def ledger_states(folder: Path) -> dict[str, str]:
    """Nothing when the disk failed before there was a ledger."""
    path = folder / "var" / "arshjul.db"
    try:
        with open_ledger(path, read_only=True) as ledger:
            return {row.delivery.key.whom: state.value for state in DeliveryState for row in ledger.rows(state)}
    except LedgerError:
        return {}


def play(folder: Path, port: int, later: int, way: str, point: int) -> dict[str, object]:
    """The fatal round, then a whole one when the dead one's lease is over."""

    def fatal() -> None:
        if way in ("steps", "wide"):
            arm(point)
        else:
            burn(way, point)
        go(folder, port, way, point, Clock(DUE))

    status = in_child(fatal)
    between = states(folder)
    after = in_child(lambda: go(folder, later, way, point, Clock(DUE + LEASE)))
    return {
        "point": point,
        "died": os.WIFSIGNALED(status),
        "exit": os.waitstatus_to_exitcode(status),
        "after": os.waitstatus_to_exitcode(after),
        "between": between,
        "states": states(folder),
    }


def warm_up() -> None:
    """Import everything a round needs once, before the forks."""
    with TemporaryDirectory() as folder:
        remind_once(world(Path(folder), MemoryTransport(), Clock(DUE)))


def main(folder: str, port: str, later: str, way: str, *points: str) -> None:
    warm_up()
    for point in points:
        result = play(Path(folder) / point, int(port), int(later), way, int(point))
        sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
