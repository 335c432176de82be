"""What tests of reminders share: a small wheel in memory, a configuration in a folder, a clock that can be moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from arshjul.almanac.almanac import Almanac
from arshjul.config import Config, MailSettings
from arshjul.model.delivery import Delivery, DeliveryKey
from arshjul.model.entry import Address
from arshjul.model.occurrence import Occurrence
from arshjul.model.people import Directory, Person
from arshjul.model.rhythm import ReminderRule
from arshjul.model.wheel import Area, MeetingSeries, ReminderKind, Wheel
from arshjul.planning.expand import expand
from arshjul.transports.base import Transport
from arshjul.usecases.remind import Round
from arshjul.usecases.watch import BrokenFile
from tests.support.wheels import on_dates, series, wheel

MEETING = date(2027, 3, 9)
"""A Tuesday; the meeting begins at 09:00 in Stockholm, 08:00 UTC."""
DUE = datetime(2027, 3, 5, 6, 30, tzinfo=UTC)
"""«2ad före» at 07:30 in Stockholm: the Friday before."""
TWO_WORKDAYS = ReminderRule(-2, "ad", "paminnelse")


def instant(text: str) -> datetime:
    """ "2027-03-05 06:30" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def people(count: int, prefix: str = "p") -> Directory:
    return Directory({f"{prefix}{n}": Person(f"{prefix}{n}", f"Person {n}", f"{prefix}{n}@region.example")
                      for n in range(count)})  # fmt: skip


def small_wheel(*items: MeetingSeries, readers: int = 1, prefix: str = "p", **keys: Any) -> Wheel:
    """One meeting on MEETING with `readers` invited, reminded two workdays before; or the `items` given."""
    directory = people(readers, prefix)
    found = {
        "active": True,
        "directory": directory,
        "areas": {"gemensamt": Area("gemensamt", "Gemensamt")},
        "reminders": {"paminnelse": ReminderKind("paminnelse", ("inbjudna",))},
    }
    default = series("prov", on_dates(MEETING), invite=tuple(directory.people), remind=(TWO_WORKDAYS,))
    return wheel(*(items or (default,)), **{**found, **keys})


@dataclass(frozen=True)
class Shown:
    """A wheel as `usecases.load` gives it."""

    wheel: Wheel

    @cached_property
    def almanac(self) -> Almanac:
        return Almanac.of(self.wheel)

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        return expand(self.wheel, self.almanac).occurrences


@dataclass
class Standing:
    """Wheels that a test can exchange between two rounds."""

    wheels: list[Shown] = field(default_factory=list)
    broken: tuple[BrokenFile, ...] = ()


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def config_in(folder: Path, **keys: Any) -> Config:
    mail = MailSettings(sender=Address("Årshjul", "arshjul@region.example"), owner="agare@region.example")
    found = {"file": None, "wheels": (), "ledger": folder / "var" / "arshjul.db", "folder": folder / "mail"}
    return Config(**{**found, "mail": mail, **keys})


def world(folder: Path, transport: Transport, clock: Callable[[], datetime], *wheels: Wheel, **keys: Any) -> Round:
    """A round over `wheels` (else the small wheel)."""
    shown = Standing([Shown(one) for one in wheels or (small_wheel(),)])
    return Round(config=config_in(folder, **keys), watch=shown, transport=transport, clock=clock, random=lambda: 0.5)


def delivery(number: int, whom: str = "a@region.example", due: datetime = DUE, **keys: Any) -> Delivery:
    """A delivery of its own for each number."""
    key = DeliveryKey("prov", f"prov/{number}", "-2ad:paminnelse", "2027-03-09T09:00", whom)
    found = {"key": key, "due": due, "reminder": "paminnelse", "reader": "p0", "name": "Person", "language": "sv"}
    return Delivery(**{**found, **keys})


def keys(deliveries: Iterable[Delivery]) -> set[DeliveryKey]:
    return {one.key for one in deliveries}
