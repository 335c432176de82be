"""The scheduler: APScheduler's ticks call the use cases, and nothing else."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from arshjul import clock as machine_clock
from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.model.delivery import DeliveryState
from arshjul.systemd import notify
from arshjul.text import Text
from arshjul.transports.base import Transport
from arshjul.transports.configured import open_transport
from arshjul.usecases.remind import RemindReport, Round, remind_once
from arshjul.usecases.stopping import stop_by_signal
from arshjul.usecases.watch import Watch

SEND_EVERY = 30
REREAD_EVERY = 20
"""Seconds. Well under 60, so that a computer that wakes from sleep is at most a minute late."""
PATIENCE = 2
"""A broken file is mailed about when it has been the same at two rereadings: nobody is mailed while typing."""

log = logging.getLogger("arshjul")


class Service:
    """The ticks and what they share. One thread runs them all, so a slow round delays the next and never meets it."""

    def __init__(self, config: Config, transport: Transport, clock: Callable[[], datetime] = machine_clock.now) -> None:
        self.stopping = threading.Event()
        self.watch = Watch(config)
        self.round = Round(
            config=config,
            watch=self.watch,
            transport=transport,
            clock=clock,
            stop=self.stopping.is_set,
            alive=still_alive,
            wait=self.stopping.wait,
            patience=PATIENCE,
        )
        self._told: set[Text] = set()

    def send(self) -> None:
        """The tick that decides, sends and sweeps. What a person can mend is logged once, and tried again."""
        try:
            report = remind_once(self.round)
        except ArshjulError as error:
            self._tell({error.message}, f"; {error.cure.en}")
        else:
            self._tell(set(report.trouble))
            log_round(report)
        still_alive()

    def reread(self) -> None:
        """The tick that reads changed files."""
        self.watch.reread()

    def _tell(self, troubles: set[Text], cure: str = "") -> None:
        for trouble in troubles - self._told:
            log.warning("%s%s", trouble.en.rstrip("."), cure)
        for mended in self._told - troubles:
            log.info("no longer: %s", mended.en)
        self._told = troubles


def log_round(report: RemindReport) -> None:
    """One line for a round that did something. Numbers only: no address ever reaches a log."""
    states = (DeliveryState.SENT, DeliveryState.DUE, DeliveryState.FAILED, DeliveryState.UNCERTAIN)
    counts = [(state.value, report.count(state)) for state in states]
    counts += [("expired", report.expired), ("dropped", report.dropped), ("flagged", report.flagged)]
    said = " ".join(f"{name}={count}" for name, count in counts if count)
    if said:
        log.info("reminders: %s", said)


def log_fault(event: Any) -> None:
    """A fault in the program: which and where, but not its words, which may hold somebody's address."""
    at = traceback.extract_tb(event.exception.__traceback__)[-1]
    log.error("unexpected %s in %s:%s; the next tick tries again", type(event.exception).__name__, at.name, at.lineno)


def still_alive() -> None:
    notify("WATCHDOG=1")


def scheduler(service: Service) -> Any:
    """APScheduler with its jobs in memory. It holds no truth: a lost tick loses nothing, the next one catches up."""
    from apscheduler.events import EVENT_JOB_ERROR
    from apscheduler.executors.pool import ThreadPoolExecutor
    from apscheduler.jobstores.memory import MemoryJobStore
    from apscheduler.schedulers.background import BackgroundScheduler

    made = BackgroundScheduler(
        timezone=UTC,
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(max_workers=1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    now = datetime.now(UTC)
    made.add_listener(log_fault, EVENT_JOB_ERROR)
    made.add_job(service.reread, "interval", seconds=REREAD_EVERY, id="reread", next_run_time=now)
    made.add_job(service.send, "interval", seconds=SEND_EVERY, id="send", next_run_time=now)
    return made


def mend_clock(running: Any, now: datetime) -> int:
    """After the clock was set back the next tick would be as far away as the clock went: run it now instead."""
    late = [job for job in running.get_jobs() if job.next_run_time - now > timedelta(seconds=2 * SEND_EVERY)]
    for job in late:
        job.modify(next_run_time=now)
    return len(late)


def run(config: Config) -> None:
    """Run until SIGTERM, SIGINT or SIGHUP (the terminal is gone); the mails under way are finished first. Raises
    ConfigError."""
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # `log_fault` says it without addresses
    service = Service(config, open_transport(config))

    with stop_by_signal(service.stopping):
        service.reread()
        ticking = scheduler(service)
        ticking.start()
        notify("READY=1")
        log.info("running: active wheels %d, mail by %s", len(service.watch.wheels), service.round.transport.name)
        while not service.stopping.wait(REREAD_EVERY):
            mend_clock(ticking, datetime.now(UTC))
        notify("STOPPING=1")
        ticking.shutdown(wait=True)
    log.info("stopped")
