"""The calendars inside finished mails, for ways out that can be looked into."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from email import message_from_bytes

_UID = re.compile(rb"^UID:(.*?)\r?$", re.MULTILINE)


def calendars_about(uids: Collection[str], mails: Iterable[bytes]) -> Mapping[str, tuple[bytes, ...]]:
    """The iCalendar objects with one of `uids`, by UID, in the order of `mails` (RFC 5322 bytes).

    A mail that holds no calendar holds nothing about any of them.
    """
    wanted = frozenset(uids)
    found: dict[str, list[bytes]] = {}
    for mail in mails:
        for data in _calendars(mail):
            if (uid := _uid(data)) in wanted:
                found.setdefault(uid, []).append(data)
    return {uid: tuple(copies) for uid, copies in found.items()}


def _calendars(mail: bytes) -> Iterable[bytes]:
    """A mail has its calendar twice; only the one that programs act upon."""
    for part in message_from_bytes(mail).walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/calendar" else None
        if isinstance(payload, bytes):
            yield payload


def _uid(data: bytes) -> str:
    """The UID of the first event, its line unfolded (RFC 5545 section 3.1); no UID of ours holds an escape."""
    match = _UID.search(data.replace(b"\r\n ", b""))
    return match[1].decode("utf-8", "replace") if match else ""
