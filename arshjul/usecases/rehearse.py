"""A rehearsal: the scheduler's own rounds with a moved clock, on a throw-away ledger, into a folder of .eml files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from arshjul.config import Config
from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.planning.reminders import reminders
from arshjul.text import Text
from arshjul.transports.folder import FolderTransport
from arshjul.usecases.remind import RemindReport, Round, remind_once
from arshjul.usecases.watch import Watch

TICK = timedelta(minutes=1)
NO_NOTICES = 2
"""Files are read once: what is broken is told by the command, and nobody is mailed about it."""


@dataclass(slots=True)
class MovedClock:
    """A clock that stands still until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would have gone out: `mails` .eml files with `reminders` reminders, in `ticks` rounds.

    `trouble` is what held mails back, each thing said once: broken files and templates, addresses not allowed.
    """

    folder: Path
    mails: int
    reminders: int
    ticks: int
    trouble: tuple[Text, ...]


def rehearse(config: Config, first: date, last: date, folder: Path) -> Rehearsal:
    """Play the days `first`…`last`: a round at each midnight and at each instant when something is due.

    The real ledger is neither read nor written: the reminders are those of the files as they stand, as if all of it had
    been applied, and nobody is invited. Raises ArshjulError when there is nothing to read or write.
    """
    watch = Watch(config)
    watch.reread()
    moments = instants(watch, first, last)
    with TemporaryDirectory(prefix="arshjul-") as scratch:
        moved = replace(config, ledger=Path(scratch) / "rehearsal.db")
        with open_ledger(moved.ledger) as ledger:  # nothing from before the first day is caught up with
            ledger.adopt(moments[0] - TICK)
        clock = MovedClock(moments[0])
        transport = FolderTransport(folder)
        world = Round(config=moved, watch=watch, transport=transport, clock=clock, patience=NO_NOTICES)
        reports: list[RemindReport] = []
        for clock.now in moments:
            reports.append(remind_once(world))
        with open_ledger(moved.ledger, read_only=True) as ledger:
            refused = [row.reason for row in ledger.rows(DeliveryState.FAILED)]
    told = [text for report in reports for text in report.trouble]
    return Rehearsal(
        folder,
        mails=sum(report.drained.mails for report in reports),
        reminders=sum(report.count(DeliveryState.SENT) for report in reports),
        ticks=len(reports),
        trouble=tuple(dict.fromkeys([*told, *refused])),
    )


def instants(watch: Watch, first: date, last: date) -> list[datetime]:
    """Every midnight and every due instant of the days `first`…`last`, in order and in UTC. The days are those of each
    wheel's zone; with no wheel that can be read, of UTC."""
    moments: set[datetime] = set()
    for zone in {ready.wheel.zone for ready in watch.wheels} or {ZoneInfo("UTC")}:
        moments.update(_midnight(first + timedelta(days=away), zone) for away in range((last - first).days + 1))
    for ready in watch.wheels:
        start, end = (_midnight(day, ready.wheel.zone) for day in (first, last + timedelta(days=1)))
        found = reminders(ready.wheel, ready.occurrences, ready.almanac)
        moments.update(due.due for due in found if start <= due.due < end)
    return sorted(moments)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
