"""Empty the outbox: claim a mail, build it, hand it over, write down what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from arshjul.config import Config
from arshjul.errors import ArshjulError, TransportError
from arshjul.ledger import Ledger, LedgerRow, Settlement, stored
from arshjul.model.delivery import DeliveryState, Receipt, Result
from arshjul.text import Text
from arshjul.transports.base import Transport
from arshjul.usecases.book import Book
from arshjul.usecases.envelope import AddressError
from arshjul.usecases.flights import Flights

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=4)
"""Waits of 5, 10, 20 … minutes, at most 4 hours: eight tries take between 9 and 12 hours."""
PAUSE = timedelta(minutes=1)
"""How long a mail rests when it was the way out, or a template, that failed."""


@dataclass(slots=True)
class Drained:
    """What a round did, in deliveries (a digest is several). `trouble` is what a person should know; `closed`: the way
    out failed, so nothing more is tried this round."""

    mails: int = 0
    states: dict[DeliveryState, int] = field(default_factory=dict)
    trouble: list[Text] = field(default_factory=list)
    closed: bool = False

    def count(self, state: DeliveryState, rows: int) -> None:
        self.states[state] = self.states.get(state, 0) + rows


@dataclass(frozen=True, slots=True)
class Sender:
    """What draining needs. `clock` gives the current instant, `random` a number in [0, 1), `stop` ends the round
    between two mails, `alive` is called after each (the watchdog's sign of life), `wait` passes so many seconds, or
    fewer when it is time to stop."""

    config: Config
    ledger: Ledger
    transport: Transport
    books: Mapping[str, Book]
    clock: Callable[[], datetime]
    random: Callable[[], float]
    stop: Callable[[], bool]
    alive: Callable[[], None]
    wait: Callable[[float], object]


def send_ready(sender: Sender, now: datetime) -> Drained:
    """Empty the outbox when something in it is ready at `now`. Raises LedgerError.

    The epoch rises before and after, so that a backup taken earlier is known as such.
    """
    if not sender.ledger.anything_ready(now, sender.books.keys()):
        return Drained()
    sender.ledger.raise_epoch()
    try:
        drained = drain(sender)
    finally:
        sender.transport.close()
    sender.ledger.raise_epoch()
    return drained


def drain(sender: Sender) -> Drained:
    """Send everything that is ready, until nothing is, `stop` says so, or the way out fails. Raises LedgerError.

    Each mail is claimed, durably, before a thread delivers it; what became of it is written down here, one at a time.
    However the round ends, the mails under way are waited for and written down.
    """
    done, flights = Drained(), Flights(sender.transport)
    beat = sender.clock()
    try:
        while True:
            pause = _fill(sender, flights, done)
            if flights:
                _land(sender, flights, done, pause)
            elif pause is None:
                return done
            else:
                sender.wait(pause)
            sender.alive()
            now = sender.clock()
            if now - beat >= PAUSE:
                sender.ledger.beat(now)
                beat = now
    finally:
        with closing(flights):
            while flights:
                _land(sender, flights, done, None)


def _fill(sender: Sender, flights: Flights, done: Drained) -> float | None:
    """Start mails until every connection is busy, the first mail alone to see whether the way is open.

    Seconds until the rate limit lets another go; None when there is nothing to wait for but the mails under way. A
    mail is not claimed before its turn: a stop while waiting leaves it due.
    """
    while len(flights) < (flights.room if done.mails else 1) and not (done.closed or sender.stop()):
        if pause := sender.transport.pause(len(flights)):
            return pause
        if not _start_one(sender, flights, done):
            return None
    return None


def _start_one(sender: Sender, flights: Flights, done: Drained) -> bool:
    """Claim a mail, build it and start it. False when there is none."""
    now = sender.clock()
    together = [name for name, book in sender.books.items() if sender.config.digest and book.together]
    rows = sender.ledger.claim(now, sender.books.keys(), together=together)
    if not rows:
        return False
    book = sender.books[rows[0].wheel]
    rows = _still_wanted(sender, book, rows, now, done)
    if not rows:
        return True
    try:
        envelope = book.envelope(sender.config, rows, now)
    except AddressError as error:
        _settle(sender, rows, DeliveryState.FAILED, stored(error.message), done)
    except ArshjulError as error:  # a broken template: nothing was sent, and the other mails may be well
        _put_back(sender, rows, error.message, done)
    else:
        flights.start(rows, envelope)
    return True


def _land(sender: Sender, flights: Flights, done: Drained, seconds: float | None) -> None:
    """Write down what became of the mails whose fate is known. Other errors than the transport's leave the mail
    claimed, hence uncertain: what happened cannot be known."""
    for rows, flight in flights.landed(seconds):
        try:
            receipts = flight.result()
        except TransportError as error:
            _put_back(sender, rows, error.text, done)
            done.closed = True
            continue
        done.mails += 1
        _settle_receipts(sender, rows, receipts, done)


def _settle_receipts(sender: Sender, rows: Sequence[LedgerRow], receipts: Sequence[Receipt], done: Drained) -> None:
    state, detail = outcome(receipts)
    if state is not DeliveryState.DUE:
        _settle(sender, rows, state, detail, done)
    elif max(row.tries for row in rows) >= MOST_TRIES:
        _settle(sender, rows, DeliveryState.FAILED, detail, done)
    else:
        wait = backoff(max(row.tries for row in rows), sender.random())
        _settle(sender, rows, DeliveryState.DUE, detail, done, ready=sender.clock() + wait)


def outcome(receipts: Sequence[Receipt]) -> tuple[DeliveryState, str]:
    """What a mail's receipts mean for its deliveries. Doubt weighs heaviest: it is never tried again blindly."""
    for result, state in (
        (Result.UNCERTAIN, DeliveryState.UNCERTAIN),
        (Result.ACCEPTED, DeliveryState.SENT),
        (Result.DEFERRED, DeliveryState.DUE),
    ):
        for receipt in receipts:
            if receipt.result is result:
                return state, receipt.detail
    return DeliveryState.FAILED, receipts[0].detail if receipts else ""


def backoff(tries: int, random: float) -> timedelta:
    """How long to wait after the `tries`th try: doubling, a quarter more or less so that mails do not march in step."""
    wait = min(FIRST_WAIT * (1 << (tries - 1)), LONGEST_WAIT)
    return wait * (0.75 + random / 2)


def _still_wanted(
    sender: Sender, book: Book, rows: Sequence[LedgerRow], now: datetime, done: Drained
) -> tuple[LedgerRow, ...]:
    """Without those whose meeting has begun or which their book says are gone."""
    wanted: list[LedgerRow] = []
    for row in rows:
        begun = row.delivery.expires and row.delivery.expires <= now and not row.forced
        if reason := "began" if begun else book.gone(row):
            _settle(sender, [row], DeliveryState.EXPIRED, reason, done)
        else:
            wanted.append(row)
    return tuple(wanted)


def _settle(
    sender: Sender,
    rows: Sequence[LedgerRow],
    state: DeliveryState,
    detail: str,
    done: Drained,
    ready: datetime | None = None,
) -> None:
    sender.ledger.settle([Settlement(row.id, state, detail, ready) for row in rows], sender.clock())
    done.count(state, len(rows))


def _put_back(sender: Sender, rows: Sequence[LedgerRow], why: Text, done: Drained) -> None:
    now = sender.clock()
    sender.ledger.unclaim(rows, now, ready=now + PAUSE, detail=stored(why))
    done.count(DeliveryState.DUE, len(rows))
    if why not in done.trouble:
        done.trouble.append(why)
