"""An occurrence becomes what a mail tells about it, in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from arshjul.almanac.names import (
    MONTHS_SHORT,
    clock_time,
    long_date,
    month,
    short_date,
    week_name,
    weekday,
    weekday_short,
)
from arshjul.model.occurrence import Kind, Occurrence
from arshjul.model.people import Contact
from arshjul.model.wheel import GUESTS, Area, Deadline, ReminderKind, Wheel
from arshjul.planning.reasons import reasons
from arshjul.planning.who import organiser
from arshjul.planning.wording import place_name
from arshjul.render.colour import accent
from arshjul.render.mail_context import MailItem, Role
from arshjul.render.time_words import hours, in_days
from arshjul.text import Language

LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What surrounds an item: the wheel, who reads, and the instant that «in 2 days» counts from."""

    wheel: Wheel
    reader: str
    language: Language
    now: datetime


def mail_item(
    occurrence: Occurrence, kind: ReminderKind, template: str, setting: Setting, *, attached: bool
) -> MailItem:
    """`occurrence`, which has a date, as the reader should see it. Days are counted between dates in its zone."""
    item, language, wheel = occurrence.item, setting.language, setting.wheel
    area = wheel.areas.get(item.area)
    owner = organiser(occurrence, wheel)
    role, role_name = _role(kind, occurrence, area, setting)
    online = "" if isinstance(item, Deadline) else item.online
    link = online if LINK.fullmatch(online) else ""
    return MailItem(
        key=str(occurrence.key),
        reminder=kind.id,
        template=template,
        kind="deadline" if occurrence.kind is Kind.DEADLINE else "meeting",
        title=occurrence.title,
        area=area.name if area else "",
        **_dates(occurrence, language, setting.now),
        place=place_name(occurrence),
        online=online,
        link=link,
        link_host=urlsplit(link).hostname or "" if link else "",
        organiser=owner.name if owner else "",
        organiser_email=owner.email if owner else "",
        is_organiser=owner is not None and owner.id == setting.reader,
        external=not isinstance(item, Deadline) and item.external,
        agenda=() if isinstance(item, Deadline) else item.agenda,
        note="" if isinstance(item, Deadline) else item.note,
        why=reasons(occurrence, language),
        actor=occurrence.actor_name,
        role=role,
        role_name=role_name,
        attached=attached,
        accent=accent(area.colour if area else "", list(wheel.areas).index(item.area) if area else 0),
    )


def _dates(occurrence: Occurrence, language: Language, now: datetime) -> dict[str, Any]:
    """Every way in which a mail may say when."""
    day = occurrence.day
    days = (day - now.astimezone(occurrence.zone).date()).days
    timed = occurrence.time is not None
    return {
        "date": short_date(day, language),
        "long_date": long_date(day, language),
        "weekday": weekday(day, language),
        "weekday_short": weekday_short(day, language),
        "day": day.day,
        "month": month(day.month, language),
        "month_short": MONTHS_SHORT[language][day.month - 1],
        "year": day.year,
        "week": week_name(day, language),
        "time": hours(occurrence, language),
        "start": clock_time(occurrence.start, language) if timed else "",
        "end": clock_time(occurrence.end, language) if timed else "",
        "days": abs(days),
        "in_days": in_days(days, language),
        "past": occurrence.end <= now,
    }


def _role(kind: ReminderKind, occurrence: Occurrence, area: Area | None, setting: Setting) -> tuple[Role, str]:
    """Why this reader gets the mail: the first entry of the reminder's `to` that leads to them."""
    item = occurrence.item
    listed = (item.to or kind.to) if isinstance(item, Deadline) else kind.to
    for entry in listed:
        if entry in GUESTS:
            ids, role, name = (() if isinstance(item, Deadline) else item.invite), "invited", ""
        elif entry.startswith("@"):
            ids, role, name = (area.roles.get(entry[1:], ()) if area else ()), "role", entry[1:]
        else:
            ids, role, name = (entry,), "named", ""
        if any(contact.id == setting.reader for contact in setting.wheel.directory.contacts(ids)):
            return role, name  # type: ignore[return-value]  # one of the three literals above
    return "named", ""


def contact_of(wheel: Wheel, reader: str) -> Contact | None:
    """The person or mailing list with the id `reader`."""
    return wheel.directory.people.get(reader) or wheel.directory.lists.get(reader)
