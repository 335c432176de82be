"""The ledger itself: decide once, claim before sending, settle after."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from arshjul.errors import LedgerError
from arshjul.ledger import codec, lineage, opening, seals
from arshjul.ledger.feeds import FeedLedger
from arshjul.ledger.invitations import InvitationLedger
from arshjul.ledger.opening import explained, queries, transaction
from arshjul.ledger.rows import LedgerRow, LedgerSummary, Recorded, Settlement
from arshjul.model.delivery import Delivery, DeliveryKey, DeliveryState
from arshjul.text import Text

LEASE = timedelta(minutes=10)
"""A claim this old has lost its process: no mail takes that long (60 s and its turn in the rate limit)."""


def open_ledger(path: Path, *, read_only: bool = False, adopting: bool = False) -> Ledger:
    """The ledger at `path`, created when missing, checked from end to end.

    Raises LedgerError when it is damaged, gone, locked, unwritable, newer than the program, or (unless `read_only` or
    `adopting`) when its mark says that it is a restored backup or a copy. Read-only never creates it.
    """
    if read_only and not lineage.ever_made(path):
        raise LedgerError(
            Text(f"liggaren {path} finns inte än", f"the ledger {path} does not exist yet"),
            Text("den skapas första gången påminnelser skickas", "it is made the first time reminders are sent"),
        )
    with explained(path):
        try:
            if not adopting and lineage.lost(path):
                raise lineage.gone(path)
            ledger = Ledger(path, opening.connect(path, read_only=read_only))
        except OSError as error:
            raise sqlite3.OperationalError(error.strerror) from error
        try:
            ledger._prepare(read_only=read_only, adopting=adopting)
        except BaseException:
            ledger.close()
            raise
    return ledger


class Ledger(InvitationLedger, FeedLedger):
    """One open connection. Use it in a `with`; every method may raise LedgerError. Not shared between threads."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.worker = secrets.token_urlsafe(6)  # short: a row that grows must often move to another page
        self._connection = connection
        self._sql: Any = queries()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        with explained(self.path):
            self._connection.close()

    def _prepare(self, *, read_only: bool, adopting: bool) -> None:
        if not read_only:
            opening.migrate(self._connection, self.path)
        seals.check_whole(self._connection, self.path)
        if read_only or adopting:
            return
        if problem := self.lineage_problem():
            raise problem
        if lineage.read_mark(self.path) is None:
            self._mark()

    # ── who it is ────────────────────────────────────────────────────────────────────────────────────────────────

    def lineage_problem(self) -> LedgerError | None:
        """Why this ledger may not send (a restored backup, a clone), or None."""
        mark, here = lineage.read_mark(self.path), self._here()
        if mark is None and here.epoch:  # somebody else may have begun this ledger between the two looks
            mark, here = lineage.read_mark(self.path), self._here()
        return lineage.mismatch(self.path, mark, here)

    def raise_epoch(self) -> None:
        """Call before and after a round of sending: a backup from before it is then noticed."""
        with explained(self.path), transaction(self._connection):
            self._sql.raise_epoch(self._connection)
        self._mark()

    def adopt(self, now: datetime) -> int:
        """A person has said: this ledger sends from now on.

        What was due until now is listed as expired, not sent, and every SEQUENCE is lifted past what the other copy may
        have used. Returns how many rows were waiting.
        """
        from arshjul.ledger.lifting import UNKNOWN, distance, lift

        moment, identity = codec.seconds(now), self._sql.identity(self._connection)
        missed = distance(lineage.readable_mark(self.path), identity["lineage"], identity["epoch"])
        with explained(self.path), transaction(self._connection):
            self._sql.flag_stale(self._connection, before=moment, now=moment)
            waiting: int = self._sql.expire_restored(self._connection, now=moment)
            lift(self._connection, max(missed, UNKNOWN))
            self._sql.adopt(self._connection, lineage=secrets.token_hex(16), now=moment)
        self._mark()
        return waiting

    def _here(self) -> lineage.Mark:
        identity = self._sql.identity(self._connection)
        return lineage.here(self.path, identity["lineage"], identity["epoch"])

    def _mark(self) -> None:
        lineage.drop_anchor(self.path)
        with explained(self.path):
            lineage.write_mark(self.path, self._here())

    # ── the clock ────────────────────────────────────────────────────────────────────────────────────────────────

    def heartbeat(self) -> datetime | None:
        """The latest tick, UTC. None before the first."""
        return self._moment("beat")

    def floor(self) -> datetime | None:
        """Nothing due at or before this is sent (set by `adopt`)."""
        return self._moment("floor")

    def beat(self, now: datetime) -> None:
        """Note a tick."""
        with explained(self.path), transaction(self._connection):
            self._sql.beat(self._connection, now=codec.seconds(now))

    def watermark(self, wheel: str) -> datetime | None:
        """Until when everything due in this wheel ("calendar/year") has been looked at. None before the first time."""
        with explained(self.path):
            found = self._sql.watermark(self._connection, wheel=wheel)
        return None if found is None else codec.instant(found["at"])

    def _moment(self, column: str) -> datetime | None:
        with explained(self.path):
            found = self._sql.identity(self._connection)[column]
        return None if found is None else codec.instant(found)

    # ── decide, claim, settle ────────────────────────────────────────────────────────────────────────────────────

    def record(
        self,
        wheel: str,
        now: datetime,
        *,
        due: Iterable[Delivery],
        missed: Iterable[tuple[Delivery, str]] = (),
        standing: Collection[DeliveryKey] = frozenset(),
    ) -> Recorded:
        """Write down what one look at a wheel decided, in one transaction, and move its watermark to `now`.

        `due` become rows to send and `missed` expired rows (with a key of `REASONS`); what is known already stays as
        it is. Rows still waiting whose key is not in `standing` (nor in `due`) are dropped: reminders follow the file.
        """
        changed = codec.seconds(now)
        send = [codec.columns(wheel, one, "due", changed) for one in due]
        late = [codec.columns(wheel, one, "expired", changed, reason) for one, reason in missed]
        with explained(self.path), transaction(self._connection):
            dropped = self._drop(wheel, standing, changed)
            recorded = Recorded(
                self._sql.decide(self._connection, send) if send else 0,
                self._sql.decide(self._connection, late) if late else 0,
                dropped,
            )
            self._sql.set_watermark(self._connection, wheel=wheel, at=changed)
        return recorded

    def _drop(self, wheel: str, standing: Collection[DeliveryKey], changed: int) -> int:
        gone = [
            id for id, *key in self._sql.waiting(self._connection, wheel=wheel) if DeliveryKey(*key) not in standing
        ]
        return sum(self._sql.drop_waiting(self._connection, id=id, changed=changed) for id in gone)

    def expire(self, now: datetime, late: datetime) -> int:
        """Give up waiting rows whose meeting has begun, or that were due at or before `late`. Returns how many."""
        moment = codec.seconds(now)
        with explained(self.path), transaction(self._connection):
            begun: int = self._sql.expire_begun(self._connection, now=moment)
            too_late: int = self._sql.expire_late(self._connection, before=codec.seconds(late), now=moment)
        return begun + too_late

    def claim(self, now: datetime, wheels: Collection[str], *, together: Collection[str] = ()) -> tuple[LedgerRow, ...]:
        """Take the next mail: its rows. Empty when nothing is ready. See `claim_mails`."""
        mails = self.claim_mails(now, wheels, 1, together=together)
        return mails[0] if mails else ()

    def claim_mails(
        self, now: datetime, wheels: Collection[str], most: int, *, together: Collection[str] = ()
    ) -> tuple[tuple[LedgerRow, ...], ...]:
        """Take the next mails, at most `most`, so that nobody else does; durable, by one commit, when it returns.

        Only rows of `wheels` are taken. In the wheels named in `together` a mail is everything ready for the same
        reader (a digest), except that what has been tried together stays together.
        """
        moment, mails = codec.seconds(now), list[tuple[LedgerRow, ...]]()
        with explained(self.path), transaction(self._connection):
            while len(mails) < most and (rows := self._take(moment, wheels, together)):
                mails.append(rows)
        return tuple(mails)

    def _take(self, moment: int, wheels: Collection[str], together: Collection[str]) -> tuple[LedgerRow, ...]:
        first = self._first(moment, wheels)
        if first is None:
            return ()
        taken = {"id": first["id"], "now": moment, "worker": self.worker}
        if first["wheel"] in together:
            about = {"batch": first["batch"], "wheel": first["wheel"], "whom": first["whom"]}
            rows = list(self._sql.claim_batch(self._connection, **taken, **about))
        else:
            rows = list(self._sql.claim_one(self._connection, **taken))
        return tuple(sorted(map(codec.row, rows), key=lambda row: row.id))

    def anything_ready(self, now: datetime, wheels: Collection[str]) -> bool:
        """Whether `claim` would find something."""
        with explained(self.path):
            return self._first(codec.seconds(now), wheels) is not None

    def _first(self, moment: int, wheels: Collection[str]) -> Any:
        return self._sql.first_ready(self._connection, now=moment, wheels=json.dumps(list(wheels)))

    def settle(self, settlements: Iterable[Settlement], now: datetime) -> int:
        """Write what became of rows that this ledger object claimed. Returns how many it still owned."""
        moment = codec.seconds(now)
        rows = [codec.settled(one, moment, self.worker) for one in settlements]
        with explained(self.path), transaction(self._connection):
            settled: int = self._sql.settle(self._connection, rows)
        return settled

    def unclaim(self, rows: Iterable[LedgerRow], now: datetime, *, ready: datetime, detail: str) -> None:
        """Put claimed rows back: nothing was sent, and the try does not count. They are ready again at `ready`."""
        moment = {"changed": codec.seconds(now), "ready": codec.seconds(ready)}
        with explained(self.path), transaction(self._connection):
            for row in rows:
                self._sql.unclaim(self._connection, id=row.id, detail=detail, worker=self.worker, **moment)

    def flag_stale(self, now: datetime) -> int:
        """Claims whose process is gone become uncertain: whether they were sent cannot be known. Returns how many."""
        with explained(self.path), transaction(self._connection):
            stale = codec.seconds(now - LEASE)
            flagged: int = self._sql.flag_stale(self._connection, before=stale, now=codec.seconds(now))
        return flagged

    def resend_uncertain(self, now: datetime) -> int:
        """Uncertain rows become due again, each once (`on_uncertain = "resend"`). Returns how many."""
        with explained(self.path), transaction(self._connection):
            resent: int = self._sql.resend_uncertain(self._connection, now=codec.seconds(now))
        return resent

    def resend(self, row: int, now: datetime) -> bool:
        """A person wants this mail (uncertain, failed or expired) sent after all, with everything that was in it.

        False when it is none of these. It no longer expires, and the same mail keeps its Message-ID.
        """
        with explained(self.path), transaction(self._connection):
            return bool(self._sql.resend(self._connection, id=row, now=codec.seconds(now)))

    # ── what `status` and `doctor` show ──────────────────────────────────────────────────────────────────────────

    def summary(self) -> LedgerSummary:
        with explained(self.path):
            counted = {found["state"]: found["number"] for found in self._sql.counts(self._connection)}
            identity = self._sql.identity(self._connection)
            version = opening.version_of(self._connection)
        counts = {state: counted.get(state.value, 0) for state in DeliveryState}
        return LedgerSummary(counts, self.heartbeat(), identity["lineage"], version)

    def rows(self, state: DeliveryState, most: int = 100) -> tuple[LedgerRow, ...]:
        """The rows in one state, latest change first."""
        with explained(self.path):
            return tuple(map(codec.row, self._sql.in_state(self._connection, state=state.value, most=most)))

    def row(self, id: int) -> LedgerRow | None:
        """One row by its number, which `status` shows."""
        with explained(self.path):
            found = self._sql.by_id(self._connection, id=id)
        return None if found is None else codec.row(found)

    def known(self, wheel: str) -> dict[DeliveryKey, DeliveryState]:
        """Everything ever decided for a wheel, and how far it has come."""
        with explained(self.path):
            rows = self._sql.known(self._connection, wheel=wheel)
            return {DeliveryKey(*key): DeliveryState(state) for *key, state in rows}

    def suspended(self) -> frozenset[str]:
        """Addresses (lower case) whose latest mail was refused for good: a role's substitute then steps in."""
        with explained(self.path):
            return frozenset(found["whom"] for found in self._sql.suspended(self._connection))
