"""Mail bytes against hostile words: row 25 of the fault matrix, asserted on the bytes themselves."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arshjul.model.entry import Address
from arshjul.usecases.mime import Attachment, Letter, address_header, clean_header, letter_bytes, text_header
from tests.support.mail import NOW

LETTER = Letter(
    message_id="<1.arshjul@region.example>",
    date=NOW,
    sender=Address("Årshjul", "arshjul@region.example"),
    to=Address("Siv Norberg", "siv.norberg@region.example"),
    reply_to=Address("Dana Ek", "dana.ek@region.example"),
    subject="Hej",
    text="Hej!\n",
    html="<p>Hej!</p>",
    stop="olle.froso@region.example",
)
HEADERS = [
    "Date", "From", "To", "Reply-To", "Message-ID", "Subject", "Content-Language", "Auto-Submitted",
    "X-Auto-Response-Suppress", "List-Unsubscribe", "MIME-Version", "Content-Type",
]  # fmt: skip
PAYLOADS = [
    "a\r\nBcc: x@x.example",
    "a\nBcc: x@x.example",
    "a\rBcc: x@x.example",
    "=?UTF-8?Q?=0A?=Bcc: x@x.example",
    "=?utf-8?q?=0d=0aBcc=3A_x=40x=2Eexample?=",
    "=?utf-8?b?DQpCY2M6IHhAeC5leGFtcGxl?=",
    "a =?UTF-8?Q?=0D=0A?= =?UTF-8?Q?Bcc: x@x.example?=",
    "a\x85Bcc: x", "a\u2028Bcc: x", "a\u2029Bcc: x", "a\x0bBcc: x", "a\x1cBcc: x", "a\x00b", "\ud800", "a\u202egpj.exe",
    'Siv" <x@x.example>, "', "Siv\\", "Siv (kommentar) <x@x.example>", "a, b; c: d@e", "Norberg, Siv", "  mellanslag  ",
    "å" * 300, "x" * 300, "ett två  tre   fyra", "",
]  # fmt: skip
SWEDISH = "abcdefghijklmnopqrstuvwxyzåäöÅÄÖ  –«»é:,.!?()0123456789=_\"'/&@;\u00a0"


def head(data: bytes) -> list[bytes]:
    return data.split(b"\r\n\r\n", 1)[0].split(b"\r\n")


def names(data: bytes) -> list[str]:
    return [line.split(b":", 1)[0].decode() for line in head(data) if not line.startswith((b" ", b"\t"))]


def assert_sound(data: bytes) -> None:
    """Nothing but our own headers, in ASCII, on short lines, with CRLF and nothing else at line ends."""
    assert names(data) == HEADERS
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None
    assert b"\x00" not in data
    for line in head(data):
        assert line.isascii()
        assert len(line) <= 998
        assert line.strip()
    assert data.isascii()


def subject_of(data: bytes) -> tuple[str, str]:
    """As the modern and as the old parser of Python read it."""
    modern = message_from_bytes(data, policy=policy.default)["Subject"]
    old = message_from_bytes(data)["Subject"]
    return str(modern), str(make_header(decode_header(old)))


def test_two_thousand_random_swedish_subjects_survive_exactly() -> None:
    chance = random.Random(2027)
    seen = set()
    for _ in range(2000):
        subject = "".join(chance.choices(SWEDISH, k=chance.randint(1, 160))).strip(" ")
        value = text_header("Subject", subject)
        assert all(len(line) <= 78 for line in f"Subject: {value}".split("\n"))
        data = f"Subject: {value}\n\n".encode("ascii")
        assert subject_of(data) == (clean_header(subject),) * 2
        assert clean_header(subject) == subject.strip()
        seen.add(subject)
    assert len(seen) > 1990


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_adds_a_header_anywhere(payload: str) -> None:
    poisoned = replace(
        LETTER,
        subject=payload,
        text=payload,
        html=payload,
        sender=Address(payload, LETTER.sender.email),
        to=Address(payload, LETTER.to.email),
        reply_to=Address(payload, "dana.ek@region.example"),
    )
    data = letter_bytes(poisoned)
    assert_sound(data)
    mail = message_from_bytes(data, policy=policy.default)
    assert [address.addr_spec for address in mail["To"].addresses] == [LETTER.to.email]
    assert [address.addr_spec for address in mail["From"].addresses] == [LETTER.sender.email]
    assert subject_of(data) == (clean_header(payload),) * 2


@given(subject=st.text(), name=st.text())
@example(subject="=?utf-8?q?=0A?=", name="=?utf-8?q?=0A?=")
def test_any_text_is_safe_in_every_header(subject: str, name: str) -> None:
    data = letter_bytes(replace(LETTER, subject=subject, to=Address(name, LETTER.to.email)))
    assert_sound(data)
    assert subject_of(data)[1] == clean_header(subject)
    (to,) = message_from_bytes(data, policy=policy.default)["To"].addresses
    assert to.addr_spec == LETTER.to.email


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Siv Norberg", '"Siv Norberg" <siv@region.example>'),
        ("", "siv@region.example"),
        ("Norberg, Siv", '"Norberg, Siv" <siv@region.example>'),
        ("Siv Åström", "=?utf-8?b?U2l2IMOFc3Ryw7Zt?= <siv@region.example>"),
    ],
)
def test_names_are_quoted_or_encoded(name: str, shown: str) -> None:
    assert address_header(Address(name, "siv@region.example")) == shown


def test_long_names_and_addresses_take_lines_of_their_own() -> None:
    name, email = "Landsbygdsutvecklarnas gemensamma nätverk " * 3, "x" * 60 + "@" + "y" * 60 + ".example"
    data = letter_bytes(replace(LETTER, to=Address(name, email)))
    assert_sound(data)
    assert str(make_header(decode_header(message_from_bytes(data)["To"]))) == f"{name.strip()} <{email}>"


def test_bodies_survive_exactly() -> None:
    text = "Hej! \n.\n\ttab\t\n.punkt först\nFrom början\n" + "å" * 500 + "\n-- \nslut\n"
    mail = message_from_bytes(letter_bytes(replace(LETTER, text=text)), policy=policy.default)
    part = mail.get_body(("plain",))
    assert part is not None
    assert part.get_content().replace("\r\n", "\n") == text


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=300))
def test_any_body_survives_exactly(text: str) -> None:
    data = letter_bytes(replace(LETTER, text=text, html=text))
    assert_sound(data)
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    for part in message_from_bytes(data, policy=policy.default).iter_parts():
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        assert payload.decode().replace("\r\n", "\n") == text


def test_boundaries_follow_the_message_id_and_attachments_are_whole() -> None:
    files = (Attachment("a.ics", b"BEGIN:VCALENDAR\r\n"), Attachment("b.ics", bytes(range(256))))
    one = letter_bytes(replace(LETTER, attachments=files))
    assert one == letter_bytes(replace(LETTER, attachments=files))
    assert one != letter_bytes(replace(LETTER, attachments=files, message_id="<2@x>"))
    assert_sound(one)
    mail = message_from_bytes(one, policy=policy.default)
    found = [part.get_payload(decode=True) for part in mail.iter_attachments()]
    assert found == [file.data for file in files]
