"""A bulletin to one guest becomes a finished mail: the words that all share, and a calendar of the guest's own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from arshjul.config import Config
from arshjul.model.delivery import Envelope
from arshjul.model.entry import Address, Attendee, CalendarEntry
from arshjul.model.plan import Action, Bulletin, Told
from arshjul.planning.invitation_entry import attendee_of, entry_of, method_of
from arshjul.text import Language, Text
from arshjul.transports.address import domain_of
from arshjul.usecases.mime import Letter, Scheduling, letter_bytes
from arshjul.usecases.recipient import Recipient, recipient_of, reply_address, sender_of

if TYPE_CHECKING:
    from arshjul.render.invitation_mail import Audience
    from arshjul.render.mail import Mail

__all__ = ["InvitationMailer", "invitation_id"]

_FILES = {
    Action.NEW: Text("kallelse.ics", "invitation.ics"),
    Action.UPDATED: Text("andrad.ics", "changed.ics"),
    Action.MOVED: Text("andrad.ics", "changed.ics"),
    Action.CANCELLED: Text("installd.ics", "cancelled.ics"),
}
_KEPT = 32
"""Bulletins whose words are kept. The queue tells of one meeting after the other."""


def invitation_id(uid: str, number: int, whom: str, domain: str) -> str:
    """The Message-ID of bulletin `number` to `whom`, angle brackets included; it says nothing about the reader.

    Nothing else counts, so that a mail tried again is the same mail, and a later one can refer to it
    (RFC 5322 section 3.6.4).
    """
    digest = hashlib.sha256(json.dumps([uid, number, whom.lower()]).encode()).hexdigest()
    return f"<{digest[:32]}.arshjul@{domain}>"


@dataclass(slots=True)
class _Shared:
    """What all who are told of a bulletin have in common: the VEVENT but for its attendees, and the words."""

    bulletin: Bulletin
    entry: CalendarEntry
    mails: dict[Audience, Mail] = field(default_factory=dict)


class InvitationMailer:
    """Builds the mails of bulletins. For each guest only the head and the calendar are made anew."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._shared: dict[tuple[str, int], _Shared] = {}

    def mail(self, bulletin: Bulletin, told: Told) -> Mail:
        """Subject, text and HTML as the guest will read them, rehearsal or not. Raises TemplateFault."""
        return self._words(bulletin, told, "")

    def envelope(self, bulletin: Bulletin, told: Told, now: datetime) -> Envelope:
        """One mail to one guest, the calendar in it twice. `rehearsal` and `allow_domains` are applied.

        The same arguments give the same bytes. Raises AddressError (permanent, for this guest) and TemplateFault.
        """
        meeting, guest = bulletin.invitation, told.guest
        recipient = recipient_of(self._config, Address(guest.name, guest.email))
        words = self._words(bulletin, told, recipient.stands_for)
        sender = sender_of(meeting.mailbox)
        letter = Letter(
            message_id=_id(bulletin, bulletin.number, told, recipient),
            date=now.astimezone(meeting.start.tzinfo),
            sender=sender,
            to=recipient.to,
            reply_to=reply_address(meeting.organiser, guest.email),
            subject=recipient.subject(words.subject, guest.name, guest.language),
            text=words.text,
            html=words.html,
            follows=_id(bulletin, told.first, told, recipient) if told.first != bulletin.number else "",
            language=guest.language,
            scheduling=self._scheduling(bulletin, told),
        )
        return Envelope(letter.message_id, sender.email, (recipient.to.email,), letter_bytes(letter))

    def _words(self, bulletin: Bulletin, told: Told, rehearsal: str) -> Mail:
        from arshjul.render.invitation_mail import audience_of, invitation_mail

        audience = audience_of(bulletin, told.guest, rehearsal)
        if rehearsal:  # it names its reader: nothing to share
            return invitation_mail(bulletin, audience, self._config.templates)
        mails = self._of(bulletin).mails
        if audience not in mails:
            mails[audience] = invitation_mail(bulletin, audience, self._config.templates)
        return mails[audience]

    def _scheduling(self, bulletin: Bulletin, told: Told) -> Scheduling:
        from arshjul.ical.write import message

        method = method_of(bulletin.action)
        entry = replace(self._of(bulletin).entry, attendees=_attendees(bulletin, told))
        return Scheduling(method, _file_name(bulletin.action, told.guest.language), message(entry, method))

    def _of(self, bulletin: Bulletin) -> _Shared:
        """A bulletin never changes, but one that is only planned has no number yet: so its content is compared."""
        key = (bulletin.invitation.uid, bulletin.number)
        found = self._shared.get(key)
        if found is None or found.bulletin != bulletin:
            while len(self._shared) >= _KEPT:
                del self._shared[next(iter(self._shared))]
            found = self._shared[key] = _Shared(bulletin, entry_of(bulletin, ()))
        return found


def _attendees(bulletin: Bulletin, told: Told) -> tuple[Attendee, ...]:
    """The guest alone. Where all may see each other all stand there, the others' answers being their own affair.

    In a cancellation nobody else has to be named (RFC 5546 section 3.2.5).
    """
    own = attendee_of(bulletin, told.guest, told.partstat)
    if not bulletin.invitation.guests_visible or bulletin.action is Action.CANCELLED:
        return (own,)
    others = [guest for guest in bulletin.invitation.guests if guest.whom != told.guest.whom]
    return (own, *(attendee_of(bulletin, guest, "NEEDS-ACTION") for guest in others))


def _id(bulletin: Bulletin, number: int, told: Told, recipient: Recipient) -> str:
    domain = domain_of(bulletin.invitation.mailbox.email) or "arshjul.invalid"
    return recipient.message_id(invitation_id(bulletin.invitation.uid, number, told.guest.whom, domain))


def _file_name(action: Action, language: Language) -> str:
    """ASCII, since some mail programs still garble the rest."""
    return _FILES[action].to(language)
