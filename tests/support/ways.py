"""Every way out, as the contract tests meet it: the transport, what has arrived, and how to tamper with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from pathlib import Path

from arshjul.ical.parse import parse
from arshjul.transports.base import Transport
from arshjul.transports.folder import FolderTransport
from arshjul.transports.memory import MemoryTransport
from arshjul.transports.smtp import SmtpTransport
from tests.support.smtp import Sink

WAYS = ("memory", "folder", "smtp")


@dataclass
class Way:
    """`tamper` changes the bytes of every mail that lies there (None removes it), where it can be reached."""

    transport: Transport
    arrived: Callable[[], list[bytes]]
    tamper: Callable[[Callable[[bytes], bytes | None]], None] = lambda change: None


@contextmanager
def way_out(name: str, folder: Path) -> Iterator[Way]:
    if name == "memory":
        memory = MemoryTransport()
        yield Way(
            memory, lambda: [envelope.data for envelope in memory.sent], lambda change: _in_memory(memory, change)
        )
    elif name == "folder":
        yield Way(
            FolderTransport(folder),
            lambda: [path.read_bytes() for path in sorted(folder.glob("*.eml"))],
            lambda change: _in_folder(folder, change),
        )
    else:
        with Sink().running() as sink:
            smtp = SmtpTransport(sink.settings())
            yield Way(smtp, lambda: sink.mails)
            smtp.close()


def _in_memory(memory: MemoryTransport, change: Callable[[bytes], bytes | None]) -> None:
    changed = [(envelope, change(envelope.data)) for envelope in memory.sent]
    memory.sent[:] = [replace(envelope, data=data) for envelope, data in changed if data is not None]


def _in_folder(folder: Path, change: Callable[[bytes], bytes | None]) -> None:
    for path in folder.glob("*.eml"):
        data = change(path.read_bytes())
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)


def told(mails: list[bytes]) -> list[str]:
    """ "siv REQUEST 2027-05-11 1": who is told what of which slot, and its SEQUENCE; sorted. Mails of a round may pass
    each other."""
    found = []
    for data in mails:
        mail = message_from_bytes(data, policy=policy.default)
        whom = mail["To"].addresses[0].username
        (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
        read = parse(part.get_content().encode())
        (entry,) = read.entries
        assert [one.address.email.partition("@")[0] for one in entry.attendees] == [whom]
        found.append(f"{whom} {read.method} {entry.uid.partition('.')[2].partition('@')[0]} {entry.sequence}")
    return sorted(found)
