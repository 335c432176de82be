"""What was decided about a meeting as a VEVENT for some of its guests: an invitation, a change or a cancellation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from arshjul.model.entry import Address, Attendee, CalendarEntry, EntryStatus, PartStat
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.plan import Action, Bulletin
from arshjul.planning.wording import AREA, LINK, ORGANISER, PLACE, agenda_list, fact_list, named, paragraphs

Invited = tuple[Guest, PartStat]
"""A guest, and the answer that we know of."""


def method_of(action: Action) -> str:
    """METHOD: REQUEST also tells of changes (RFC 5546 section 3.2.2), CANCEL calls off (section 3.2.5)."""
    return "CANCEL" if action is Action.CANCELLED else "REQUEST"


def meeting_of(bulletin: Bulletin) -> Invitation:
    """The meeting as the mail speaks of it.

    A cancellation is about what its guests know: somebody who was never told of the move cannot tell which meeting on
    the new day is meant, and one who leaves has nothing to do with what is new. Only who owns it, and answers
    questions, is as of now.
    """
    if bulletin.action is not Action.CANCELLED or bulletin.before is None:
        return bulletin.invitation
    return replace(bulletin.before, organiser=bulletin.invitation.organiser)


def entry_of(bulletin: Bulletin, guests: Iterable[Invited]) -> CalendarEntry:
    """The VEVENT that `guests` get of a bulletin: one guest, or all of them when they may see each other.

    ORGANIZER is the mailbox under the organiser's name, since answers go to the mailbox. A cancellation has no alarm,
    and says STATUS:CANCELLED only when the whole meeting is off: to a guest who leaves, it would say that nobody meets
    (RFC 5546 section 3.2.5). Who else comes is told by the attendees alone, so that the text never lags behind.
    """
    meeting = meeting_of(bulletin)
    start, end = times_of(meeting)
    cancelled = bulletin.action is Action.CANCELLED
    return CalendarEntry(
        uid=meeting.uid,
        stamp=bulletin.stamp,
        start=start,
        end=end,
        summary=meeting.title,
        sequence=bulletin.sequence,
        description=description_of(meeting),
        location=meeting.location,
        url=meeting.online if "://" in meeting.online else "",
        categories=(meeting.area_name,) if meeting.area_name else (),
        status=_status(bulletin),
        transparent=cancelled,
        alarm_minutes=None if cancelled or meeting.all_day else meeting.alarm_minutes,
        organiser=Address(meeting.organiser.name, meeting.mailbox.email),
        attendees=tuple(attendee_of(bulletin, guest, partstat) for guest, partstat in guests),
    )


def attendee_of(bulletin: Bulletin, guest: Guest, partstat: PartStat) -> Attendee:
    """ATTENDEE with the answer that we know of. A new time makes it void: the guest is asked anew."""
    answer: PartStat = "NEEDS-ACTION" if bulletin.action is Action.MOVED else partstat
    return Attendee(Address(guest.name, guest.email), answer, guest.kind)


def times_of(meeting: Invitation) -> tuple[datetime, datetime] | tuple[date, date]:
    """Aware datetimes; dates, the end exclusive, when it lasts all day."""
    if meeting.all_day:
        return meeting.start.date(), meeting.end.date()
    return meeting.start, meeting.end


def description_of(meeting: Invitation) -> str:
    """DESCRIPTION, in the wheel's language: complete, since many calendars show nothing else."""
    facts = [
        (AREA, meeting.area_name),
        (PLACE, meeting.place),
        (LINK, meeting.online),
        (ORGANISER, named(meeting.organiser.name, meeting.organiser.email) if meeting.organiser.email else ""),
    ]
    return paragraphs(
        fact_list(meeting.title, facts, meeting.language),
        agenda_list(meeting.agenda, meeting.language),
        meeting.note,
    )


def _status(bulletin: Bulletin) -> EntryStatus | None:
    if bulletin.action is not Action.CANCELLED:
        return "CONFIRMED"
    return None if bulletin.leaving else "CANCELLED"
