"""The mails of a plan to one person, as they would be read: rendered before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from arshjul.config import Config
from arshjul.model.people import Contact
from arshjul.model.plan import Change, Message, Told
from arshjul.text import Text
from arshjul.usecases.find import unknown
from arshjul.usecases.invitation_mail import InvitationMailer
from arshjul.usecases.plan import Planned, planned_bulletin

if TYPE_CHECKING:
    from arshjul.planning.people import PersonPlan
    from arshjul.render.mail import Mail


@dataclass(frozen=True, slots=True)
class PlannedMail:
    """What one person would be sent about one meeting."""

    change: Change
    message: Message
    mail: Mail


def mails_to(config: Config, planned: Planned, whom: str, now: datetime) -> tuple[str, tuple[PlannedMail, ...]]:
    """The person's name, and the mails in date order; none when the plan tells that person nothing.

    `whom` is an id, an address or a name. Raises ArshjulError when nobody is called so, and TemplateFault.
    """
    name, person = _person(planned, whom)
    mailer = InvitationMailer(config)
    return name, tuple(
        PlannedMail(change, message, mailer.mail(planned_bulletin(change, message, now), Told(message.guest, 0)))
        for change, message in (person.messages if person else ())
    )


def _person(planned: Planned, whom: str) -> tuple[str, PersonPlan | None]:
    wanted = whom.casefold()
    for person in planned.people:
        if wanted in (person.guest.reader, person.guest.whom, person.guest.name.casefold()):
            return person.guest.name, person
    directory = planned.loaded.wheel.directory
    contacts: list[Contact] = [*directory.people.values(), *directory.lists.values()]
    for one in contacts:
        if wanted in (one.id, one.email.lower(), one.name.casefold()):
            return one.name, None
    named = [one.name for one in contacts if wanted in one.name.casefold()]
    raise unknown(Text("personen", "the person"), whom, named or [one.id for one in contacts])
