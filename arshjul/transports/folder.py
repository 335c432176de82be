"""Mail into a folder: one .eml file each, whole or not at all. The default: nothing leaves the machine."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from arshjul.disk import replace_file
from arshjul.errors import TransportError
from arshjul.model.delivery import Envelope, Receipt, Result
from arshjul.refusals import why_unreadable, why_unwritable
from arshjul.text import Text
from arshjul.transports.base import Capabilities
from arshjul.transports.calendar_part import calendars_about

_PASSING = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


class FolderTransport:
    """Writes `20270516T053000Z-<hash of the Message-ID>.eml`, mode 0600, into a folder made with mode 0700.

    The name sorts by the mail's own Date. A Message-ID that is already there has been delivered: it is left alone, so
    a retry makes no second file.
    """

    name = "folder"
    capabilities = Capabilities(leaves_machine=False, reads_back=True)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, str] | None = None

    def check(self) -> Text:
        """Write and remove a file, so that a missing permission is found before it matters."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, probe = tempfile.mkstemp(prefix=".check-", dir=self._folder)
            os.close(handle)
            Path(probe).unlink()
        except OSError as error:
            raise _unwritable(error, self._folder) from None
        return Text(f"Breven läggs som filer i {self._folder}; inget lämnar datorn.",
                    f"Mails are put as files in {self._folder}; nothing leaves the machine.")  # fmt: skip

    def pause(self, under_way: int) -> float:  # noqa: ARG002 - the protocol's signature; there is no rate limit
        return 0.0

    def deliver(self, envelope: Envelope) -> tuple[Receipt, ...]:
        digest = hashlib.sha256(envelope.message_id.encode()).hexdigest()[:32]
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            known = self._names()
            if digest not in known:
                name = f"{_stamp(envelope.data)}-{digest}.eml"
                replace_file(self._folder / name, envelope.data, 0o600)
                known[digest] = name
        except OSError as error:
            raise _unwritable(error, self._folder) from None
        return tuple(Receipt(recipient, Result.ACCEPTED) for recipient in envelope.recipients)

    def read_back(self, uids: Collection[str]) -> Mapping[str, tuple[bytes, ...]]:
        """What the .eml files say of these meetings, the oldest mail first."""
        try:
            return calendars_about(uids, (path.read_bytes() for path in sorted(self._folder.glob("*.eml"))))
        except OSError as error:
            raise _unreadable(error, self._folder) from None

    def close(self) -> None:
        """Forget what the folder held, so that the next mail looks again."""
        self._known = None

    def _names(self) -> dict[str, str]:
        """Hash → file name, listed once: a folder with years of mail is not searched for every one."""
        if self._known is None:
            self._known = {path.stem.rpartition("-")[2]: path.name for path in self._folder.glob("*Z-*.eml")}
        return self._known


def _stamp(data: bytes) -> str:
    """The mail's Date as a sortable UTC stamp; a mail without one sorts first."""
    value = BytesHeaderParser().parsebytes(data, headersonly=True)["Date"]
    moment = parsedate_to_datetime(str(value)) if value else datetime.fromtimestamp(0, UTC)
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _unreadable(error: OSError, folder: Path) -> TransportError:
    why = why_unreadable(error)
    text = Text(f"kan inte läsa mappen {folder}: {why.sv}", f"cannot read the folder {folder}: {why.en}")
    return TransportError(text.en, permanent=True, text=text)


def _unwritable(error: OSError, folder: Path) -> TransportError:
    """A full or ailing disk passes; a wrong folder does not mend itself."""
    why = why_unwritable(error)
    text = Text(f"kan inte skriva i mappen {folder}: {why.sv}", f"cannot write in the folder {folder}: {why.en}")
    return TransportError(text.en, permanent=error.errno not in _PASSING, text=text)
