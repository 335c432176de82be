"""Backups of the ledger, and putting one back so that nothing is sent twice and no SEQUENCE used twice."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from arshjul.disk import sync_folder
from arshjul.errors import LedgerError
from arshjul.ledger import codec, lineage
from arshjul.ledger.lifting import distance, lift
from arshjul.ledger.opening import connect, explained, migrate, queries, transaction
from arshjul.ledger.seals import damage
from arshjul.ledger.store import open_ledger
from arshjul.ledger.words import why
from arshjul.text import Text

JOURNALS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `kept` is where the replaced ledger lies now (None: there was none); `waiting` how many
    mails were in the backup's queue and are listed, not sent; `lifted` how far every SEQUENCE was raised."""

    kept: Path | None
    waiting: int
    lifted: int


def backup(ledger: Path, to: Path, now: datetime) -> Path:
    """A copy of the ledger as it is at one instant, also while it is in use; where it lies.

    `to` is a folder (the copy's name then tells the instant) or a file that does not exist. The copy keeps the lineage,
    is read back before it has its name, and only its owner may read it. Raises LedgerError, with nothing left behind.
    """
    goal = to / f"{ledger.stem}-{now:%Y%m%dT%H%M%SZ}{ledger.suffix}" if to.is_dir() else to
    if goal.exists():
        raise LedgerError(
            Text(f"{goal} finns redan", f"{goal} exists already"),
            Text("välj ett annat namn, eller en mapp", "choose another name, or a folder"),
        )
    open_ledger(ledger, read_only=True).close()
    with _draft(goal) as draft:
        _copy(ledger, draft)
        if found := _damage(draft):
            raise LedgerError(
                Text(
                    f"kopian av liggaren blev inte hel ({found.sv})",
                    f"the copy of the ledger is not whole ({found.en})",
                ),
                Text("kopiera till en annan disk", "copy to another disk"),
            )
        _put(draft, goal)
    return goal


def restore(ledger: Path, copy: Path, now: datetime) -> Restored:
    """Put a backup in the ledger's place; what lay there is kept beside it under a dated name.

    The lineage is kept. What waited in the backup is listed as expired, nothing due until now is sent, and every
    SEQUENCE is raised past what may have been used since the backup. Raises LedgerError, with the ledger untouched,
    when the backup is damaged, no ledger or a newer program's, or when somebody is using the ledger.
    """
    if not copy.is_file() or (ledger.exists() and copy.samefile(ledger)):
        raise LedgerError(
            Text(f"{copy} är ingen säkerhetskopia av liggaren", f"{copy} is no backup of the ledger"),
            Text("skriv säkerhetskopians namn", "name the backup"),
        )
    ledger.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = lineage.readable_mark(ledger)
    with _draft(ledger) as draft:
        with _blamed(copy):
            if found := _damage(copy):
                raise _unusable(copy, found)
            _copy(copy, draft)
        renewed = _renew(draft, copy, mark, now)
        with _alone(ledger):
            kept = _set_aside(ledger, now)
            _put(draft, ledger)
    lineage.drop_anchor(ledger)
    lineage.write_mark(ledger, lineage.here(ledger, renewed.lineage, renewed.epoch))
    return Restored(kept, renewed.waiting, renewed.lifted)


@dataclass(frozen=True, slots=True)
class _Renewed:
    lineage: str
    epoch: int
    waiting: int
    lifted: int


def _renew(draft: Path, copy: Path, mark: lineage.Mark | None, now: datetime) -> _Renewed:
    """Make the copy a ledger that may send from `now` on."""
    moment, sql = codec.seconds(now), queries()
    with explained(copy), closing(connect(draft, read_only=False)) as connection:
        migrate(connection, copy)
        identity = sql.identity(connection)
        lifted = distance(mark, identity["lineage"], identity["epoch"])
        epoch = max(identity["epoch"], mark.epoch if mark else 0) + 1
        with transaction(connection):
            sql.flag_stale(connection, before=moment, now=moment)
            waiting = sql.expire_restored(connection, now=moment)
            lift(connection, lifted)
            sql.restore(connection, epoch=epoch, now=moment)
        return _Renewed(identity["lineage"], epoch, waiting, lifted)


def _damage(path: Path) -> Text | None:
    with closing(connect(path, read_only=True)) as connection:
        return damage(connection)


def _copy(source: Path, target: Path) -> None:
    """One consistent copy, also of a ledger in use; what is in its journal comes along."""
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(connect(source, read_only=True)) as connection:
        connection.execute("vacuum into ?", (str(target),)).close()


def _put(draft: Path, goal: Path) -> None:
    """Give the finished draft its name, on the disk when it returns."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(goal)
    sync_folder(goal.parent)


def _set_aside(ledger: Path, now: datetime) -> Path | None:
    """Rename the ledger and what belongs to it. Its new name; None when there is no ledger."""
    base = f"{ledger.name}.replaced-{now:%Y%m%dT%H%M%SZ}"
    names = [base, *(f"{base}-{number}" for number in range(2, 100))]
    kept = next(path for path in map(ledger.with_name, names) if not path.exists())
    for suffix in JOURNALS:  # left behind by a damaged ledger; the new one must not take it for its own
        journal = ledger.with_name(ledger.name + suffix)
        if journal.exists():
            journal.rename(kept.with_name(kept.name + suffix))
    if not ledger.exists():
        return None
    ledger.rename(kept)
    return kept


@contextmanager
def _draft(goal: Path) -> Iterator[Path]:
    """A name beside `goal` for a file that is gone afterwards unless it has got its name. Raises LedgerError."""
    draft = goal.with_name(f".{goal.name}.{os.getpid()}")
    with explained(goal):
        try:
            yield draft
        except OSError as error:
            raise sqlite3.OperationalError(str(error.filename)) from error
        finally:
            for suffix in ("", *JOURNALS):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


@contextmanager
def _blamed(copy: Path) -> Iterator[None]:
    """What SQLite says is about the backup."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _unusable(copy, why(error)) from error


def _unusable(copy: Path, reason: Text) -> LedgerError:
    return LedgerError(
        Text(f"säkerhetskopian {copy} kan inte återställas ({reason.sv}); liggaren är orörd",
             f"the backup {copy} cannot be restored ({reason.en}); the ledger is untouched"),
        Text("ta en annan säkerhetskopia", "take another backup"),
    )  # fmt: skip


@contextmanager
def _alone(ledger: Path) -> Iterator[None]:
    """Nobody else has the ledger open meanwhile, and its journal is emptied into it.

    A ledger too damaged for SQLite has nobody who uses it.
    """
    if not ledger.exists():
        yield
        return
    with closing(sqlite3.connect(ledger, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("pragma journal_mode = delete").close()
            connection.execute("begin exclusive").close()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise _in_use(ledger) from error
        yield


def _in_use(ledger: Path) -> LedgerError:
    return LedgerError(
        Text(f"liggaren {ledger} används av ett annat program", f"the ledger {ledger} is in use by another program"),
        Text("stoppa tjänsten (arshjul run) och försök igen", "stop the service (arshjul run) and try again"),
    )
