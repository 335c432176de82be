"""Invitations as canonical JSON and back, and the seals of the tables that hold them."""

from __future__ import annotations

import json
import zlib
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from arshjul.ledger.codec import Column
from arshjul.model.entry import Address
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.key import OccurrenceKey


def sealed(*columns: Column | bytes) -> tuple[Column | bytes, ...]:
    """A row with its seal at the end."""
    return (*columns, zlib.crc32("\x1f".join(map(str, columns)).encode()))


def encode(invitation: Invitation) -> str:
    """The same invitation always gives the same text.

    What is empty is left out, so that a field that a later version adds does not change the text of older ones.
    """
    key, zone = invitation.key, invitation.start.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError(f"{invitation.uid} must be in an IANA zone, not {zone}")
    fields: dict[str, Any] = {name: getattr(invitation, name) for name in _AS_THEY_ARE}
    fields |= {
        "series": key.series,
        "slot": key.slot,
        "zone": zone.key,
        "start": _wall(invitation.start),
        "end": _wall(invitation.end),
        "opens": invitation.opens and invitation.opens.isoformat(),
        "agenda": list(invitation.agenda),
        "organiser": _address(invitation.organiser),
        "mailbox": _address(invitation.mailbox),
        "guests": [[one.reader, one.name, one.email, one.language, one.kind] for one in invitation.guests],
    }
    kept = {name: value for name, value in fields.items() if name in _ALWAYS or not _empty(value)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode(text: str) -> Invitation:
    """What `encode` was given."""
    fields = json.loads(text)
    zone = ZoneInfo(fields.pop("zone"))
    opens = fields.pop("opens", None)
    return Invitation(
        key=OccurrenceKey(fields.pop("series"), fields.pop("slot")),
        start=datetime.fromisoformat(fields.pop("start")).replace(tzinfo=zone),
        end=datetime.fromisoformat(fields.pop("end")).replace(tzinfo=zone),
        opens=opens and date.fromisoformat(opens),
        agenda=tuple(fields.pop("agenda", ())),
        organiser=Address(*fields.pop("organiser", ("", ""))),
        mailbox=Address(*fields.pop("mailbox", ("", ""))),
        guests=tuple(guest_of(*one) for one in fields.pop("guests", ())),
        **fields,
    )


guest_of = lru_cache(4096)(Guest)
"""The same few people are guests of every meeting."""

_AS_THEY_ARE = (
    "uid",
    "wheel",
    "area",
    "area_name",
    "title",
    "all_day",
    "place",
    "online",
    "note",
    "language",
    "alarm_minutes",
    "guests_visible",
    "open",
    "reason",
)


_ALWAYS = frozenset(("uid", "wheel", "series", "slot", "area", "area_name", "title"))


def _empty(value: object) -> bool:
    """An alarm of 0 minutes is one."""
    return value is None or value is False or value in ("", [])


def _wall(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat()


def _address(address: Address) -> list[str]:
    return [address.name, address.email] if address.name or address.email else []
