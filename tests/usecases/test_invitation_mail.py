"""Invitations, changes and cancellations as finished mails: what machines go by, and what independent readers see."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from arshjul.ical.lint import lint
from arshjul.ical.parse import parse
from arshjul.model.delivery import Envelope
from arshjul.model.entry import Address, PartStat
from arshjul.model.invitation import Guest
from arshjul.model.plan import Action, Bulletin, Told
from arshjul.planning.invitation_entry import entry_of
from arshjul.usecases.envelope import AddressError
from arshjul.usecases.invitation_mail import InvitationMailer, invitation_id
from tests.support import libical
from tests.support.invitations import ALL_DAY, BULLETINS, DANA, LIST, MEETING, PEAK, SIV, bulletin, told
from tests.support.mail import CONFIG, body, parsed
from tests.support.readers import READERS, Seen
from tests.support.require import require

NOW = datetime(2027, 4, 20, 6, 31, tzinfo=UTC)
GUESTS = (SIV, PEAK, DANA, LIST)


def send(what: Bulletin, guest: Guest = SIV, first: int = 7, partstat: PartStat = "NEEDS-ACTION") -> Envelope:
    return InvitationMailer(CONFIG).envelope(what, Told(guest, first, partstat), NOW)


def calendars(envelope: Envelope) -> tuple[EmailMessage, EmailMessage]:
    """The part that programs act upon, and the file."""
    found = [
        part
        for part in parsed(envelope).walk()
        if part.get_content_type() in ("text/calendar", "application/ics") and isinstance(part, EmailMessage)
    ]
    acted, file = found
    return acted, file


def data_of(envelope: Envelope) -> bytes:
    payload = calendars(envelope)[0].get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload


def unfolded(envelope: Envelope) -> list[str]:
    return re.sub(r"\r\n[ \t]", "", data_of(envelope).decode()).split("\r\n")


def test_an_invitation_carries_the_headers_that_machines_go_by() -> None:
    envelope = send(BULLETINS["new"])
    mail = parsed(envelope)
    assert envelope.sender == "arshjul@region.example"
    assert envelope.recipients == ("Siv.Norberg@region.example",)
    assert mail["From"] == "Årshjul S3 <arshjul@region.example>"
    assert mail["To"] == "Siv Norberg <Siv.Norberg@region.example>"
    assert mail["Reply-To"] == "Dana Ek <dana.ek@region.example>"
    assert mail["Subject"] == "Kallelse: Månadsmöte, tis 18 maj kl. 13.00–14.30"
    assert mail["Date"] == "Tue, 20 Apr 2027 08:31:00 +0200"
    assert mail["Message-ID"] == envelope.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert mail["Content-Language"] == "sv"
    assert not [name for name in mail if name.startswith(("List-", "In-Reply-To", "References"))]


@pytest.mark.parametrize("guest", GUESTS, ids=lambda guest: guest.reader)
@pytest.mark.parametrize("what", BULLETINS)
def test_the_calendar_stands_twice_byte_for_byte(what: str, guest: Guest) -> None:
    envelope = send(BULLETINS[what], guest)
    mail = parsed(envelope)
    assert mail.get_content_type() == "multipart/mixed"
    alternative, _ = mail.iter_parts()
    kinds = [part.get_content_type() for part in alternative.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    acted, file = calendars(envelope)
    assert acted.get_payload(decode=True) == file.get_payload(decode=True)
    assert acted.get_content_disposition() is None
    assert acted.get_param("charset") == "UTF-8"
    method = acted.get_param("method")
    assert method == ("CANCEL" if what in ("cancelled", "leaving") else "REQUEST")
    assert data_of(envelope).count(f"\r\nMETHOD:{method}\r\n".encode()) == 1
    assert file.get_content_disposition() == "attachment"
    assert re.fullmatch(r"[a-z]+\.ics", file.get_filename() or "")
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", envelope.data) is None
    assert envelope.data.isascii()
    assert lint(data_of(envelope)) == ()


@pytest.mark.parametrize("what", BULLETINS)
def test_libical_finds_no_fault_by_itip(what: str) -> None:
    require(libical.found(), "libical is not installed (Debian: libical3)")
    for guest in GUESTS:
        assert libical.errors(data_of(send(BULLETINS[what], guest))) == 0


def test_libical_does_find_faults_in_scheduling() -> None:
    """The check above can fail."""
    require(libical.found(), "libical is not installed (Debian: libical3)")
    data = data_of(send(BULLETINS["cancelled"]))
    assert libical.errors(data.replace(b"ORGANIZER", b"X-NOBODY")) > 0


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("what", BULLETINS)
def test_independent_readers_agree_on_every_instant_and_text(what: str, reader: str) -> None:
    one = BULLETINS[what]
    entry = entry_of(one, ())
    meeting = one.invitation
    start, end = [
        moment.date().isoformat() if meeting.all_day else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for moment in (meeting.start, meeting.end)
    ]
    seen = Seen(entry.uid, start, end, entry.summary, entry.description, entry.location, entry.status or "")
    assert READERS[reader](data_of(send(one))) == [seen]


def test_the_program_reads_its_own_entry_back() -> None:
    for what, one in BULLETINS.items():
        (read,) = parse(data_of(send(one, partstat="ACCEPTED"))).entries
        assert replace(read, attendees=()) == replace(entry_of(one, ()), url=read.url), what
        assert bool(read.url) == bool(entry_of(one, ()).url)


def test_a_guest_sees_no_other_guest_unless_they_may() -> None:
    for guest in GUESTS:
        envelope = send(BULLETINS["new"], guest)
        (entry,) = parse(data_of(envelope)).entries
        assert [one.address.email for one in entry.attendees] == [guest.email]
        shown = "".join([*unfolded(envelope), body(envelope), body(envelope, "html"), str(parsed(envelope).items())])
        assert guest.email in shown
        assert not [other for other in GUESTS if other not in (guest, DANA) and other.email in shown]
    (visible,) = parse(data_of(send(BULLETINS["visible"], PEAK))).entries
    assert [a.address.email for a in visible.attendees] == [one.email for one in (PEAK, SIV, LIST, DANA)]


def test_a_cancellation_names_the_guest_alone_also_where_all_are_seen() -> None:
    one = bulletin(Action.CANCELLED, replace(MEETING, guests_visible=True), leaving=True)
    (entry,) = parse(data_of(send(one, PEAK))).entries
    assert [a.address.email for a in entry.attendees] == [PEAK.email]


def test_people_are_asked_for_an_answer_and_lists_are_not() -> None:
    attendee = "ATTENDEE;CN=Siv Norberg;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:"
    lines = [line.replace('"', "") for line in unfolded(send(BULLETINS["new"]))]
    assert f"{attendee}mailto:Siv.Norberg@region.example" in lines
    group = next(line for line in unfolded(send(BULLETINS["new"], LIST)) if line.startswith("ATTENDEE"))
    assert "CUTYPE=GROUP" in group
    assert "RSVP" not in group
    assert not [line for line in unfolded(send(BULLETINS["cancelled"])) if "RSVP" in line]
    assert "knapparna" in body(send(BULLETINS["new"]))
    assert "knapparna" not in body(send(BULLETINS["new"], LIST))


def test_a_known_answer_is_echoed_and_a_new_time_asks_again() -> None:
    assert [line for line in unfolded(send(BULLETINS["reworded"], partstat="DECLINED")) if "PARTSTAT=DECLINED" in line]
    assert not [line for line in unfolded(send(BULLETINS["moved"], partstat="DECLINED")) if "DECLINED" in line]


def test_the_organiser_of_the_calendar_is_the_mailbox_under_a_persons_name() -> None:
    area = replace(MEETING, mailbox=Address("Energi", "energi@region.example"))
    envelope = send(bulletin(meeting=area))
    assert parsed(envelope)["From"] == "Energi <energi@region.example>"
    assert envelope.sender == "energi@region.example"
    assert envelope.message_id.endswith("@region.example>")
    organiser = next(line for line in unfolded(envelope) if line.startswith("ORGANIZER")).replace('"', "")
    assert organiser == "ORGANIZER;CN=Dana Ek:mailto:energi@region.example"


def test_the_organiser_is_not_asked_to_reply_to_herself() -> None:
    mail = parsed(send(BULLETINS["new"], DANA))
    assert mail["Reply-To"] is None
    assert "Du äger mötet." in body(send(BULLETINS["new"], DANA))


def test_the_same_bulletin_is_the_same_message_and_later_ones_follow_the_first() -> None:
    first, again = send(BULLETINS["new"]), send(BULLETINS["new"])
    assert first.data == again.data
    later = InvitationMailer(CONFIG).envelope(BULLETINS["new"], told(), NOW + timedelta(hours=2))
    assert later.message_id == first.message_id
    change = parsed(send(replace(BULLETINS["moved"], number=12), first=7))
    assert change["Message-ID"] != first.message_id
    assert change["In-Reply-To"] == change["References"] == first.message_id
    ids = {
        send(replace(one, number=n), guest).message_id for n, one in enumerate(BULLETINS.values()) for guest in GUESTS
    }
    assert len(ids) == len(BULLETINS) * len(GUESTS)
    assert not [part for part in ("siv", "norberg") if part in first.message_id]


def test_an_address_in_other_letters_is_the_same_person() -> None:
    assert invitation_id("u", 1, "Siv@X.example", "d") == invitation_id("u", 1, "siv@x.example", "d")


def test_what_is_kept_never_reaches_a_guest_of_another_bulletin() -> None:
    """One mailer for everything gives what a new one for each gives: planned bulletins share their number."""
    mailer = InvitationMailer(CONFIG)
    one = [(what, guest) for what in BULLETINS.values() for guest in GUESTS]
    for what, guest in [*one, *reversed(one), *one]:
        assert mailer.envelope(what, told(guest), NOW) == send(what, guest)
        assert mailer.mail(what, told(guest)) == InvitationMailer(CONFIG).mail(what, told(guest))


def test_many_bulletins_do_not_fill_the_memory() -> None:
    mailer = InvitationMailer(CONFIG)
    for number in range(100):
        mailer.envelope(replace(BULLETINS["bare"], number=number), told(), NOW)
    assert len(mailer._shared) < 50


def test_a_rehearsal_goes_to_one_address_and_says_for_whom() -> None:
    mailer = InvitationMailer(replace(CONFIG, rehearsal="me@region.example"))
    for guest in (SIV, PEAK):
        envelope = mailer.envelope(replace(BULLETINS["moved"], number=9), Told(guest, 7), NOW)
        mail = parsed(envelope)
        assert envelope.recipients == ("me@region.example",)
        assert mail["To"] == "me@region.example"
        assert mail["Subject"].startswith(
            ("[Repetition → Siv Norberg] Ändrad:", "[Rehearsal → Peak Innovation] Changed:")
        )
        assert f"{guest.name} <{guest.email}>" in body(envelope).replace("\n", " ")
        assert mail["Message-ID"].startswith("<rehearsal.")
        assert mail["References"].startswith("<rehearsal.")
        assert "rehearsal" not in mailer.mail(BULLETINS["moved"], told(guest)).text.casefold()


def test_an_address_outside_the_allowed_domains_gets_nothing() -> None:
    mailer = InvitationMailer(replace(CONFIG, allow_domains=("region.example",)))
    assert mailer.envelope(BULLETINS["new"], told(), NOW).recipients == (SIV.email,)
    with pytest.raises(AddressError):
        mailer.envelope(BULLETINS["new"], told(PEAK), NOW)


def test_a_mailbox_that_is_no_address_is_said() -> None:
    broken = bulletin(meeting=replace(MEETING, mailbox=Address("", "ingen adress")))
    with pytest.raises(AddressError) as caught:
        send(broken)
    assert "[mail]" in caught.value.cure.sv


@pytest.mark.parametrize(
    ("what", "guest", "subject"),
    [
        ("new", SIV, "Kallelse: Månadsmöte, tis 18 maj kl. 13.00–14.30"),
        ("new", PEAK, "Invitation: Månadsmöte, Tue 18 May 13:00–14:30"),
        ("open", SIV, "Inbjudan: Höstkonferens, tis 5 okt – ons 6 okt hela dagen"),
        ("open", PEAK, "Open invitation: Höstkonferens, Tue 5 Oct – Wed 6 Oct all day"),
        ("moved", SIV, "Ändrad: Månadsmöte, 18 maj → 25 maj, ny lokal"),
        ("moved", PEAK, "Changed: Månadsmöte, 18 May → 25 May, new place"),
        ("same-day", SIV, "Ändrad: Månadsmöte, tis 18 maj kl. 13.00–14.30 → 14.00–15.30"),
        ("reworded", PEAK, "Changed: Månadsmöte med kommunerna, Tue 18 May: new title, new link, new agenda and more"),
        ("cancelled", SIV, "Inställd: Månadsmöte, tis 18 maj kl. 13.00–14.30"),
        ("cancelled", PEAK, "Cancelled: Månadsmöte, Tue 18 May 13:00–14:30"),
        ("leaving", SIV, "Du är inte längre kallad: Månadsmöte, tis 18 maj kl. 13.00–14.30"),
        ("leaving", PEAK, "You are no longer invited: Månadsmöte, Tue 18 May 13:00–14:30"),
    ],
)
def test_a_subject_tells_the_news(what: str, guest: Guest, subject: str) -> None:
    assert InvitationMailer(CONFIG).mail(BULLETINS[what], told(guest)).subject == subject


def test_a_change_that_nobody_knows_the_former_of_is_told_as_an_invitation() -> None:
    orphan = bulletin(Action.UPDATED, ALL_DAY, before=None)
    assert InvitationMailer(CONFIG).mail(orphan, told()).subject.startswith("Inbjudan:")


@pytest.mark.parametrize("what", BULLETINS)
def test_a_reason_is_told_where_it_explains_the_news(what: str) -> None:
    """The file's reason may be an old one: it says nothing of a new agenda, or of who is no longer invited."""
    mail = InvitationMailer(CONFIG).mail(replace(BULLETINS[what], reason="Sommarlugn"), told())
    told_of = "Anledning: Sommarlugn"
    assert (told_of in mail.text, told_of in mail.html) == (what in ("moved", "same-day", "cancelled"),) * 2
