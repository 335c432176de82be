"""The mails whose plain text is kept word for word. `python -m tests.support.refresh_mail` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from arshjul.model.delivery import DeliveryKey, Envelope
from arshjul.model.invitation import Guest
from arshjul.text import Language, Text
from arshjul.usecases.envelope import ReminderItem, notice_envelope, reminder_envelope
from arshjul.usecases.invitation_mail import InvitationMailer
from tests.support.invitations import BULLETINS, DANA, LIST, PEAK, SIV, told
from tests.support.mail import CLOSED, CONFIG, DEADLINE, MOVED, NOW, PLAIN, WHEEL, body, item, parsed

GOLDEN = Path(__file__).parents[1] / "golden" / "mail"
BEFORE_STEERING = datetime(2027, 6, 3, 5, 30, tzinfo=UTC)
AFTERWARDS = datetime(2027, 5, 21, 5, 30, tzinfo=UTC)
OCTOBER = datetime(2027, 10, 15, 5, 30, tzinfo=UTC)


def _mail(now: datetime, *items: ReminderItem, rehearsal: str = "") -> Callable[[], Envelope]:
    return lambda: reminder_envelope(replace(CONFIG, rehearsal=rehearsal), WHEEL, items, now)


def _notice(language: Language) -> Callable[[], Envelope]:
    subject = Text("Årshjulet går inte att läsa", "The year wheel cannot be read")
    text = Text(
        "Ändringen i schedules/2027.toml har fel, så det förra hjulet gäller tills filen är rättad.\n\n"
        "Påminnelserna går ut som vanligt.",
        "The edit of schedules/2027.toml has errors, so the former wheel holds until it is mended.\n\n"
        "Reminders go out as usual.",
    )
    details = 'fel E28  schedules/2027.toml:147:12\n 147 | move_to = "tis 2027-05-19"\n     |            ^^^'
    key = DeliveryKey("s3.jamtland", "wheel", "broken", "1", "")
    return lambda: notice_envelope(CONFIG, subject, text, key, NOW, details=details, language=language)


def _told(what: str, guest: Guest, rehearsal: str = "") -> Callable[[], Envelope]:
    config = replace(CONFIG, rehearsal=rehearsal)
    return lambda: InvitationMailer(config).envelope(BULLETINS[what], told(guest), BULLETINS[what].stamp)


INVITATIONS: dict[str, Callable[[], Envelope]] = {
    "invitation-sv": _told("new", SIV),
    "invitation-en": _told("new", PEAK),
    "invitation-list-sv": _told("new", LIST),
    "invitation-organiser-sv": _told("new", DANA),
    "invitation-visible-sv": _told("visible", SIV),
    "invitation-bare-sv": _told("bare", SIV),
    "invitation-open-sv": _told("open", SIV),
    "invitation-open-en": _told("open", PEAK),
    "change-moved-sv": _told("moved", SIV),
    "change-moved-en": _told("moved", PEAK, rehearsal="me@region.example"),
    "change-hours-sv": _told("same-day", SIV),
    "change-words-sv": _told("reworded", LIST),
    "change-words-en": _told("reworded", PEAK),
    "cancellation-sv": _told("cancelled", SIV),
    "cancellation-en": _told("cancelled", PEAK),
    "cancellation-leaving-sv": _told("leaving", SIV),
    "cancellation-leaving-en": _told("leaving", PEAK),
}
CASES: dict[str, Callable[[], Envelope]] = {
    "reminder-sv": _mail(NOW, item(MOVED, "paminnelse", "siv")),
    "reminder-en": _mail(NOW, item(MOVED, "vanlig", "peak", "en")),
    "list-sv": _mail(NOW, item(PLAIN, "vanlig", "s3-alla")),
    "agenda-sv": _mail(BEFORE_STEERING, item(CLOSED, "dagordning", "olle")),
    "agenda-en": _mail(BEFORE_STEERING, item(CLOSED, "dagordning", "olle", "en"), rehearsal="me@region.example"),
    "minutes-sv": _mail(AFTERWARDS, item(MOVED, "anteckningar", "olle")),
    "minutes-en": _mail(AFTERWARDS, item(MOVED, "anteckningar", "olle", "en")),
    "deadline-sv": _mail(OCTOBER, item(DEADLINE, "rapport", "olle")),
    "deadline-en": _mail(datetime(2027, 11, 14, 6, 30, tzinfo=UTC), item(DEADLINE, "rapport", "olle", "en")),
    "digest-sv": _mail(
        NOW, item(CLOSED, "dagordning", "siv"), item(MOVED, "paminnelse", "siv"), item(PLAIN, "paminnelse", "siv")
    ),
    "digest-en": _mail(NOW, item(MOVED, "vanlig", "siv", "en"), item(DEADLINE, "vanlig", "siv", "en")),
    "notice-sv": _notice("sv"),
    "notice-en": _notice("en"),
    **INVITATIONS,
}


def golden(name: str) -> str:
    """The subject and the plain text of a case."""
    envelope = CASES[name]()
    return f"{parsed(envelope)['Subject']}\n\n{body(envelope)}"


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        (GOLDEN / f"{case}.txt").write_text(golden(case), encoding="utf-8")
