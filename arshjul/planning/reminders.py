"""Which reminders a wheel gives, when each is due and to whom; and which of them are due now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from arshjul.almanac.almanac import Almanac
from arshjul.model.delivery import Delivery, DeliveryKey
from arshjul.model.key import OccurrenceKey
from arshjul.model.occurrence import Kind, Occurrence
from arshjul.model.people import Contact
from arshjul.model.rhythm import ReminderRule
from arshjul.model.wheel import GUESTS, Deadline, ReminderKind, Wheel
from arshjul.planning import who

LEAST_CATCH_UP = timedelta(hours=1)
"""However little is asked for: a round comes when it comes, and what is due must still be due then."""


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """One reminder of one occurrence. `due` and `expires` are in UTC; None never expires.

    A reminder before a meeting expires when it begins; one before a deadline, when its day is over.
    """

    occurrence: Occurrence
    rule: ReminderRule
    kind: ReminderKind
    due: datetime
    expires: datetime | None
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to send now, and what was missed, each with a reason: "began", "late" or "restored"."""

    due: tuple[ReminderDue, ...]
    missed: tuple[tuple[ReminderDue, str], ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Who can be reached. `suspended` are addresses (lower case) that refuse mail: a role's mail then goes to its first
    substitute who does not. `told` are the guests of meetings that people have been invited to: they, and not those in
    the file, are «inbjudna»."""

    suspended: Collection[str] = frozenset()
    told: Mapping[OccurrenceKey, tuple[Contact, ...]] = field(default_factory=dict)


def reminders(
    wheel: Wheel, occurrences: Iterable[Occurrence], almanac: Almanac, reach: Reach = Reach()
) -> tuple[ReminderDue, ...]:
    """Every reminder of the wheel's year, earliest first. Cancelled, skipped and undated occurrences give none."""
    found = (
        due
        for occurrence in occurrences
        if occurrence.happens and occurrence.kind is not Kind.WINDOW
        for due in _of_occurrence(wheel, occurrence, almanac, reach)
    )
    return tuple(sorted(found, key=lambda due: (due.due, due.occurrence.key, due.rule.step)))


def _of_occurrence(wheel: Wheel, occurrence: Occurrence, almanac: Almanac, reach: Reach) -> Iterator[ReminderDue]:
    """The nearest rule first, so that it is the one kept when two land on the same day."""
    landed: set[tuple[str, date]] = set()
    for rule in sorted(occurrence.item.remind, key=lambda rule: (abs(rule.count), rule.step)):
        day = _landing_day(occurrence, rule, almanac)
        if day is None:
            due = _elapsed(occurrence, rule)
        else:
            if (rule.reminder, day) in landed:
                continue
            landed.add((rule.reminder, day))
            due = datetime.combine(day, rule.at_time or wheel.remind_at, wheel.zone).astimezone(UTC)
        kind = wheel.reminders[rule.reminder]
        contacts = _contacts(wheel, occurrence, kind, reach)
        yield ReminderDue(occurrence, rule, kind, due, _expires(occurrence, rule), contacts)


def _elapsed(occurrence: Occurrence, rule: ReminderRule) -> datetime:
    """Hours that really pass, also across a change of summer time: before the start or after the end."""
    moment = occurrence.start if rule.count < 0 else occurrence.end
    return moment.astimezone(UTC) + timedelta(hours=rule.count)


def _landing_day(occurrence: Occurrence, rule: ReminderRule, almanac: Almanac) -> date | None:
    """The arbetsdag on which a reminder goes out at its hour (no closed day is one, muted or not).

    None for elapsed time, which no calendar moves, unless it ends on a day when a closure holds reminders.
    """
    day = _counted_day(occurrence, rule)
    if rule.unit == "h" and not almanac.is_muted(day):
        return None
    try:
        if rule.unit == "ad":
            return almanac.add_workdays(occurrence.day, rule.count)
        return almanac.workday_on_or_before(day) if rule.count < 0 else almanac.workday_on_or_after(day)
    except ValueError:  # a calendar with no arbetsdag in a whole year: better on a closed day than never
        return day


def _counted_day(occurrence: Occurrence, rule: ReminderRule) -> date:
    """Where the count ends on a calendar without closed days."""
    if rule.unit == "h":
        return _elapsed(occurrence, rule).astimezone(occurrence.zone).date()
    return occurrence.day + timedelta(days=rule.count * (7 if rule.unit == "v" else 1))


def _expires(occurrence: Occurrence, rule: ReminderRule) -> datetime | None:
    if rule.count > 0:
        return None
    return (occurrence.end if occurrence.all_day else occurrence.start).astimezone(UTC)


# ── to whom ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _contacts(wheel: Wheel, occurrence: Occurrence, kind: ReminderKind, reach: Reach) -> tuple[Contact, ...]:
    """Roles, invited people, ids: each address once, in the order of `to`."""
    item = occurrence.item
    named = item.to if isinstance(item, Deadline) and item.to else kind.to
    found: dict[str, Contact] = {}
    for one in named:
        for contact in _behind(wheel, occurrence, one, reach):
            found.setdefault(contact.email.lower(), contact)
    return tuple(found.values())


def _behind(wheel: Wheel, occurrence: Occurrence, named: str, reach: Reach) -> tuple[Contact, ...]:
    if named in GUESTS:  # nobody has answered anything yet: everyone invited
        return _invited(wheel, occurrence, reach)
    if named.startswith("@"):
        return role(wheel, occurrence.item.area, named[1:], reach.suspended)
    return wheel.directory.contacts((named,))


def _invited(wheel: Wheel, occurrence: Occurrence, reach: Reach) -> tuple[Contact, ...]:
    """An organiser who is not in `invite` has the meeting in the calendar, but is reminded only of meeting one actor
    (`each`)."""
    people = who.invited(occurrence, wheel)
    owner = who.organiser(occurrence, wheel)
    if owner and occurrence.actor:
        people = (*people, owner)
    if (told := reach.told.get(occurrence.key)) is None:
        return people
    addresses = {contact.email.lower() for contact in people}
    hidden = owner.email.lower() if owner and owner.email.lower() not in addresses else None
    return tuple(contact for contact in told if contact.email.lower() != hidden)


def role(wheel: Wheel, area: str, name: str, suspended: Collection[str]) -> tuple[Contact, ...]:
    """Who has a role in an area: the first named; when that address refuses mail, the first substitute who does not."""
    holders = [wheel.directory.contacts((id,)) for id in wheel.areas[area].roles.get(name, ())]
    for contacts in holders:
        reachable = tuple(contact for contact in contacts if contact.email.lower() not in suspended)
        if reachable:
            return reachable
    return holders[0] if holders else ()


# ── what is due ──────────────────────────────────────────────────────────────────────────────────────────────────────


def oldest_due(now: datetime, catch_up: timedelta) -> datetime:
    """What came due at or before this is too late to send."""
    return now - max(catch_up, LEAST_CATCH_UP)


def decide(
    dues: Iterable[ReminderDue],
    now: datetime,
    *,
    catch_up: timedelta,
    watermark: datetime | None,
    floor: datetime | None = None,
) -> Decision:
    """What to send at `now`, and what can no longer be sent.

    Due within `catch_up` is sent, unless it has expired. Older ones are listed as missed when they came due after
    `watermark` (until when this wheel has been looked at; None lists nothing: before the first look, others sent).
    Nothing due at or before `floor` is sent: that was another ledger's work.
    """
    oldest = oldest_due(now, catch_up)
    send: list[ReminderDue] = []
    missed: list[tuple[ReminderDue, str]] = []
    for due in dues:
        if due.due > now:
            continue
        began = due.expires is not None and due.expires <= now
        restored = floor is not None and due.due <= floor
        unseen = due.due > (watermark or (oldest if restored else now))
        if not (began or restored) and due.due > oldest:
            send.append(due)
        elif unseen:
            missed.append((due, "restored" if restored else "began" if began else "late"))
    return Decision(tuple(send), tuple(missed))


def deliveries(wheel: Wheel, due: ReminderDue) -> tuple[Delivery, ...]:
    """One delivery a reader. Its version is the wall-clock start: another start makes another mail, and a new edition
    of the time zone database does not."""
    version = f"{due.occurrence.start:%Y-%m-%dT%H:%M}"
    return tuple(
        Delivery(
            key=DeliveryKey(wheel.id, str(due.occurrence.key), due.rule.step, version, contact.email.lower()),
            due=due.due,
            reminder=due.kind.id,
            reader=contact.id,
            name=contact.name,
            language=contact.language or wheel.language,
            expires=due.expires,
        )
        for contact in due.contacts
    )
