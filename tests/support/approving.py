"""What tests of approvals share: an invitation, its guests, and plans written by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from arshjul.ledger import Ledger, Settlement, invitation_book
from arshjul.model.delivery import DeliveryState
from arshjul.model.entry import Address
from arshjul.model.invitation import Applied, AppliedGuest, Approval, Guest, Invitation
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Action, Change, Message, Plan

ZONE = ZoneInfo("Europe/Stockholm")
WHEEL, CALENDAR = "prov/2027", "prov"
NOW = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
BOOK = invitation_book(CALENDAR)


def guest(name: str, **keys: Any) -> Guest:
    """ "Åsa" is asa@… by her own id."""
    id = name.lower().translate(str.maketrans("åäö", "aao"))
    return Guest(**{"reader": id, "name": name, "email": f"{id}@region.example", "language": "sv", **keys})


SIV, ULF, EVA = guest("Siv"), guest("Ulf", email="Ulf.Ek@Kommun.example"), guest("Eva", language="en")


def invitation(slot: str = "2027-05", *guests: Guest, day: int = 11, **keys: Any) -> Invitation:
    """A meeting in May 2027 at 13.00 for the guests given (Siv and Ulf when none)."""
    start = datetime(2027, 5, day, 13, 0, tzinfo=ZONE)
    found: dict[str, Any] = {
        "uid": f"mote.{slot}@prov",
        "wheel": WHEEL,
        "key": OccurrenceKey("mote", slot),
        "area": "gemensamt",
        "area_name": "Gemensamt",
        "title": "Månadsmöte",
        "start": start,
        "end": start + timedelta(minutes=90),
        "place": "Sal B",
        "agenda": ("Läget", "Nästa steg"),
        "organiser": Address("Siv Öst", "siv@region.example"),
        "mailbox": Address("Årshjul", "arshjul@region.example"),
        "guests": guests or (SIV, ULF),
    }
    return Invitation(**{**found, **keys})


def new(one: Invitation, **keys: Any) -> Change:
    """Everyone is invited for the first time."""
    messages = tuple(Message(guest, Action.NEW) for guest in one.guests)
    return Change(
        **{"action": Action.NEW, "invitation": one, "before": None, "sequence": 0, "messages": messages, **keys}
    )


def change(action: Action, applied: Applied, one: Invitation, *messages: Message, step: int = 1, **keys: Any) -> Change:
    """`messages` as given: none means that nobody is told."""
    return Change(
        action=action, invitation=one, before=applied.invitation, sequence=applied.sequence + step, messages=messages,
        **keys,
    )  # fmt: skip


def to_all(action: Action, applied: Applied) -> tuple[Message, ...]:
    """A message to everyone who knows of the meeting."""
    return tuple(Message(one.guest, action, one.told) for one in applied.guests if one.told)


def plan(*changes: Change, edition: int, now: datetime = NOW, waiting: tuple[Invitation, ...] = ()) -> Plan:
    return Plan(
        wheel=WHEEL, title="Prov", now=now, edition=edition, changes=changes, waiting=waiting, digest="d1937",
    )  # fmt: skip


def approval(**keys: Any) -> Approval:
    found = {"wheel": WHEEL, "plan": "d1937", "fingerprint": "f1", "at": NOW, "sources": {"2027.toml": "namn = «åäö»"}}
    return Approval(**{**found, **keys})


def approve(ledger: Ledger, *changes: Change, now: datetime = NOW, waiting: tuple[Invitation, ...] = ()) -> int:
    """Approve a plan made this very moment. How many mails are queued."""
    edition = ledger.snapshot(CALENDAR).edition
    decided = plan(*changes, edition=edition, now=now, waiting=waiting)
    return ledger.approve(decided, approval(at=now), channel="folder", now=now)


def applied(ledger: Ledger, slot: str = "2027-05") -> Applied:
    (found,) = [one for one in ledger.snapshot(CALENDAR).applied if one.invitation.key.slot == slot]
    return found


def of(one: Applied, guest: Guest) -> AppliedGuest:
    (found,) = [known for known in one.guests if known.guest.whom == guest.whom]
    return found


def drain(ledger: Ledger, state: DeliveryState = DeliveryState.SENT, now: datetime = NOW) -> list[str]:
    """Send the whole queue: "address step" in the order sent."""
    left: list[str] = []
    while rows := ledger.claim(now, [BOOK]):
        ledger.settle([Settlement(row.id, state) for row in rows], now)
        left += [f"{row.delivery.key.whom} {row.delivery.key.step}" for row in rows]
    return left
