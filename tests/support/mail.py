"""A small wheel with people, and reminders about it, for tests of mail."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from arshjul.config import Config, MailSettings
from arshjul.model.delivery import Delivery, DeliveryKey, Envelope
from arshjul.model.entry import Address
from arshjul.model.occurrence import Occurrence, Status, Step, StepKind
from arshjul.model.people import Directory, MailingList, Person
from arshjul.model.rhythm import Dates, Phrases, ReminderRule, TimeRange
from arshjul.model.wheel import Area, Deadline, MeetingSeries, ReminderKind, Wheel
from arshjul.planning.reminders import ReminderDue
from arshjul.text import Language
from arshjul.usecases.envelope import ReminderItem

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2027, 5, 16, 5, 30, tzinfo=UTC)
CONFIG = Config(
    file=None,
    wheels=(),
    ledger=Path("/nowhere/ledger.db"),
    folder=Path("/nowhere/mail"),
    mail=MailSettings(sender=Address("Årshjul S3", "arshjul@region.example"), owner="olle.froso@region.example"),
)
DIRECTORY = Directory(
    people={
        "dana": Person("dana", "Dana Ek", "dana.ek@region.example"),
        "siv": Person("siv", "Siv Norberg", "siv.norberg@region.example"),
        "olle": Person("olle", "Olle Frösö", "olle.froso@region.example"),
        "peak": Person("peak", "Peak Innovation", "info@peak.example"),
    },
    lists={"s3-alla": MailingList("s3-alla", "Alla S3-aktörer", "s3-alla@lists.region.example")},
)
AREAS = {
    "energi": Area("energi", "Hållbar energi", roles={"processledare": ("siv",), "samordnare": ("olle",)}),
    "digitala": Area("digitala", "Digitala lösningar", roles={"processledare": ("dana",), "samordnare": ("olle",)}),
    "gemensamt": Area("gemensamt", "Gemensamt", roles={"processledare": ("olle",), "samordnare": ("olle",)}),
}
KINDS = {
    "paminnelse": ReminderKind("paminnelse", ("inbjudna",), "Påminnelse: {{ title }} {{ date }} kl {{ start }}"),
    "dagordning": ReminderKind("dagordning", ("@processledare",)),
    "anteckningar": ReminderKind("anteckningar", ("@samordnare",)),
    "rapport": ReminderKind("rapport", ("@processledare",)),
    "vanlig": ReminderKind("vanlig", ("inbjudna",)),
}
MONTHLY = MeetingSeries(
    id="digitala-manadsmote",
    area="digitala",
    title="Digitala lösningar – månadsmöte",
    rhythm=Dates(()),
    online="https://teams.example/l/meetup-join/19%3ameeting_digitala",
    invite=("peak", "siv", "s3-alla"),
    agenda=(
        "Läget i projekten",
        "Digital mognad i kommunerna: vad säger den nya mätningen, och vad gör vi åt den?",
        "Nästa utlysning från Vinnova",
    ),
    note="Ta med en sida om ert läge.",
)
STEERING = MeetingSeries(
    id="styrgrupp", area="gemensamt", title="Styrgrupp S3", rhythm=Dates(()), invite=("peak", "siv", "olle")
)
ENERGY = MeetingSeries(
    id="energi-nyckelaktorer", area="energi", title="Hållbar energi – nyckelaktörer", rhythm=Dates(()), invite=("siv",)
)
REPORT = Deadline(
    id="uppfoljningsrapport",
    area="gemensamt",
    title="Uppföljningsrapport S3 till regionala utvecklingsnämnden",
    rhythm=Phrases(()),
)
WHEEL = Wheel(
    id="s3.jamtland",
    title="Årshjul smart specialisering",
    year=2027,
    areas=AREAS,
    directory=DIRECTORY,
    reminders=KINDS,
    series={series.id: series for series in (MONTHLY, STEERING, ENERGY)},
    deadlines={REPORT.id: REPORT},
)


def meeting(series: MeetingSeries, slot: str, day: date, first: time, last: time, **keys: Any) -> Occurrence:
    return Occurrence(series, slot, keys.pop("nominal", day), day, STOCKHOLM, TimeRange(first, last), **keys)


MOVED = meeting(
    MONTHLY,
    "2027-05",
    date(2027, 5, 18),
    time(13),
    time(14, 30),
    nominal=date(2027, 5, 11),
    status=Status.MOVED,
    steps=(Step(StepKind.MOVED, date(2027, 5, 11), date(2027, 5, 18), "Krock med regionfullmäktige", "dana"),),
    place="Regionens hus, Östersund",
)
CLOSED = meeting(
    STEERING,
    "2027-Q2",
    date(2027, 6, 17),
    time(13),
    time(16),
    nominal=date(2027, 6, 24),
    steps=(Step(StepKind.CLOSED, date(2027, 6, 24), date(2027, 6, 17), "Sommarlugn"),),
    place="Residenset, Östersund",
)
PLAIN = meeting(ENERGY, "2027-W20", date(2027, 5, 19), time(9), time(11), place="Regionens hus, Östersund")
DEADLINE = Occurrence(REPORT, "2027", date(2027, 11, 15), date(2027, 11, 15), STOCKHOLM)


def item(
    occurrence: Occurrence, kind: str | ReminderKind, reader: str, language: Language = "sv", of: Wheel = WHEEL
) -> ReminderItem:
    """A reminder of `occurrence` to `reader` (an id), as the ledger would hand it over."""
    contact = of.directory.people.get(reader) or of.directory.lists[reader]
    chosen = of.reminders[kind] if isinstance(kind, str) else kind
    rule = ReminderRule(-2, "d", chosen.id)
    version = f"{occurrence.start.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    key = DeliveryKey(of.id, str(occurrence.key), rule.step, version, contact.email.lower())
    due = ReminderDue(occurrence, rule, chosen, NOW, None, (contact,))
    return ReminderItem(Delivery(key, NOW, chosen.id, reader, contact.name, language), due)


def parsed(envelope: Envelope) -> EmailMessage:
    """The envelope as an independent reader of mail sees it."""
    message = message_from_bytes(envelope.data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body(envelope: Envelope, kind: str = "plain") -> str:
    part = parsed(envelope).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
