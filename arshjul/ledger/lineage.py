"""The mark beside the ledger, by which a restored backup or a cloned installation is noticed before it sends.

The mark holds the ledger's lineage, its epoch, the file's number on the disk, the machine and when the anchor was last
touched. The epoch rises in the ledger before and after every round of sending, and is then copied to the mark: a mark
ahead of its ledger means that the ledger is older than what has been sent. The anchor is a file that is made once and
never again: its change time is the one thing that no copying sets back, so that a whole folder put back from a backup,
mark and all, is noticed too (a disk gives the new file the old one's number, seen on ext4).
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from arshjul.disk import replace_file
from arshjul.errors import LedgerError
from arshjul.refusals import why_unreadable, why_unwritable
from arshjul.text import Text

CURE = Text(
    "är det den här installationen som ska skicka i fortsättningen: kör  arshjul remind --adopt-ledger "
    "(det som skulle ha gått ut hittills skickas inte, men listas)",
    "if this is the installation that shall send from now on: run  arshjul remind --adopt-ledger "
    "(what should have gone out until now is not sent, but listed)",
)
PERMISSIONS = Text(
    "kontrollera mappens rättigheter och att disken inte är full",
    "check the folder's permissions and that the disk is not full",
)
MACHINE_ID = Path("/etc/machine-id")


@dataclass(frozen=True, slots=True)
class Mark:
    """What the mark says. `machine` is "" where the system has no machine id; `anchor` is the anchor's change time in
    nanoseconds, 0 where there is no anchor."""

    lineage: str
    epoch: int
    inode: int
    machine: str
    anchor: int


def mark_path(ledger: Path) -> Path:
    return ledger.with_name(ledger.name + ".mark")


def anchor_path(ledger: Path) -> Path:
    return ledger.with_name(ledger.name + ".anchor")


def here(ledger: Path, lineage: str, epoch: int) -> Mark:
    """The mark as it should be for the ledger where it lies now."""
    machine = MACHINE_ID.read_text(encoding="ascii", errors="replace").strip() if MACHINE_ID.is_file() else ""
    anchor = anchor_path(ledger)
    touched = anchor.stat().st_ctime_ns if anchor.exists() else 0
    return Mark(lineage, epoch, ledger.stat().st_ino, machine, touched)


def drop_anchor(ledger: Path) -> None:
    """Make the anchor, on the disk when it returns, unless there is one. Raises LedgerError.

    It is empty: a word written into it would change its time under somebody who makes a mark just now.
    """
    path = anchor_path(ledger)
    try:
        with suppress(FileExistsError), path.open("x") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def ever_made(ledger: Path) -> bool:
    """Whether there is a ledger, or its mark says that there was one. Raises LedgerError as `read_mark`."""
    return read_mark(ledger) is not None or ledger.exists()  # the mark first: it says what cannot be read


def lost(ledger: Path) -> bool:
    """Whether there was a ledger and is none. The mark is looked for first: somebody may be making both just now, and
    makes the ledger first. Raises LedgerError as `read_mark`."""
    return read_mark(ledger) is not None and not ledger.exists()


def read_mark(ledger: Path) -> Mark | None:
    """None when there is none. Raises LedgerError when it cannot be understood."""
    path = mark_path(ledger)
    try:
        return Mark(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except OSError as error:
        why = why_unreadable(error)
        raise LedgerError(
            Text(
                f"liggarens märke {path} kan inte läsas: {why.sv}", f"the ledger's mark {path} cannot be read: {why.en}"
            ),
            PERMISSIONS,
        ) from error
    except (ValueError, TypeError) as error:
        raise LedgerError(
            Text(f"liggarens märke {path} är skadat", f"the ledger's mark {path} is damaged"), CURE
        ) from error


def readable_mark(ledger: Path) -> Mark | None:
    """As `read_mark`, but None also when it cannot be understood: for a person who has said what holds."""
    try:
        return read_mark(ledger)
    except LedgerError:
        return None


def write_mark(ledger: Path, mark: Mark) -> None:
    """Whole or not at all, and on the disk when it returns. Raises LedgerError."""
    path = mark_path(ledger)
    try:
        replace_file(path, json.dumps(asdict(mark)).encode(), 0o666)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> LedgerError:
    why = why_unwritable(error)
    return LedgerError(
        Text(
            f"liggarens märke {path} kan inte skrivas: {why.sv}",
            f"the ledger's mark {path} cannot be written: {why.en}",
        ),
        PERMISSIONS,
    )


def gone(path: Path) -> LedgerError:
    """What to say when the mark is there and the ledger is not."""
    return LedgerError(
        Text(f"liggaren {path} är borta, men märket bredvid säger att den har funnits",
             f"the ledger {path} is gone, but the mark beside it says that it has existed"),
        Text("lägg tillbaka säkerhetskopian med  arshjul restore KOPIA,  eller kör  arshjul remind --adopt-ledger  för "
             "att börja på en ny",
             "put its backup back with  arshjul restore COPY,  or run  arshjul remind --adopt-ledger  to begin a "
             "new one"),
    )  # fmt: skip


def mismatch(ledger: Path, mark: Mark | None, now_here: Mark) -> LedgerError | None:
    """Why this ledger must not send before a person has said so, or None. A new ledger has no mark and epoch 0."""
    if mark is None:
        if now_here.epoch == 0:
            return None
        reason = Text("dess märke (.mark) saknas", "its mark (.mark) is missing")
    elif mark.lineage != now_here.lineage:
        reason = Text("märket bredvid hör till en annan liggare", "the mark beside it belongs to another ledger")
    elif mark.epoch > now_here.epoch:
        reason = Text("den är äldre än det som har skickats (en återställd säkerhetskopia?)",
                      "it is older than what has been sent (a restored backup?)")  # fmt: skip
    elif mark.machine != now_here.machine:
        reason = Text("den kommer från en annan dator", "it comes from another machine")
    elif mark.inode != now_here.inode:
        reason = Text("filen är en kopia", "the file is a copy")
    elif mark.anchor != now_here.anchor:
        reason = Text("mappen har lagts tillbaka (en återställd säkerhetskopia?) eller fått andra rättigheter",
                      "its folder has been put back (a restored backup?) or been given other permissions")  # fmt: skip
    else:
        return None
    return LedgerError(
        Text(f"liggaren {ledger} får inte skicka: {reason.sv}", f"the ledger {ledger} may not send: {reason.en}"),
        CURE,
    )
