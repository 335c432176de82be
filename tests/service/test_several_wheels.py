"""Two years' wheels on one ledger: each reminds by itself, in its reader's language, and neither drops the other's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from arshjul.ledger import open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.model.people import Directory, Group, Person
from arshjul.model.wheel import ReminderKind
from arshjul.transports.memory import MemoryTransport
from arshjul.usecases.remind import remind_once
from tests.support.reminding import TWO_WORKDAYS, Clock, instant, small_wheel, world
from tests.support.wheels import on_dates, series

NEW_YEAR = instant("2027-12-29 06:30")
"""The last morning of the year that reminds of 31 December; the one in January is reminded of some days later."""
PEOPLE = Directory(
    {
        "siv": Person("siv", "Siv Norberg", "siv.norberg@region.example"),
        "ann": Person("ann", "Ann Baker", "Ann.Baker@region.example", language="en"),
    },
    groups={"energi": Group("energi", "Energi", ("siv", "ann")), "jord": Group("jord", "Jord", ("ann",))},
)


def subjects(transport: MemoryTransport) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in transport.sent:
        subject = message_from_bytes(one.data, policy=policy.default)["Subject"]
        found.setdefault(one.recipients[0].lower(), []).append(str(subject))
    return found


def test_two_years_on_one_ledger_remind_each_by_itself(tmp_path: Path) -> None:
    reminders = {"paminnelse": ReminderKind("paminnelse", ("energi", "jord"))}
    keys: dict[str, Any] = {"directory": PEOPLE, "reminders": reminders}
    last = series("sista", on_dates(date(2027, 12, 31)), remind=(TWO_WORKDAYS,))
    first = series("forsta", on_dates(date(2028, 1, 4)), remind=(replace(TWO_WORKDAYS, count=-2),))
    old, new = small_wheel(last, **keys), replace(small_wheel(first, **keys), year=2028)
    transport, clock = MemoryTransport(), Clock(NEW_YEAR - timedelta(days=1))
    ready = world(tmp_path, transport, clock, old, new)
    for _ in range(4 * 10):
        remind_once(ready)
        clock.move(hours=6)
    assert {who: len(mails) for who, mails in subjects(transport).items()} == {
        "siv.norberg@region.example": 2,
        "ann.baker@region.example": 2,
    }
    for who, word in (("siv.norberg@region.example", "Påminnelse"), ("ann.baker@region.example", "Reminder")):
        assert all(word in subject for subject in subjects(transport)[who])
    with open_ledger(ready.config.ledger) as ledger:
        assert {state for state, count in ledger.summary().counts.items() if count} == {DeliveryState.SENT}
