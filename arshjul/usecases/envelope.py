"""A reminder (or a morning's reminders) to one reader becomes a finished mail; so does a notice to the owner."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from arshjul.config import Config
from arshjul.model.delivery import Delivery, DeliveryKey, Envelope
from arshjul.model.entry import Address
from arshjul.model.occurrence import Kind, Occurrence
from arshjul.model.people import MailingList
from arshjul.model.wheel import Wheel
from arshjul.planning.who import organiser
from arshjul.text import Language, Text
from arshjul.transports.address import domain_of, wire_address
from arshjul.usecases.identities import NOBODY_INVITED, Identities
from arshjul.usecases.mime import Attachment, Letter, letter_bytes
from arshjul.usecases.recipient import AddressError, Recipient, recipient_of, reply_address, sender_of

if TYPE_CHECKING:
    from arshjul.planning.reminders import ReminderDue
    from arshjul.render.mail_context import MailContext, MailItem

__all__ = ["AddressError", "ReminderItem", "message_id", "notice_envelope", "reminder_envelope", "reminder_subject"]


@dataclass(frozen=True, slots=True)
class ReminderItem:
    """One reminder in a mail: the delivery decided in the ledger and what it is about."""

    delivery: Delivery
    due: ReminderDue


def message_id(keys: Sequence[DeliveryKey], domain: str) -> str:
    """The Message-ID of the mail that settles `keys`, angle brackets included; the order of the keys is no matter.

    RFC 5322 section 3.6.4. Says nothing about the reader: the keys are hashed.
    """
    digest = hashlib.sha256(json.dumps(sorted(keys)).encode()).hexdigest()
    return f"<{digest[:32]}.arshjul@{domain}>"


def reminder_envelope(
    config: Config,
    wheel: Wheel,
    items: Sequence[ReminderItem],
    now: datetime,
    told: Identities = NOBODY_INVITED,
) -> Envelope:
    """One mail to ONE reader with one or several reminders (a digest), the meetings' .ics attached.

    All items have the same `delivery.key.whom`; `told` is how those invited know the meetings. `rehearsal` and
    `allow_domains` are applied. Raises AddressError (permanent, for this reader) and TemplateFault when a template of
    the installation is broken.
    """
    from arshjul.render.mail import render_mail

    items = _by_date(items)
    first = items[0].delivery
    recipient = recipient_of(config, first.address)
    context = _context(config, wheel, items, recipient.stands_for, now)
    subject = _own_subject(config, wheel, items, now)
    mail = render_mail(_template(context), context, config.templates, subject=subject)
    letter = Letter(
        message_id=_id([item.delivery.key for item in items], config, recipient),
        date=now.astimezone(wheel.zone),
        sender=sender_of(config.mail.sender),
        to=recipient.to,
        reply_to=Address(context.contact, context.contact_email) if context.replies else None,
        subject=recipient.subject(mail.subject, first.name, first.language),
        text=mail.text,
        html=mail.html,
        stop=wire_address(config.mail.owner) or sender_of(config.mail.sender).email,
        language=first.language,
        attachments=_attachments(wheel, items, context.items, first.language, told),
    )
    return _envelope(letter)


def reminder_subject(config: Config, wheel: Wheel, items: Sequence[ReminderItem], now: datetime) -> str:
    """The subject that `reminder_envelope` would give, as the reader sees it (no rehearsal's prefix). Cheap."""
    from arshjul.render.mail import template_subject

    items = _by_date(items)
    context = _context(config, wheel, items, "", now)
    return _own_subject(config, wheel, items, now) or template_subject(_template(context), context, config.templates)


def notice_envelope(
    config: Config,
    subject: Text,
    body: Text,
    key: DeliveryKey,
    now: datetime,
    *,
    details: str = "",
    language: Language = "sv",
    to: Address | None = None,
) -> Envelope:
    """A plain notice to `to`, else to the owner (`[mail] owner`); key.whom is not used.

    Empty lines in `body` part its paragraphs. `details` is shown verbatim, monospaced. Raises AddressError when there
    is nobody to write to, or when they may not be mailed.
    """
    from arshjul.render.mail import render_mail
    from arshjul.render.mail_context import NoticeContext

    reader = to or Address("", _owner(config))
    recipient = recipient_of(config, reader)
    context = NoticeContext(
        language=language,
        heading=subject.to(language),
        paragraphs=tuple(part.strip() for part in body.to(language).split("\n\n") if part.strip()),
        details=details,
        rehearsal=recipient.stands_for,
    )
    mail = render_mail("notice", context, config.templates)
    letter = Letter(
        message_id=_id([key], config, recipient),
        date=now,
        sender=sender_of(config.mail.sender),
        to=recipient.to,
        reply_to=None,
        subject=recipient.subject(mail.subject, reader.name or reader.email, language),
        text=mail.text,
        html=mail.html,
        language=language,
    )
    return _envelope(letter)


def _by_date(items: Sequence[ReminderItem]) -> list[ReminderItem]:
    return sorted(items, key=lambda item: (item.due.occurrence.start, item.due.occurrence.key))


def _template(context: MailContext) -> str:
    return "digest" if len(context.items) > 1 else context.items[0].template


def _own_subject(config: Config, wheel: Wheel, items: Sequence[ReminderItem], now: datetime) -> str:
    """The cycle file's subject, in the language that it is written in whoever reads it; "" leaves it to the template.

    A digest takes none: one reminder's subject would mislead.
    """
    from arshjul.render.mail import own_subject

    source = items[0].due.kind.subject
    if len(items) > 1 or not source:
        return ""
    return own_subject(source, _context(config, wheel, items, "", now, wheel.language))


def _envelope(letter: Letter) -> Envelope:
    return Envelope(letter.message_id, letter.sender.email, (letter.to.email,), letter_bytes(letter))


def _id(keys: Sequence[DeliveryKey], config: Config, recipient: Recipient) -> str:
    return recipient.message_id(message_id(keys, domain_of(config.mail.sender.email) or "arshjul.invalid"))


def _owner(config: Config) -> str:
    if not config.mail.owner:
        raise AddressError(
            Text("ingen ägare att skriva till: [mail] owner saknas",
                 "there is no owner to write to: [mail] owner is missing"),
            Text("fyll i [mail] owner i config.toml", "fill in [mail] owner in config.toml"),
        )  # fmt: skip
    return config.mail.owner


def _context(
    config: Config,
    wheel: Wheel,
    items: Sequence[ReminderItem],
    rehearsal: str,
    now: datetime,
    language: Language | None = None,
) -> MailContext:
    """What the templates are given, in `language` (else the reader's)."""
    from arshjul.render.mail import template_for
    from arshjul.render.mail_context import MailContext
    from arshjul.render.mail_items import Setting, contact_of, mail_item

    first = items[0].delivery
    language = language or first.language
    setting = Setting(wheel=wheel, reader=first.reader, language=language, now=now)
    told = []
    for item in items:
        occurrence, kind = item.due.occurrence, item.due.kind
        is_deadline = occurrence.kind is Kind.DEADLINE
        template = template_for(kind.template, kind.id, is_deadline=is_deadline, own=config.templates)
        told.append(mail_item(occurrence, kind, template, setting, attached=_has_file(occurrence, now)))
    contact, replies = _contact(config, wheel, items)
    return MailContext(
        language=language,
        reader=first.name,
        is_list=isinstance(contact_of(wheel, first.reader), MailingList),
        wheel=wheel.title,
        year=wheel.year,
        contact=contact.name or contact.email,
        contact_email=contact.email,
        replies=replies,
        rehearsal=rehearsal,
        items=tuple(told),
    )


def _contact(config: Config, wheel: Wheel, items: Sequence[ReminderItem]) -> tuple[Address, bool]:
    """Whom a reply reaches: the one organiser of all items, else the owner; nobody when that is the reader."""
    organisers = {organiser(item.due.occurrence, wheel) for item in items}
    one = organisers.pop() if len(organisers) == 1 else None
    whom = items[0].delivery.key.whom
    if one and (reached := reply_address(Address(one.name, one.email), whom)):
        return reached, True
    owner = wire_address(config.mail.owner)
    if owner and owner.casefold() != whom.casefold():
        return Address(_name_of(wheel, owner), owner), True
    return Address("", ""), False


def _name_of(wheel: Wheel, email: str) -> str:
    """What the wheel calls the person with this address, or ""."""
    people = wheel.directory.people.values()
    return next((person.name for person in people if person.email.casefold() == email.casefold()), "")


def _has_file(occurrence: Occurrence, now: datetime) -> bool:
    """What is over or cancelled needs no place in a calendar."""
    return occurrence.happens and occurrence.end > now


def _attachments(
    wheel: Wheel, items: Sequence[ReminderItem], shown: Sequence[MailItem], language: Language, told: Identities
) -> tuple[Attachment, ...]:
    """One file a meeting, also when two reminders in a digest speak of the same."""
    from arshjul.usecases.calendars import meeting_ics

    files = {
        _file_name(item.due.occurrence, language): item.due.occurrence
        for item, mail in zip(items, shown, strict=True)
        if mail.attached
    }
    return tuple(Attachment(name, meeting_ics(wheel, occurrence, told)) for name, occurrence in files.items())


def _file_name(occurrence: Occurrence, language: Language) -> str:
    """«moete-styrgrupp-2027-q1.ics»: ASCII, since some mail programs still garble the rest."""
    kind = Text("datum", "date") if occurrence.kind is Kind.DEADLINE else Text("moete", "meeting")
    slug = re.sub(r"[^a-z0-9]+", "-", f"{occurrence.key.series}-{occurrence.key.slot}".lower()).strip("-")
    return f"{kind.to(language)}-{slug}.ics"
