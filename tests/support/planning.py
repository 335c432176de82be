"""What tests of plans share: a wheel of dated meetings, its plan at a day, and what the plan says, in short."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from arshjul.model.entry import Address
from arshjul.model.invitation import Applied, Snapshot
from arshjul.model.plan import Change, Plan
from arshjul.model.rhythm import IfClosed
from arshjul.model.wheel import Area, MeetingSeries, Wheel
from arshjul.planning.desired import Desired
from arshjul.planning.desired import desired as desired_of
from arshjul.planning.diff import Terms, make_plan
from tests.support.applying import EMPTY, applied
from tests.support.wheels import directory, expanded, on_dates, person, series, wheel

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
"""A Monday, 09.00 in Stockholm."""
TERMS = Terms(channel="smtp")
PEOPLE = directory([person(id) for id in ("siv", "ulf", "eva", "jon", "ada", "bo")])
MAILBOX = Address("Årshjul", "arshjul@region.example")


def meetings(*days: date, id: str = "mote", **keys: Any) -> MeetingSeries:
    """A series on fixed days, for Siv and Ulf; Eva owns it. A slot is its date."""
    found = {"invite": ("siv", "ulf"), "organiser": "eva", "place": "Residenset", "if_closed": IfClosed.KEEP, **keys}
    return series(id, on_dates(*days), **found)


def inviting(*items: MeetingSeries, **keys: Any) -> Wheel:
    areas = {"gemensamt": Area("gemensamt", "Gemensamt"), "jord": Area("jord", "Jord")}
    return wheel(*items, **{"active": True, "directory": PEOPLE, "areas": areas, **keys})


def wanted(of: Wheel) -> Desired:
    return desired_of(of, expanded(of).occurrences, lambda _area: MAILBOX)


def plan_of(of: Wheel, snapshot: Snapshot = EMPTY, now: datetime = NOW, terms: Terms = TERMS) -> Plan:
    return make_plan(of, wanted(of), snapshot, now, terms)


def after(*wheels: Wheel, now: datetime = NOW, sent: bool = True, terms: Terms = TERMS) -> Snapshot:
    """The ledger when each of `wheels` has been applied, one after the other."""
    snapshot = EMPTY
    for one in wheels:
        snapshot = applied(plan_of(one, snapshot, now, terms), snapshot, now, sent=sent, channel=terms.channel)
    return snapshot


def on(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def mails(changes: Iterable[Change]) -> list[str]:
    """ "siv moved 2027-05-11": who is told what of which slot; "leaving" when only that guest is."""
    return [
        f"{message.guest.reader} {'leaving' if message.leaving else message.action} {change.key.slot}"
        for change in changes
        for message in change.messages
    ]


def actions(plan: Plan) -> list[str]:
    """ "moved mote/2027-05-11 1": what happens to which meeting, and its SEQUENCE afterwards."""
    return [f"{change.action} {change.key} {change.sequence}" for change in plan.changes]


def only(snapshot: Snapshot) -> Applied:
    [one] = snapshot.applied
    return one
