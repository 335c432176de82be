"""What the file wants people to have been invited to: its meetings as invitations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from arshjul.model.entry import Address
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.key import OccurrenceKey
from arshjul.model.occurrence import Kind, Occurrence, StepKind
from arshjul.model.people import Contact, MailingList
from arshjul.model.wheel import MeetingSeries, Wheel
from arshjul.planning import who
from arshjul.planning.identity import uid, wheel_name
from arshjul.planning.wording import area_name, place_name

_REASONED = (StepKind.CLOSED, StepKind.MOVED, StepKind.ADJUSTED, StepKind.SET, StepKind.ADDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """One wheel as invitations, in date order.

    `withdrawn` are cancelled and skipped meetings, each with the reason that a person or a closure gives ("" when
    none). `was`: series → its id before a rename, which no series has any more.
    """

    wheel: str
    invitations: tuple[Invitation, ...] = ()
    withdrawn: Mapping[OccurrenceKey, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)


def desired(wheel: Wheel, occurrences: Iterable[Occurrence], mailbox: Callable[[str], Address]) -> Desired:
    """The invitations of `occurrences`; `mailbox` gives the address that invites to an area's meetings.

    Not: deadlines, windows, somebody else's meetings, and meetings that nobody is invited to.
    """
    make = _Maker(wheel, mailbox)
    invitations: list[Invitation] = []
    withdrawn: dict[OccurrenceKey, str] = {}
    for occurrence in occurrences:
        item = occurrence.item
        if occurrence.kind is not Kind.MEETING or not isinstance(item, MeetingSeries) or item.external:
            continue
        if not occurrence.happens:
            withdrawn[occurrence.key] = occurrence.steps[-1].text if occurrence.steps else ""
        elif guests := make.guests(occurrence):
            invitations.append(make.invitation(occurrence, item, guests))
    invitations.sort(key=lambda invitation: (invitation.start.replace(tzinfo=None), invitation.key))
    was = {one.id: one.was for one in wheel.series.values() if one.was and one.was not in wheel.series}
    return Desired(wheel=wheel_name(wheel), invitations=tuple(invitations), withdrawn=withdrawn, was=was)


class _Maker:
    """Makes the invitations of one wheel; the groups of a series are opened once."""

    def __init__(self, wheel: Wheel, mailbox: Callable[[str], Address]) -> None:
        self._wheel = wheel
        self._name = wheel_name(wheel)
        self._mailbox = mailbox
        self._guests: dict[tuple[str, str], tuple[Guest, ...]] = {}

    def guests(self, occurrence: Occurrence) -> tuple[Guest, ...]:
        """Everyone invited and then the organiser, who has the meeting in the calendar too. Each address once."""
        crowd = (occurrence.item.id, occurrence.actor)
        if crowd not in self._guests:
            owner = who.organiser(occurrence, self._wheel)
            contacts = (*who.invited(occurrence, self._wheel), *([owner] if owner else []))
            found: dict[str, Guest] = {}
            for guest in map(self._guest, contacts):
                found.setdefault(guest.whom, guest)
            self._guests[crowd] = tuple(found.values())
        return self._guests[crowd]

    def _guest(self, contact: Contact) -> Guest:
        language = contact.language or self._wheel.language
        if isinstance(contact, MailingList):
            return Guest(contact.id, contact.name, contact.email, language, "GROUP")
        return Guest(contact.id, contact.name, contact.email, language)

    def invitation(self, occurrence: Occurrence, item: MeetingSeries, guests: tuple[Guest, ...]) -> Invitation:
        owner = who.organiser(occurrence, self._wheel)
        ahead = item.invite_ahead_days
        return Invitation(
            uid=uid(self._wheel.id, occurrence.key),
            wheel=self._name,
            key=occurrence.key,
            area=item.area,
            area_name=area_name(occurrence, self._wheel),
            title=occurrence.title,
            start=occurrence.start,
            end=occurrence.end,
            all_day=occurrence.all_day,
            place=place_name(occurrence),
            online=item.online,
            agenda=item.agenda,
            note=item.note,
            organiser=Address(owner.name, owner.email) if owner else Address("", ""),
            mailbox=self._mailbox(item.area),
            language=self._wheel.language,
            alarm_minutes=None if occurrence.all_day else item.alarm_minutes,
            guests_visible=item.guests_visible,
            open=item.open,
            opens=None if ahead is None else occurrence.day - timedelta(days=ahead),
            reason=_reason(occurrence),
            guests=guests,
        )


def _reason(occurrence: Occurrence) -> str:
    """Why its date, time or place is not the rule's own: what a person wrote last, or the closure's name."""
    told = [step.text for step in occurrence.steps if step.kind in _REASONED]
    return told[-1] if told else ""
