"""Reminders and notices as finished mails: headers, recipients, attachments, rehearsal, allowed domains."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from arshjul.ical.lint import lint
from arshjul.model.delivery import DeliveryKey
from arshjul.model.entry import Address
from arshjul.model.people import Directory, Person
from arshjul.text import Text
from arshjul.usecases.calendars import meeting_ics
from arshjul.usecases.envelope import (
    AddressError,
    message_id,
    notice_envelope,
    reminder_envelope,
    reminder_subject,
)
from tests.support.mail import (
    CLOSED,
    CONFIG,
    DEADLINE,
    DIRECTORY,
    MOVED,
    NOW,
    PLAIN,
    WHEEL,
    body,
    item,
    parsed,
)

ONE = [item(MOVED, "paminnelse", "siv")]
KEY = DeliveryKey("s3.jamtland", "wheel", "broken", "abc", "")


def test_a_reminder_carries_the_headers_that_machines_go_by() -> None:
    envelope = reminder_envelope(CONFIG, WHEEL, ONE, NOW)
    mail = parsed(envelope)
    assert envelope.recipients == ("siv.norberg@region.example",)
    assert envelope.sender == "arshjul@region.example"
    assert mail["From"] == "Årshjul S3 <arshjul@region.example>"
    assert mail["To"] == "Siv Norberg <siv.norberg@region.example>"
    assert mail["Reply-To"] == "Dana Ek <dana.ek@region.example>"
    assert mail["Subject"] == "Påminnelse: Digitala lösningar – månadsmöte tis 18 maj kl 13.00"
    assert mail["Date"] == "Sun, 16 May 2027 07:30:00 +0200"
    assert mail["Message-ID"] == envelope.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert mail["List-Unsubscribe"] == "<mailto:olle.froso@region.example?subject=unsubscribe>"
    assert mail["List-Unsubscribe-Post"] is None
    assert mail["Content-Language"] == "sv"


def test_the_body_is_text_and_html_with_the_calendar_file_beside_it() -> None:
    mail = parsed(reminder_envelope(CONFIG, WHEEL, ONE, NOW))
    assert mail.get_content_type() == "multipart/mixed"
    alternative, calendar = mail.iter_parts()
    assert [part.get_content_type() for part in alternative.iter_parts()] == ["text/plain", "text/html"]
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") is None
    assert calendar.get_content_disposition() == "attachment"
    assert calendar.get_filename() == "moete-digitala-manadsmote-2027-05.ics"
    data = calendar.get_payload(decode=True)
    assert data == meeting_ics(WHEEL, MOVED)
    assert isinstance(data, bytes)
    assert lint(data) == ()
    assert b"METHOD" not in data
    assert b"@region.example" not in data


def test_the_same_reminder_is_the_same_bytes_and_a_retry_the_same_message() -> None:
    first, again = (reminder_envelope(CONFIG, WHEEL, ONE, NOW) for _ in range(2))
    later = reminder_envelope(CONFIG, WHEEL, ONE, NOW + timedelta(minutes=20))
    assert first.data == again.data
    assert first.message_id == later.message_id


def test_the_message_id_depends_on_every_part_of_the_keys_and_not_on_their_order() -> None:
    keys = [KEY, KEY._replace(what="styrgrupp/2027-Q1")]
    made = message_id(keys, "region.example")
    assert made == message_id(keys[::-1], "region.example")
    changed = [KEY._replace(**{field: "x"}) for field in KEY._fields]
    assert len({message_id([key], "region.example") for key in [KEY, *changed]}) == 6
    assert made.startswith("<")
    assert made.endswith("@region.example>")


def test_a_digest_is_one_mail_with_every_file_once() -> None:
    items = [
        item(CLOSED, "dagordning", "siv"),
        item(MOVED, "paminnelse", "siv"),
        item(PLAIN, "paminnelse", "siv"),
        item(MOVED, "vanlig", "siv"),
    ]
    envelope = reminder_envelope(CONFIG, WHEEL, items, NOW)
    mail = parsed(envelope)
    files = [part.get_filename() for part in mail.iter_attachments()]
    assert files == [
        "moete-digitala-manadsmote-2027-05.ics",
        "moete-energi-nyckelaktorer-2027-w20.ics",
        "moete-styrgrupp-2027-q2.ics",
    ]
    assert mail["Subject"] == "4 påminnelser, närmast Digitala lösningar – månadsmöte tis 18 maj"
    assert mail["Reply-To"] == "Olle Frösö <olle.froso@region.example>"
    assert envelope.message_id == reminder_envelope(CONFIG, WHEEL, items[::-1], NOW).message_id


def test_what_is_over_has_no_file() -> None:
    after = reminder_envelope(CONFIG, WHEEL, [item(MOVED, "anteckningar", "olle")], NOW + timedelta(days=5))
    assert list(parsed(after).iter_attachments()) == []
    assert parsed(after).get_content_type() == "multipart/alternative"


def test_a_deadline_has_its_file_too() -> None:
    envelope = reminder_envelope(CONFIG, WHEEL, [item(DEADLINE, "rapport", "olle")], NOW)
    assert [part.get_filename() for part in parsed(envelope).iter_attachments()] == [
        "datum-uppfoljningsrapport-2027.ics"
    ]


def test_the_mail_names_its_reader_and_the_organiser_and_nobody_else() -> None:
    shown = reminder_envelope(CONFIG, WHEEL, ONE, NOW)
    text = (body(shown) + body(shown, "html") + str(parsed(shown)["To"]) + str(parsed(shown)["Reply-To"])).lower()
    assert "dana.ek@region.example" in text
    for other in ("peak", "s3-alla", "olle"):
        assert other not in text


def test_a_reply_to_the_readers_own_meeting_goes_to_the_owner_or_nobody() -> None:
    mine = [item(MOVED, "dagordning", "dana")]
    mail = parsed(reminder_envelope(CONFIG, WHEEL, mine, NOW))
    assert mail["Reply-To"] == "Olle Frösö <olle.froso@region.example>"
    theirs = parsed(reminder_envelope(CONFIG, WHEEL, [item(CLOSED, "dagordning", "olle")], NOW))
    assert theirs["Reply-To"] is None


def test_rehearsal_sends_everything_to_one_and_names_the_real_reader() -> None:
    config = replace(CONFIG, rehearsal="jag@region.example")
    envelope = reminder_envelope(config, WHEEL, ONE, NOW)
    mail = parsed(envelope)
    assert envelope.recipients == ("jag@region.example",)
    assert mail["To"] == "jag@region.example"
    assert str(mail["Subject"]).startswith("[Repetition → Siv Norberg] Påminnelse: ")
    for kind in ("plain", "html"):
        assert "Repetition: inget har gått ut." in body(envelope, kind)
    assert "Siv Norberg <siv.norberg@region.example>" in body(envelope).replace("\n", " ")
    assert "&lt;siv.norberg@region.example&gt;" in body(envelope, "html")


def test_a_rehearsals_message_is_not_the_real_one() -> None:
    """Else a mailbox that has seen the rehearsal would drop the real mail as a duplicate."""
    rehearsed = reminder_envelope(replace(CONFIG, rehearsal="jag@region.example"), WHEEL, ONE, NOW)
    assert rehearsed.message_id != reminder_envelope(CONFIG, WHEEL, ONE, NOW).message_id


def test_rehearsal_speaks_the_readers_language() -> None:
    config = replace(CONFIG, rehearsal="jag@region.example")
    mail = parsed(reminder_envelope(config, WHEEL, [item(MOVED, "vanlig", "peak", "en")], NOW))
    assert str(mail["Subject"]).startswith("[Rehearsal → Peak Innovation] Reminder: ")


@pytest.mark.parametrize(
    ("allowed", "goes"),
    [
        ((), True),
        (("region.example",), True),
        (("@REGION.example", "other.example"), True),
        (("*.region.example",), True),
        (("other.example",), False),
        (("gion.example",), False),
        (("a.region.example",), False),
    ],
)
def test_only_allowed_domains_are_mailed(allowed: tuple[str, ...], goes: bool) -> None:
    config = replace(CONFIG, allow_domains=allowed)
    if goes:
        assert reminder_envelope(config, WHEEL, ONE, NOW).recipients == ("siv.norberg@region.example",)
        return
    with pytest.raises(AddressError) as caught:
        reminder_envelope(config, WHEEL, ONE, NOW)
    assert caught.value.message.sv == "region.example finns inte i allow_domains; inget skickades"


def test_a_list_below_an_allowed_domain_is_mailed() -> None:
    config = replace(CONFIG, allow_domains=("region.example",))
    envelope = reminder_envelope(config, WHEEL, [item(PLAIN, "paminnelse", "s3-alla")], NOW)
    assert envelope.recipients == ("s3-alla@lists.region.example",)


@pytest.mark.parametrize("address", ["jag@region.example", "jag@other.example"])
def test_a_rehearsal_refuses_what_the_real_run_would(address: str) -> None:
    config = replace(CONFIG, rehearsal=address, allow_domains=("other.example",))
    with pytest.raises(AddressError):
        reminder_envelope(config, WHEEL, ONE, NOW)


def test_an_address_in_an_idn_domain_is_sent_in_ascii() -> None:
    asa = Person("asa", "Åsa Öst", "asa@örebro.example")
    wheel = replace(WHEEL, directory=Directory({**DIRECTORY.people, "asa": asa}))
    envelope = reminder_envelope(CONFIG, wheel, [item(MOVED, "paminnelse", "asa", of=wheel)], NOW)
    assert envelope.recipients == ("asa@xn--rebro-iua.example",)
    assert parsed(envelope)["To"] == "Åsa Öst <asa@xn--rebro-iua.example>"


def test_letters_outside_ascii_before_the_at_stay_in_an_internationalised_header() -> None:
    asa = Person("asa", "Åsa Öst", "åsa@region.example")
    wheel = replace(WHEEL, directory=Directory({**DIRECTORY.people, "asa": asa}))
    envelope = reminder_envelope(CONFIG, wheel, [item(MOVED, "paminnelse", "asa", of=wheel)], NOW)
    assert envelope.recipients == ("åsa@region.example",)
    assert "<åsa@region.example>\r\n".encode() in envelope.data


def test_what_is_no_address_is_refused_by_name() -> None:
    broken = Person("x", "X", "ingen adress")
    wheel = replace(WHEEL, directory=Directory({**DIRECTORY.people, "x": broken}))
    with pytest.raises(AddressError) as caught:
        reminder_envelope(CONFIG, wheel, [item(MOVED, "paminnelse", "x", of=wheel)], NOW)
    assert "«ingen adress»" in caught.value.message.sv


def test_the_subject_can_be_had_alone() -> None:
    for items in (ONE, [*ONE, item(PLAIN, "paminnelse", "siv")], [item(DEADLINE, "rapport", "olle")]):
        assert (
            reminder_subject(CONFIG, WHEEL, items, NOW)
            == parsed(reminder_envelope(CONFIG, WHEEL, items, NOW))["Subject"]
        )


def test_a_notice_reaches_the_owner_with_its_details_as_they_stand() -> None:
    details = 'fel E28  2027.toml:3:1\n   |\n 3 | move_to = "tis 2027-05-19"\n   |            ^^^ onsdag'
    text = Text("Ett <fel>.\n\nInget är ändrat.", "An <error>.\n\nNothing is changed.")
    subject = Text("Årshjulet går inte att läsa", "The year wheel cannot be read")
    envelope = notice_envelope(CONFIG, subject, text, KEY, NOW, details=details)
    assert envelope.recipients == ("olle.froso@region.example",)
    assert parsed(envelope)["Subject"] == "Årshjulet går inte att läsa"
    assert details in body(envelope)
    assert "Ett &lt;fel&gt;." in body(envelope, "html")
    english = notice_envelope(CONFIG, subject, text, KEY, NOW, language="en")
    assert parsed(english)["Subject"] == "The year wheel cannot be read"
    assert english.message_id == envelope.message_id


def test_a_notice_without_an_owner_is_said() -> None:
    config = replace(CONFIG, mail=replace(CONFIG.mail, owner=""))
    with pytest.raises(AddressError) as caught:
        notice_envelope(config, Text("a", "a"), Text("b", "b"), KEY, NOW)
    assert "[mail] owner" in caught.value.message.sv


def test_a_notice_obeys_the_rehearsal() -> None:
    config = replace(CONFIG, rehearsal="jag@region.example")
    envelope = notice_envelope(config, Text("a", "a"), Text("b", "b"), KEY, NOW)
    assert envelope.recipients == ("jag@region.example",)
    assert parsed(envelope)["Subject"] == "[Repetition → olle.froso@region.example] a"


def test_a_broken_sender_is_said() -> None:
    config = replace(CONFIG, mail=replace(CONFIG.mail, sender=Address("x", "ingen")))
    with pytest.raises(AddressError) as caught:
        reminder_envelope(config, WHEEL, ONE, datetime(2027, 5, 16, tzinfo=UTC))
    assert "avsändaren" in caught.value.message.sv
