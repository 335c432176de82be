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

    Mails are claimed, durably, before threads deliver them; what became of them is written down here. What happens
    together is one commit: the mails for all free connections, and the fates of all that have landed. A connection's
    mail is settled before it gets its next, so no more mails are claimed at any time than there are connections.
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
    while not (done.closed or sender.stop()):
        free = (flights.room if done.mails else 1) - len(flights)
        turns, pause = 0, 0.0
        while turns < free and not (pause := sender.transport.pause(len(flights) + turns)):
            turns += 1
        if not turns:
            return pause or None
        if not _start(sender, flights, done, turns):
            return None
    return None


def _start(sender: Sender, flights: Flights, done: Drained, most: int) -> bool:
    """Claim as many mails as may go, build them and start them. False when there are no more."""
    now = sender.clock()
    together = [name for name, book in sender.books.items() if sender.config.digest and book.together]
    mails = sender.ledger.claim_mails(now, sender.books.keys(), most, together=together)
    left = list(reversed(mails))
    try:
        while left:
            _start_one(sender, flights, left.pop(), now, done)
    finally:  # one met a fault in the program: nothing was sent of those behind it
        for rows in left:
            sender.ledger.unclaim(rows, now, ready=now, detail="")
    return len(mails) == most


def _start_one(sender: Sender, flights: Flights, rows: Sequence[LedgerRow], now: datetime, done: Drained) -> None:
    """Build a claimed mail and start it, if it is still wanted."""
    book = sender.books[rows[0].wheel]
    rows = _still_wanted(sender, book, rows, now, done)
    if not rows:
        return
    try:
        envelope = book.envelope(sender.config, rows, now)
    except AddressError as error:
        _settle(sender, _fates(rows, DeliveryState.FAILED, stored(error.message)), done)
    except ArshjulError as error:  # a broken template: nothing was sent, and the other mails may be well
        _put_back(sender, rows, error.message, done)
    else:
        flights.start(rows, envelope)


def _land(sender: Sender, flights: Flights, done: Drained, seconds: float | None) -> None:
    """Write down what became of the mails whose fate is known. Other errors than the transport's leave the mail
    claimed, hence uncertain: what happened cannot be known."""
    known: list[Settlement] = []
    try:
        for rows, flight in flights.landed(seconds):
            try:
                receipts = flight.result()
            except TransportError as error:
                _put_back(sender, rows, error.text, done)
                done.closed = True
                continue
            done.mails += 1
            known += _fates_by_receipt(sender, rows, receipts)
    finally:
        _settle(sender, known, done)


def _fates_by_receipt(sender: Sender, rows: Sequence[LedgerRow], receipts: Sequence[Receipt]) -> list[Settlement]:
    state, detail = outcome(receipts)
    tries = max(row.tries for row in rows)
    if state is not DeliveryState.DUE:
        return _fates(rows, state, detail)
    if tries >= MOST_TRIES:
        return _fates(rows, DeliveryState.FAILED, detail)
    return _fates(rows, DeliveryState.DUE, detail, ready=sender.clock() + backoff(tries, sender.random()))


def _fates(
    rows: Sequence[LedgerRow], state: DeliveryState, detail: str, ready: datetime | None = None
) -> list[Settlement]:
    return [Settlement(row.id, state, detail, ready) for row in rows]


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
    over: list[Settlement] = []
    for row in rows:
        begun = row.delivery.expires and row.delivery.expires <= now and not row.forced
        if reason := "began" if begun else book.gone(row):
            over += _fates([row], DeliveryState.EXPIRED, reason)
        else:
            wanted.append(row)
    _settle(sender, over, done)
    return tuple(wanted)


def _settle(sender: Sender, fates: Sequence[Settlement], done: Drained) -> None:
    """Write fates down, all with one commit."""
    if not fates:
        return
    sender.ledger.settle(fates, sender.clock())
    for fate in fates:
        done.count(fate.state, 1)


def _put_back(sender: Sender, rows: Sequence[LedgerRow], why: Text, done: Drained) -> None:
    now = sender.clock()
    sender.ledger.unclaim(rows, now, ready=now + PAUSE, detail=stored(why))
    done.count(DeliveryState.DUE, len(rows))
    if why not in done.trouble:
        done.trouble.append(why)
