"""Row 25 for invitations: a hostile text in any field adds no header, no property and no markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from arshjul.ical.lint import lint
from arshjul.model.entry import Address
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.plan import Action, Bulletin
from arshjul.usecases.invitation_mail import InvitationMailer
from tests.support.invitations import MEETING, PEAK, SIV, bulletin, told
from tests.support.mail import CONFIG, body, parsed
from tests.support.page import Page

HOSTILE = (
    "a\r\nBcc: evil@x.example", "a\nATTENDEE:mailto:evil@x.example", "a\rX-Evil: 1", "a\x00b", "a\x85b", "a\u2028b",
    "a\u202eb", "=?UTF-8?Q?=0ABcc:evil@x.example?=", '";X-EVIL=1:mailto:evil@x.example',
    "\\nEND:VEVENT\\nBEGIN:VEVENT", "END:VCALENDAR", "; , : = \\N", "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'", "{{ 7*7 }}{% raw %}</style></title>", "x" * 300, "å" * 300,
    "javascript:alert(1)", "%0d%0aBcc:evil@x.example",
)  # fmt: skip
HEADERS = [
    "Date", "From", "To", "Reply-To", "Message-ID", "Subject", "Content-Language", "Auto-Submitted",
    "X-Auto-Response-Suppress", "In-Reply-To", "References", "MIME-Version", "Content-Type",
]  # fmt: skip
PROPERTIES = {
    "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "TZID", "DTSTART", "RRULE", "TZNAME", "TZOFFSETFROM",
    "TZOFFSETTO", "UID", "DTSTAMP", "DTEND", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES",
    "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "ORGANIZER", "ATTENDEE", "ACTION", "TRIGGER",
}  # fmt: skip


def poisoned(value: str, *, visible: bool) -> tuple[Invitation, Guest]:
    """A meeting and a guest with the text in every field that a person writes."""
    guest = replace(SIV, name=value)
    meeting = replace(
        MEETING,
        title=value,
        area_name=value,
        place=value,
        online=value,
        agenda=(value, "Övrigt"),
        note=value,
        organiser=Address(value, "dana.ek@region.example"),
        mailbox=Address(value, "arshjul@region.example"),
        guests=(guest, replace(PEAK, name=value)),
        guests_visible=visible,
    )
    return meeting, guest


def bulletins(meeting: Invitation, reason: str) -> list[Bulletin]:
    """News of every kind; in the change the hostile text is the old one, struck through."""
    later = replace(MEETING, start=MEETING.start.replace(day=25), end=MEETING.end.replace(day=25))
    return [
        bulletin(meeting=meeting, number=8),
        bulletin(Action.MOVED, later, before=meeting, number=8, reason=reason),
        bulletin(Action.CANCELLED, meeting, number=8, reason=reason),
    ]


@pytest.mark.parametrize("visible", [True, False])
@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_breaks_out_of_its_place(value: str, visible: bool) -> None:
    meeting, guest = poisoned(value, visible=visible)
    for one in bulletins(meeting, value):
        envelope = InvitationMailer(CONFIG).envelope(one, told(guest), one.stamp)
        mail = parsed(envelope)
        assert list(mail) == HEADERS
        assert envelope.recipients == (SIV.email,)
        assert all(len(line) <= 998 for line in envelope.data.split(b"\r\n"))
        check_calendar(calendar_of(mail))
        check_page(Page(body(envelope, "html")))


def calendar_of(mail: object) -> bytes:
    found = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]  # type: ignore[attr-defined]
    data = found[0].get_payload(decode=True)
    assert isinstance(data, bytes)
    return data


def check_calendar(data: bytes) -> None:
    assert lint(data) == ()
    lines = re.sub(r"\r\n[ \t]", "", data.decode()).removesuffix("\r\n").split("\r\n")
    assert {re.split("[;:]", line)[0] for line in lines} <= PROPERTIES
    assert lines.count("BEGIN:VEVENT") == 1
    assert sum(line.startswith("ATTENDEE") for line in lines) <= 2
    assert not [line for line in lines if line.startswith("ATTENDEE") and "evil@x.example" in line.rpartition(":")[2]]


def check_page(page: Page) -> None:
    assert not page.named("script", "img", "iframe", "object", "form")
    assert all(link.startswith(("mailto:", "https://")) for link in page.values("href"))
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
