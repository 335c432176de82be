"""One round of reminders: decide what is due, write it down, send, settle. The scheduler's tick and cron's run."""

from __future__ import annotations

import random as chance
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from arshjul.config import Config
from arshjul.ledger import Ledger, open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.planning.reminders import oldest_due
from arshjul.text import Text
from arshjul.transports.base import Transport
from arshjul.usecases.book import Book, NoticeBook, Shelf
from arshjul.usecases.clock_sense import check_clock
from arshjul.usecases.drain import Drained, Sender, send_ready
from arshjul.usecases.held_book import HeldBook
from arshjul.usecases.invitation_book import InvitationBook
from arshjul.usecases.watch import BrokenFile, Watched


@dataclass(frozen=True, slots=True)
class RemindReport:
    """What a round did. Numbers are deliveries; `broken` are the files that cannot be used as they stand."""

    now: datetime
    decided: int = 0
    expired: int = 0
    dropped: int = 0
    flagged: int = 0
    drained: Drained = field(default_factory=Drained)
    broken: tuple[BrokenFile, ...] = ()

    def count(self, state: DeliveryState) -> int:
        """How many deliveries this round left in `state`."""
        return self.drained.states.get(state, 0)

    @property
    def trouble(self) -> tuple[Text, ...]:
        """What a person should know: the way out that failed, the files that are broken."""
        return (*self.drained.trouble, *(one.message for one in self.broken))

    @property
    def fine(self) -> bool:
        bad = self.count(DeliveryState.FAILED) + self.count(DeliveryState.UNCERTAIN) + self.flagged
        return not (bad or self.trouble)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The world around a round: which wheels, which way out, what time it is.

    `patience`: how many rereadings a broken file must stay the same before its owner gets a mail, so that nobody is
    mailed while typing.
    """

    config: Config
    watch: Watched
    transport: Transport
    clock: Callable[[], datetime]
    random: Callable[[], float] = chance.random
    stop: Callable[[], bool] = lambda: False
    alive: Callable[[], None] = lambda: None
    wait: Callable[[float], object] = time.sleep
    patience: int = 1
    shelf: Shelf = field(default_factory=Shelf)


def remind_once(world: Round) -> RemindReport:
    """One round at the clock's instant.

    Raises LedgerError (torn, full, locked, another lineage) and ClockError, both before anything is sent.
    """
    now = world.clock()
    with open_ledger(world.config.ledger) as ledger:
        check_clock(ledger.heartbeat(), now)
        flagged = ledger.flag_stale(now)
        if world.config.on_uncertain == "resend":
            ledger.resend_uncertain(now)
        rolled = _roll(world, ledger, now)
        books = _books(world, ledger, now)
        recorded = [book.record(world.config, ledger, now) for book in books.values()]
        too_late = ledger.expire(now, oldest_due(now, world.config.catch_up))
        ledger.beat(now)
        drained = send_ready(_sender(world, ledger, books), now)
    return RemindReport(
        now,
        decided=sum(one.due for one in recorded) + rolled,
        expired=sum(one.expired for one in recorded) + too_late,
        dropped=sum(one.dropped for one in recorded),
        flagged=flagged,
        drained=drained,
        broken=world.watch.broken,
    )


def _roll(world: Round, ledger: Ledger, now: datetime) -> int:
    """A wheel whose file is broken invites nobody new: what it would say cannot be known."""
    broken = {one.calendar for one in world.watch.broken}
    whole = [ready for ready in world.watch.wheels if ready.wheel.id not in broken]
    return sum(world.shelf.roller(ready).roll(world.config, ledger, ready, now) for ready in whole)


def _books(world: Round, ledger: Ledger, now: datetime) -> Mapping[str, Book]:
    config, suspended = world.config, ledger.suspended()
    books: list[Book] = []
    for ready in world.watch.wheels:
        following = world.shelf.follower(ready).look(config, ledger, ready, now)
        books.append(world.shelf.book(ready, suspended, following))
        books.append(HeldBook.of(config, ready.wheel, following, suspended))
    books.append(NoticeBook.of(config, [one for one in world.watch.broken if one.looks >= world.patience]))
    calendars = dict.fromkeys(ready.wheel.id for ready in world.watch.wheels)
    books += [InvitationBook(config, ledger, id) for id in calendars]
    return {book.name: book for book in books}


def _sender(world: Round, ledger: Ledger, books: Mapping[str, Book]) -> Sender:
    return Sender(
        config=world.config,
        ledger=ledger,
        transport=world.transport,
        books=books,
        clock=world.clock,
        random=world.random,
        stop=world.stop,
        alive=world.alive,
        wait=world.wait,
    )
