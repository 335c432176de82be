"""What would go out, when, to whom and under which subject, if nothing in the files changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.ledger import Ledger, open_ledger
from arshjul.model.delivery import Delivery, DeliveryKey, DeliveryState
from arshjul.model.wheel import Wheel
from arshjul.planning.reminders import ReminderDue, decide, deliveries
from arshjul.text import NOTHING, Text
from arshjul.usecases.book import WheelBook
from arshjul.usecases.envelope import ReminderItem, reminder_subject
from arshjul.usecases.following import NOTHING_APPLIED, Follower
from arshjul.usecases.recipient import recipient_of
from arshjul.usecases.watch import Understood, Watched


@dataclass(frozen=True, slots=True)
class PlannedMail:
    """One mail to one reader. `at` is when it leaves (UTC; `now` for what is being caught up with).

    `blocked` says why it cannot leave (an address outside `allow_domains`, a broken template).
    """

    at: datetime
    wheel: Wheel
    items: tuple[ReminderItem, ...]
    subject: str
    blocked: Text = NOTHING

    @property
    def reader(self) -> Delivery:
        """Any of the deliveries: they share name and address."""
        return self.items[0].delivery


def preview(config: Config, watch: Watched, now: datetime, until: datetime) -> tuple[PlannedMail, ...]:
    """The mails of every active wheel from `now` to `until`, earliest first. Reads the ledger, writes nothing.

    Not those about meetings of which the file says something else than people have been told: they are held.

    Raises LedgerError when there is a ledger that cannot be read.
    """
    exists = config.ledger.exists()
    with open_ledger(config.ledger, read_only=True) if exists else nullcontext() as ledger:
        planned = [mail for ready in watch.wheels for mail in _of_wheel(config, ready, ledger, now, until)]
    return tuple(sorted(planned, key=lambda mail: (mail.at, mail.wheel.id, mail.reader.key)))


def held_meetings(config: Config, watch: Watched, now: datetime) -> int:
    """How many meetings' reminders wait until the file has been applied. Raises LedgerError."""
    if not config.ledger.exists():
        return 0
    with open_ledger(config.ledger, read_only=True) as ledger:
        return sum(len(Follower().look(config, ledger, ready, now).held) for ready in watch.wheels)


def _of_wheel(
    config: Config, ready: Understood, ledger: Ledger | None, now: datetime, until: datetime
) -> Iterator[PlannedMail]:
    following = Follower().look(config, ledger, ready, now) if ledger else NOTHING_APPLIED
    book = WheelBook(ready, ledger.suspended() if ledger else frozenset(), following)
    known = ledger.known(book.name) if ledger else {}
    watermark, floor = (ledger.watermark(book.name), ledger.floor()) if ledger else (None, None)
    at_once = decide(book.dues, now, catch_up=config.catch_up, watermark=watermark, floor=floor).due
    later = [due for due in book.dues if now < due.due <= until]
    mails: dict[tuple[object, ...], list[ReminderItem]] = {}
    for due in (*at_once, *later):
        for delivery in _unsent(ready.wheel, due, known):
            alone = () if config.digest else delivery.key
            mails.setdefault((max(due.due, now), delivery.key.whom, alone), []).append(ReminderItem(delivery, due))
    for items in mails.values():
        subject, blocked = _subject(config, ready.wheel, items, now)
        yield PlannedMail(max(items[0].delivery.due, now), ready.wheel, tuple(items), subject, blocked)


def _unsent(wheel: Wheel, due: ReminderDue, known: dict[DeliveryKey, DeliveryState]) -> list[Delivery]:
    return [one for one in deliveries(wheel, due) if known.get(one.key, DeliveryState.DUE) is DeliveryState.DUE]


def _subject(config: Config, wheel: Wheel, items: list[ReminderItem], now: datetime) -> tuple[str, Text]:
    """As it will stand in the mail; or why there can be none."""
    try:
        recipient_of(config, items[0].delivery.address)
        return reminder_subject(config, wheel, items, max(items[0].delivery.due, now)), NOTHING
    except ArshjulError as error:
        return "", error.message
