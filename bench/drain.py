"""Drain reminders over SMTP, beside smtplib with one kept connection and no ledger.

    python bench/drain.py [MAILS] [ROUNDS]

The servers are aiosmtpd on loopback, each in a process of its own: one near, and two far, whose every answer takes
20 ms to come back, where up to ten connections must manage at least eight times what one does. One of the far ones
offers PIPELINING (RFC 2920), as Postfix, Exim and Exchange do, and smtplib makes nothing of it. Both sides hand over
byte-identical mails that are built outside the clock: the comparison is about what the ledger costs, its durable
commits. A third line near by shows the whole round as `remind --once` runs it, templates and .ics included. Demand: at
least 0.4 of smtplib. Sides alternate; medians, and the lowest and highest ratio of any round.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import operator
import random
import smtplib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Session

from arshjul.almanac.almanac import Almanac
from arshjul.config import Config, SmtpSettings
from arshjul.ledger import LedgerRow, open_ledger
from arshjul.model.delivery import DeliveryState, Envelope
from arshjul.model.people import Directory, Person
from arshjul.model.rhythm import Dates, ReminderRule, TimeRange
from arshjul.model.source import NOWHERE
from arshjul.model.wheel import Area, DayPolicy, MeetingSeries, ReminderKind, Wheel
from arshjul.planning.expand import expand
from arshjul.transports.smtp import SmtpTransport
from arshjul.usecases.book import WheelBook
from arshjul.usecases.drain import Sender, drain
from arshjul.usecases.remind import Round, remind_once

NOW = datetime(2027, 3, 5, 6, 30, tzinfo=UTC)
HOST, NEAR, FAR, PLAIN = "127.0.0.1", 2525, 2526, 2527
ROUND_TRIP = 0.02
FAR_MAILS = 300


Side = Callable[[Wheel, dict[str, Envelope], Path, int], float]


class Sink:
    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: ARG002, N802
        return "250 OK"


class PipeliningSink(Sink):
    async def handle_EHLO(  # noqa: N802 - aiosmtpd's hook, which it knows by its five names
        self,
        server: object,  # noqa: ARG002
        session: Session,
        envelope: object,  # noqa: ARG002
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]]


class Distant(SMTP):
    """Each answer arrives a round trip after the server gave it, however many are on their way."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.answers: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        self.link = self.loop.create_task(self.carry())
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.link.cancel()
        super().connection_lost(error)

    async def push(self, status: Any) -> None:  # str or bytes
        data = status.encode() if isinstance(status, str) else status
        self.answers.put_nowait((self.loop.time() + ROUND_TRIP, data + b"\r\n"))
        if data.startswith(b"221"):  # aiosmtpd hangs up next
            await self.answers.join()

    async def carry(self) -> None:
        while True:
            arrives, data = await self.answers.get()
            await asyncio.sleep(arrives - self.loop.time())
            self._writer.write(data)
            self.answers.task_done()


class DistantController(Controller):
    def factory(self) -> SMTP:
        return Distant(self.handler, **self.SMTP_kwargs)


def serve(port: int, ready: object) -> None:
    kind = Controller if port == NEAR else DistantController
    controller = kind(PipeliningSink() if port == FAR else Sink(), hostname=HOST, port=port)
    controller.start()
    ready.set()  # type: ignore[attr-defined]  # multiprocessing's Event has no public type
    while True:
        time.sleep(60)


def wheel_of(mails: int) -> Wheel:
    """One meeting with as many invited as there are mails to send."""
    from datetime import time as clock

    people = {f"p{n}": Person(f"p{n}", f"Åsa Öberg {n}", f"asa.oberg{n}@region.example") for n in range(mails)}
    meeting = MeetingSeries(
        id="styrgrupp",
        area="gemensamt",
        title="Styrgrupp S3",
        rhythm=Dates(((date(2027, 3, 9), NOWHERE),)),
        time=TimeRange(clock(9), clock(11)),
        place="Regionens hus, Östersund",
        invite=tuple(people),
        remind=(ReminderRule(-2, "ad", "paminnelse"),),
    )
    return Wheel(
        id="bench", title="Årshjul", year=2027, active=True, days=DayPolicy(holidays=""), directory=Directory(people),
        areas={"gemensamt": Area("gemensamt", "Gemensamt")}, series={"styrgrupp": meeting},
        reminders={"paminnelse": ReminderKind("paminnelse", ("inbjudna",))},
    )  # fmt: skip


class Prepared(WheelBook):
    """A book whose mails are built already, so that only the drain is timed."""

    ready: dict[str, Envelope]

    def envelope(self, config: Config, rows: Iterable[LedgerRow], now: datetime) -> Envelope:  # noqa: ARG002
        (row,) = rows
        return self.ready[row.delivery.key.whom]


def settings(folder: Path, port: int = NEAR) -> Config:
    smtp = SmtpSettings(host=HOST, port=port, security="none", per_minute=0)
    return Config(file=None, wheels=(), ledger=folder / "a.db", folder=folder, transport="smtp", smtp=smtp)


def understood(wheel: Wheel) -> SimpleNamespace:
    almanac = Almanac.of(wheel)
    return SimpleNamespace(wheel=wheel, almanac=almanac, occurrences=expand(wheel, almanac).occurrences)


def build(wheel: Wheel, folder: Path) -> dict[str, Envelope]:
    from arshjul.usecases.envelope import ReminderItem, reminder_envelope

    book = WheelBook(understood(wheel), frozenset())
    config = settings(folder)
    return {
        key.whom: reminder_envelope(config, wheel, [ReminderItem(delivery, due)], NOW)
        for key, (delivery, due) in book.by_key.items()
    }


def ours(wheel: Wheel, built: dict[str, Envelope], folder: Path, port: int = NEAR) -> float:
    """Claim, send, settle: what is due has been decided."""
    config = settings(folder, port)
    book = Prepared(understood(wheel), frozenset())
    book.ready = built
    assert config.smtp is not None
    with open_ledger(config.ledger) as ledger, closing(SmtpTransport(config.smtp)) as transport:
        ledger.record(book.name, NOW, due=[one for one, _ in book.by_key.values()])
        sender = Sender(
            config=config, ledger=ledger, transport=transport, books={book.name: book}, clock=lambda: NOW,
            random=random.random, stop=lambda: False, alive=lambda: None, wait=time.sleep,
        )  # fmt: skip
        start = time.perf_counter()
        done = drain(sender)
        seconds = time.perf_counter() - start
    assert done.states == {DeliveryState.SENT: len(built)}, done
    return len(built) / seconds


def peer(wheel: Wheel, built: dict[str, Envelope], folder: Path, port: int = NEAR) -> float:  # noqa: ARG001 - alike
    """smtplib, one connection, nothing remembered."""
    start = time.perf_counter()
    with smtplib.SMTP(HOST, port) as server:
        for envelope in built.values():
            server.sendmail(envelope.sender, envelope.recipients, envelope.data)
    return len(built) / (time.perf_counter() - start)


def one_by_one(wheel: Wheel, built: dict[str, Envelope], folder: Path, port: int) -> float:  # noqa: ARG001 - alike
    """The same to a server that takes one command at a time."""
    return ours(wheel, built, folder, PLAIN)


def whole(wheel: Wheel, built: dict[str, Envelope], folder: Path, port: int = NEAR) -> float:
    """A round from deciding to settling, mails built on the way."""
    config = settings(folder, port)
    assert config.smtp is not None
    watch = SimpleNamespace(wheels=[understood(wheel)], broken=())
    world = Round(config=config, watch=watch, transport=SmtpTransport(config.smtp), clock=lambda: NOW)
    start = time.perf_counter()
    report = remind_once(world)
    seconds = time.perf_counter() - start
    assert report.drained.mails == len(built), report
    return len(built) / seconds


def compare(sides: dict[str, Side], wheel: Wheel, rounds: int, port: int) -> dict[str, list[float]]:
    """Mails a second in each round, the sides in turn."""
    figures: dict[str, list[float]] = {name: [] for name in sides}
    with tempfile.TemporaryDirectory() as folder:
        built = build(wheel, Path(folder))
    size = statistics.mean(len(one.data) for one in built.values()) / 1024
    print(f"{len(built)} mails of {size:.0f} kB, medians of {rounds}")
    for number in range(rounds):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            with tempfile.TemporaryDirectory() as folder:
                figures[name].append(sides[name](wheel, built, Path(folder), port))
    return figures


def show(figures: dict[str, list[float]], demand: str, least: float) -> None:
    theirs = figures["smtplib"]
    for name, found in figures.items():
        ratios = list(map(operator.truediv, found, theirs))
        spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
        print(f"{name:26}{statistics.median(found):8.0f}/s{statistics.median(ratios):8.2f}   {spread}")
    met = statistics.median(map(operator.truediv, figures["arshjul"], theirs)) >= least
    print(f"demand: {demand}: {'ok' if met else 'MISSED'}\n")


def main(mails: int = 300, rounds: int = 5) -> None:
    context = multiprocessing.get_context("spawn")
    servers = []
    for port in (NEAR, FAR, PLAIN):
        ready = context.Event()
        servers.append(context.Process(target=serve, args=(port, ready), daemon=True))
        servers[-1].start()
        if not ready.wait(60):
            sys.exit(f"no server on port {port}")
    near = compare({"arshjul": ours, "smtplib": peer, "arshjul, whole round": whole}, wheel_of(mails), rounds, NEAR)
    show(near, "at least 0.4 of smtplib", 0.4)
    sides: dict[str, Side] = {"arshjul": ours, "smtplib": peer, "arshjul, no PIPELINING": one_by_one}
    far = compare(sides, wheel_of(FAR_MAILS), rounds, FAR)
    show(far, f"at least 8 times one connection at {ROUND_TRIP * 1000:.0f} ms a round trip", 8)
    for server in servers:
        server.terminate()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
