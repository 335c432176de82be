"""What was decided about a meeting becomes a mail: an invitation, a change or a cancellation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from arshjul.model.invitation import Guest
from arshjul.model.plan import Action, Bulletin
from arshjul.planning.invitation_entry import meeting_of
from arshjul.render.colour import accent
from arshjul.render.invitation_changes import change_rows, summary
from arshjul.render.invitation_context import ChangeRow, InvitationContext
from arshjul.render.mail import Mail, render_mail
from arshjul.render.mail_items import LINK
from arshjul.render.mail_when import when_of
from arshjul.text import Language

INVITATION, CHANGE, CANCELLATION = "invitation", "change", "cancellation"
"""The templates."""
_COLOURS = {INVITATION: "#2f6f4f", CHANGE: "#96530f", CANCELLATION: "#9b2f4b"}
"""What kind of news it is shows before a word is read: green, ochre, red."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who read the very same words. `list_name` is a mailing list's; `rehearsal` names the real reader in one."""

    language: Language
    is_organiser: bool = False
    list_name: str = ""
    rehearsal: str = ""


def audience_of(bulletin: Bulletin, guest: Guest, rehearsal: str = "") -> Audience:
    owner = bulletin.invitation.organiser.email.casefold() == guest.email.casefold()
    return Audience(guest.language, owner, guest.name if guest.kind == "GROUP" else "", rehearsal)


def template_of(bulletin: Bulletin) -> str:
    """A change can only be told to those who know what was before."""
    if bulletin.action is Action.CANCELLED:
        return CANCELLATION
    return INVITATION if bulletin.action is Action.NEW or bulletin.before is None else CHANGE


def invitation_mail(bulletin: Bulletin, audience: Audience, templates: Path | None) -> Mail:
    """The mail in the audience's language. Raises TemplateFault when a template of the installation is broken."""
    return render_mail(template_of(bulletin), invitation_context(bulletin, audience), templates)


def invitation_context(bulletin: Bulletin, audience: Audience) -> InvitationContext:
    """Everything that the templates may say of a bulletin."""
    meeting, language, template = meeting_of(bulletin), audience.language, template_of(bulletin)
    before = bulletin.before if template == CHANGE else None
    rows = change_rows(before, meeting, language) if before else ()
    link = meeting.online if LINK.fullmatch(meeting.online) else ""
    return InvitationContext(
        language=language,
        wheel=meeting.mailbox.name or meeting.mailbox.email,
        mailbox=meeting.mailbox.email,
        reader=audience.list_name,
        is_list=bool(audience.list_name),
        is_organiser=audience.is_organiser,
        replies=bool(meeting.organiser.email) and not audience.is_organiser,
        rehearsal=audience.rehearsal,
        title=meeting.title,
        area=meeting.area_name,
        at=when_of(meeting, language),
        before=when_of(before, language) if before else None,
        moved=bulletin.action is Action.MOVED,
        place=meeting.place,
        online=meeting.online,
        link=link,
        link_host=urlsplit(link).hostname or "" if link else "",
        organiser=meeting.organiser.name or meeting.organiser.email,
        organiser_email=meeting.organiser.email,
        agenda=meeting.agenda,
        note=meeting.note,
        guests=tuple(guest.name or guest.email for guest in meeting.guests) if meeting.guests_visible else (),
        open=meeting.open,
        cancelled=template == CANCELLATION,
        leaving=bulletin.leaving,
        reason=_reason(bulletin, rows),
        changes=rows,
        changed=tuple(row.field for row in rows),
        summary=summary(before, meeting, language) if before else "",
        accent=accent(_COLOURS[template]),
    )


def _reason(bulletin: Bulletin, rows: tuple[ChangeRow, ...]) -> str:
    """The file gives reasons for dates and places: none for a new agenda, and none for one guest who leaves."""
    dated = any(row.field in ("time", "place") for row in rows)
    cancelled = bulletin.action is Action.CANCELLED and not bulletin.leaving
    return bulletin.reason if dated or cancelled else ""
