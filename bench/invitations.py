"""Build the mails of one moved meeting to many guests, beside EmailMessage with the very same content.

    python bench/invitations.py [GUESTS] [ROUNDS]

Both begin with nothing and render the words in both languages on the way. The first peer is as clever as ours about
everything but the mail itself: words rendered once a language, and our own calendar bytes, so that only what
EmailMessage costs is compared. The second is the obvious program: it renders each mail and makes each calendar with
icalendar's components. What the peer builds is read back and compared with ours first. Sides alternate; medians.
Demand: at least 8 times the first peer.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

from arshjul.config import Config, MailSettings
from arshjul.ical.write import message
from arshjul.model.delivery import Envelope
from arshjul.model.entry import Address, CalendarEntry
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Action, Bulletin, Told
from arshjul.planning.invitation_entry import entry_of
from arshjul.render.invitation_mail import audience_of, invitation_mail
from arshjul.render.mail import Mail
from arshjul.usecases.invitation_mail import InvitationMailer, invitation_id

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2027, 4, 20, 6, 30, tzinfo=UTC)
CONFIG = Config(file=None, wheels=(), ledger=Path("ledger.db"), folder=Path("mail"), mail=MailSettings())
LEAST = 8
BEFORE = Invitation(
    uid="digitala-manadsmote.2027-05@s3.jamtland", wheel="s3.jamtland/2027",
    key=OccurrenceKey("digitala-manadsmote", "2027-05"), area="digitala", area_name="Digitala lösningar",
    title="Digitala lösningar – månadsmöte", start=datetime(2027, 5, 18, 13, tzinfo=STOCKHOLM),
    end=datetime(2027, 5, 18, 14, 30, tzinfo=STOCKHOLM), place="Regionens hus, Östersund",
    online="https://teams.example/l/meetup-join/19%3ameeting_digitala",
    agenda=("Läget i projekten", "Digital mognad i kommunerna", "Nästa utlysning från Vinnova"),
    note="Ta med en sida om ert läge.", organiser=Address("Dana Ek", "dana.ek@region.example"),
    mailbox=Address("Årshjul S3", "arshjul@region.example"), alarm_minutes=15,
)  # fmt: skip

Guests = Sequence[Guest]
Side = Callable[[Bulletin, Guests], list[bytes]]


def moved(guests: Guests) -> Bulletin:
    before = replace(BEFORE, guests=tuple(guests))
    after = replace(before, start=before.start.replace(day=25), end=before.end.replace(day=25), place="Residenset")
    return Bulletin(number=12, action=Action.MOVED, invitation=after, before=before, sequence=1, stamp=NOW)


def ours(bulletin: Bulletin, guests: Guests) -> list[bytes]:
    mailer = InvitationMailer(CONFIG)
    envelopes: list[Envelope] = [mailer.envelope(bulletin, Told(guest, 7), NOW) for guest in guests]
    return [envelope.data for envelope in envelopes]


def clever(bulletin: Bulletin, guests: Guests) -> list[bytes]:
    """EmailMessage alone: everything else as cheap as ours has it."""
    words: dict[str, Mail] = {}
    built = []
    for guest in guests:
        if guest.language not in words:
            words[guest.language] = invitation_mail(bulletin, audience_of(bulletin, guest), None)
        calendar = message(entry_of(bulletin, [(guest, "NEEDS-ACTION")]), "REQUEST")
        built.append(assembled(bulletin, guest, words[guest.language], calendar))
    return built


def obvious(bulletin: Bulletin, guests: Guests) -> list[bytes]:
    """Each mail from the beginning, as a first program would."""
    return [
        assembled(
            bulletin,
            guest,
            invitation_mail(bulletin, audience_of(bulletin, guest), None),
            components(entry_of(bulletin, [(guest, "NEEDS-ACTION")])),
        )
        for guest in guests
    ]


def assembled(bulletin: Bulletin, guest: Guest, words: Mail, calendar: bytes) -> bytes:
    """The same headers and parts as ours, through the standard library."""
    meeting = bulletin.invitation
    mail = EmailMessage(policy=policy.SMTP)
    mail["Date"] = format_datetime(NOW.astimezone(STOCKHOLM))
    mail["From"] = mailbox(meeting.mailbox)
    mail["To"] = mailbox(Address(guest.name, guest.email))
    mail["Reply-To"] = mailbox(meeting.organiser)
    mail["Message-ID"] = invitation_id(meeting.uid, bulletin.number, guest.whom, "region.example")
    mail["Subject"] = words.subject
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail["In-Reply-To"] = mail["References"] = invitation_id(meeting.uid, 7, guest.whom, "region.example")
    mail.set_content(words.text)
    mail.add_alternative(words.html, subtype="html")
    scheduled = EmailMessage(policy=policy.SMTP)
    scheduled.set_content(calendar, "text", "calendar", cte="base64", params={"method": "REQUEST", "charset": "UTF-8"})
    mail.attach(scheduled)
    name = "andrad.ics" if guest.language == "sv" else "changed.ics"
    mail.add_attachment(calendar, "application", "ics", filename=name, params={"name": name})
    mail["Content-Language"] = guest.language  # set sooner, it would move into the first part
    return mail.as_bytes()


def mailbox(address: Address) -> Mailbox:
    return Mailbox(address.name, addr_spec=address.email)


def components(entry: CalendarEntry) -> bytes:
    """The entry through icalendar, as its documentation shows."""
    event = Event()
    for name, value in (
        ("uid", entry.uid), ("dtstamp", entry.stamp), ("dtstart", entry.start), ("dtend", entry.end),
        ("sequence", entry.sequence), ("summary", entry.summary), ("description", entry.description),
        ("location", entry.location), ("url", entry.url), ("categories", list(entry.categories)),
        ("status", entry.status), ("transp", "OPAQUE"), ("x-microsoft-cdo-busystatus", "BUSY"),
    ):  # fmt: skip
        event.add(name, value)
    assert entry.organiser
    organiser = vCalAddress(f"mailto:{entry.organiser.email}")
    organiser.params["CN"] = vText(entry.organiser.name)
    event["organizer"] = organiser
    for one in entry.attendees:
        attendee = vCalAddress(f"mailto:{one.address.email}")
        for name, value in (("CN", one.address.name), ("CUTYPE", one.kind), ("PARTSTAT", one.partstat),
                            ("ROLE", "REQ-PARTICIPANT"), ("RSVP", "TRUE")):  # fmt: skip
            attendee.params[name] = vText(value)
        event.add("attendee", attendee)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm.add("trigger", -(BEFORE.end - BEFORE.start) / 6)
    event.add_component(alarm)
    calendar = Calendar()
    for name, value in (("prodid", "-//x//y//SV"), ("version", "2.0"), ("method", "REQUEST")):
        calendar.add(name, value)
    calendar.add_component(Timezone.from_tzid("Europe/Stockholm"))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def facts(data: bytes) -> tuple[object, ...]:
    """What a reader of mail gets: headers, and the parts; line ends, and a newline at the end, do not count."""
    mail = message_from_bytes(data, policy=policy.default)
    headers = sorted((name, str(value)) for name, value in mail.items() if name not in ("Content-Type", "MIME-Version"))
    parts = []
    for part in mail.walk():
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            parts.append((part.get_content_type(), part.get_param("method"), payload.replace(b"\r\n", b"\n").rstrip()))
    return headers, sorted(parts, key=repr)


def main(number: int = 500, rounds: int = 5) -> None:
    guests = [
        Guest(f"p{n}", f"Åsa Öberg {n}", f"asa.oberg{n}@region.example", "en" if n % 5 == 0 else "sv")
        for n in range(number)
    ]
    bulletin = moved(guests)
    few = guests[:6]
    assert [*map(facts, ours(bulletin, few))] == [*map(facts, clever(bulletin, few))], "not the same content"
    sides: dict[str, Side] = {"arshjul": ours, "EmailMessage": clever, "EmailMessage, obvious": obvious}
    figures: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds):
        for name in list(sides)[:: 1 if turn % 2 else -1]:
            start = time.perf_counter()
            built = sides[name](bulletin, guests)
            figures[name].append((time.perf_counter() - start) / len(built))
    size = statistics.mean(map(len, ours(bulletin, few))) / 1024
    print(f"{number} invitations of {size:.0f} kB, medians of {rounds}")
    medians = {name: statistics.median(found) for name, found in figures.items()}
    for name, found in medians.items():
        print(f"{name:24}{found * 1e6:9.0f} µs a mail{found / medians['arshjul']:9.1f}")
    met = medians["EmailMessage"] >= LEAST * medians["arshjul"]
    print(f"demand: at least {LEAST} times EmailMessage: {'ok' if met else 'MISSED'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
