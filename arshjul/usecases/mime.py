"""Finished mail bytes: headers that nothing can slip a line into, and a body that every mail program reads.

`EmailMessage` rewrites Swedish subjects (it loses spaces between encoded words), lets an encoded newline in a subject
become a header on some Python versions, and takes ten times as long. So the parts are joined here; the encodings
themselves (encoded words, quoted-printable, base64) are the standard library's, and tests read every mail back.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache

from arshjul.model.entry import Address

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_PLAIN = re.compile(r"[ !#-\[\]-~]*")
"""Printable ASCII that needs no escaping inside quotes."""
_SHORT = 60
_LINE = 78
"""Characters in a header line. RFC 5322 section 2.1.1."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A calendar file. `name` is ASCII."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Scheduling:
    """A calendar that the reader's mail program acts upon (RFC 6047). `method` is METHOD as the calendar has it.

    `name` is the file's, ASCII, for programs that do not act.
    """

    method: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What becomes one message. Addresses are in wire form already; message ids have their angle brackets.

    `date` is aware, in the zone that the header should show. `stop` is the address of List-Unsubscribe, or "".
    `follows` is the Message-ID of the mail that began the conversation, or "".
    """

    message_id: str
    date: datetime
    sender: Address
    to: Address
    reply_to: Address | None
    subject: str
    text: str
    html: str
    stop: str = ""
    follows: str = ""
    language: str = "sv"
    attachments: Sequence[Attachment] = ()
    scheduling: Scheduling | None = None


def letter_bytes(letter: Letter) -> bytes:
    """RFC 5322 bytes with CRLF: multipart/alternative, inside multipart/mixed when something is attached.

    A calendar to act upon stands last among the alternatives, and once more, byte for byte, as a file: some programs
    see only the one, some only the other.

    The same letter always gives the same bytes. All is ASCII, but for the address of a reader whose local part is not
    (RFC 6532; the transport then needs SMTPUTF8).
    """
    boundary = hashlib.sha256(letter.message_id.encode()).hexdigest()[:24]
    choices = [_readable("plain", letter.text), _readable("html", letter.html)]
    files = [*map(_attached, letter.attachments)]
    if letter.scheduling:
        acted, file = _scheduled(letter.scheduling)
        choices.append(acted)
        files.append(file)
    kind, body = f'multipart/alternative; boundary="=a{boundary}="', _joined(choices, f"=a{boundary}=")
    if files:
        parts = [b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body, *files]
        kind, body = f'multipart/mixed; boundary="=m{boundary}="', _joined(parts, f"=m{boundary}=")
    headers = [*_headers(letter), ("MIME-Version", "1.0"), ("Content-Type", kind)]
    head = "".join(f"{name}: {value}\n" for name, value in headers).replace("\n", "\r\n")
    return head.encode() + b"\r\n" + body


@lru_cache(maxsize=64)
def _readable(kind: str, text: str) -> bytes:
    """RFC 2045 section 6.7: every line at most 76 long, and no space at its end that a relay could lose.

    Kept, since all who are invited to a meeting read the same words.
    """
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return head.encode() + binascii.b2a_qp(_clean_body(text).encode()).replace(b"\n", b"\r\n")


def _attached(file: Attachment) -> bytes:
    head = (
        'Content-Type: text/calendar; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{file.name}"\r\n\r\n'
    )
    return head.encode() + _base64(file.data)


def _scheduled(calendar: Scheduling) -> tuple[bytes, bytes]:
    """The alternative that programs act upon (RFC 6047 section 2.4; no Content-Disposition), and the same as a file."""
    encoded = b"Content-Transfer-Encoding: base64\r\n\r\n" + _base64(calendar.data)
    acted = f"Content-Type: text/calendar; method={calendar.method}; charset=UTF-8\r\n"
    file = (
        f'Content-Type: application/ics; name="{calendar.name}"\r\n'
        f'Content-Disposition: attachment; filename="{calendar.name}"\r\n'
    )
    return acted.encode() + encoded, file.encode() + encoded


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def _joined(parts: Sequence[bytes], boundary: str) -> bytes:
    """RFC 2046 section 5.1. Neither encoding can produce «=» before a small letter, as boundaries begin."""
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def _headers(letter: Letter) -> list[tuple[str, str]]:
    """RFC 5322 section 3.6; RFC 3834 (Auto-Submitted); X-Auto-Response-Suppress is Exchange's own.

    List-Unsubscribe (RFC 2369) is a mailto: one-click (RFC 8058) needs an https address, and there is none yet.
    """
    headers = [
        ("Date", format_datetime(letter.date)),
        ("From", address_header(letter.sender)),
        ("To", address_header(letter.to)),
        ("Message-ID", letter.message_id),
        ("Subject", text_header("Subject", letter.subject)),
        ("Content-Language", letter.language),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
    ]
    if letter.reply_to:
        headers.insert(3, ("Reply-To", address_header(letter.reply_to)))
    if letter.follows:
        headers += [("In-Reply-To", letter.follows), ("References", letter.follows)]
    if letter.stop:
        headers.append(("List-Unsubscribe", f"<mailto:{letter.stop}?subject=unsubscribe>"))
    return headers


def clean_header(text: str) -> str:
    """`text` on one line: controls, line separators, direction overrides and half characters become one space."""
    return _UNSAFE.sub(" ", text).strip()


def text_header(name: str, text: str) -> str:
    """`text` as the value of the unstructured header `name`, folded; read back it is `clean_header(text)` exactly.

    What could be mistaken for an encoded word is encoded, so that no text can smuggle one in (RFC 2047).
    """
    text = clean_header(text)
    if text.isascii() and len(text) <= _SHORT and "=?" not in text:
        return text
    return Header(text, "utf-8", header_name=name).encode()


def address_header(address: Address) -> str:
    """«"Siv Norberg" <siv@…>», the name encoded when it must be; a long one goes on lines of its own."""
    name = clean_header(address.name)
    if not name:
        return address.email
    if _PLAIN.fullmatch(name) and len(name) <= _SHORT and "=?" not in name:
        words = f'"{name}"'
    else:
        words = Header(name, "utf-8", header_name="Reply-To").encode()
    room = len(words.rpartition("\n")[2]) + len(address.email) + len("Reply-To:  <>") <= _LINE
    return f"{words}{' ' if room else chr(10) + ' '}<{address.email}>"


def _clean_body(text: str) -> str:
    """Half characters cannot be encoded, and no mail program wants the other controls; tab and newline stay."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "", text.replace("\r\n", "\n"))
