"""What the ledger's rows are about: every reminder of a wheel by its key, and the notices to the owner."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from arshjul.config import Config
from arshjul.ledger import Ledger, LedgerRow, Recorded
from arshjul.model.delivery import Delivery, DeliveryKey, Envelope
from arshjul.planning.identity import wheel_name
from arshjul.planning.reminders import Reach, ReminderDue, decide, deliveries, reminders
from arshjul.text import Language, Text
from arshjul.usecases.envelope import ReminderItem, notice_envelope, reminder_envelope
from arshjul.usecases.following import NOTHING_APPLIED, Follower, Following
from arshjul.usecases.roll import Roller
from arshjul.usecases.watch import BrokenFile, Understood


class Book(Protocol):
    """What draining asks of the rows of one `wheel` in the ledger.

    `together`: rows to one reader may become one mail.
    """

    @property
    def name(self) -> str: ...
    @property
    def together(self) -> bool: ...

    def record(self, config: Config, ledger: Ledger, now: datetime) -> Recorded:
        """Write down what has come due by `now`. Raises LedgerError."""
        ...

    def gone(self, row: LedgerRow) -> str:
        """Why this is no longer to be said: a key of the ledger's REASONS, "" when it is."""
        ...

    def envelope(self, config: Config, rows: Iterable[LedgerRow], now: datetime) -> Envelope: ...


class WheelBook:
    """One wheel's reminders, worked out once for each reading of the file."""

    together = True

    def __init__(self, ready: Understood, suspended: Collection[str], following: Following = NOTHING_APPLIED) -> None:
        self.wheel = ready.wheel
        self.name = wheel_name(ready.wheel)
        self.known = following.known
        found = reminders(ready.wheel, ready.occurrences, ready.almanac, Reach(suspended, following.told))
        self.dues = tuple(due for due in found if due.occurrence.key not in following.held)

    @cached_property
    def by_key(self) -> dict[DeliveryKey, tuple[Delivery, ReminderDue]]:
        return {one.key: (one, due) for due in self.dues for one in deliveries(self.wheel, due)}

    def record(self, config: Config, ledger: Ledger, now: datetime) -> Recorded:
        """What is due, what is too late, and what no longer stands in the file."""
        watermark, floor = ledger.watermark(self.name), ledger.floor()
        decision = decide(self.dues, now, catch_up=config.catch_up, watermark=watermark, floor=floor)
        due = [one for due in decision.due for one in deliveries(self.wheel, due)]
        missed = [(one, reason) for due, reason in decision.missed for one in deliveries(self.wheel, due)]
        return ledger.record(self.name, now, due=due, missed=missed, standing=self.by_key.keys())

    def gone(self, row: LedgerRow) -> str:
        """The file may no longer give this reminder."""
        return "" if row.delivery.key in self.by_key else "gone"

    def envelope(self, config: Config, rows: Iterable[LedgerRow], now: datetime) -> Envelope:
        """One mail of all the rows, which have the same reader."""
        items = [ReminderItem(row.delivery, self.by_key[row.delivery.key][1]) for row in rows]
        return reminder_envelope(config, self.wheel, items, now, self.known)


class Shelf:
    """What is kept of each wheel from one round to the next. Its book stands until its file has been read anew,
    something else has been applied, or an address has begun to refuse mail."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Understood, Collection[str], Following, WheelBook]] = {}
        self._followers: dict[str, Follower] = {}
        self._rollers: dict[str, Roller] = {}

    def follower(self, ready: Understood) -> Follower:
        return self._followers.setdefault(wheel_name(ready.wheel), Follower())

    def roller(self, ready: Understood) -> Roller:
        return self._rollers.setdefault(wheel_name(ready.wheel), Roller())

    def book(self, ready: Understood, suspended: Collection[str], following: Following = NOTHING_APPLIED) -> WheelBook:
        kept = self._kept.get(wheel_name(ready.wheel))
        if kept and kept[0] is ready and kept[1:3] == (suspended, following):
            return kept[3]
        book = WheelBook(ready, suspended, following)
        self._kept[book.name] = (ready, suspended, following, book)
        return book


@dataclass(frozen=True, slots=True)
class NoticeBook:
    """Mails to the owner about files that cannot be read: one for each broken content, for ever."""

    broken: dict[DeliveryKey, BrokenFile]
    language: Language = "sv"
    name = "notices"
    together = False

    @classmethod
    def of(cls, config: Config, broken: Iterable[BrokenFile]) -> NoticeBook:
        owner = config.mail.owner.lower()
        if not owner:
            return cls({})
        return cls({DeliveryKey(one.calendar, "wheel", "broken", one.digest, owner): one for one in broken})

    def record(self, config: Config, ledger: Ledger, now: datetime) -> Recorded:  # noqa: ARG002 - Book's signature
        due = [Delivery(key, now, "broken", "", "", self.language) for key in self.broken]
        return ledger.record(self.name, now, due=due, standing=self.broken.keys())

    def gone(self, row: LedgerRow) -> str:
        return "" if row.delivery.key in self.broken else "gone"

    def envelope(self, config: Config, rows: Iterable[LedgerRow], now: datetime) -> Envelope:
        """One notice a row: rows of this book are never put together."""
        (row,) = rows
        key = row.delivery.key
        one = self.broken[key]
        subject = Text(f"Årshjulet kan inte läsas: {one.path.name}", f"The year wheel cannot be read: {one.path.name}")
        last_good = Text(
            "Tills filen är rättad gäller hjulet som det såg ut senast det var helt."
            if one.calendar else "Tills filen är rättad går inga påminnelser ut från det hjulet.",
            "Until the file is mended the wheel holds as it was when it was last whole."
            if one.calendar else "Until the file is mended no reminders go out from that wheel.",
        )  # fmt: skip
        body = Text(
            f"{one.message.sv}.\n\n{last_good.sv}\n\nGör: {one.cure.sv}",
            f"{one.message.en}.\n\n{last_good.en}\n\nDo: {one.cure.en}",
        )
        details = one.details.to(self.language)
        return notice_envelope(config, subject, body, key, now, details=details, language=self.language)
