"""The reader that checks our invitations, checked itself: on messages shaped as Outlook and Google write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.oracle.ical_reader import UnreadableError
from tests.oracle.itip_reader import Calendar, Effect, read_mail

SIV = "siv.norberg@region.example"

OUTLOOK_ZONE = """\
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def outlook(
    method: str = "REQUEST",
    sequence: int = 0,
    start: str = "20270518T130000",
    stamp: str = "20270420T063000Z",
    status: str = "CONFIRMED",
    whom: str = "Siv.Norberg@region.example",
) -> bytes:
    """Exchange: Windows' zone names, quoted CNs, folded lines, the calendar in base64 or as here in 8bit."""
    calendar = f"""\
BEGIN:VCALENDAR
METHOD:{method}
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
{OUTLOOK_ZONE}BEGIN:VEVENT
ORGANIZER;CN="Ek, Dana":mailto:dana.ek@region.example
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Norberg, S
 iv: S3":mailto:{whom}
DESCRIPTION;LANGUAGE=sv-SE:Läget i projekten\\, och\\nnästa utlysning\\; kom gärna
  i tid\\n
UID:040000008200E00074C5B7101A82E00800000000
SUMMARY;LANGUAGE=sv-SE:Månadsmöte
DTSTART;TZID=W. Europe Standard Time:{start}
DTEND;TZID=W. Europe Standard Time:{start[:9]}143000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:{stamp}
TRANSP:OPAQUE
STATUS:{status}
SEQUENCE:{sequence}
LOCATION;LANGUAGE=sv-SE:Regionens hus\\, Östersund
BEGIN:VALARM
DESCRIPTION:REMINDER
TRIGGER;RELATED=START:-PT15M
ACTION:DISPLAY
END:VALARM
END:VEVENT
END:VCALENDAR
"""
    return f"""\
From: Dana Ek <dana.ek@region.example>
To: Siv Norberg <Siv.Norberg@region.example>
Subject: =?utf-8?Q?M=C3=A5nadsm=C3=B6te?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="_000_"

--_000_
Content-Type: text/plain; charset="utf-8"

När: tisdag

--_000_
Content-Type: text/calendar; charset="utf-8"; method={method}
Content-Transfer-Encoding: 8bit

{calendar}
--_000_--
""".replace("\n", "\r\n").encode()


def google(method: str = "REQUEST", sequence: int = 0, stamp: str = "20270420T063000Z", status: str = "") -> bytes:
    """Google: instants in UTC, every guest named, a second copy of the calendar as invite.ics."""
    state = f"STATUS:{status}\n" if status else ""
    calendar = f"""\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:{method}
BEGIN:VEVENT
DTSTART:20270518T110000Z
DTEND:20270518T123000Z
DTSTAMP:{stamp}
ORGANIZER;CN=Dana:mailto:dana@gmail.example
UID:7kukuqrfedlm2f9t0@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE
 ;CN=dana@gmail.example;X-NUM-GUESTS=0:mailto:dana@gmail.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=
 TRUE;CN={SIV};X-NUM-GUESTS=0:mailto:{SIV}
SEQUENCE:{sequence}
{state}SUMMARY:Månadsmöte
END:VEVENT
END:VCALENDAR
"""
    return f"""\
From: Dana <dana@gmail.example>
To: {SIV}
Subject: Invitation
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="00"

--00
Content-Type: multipart/alternative; boundary="01"

--01
Content-Type: text/plain; charset="UTF-8"

Du har blivit inbjuden

--01
Content-Type: text/calendar; charset="UTF-8"; method={method}
Content-Transfer-Encoding: 8bit

{calendar}
--01--

--00
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: 8bit

{calendar}
--00--
""".encode()


def after(*mails: bytes) -> tuple[Calendar, list[Effect]]:
    calendar = Calendar(SIV)
    return calendar, [calendar.receive(mail) for mail in mails]


def test_an_invitation_from_outlook_stands_in_the_calendar() -> None:
    calendar, effects = after(outlook())
    assert effects == [Effect.ADDED]
    (meeting,) = calendar.meetings.values()
    assert meeting.start == datetime(2027, 5, 18, 11, tzinfo=UTC)
    assert meeting.end == datetime(2027, 5, 18, 12, 30, tzinfo=UTC)
    assert (meeting.summary, meeting.location) == ("Månadsmöte", "Regionens hus, Östersund")
    assert meeting.description == "Läget i projekten, och\nnästa utlysning; kom gärna i tid\n"
    assert (meeting.organiser, meeting.attendees) == ("dana.ek@region.example", (SIV,))


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        ("20270115T130000", 12),
        ("20270328T015900", 0),
        ("20270328T030000", 1),
        ("20271031T015900", -1),
        ("20271101T130000", 12),
    ],
)
def test_the_clocks_are_turned_when_the_zone_that_came_along_says_so(start: str, utc: int) -> None:
    (meeting,) = after(outlook(start=start))[0].meetings.values()
    day = datetime.strptime(start[:8], "%Y%m%d").replace(tzinfo=UTC)
    assert isinstance(meeting.start, datetime)
    assert (meeting.start - day).total_seconds() // 3600 == utc


def test_an_invitation_from_google_names_everyone_and_is_in_utc() -> None:
    calendar, effects = after(google())
    assert effects == [Effect.ADDED]
    (meeting,) = calendar.meetings.values()
    assert meeting.start == datetime(2027, 5, 18, 11, tzinfo=UTC)
    assert meeting.attendees == ("dana@gmail.example", SIV)


def test_a_move_replaces_the_meeting_and_a_late_copy_of_the_old_one_changes_nothing() -> None:
    moved = outlook(sequence=1, start="20270525T130000", stamp="20270421T063000Z")
    calendar, effects = after(outlook(), moved, outlook(stamp="20270422T000000Z"))
    assert effects == [Effect.ADDED, Effect.CHANGED, Effect.STALE]
    (meeting,) = calendar.meetings.values()
    assert (meeting.sequence, meeting.start) == (1, datetime(2027, 5, 25, 11, tzinfo=UTC))


def test_of_two_with_one_sequence_the_later_stamp_counts() -> None:
    later = google(stamp="20270420T063001Z")
    assert after(google(), later)[1] == [Effect.ADDED, Effect.CHANGED]
    assert after(later, google())[1] == [Effect.ADDED, Effect.STALE]
    assert after(google(), google())[1] == [Effect.ADDED, Effect.STALE]


def test_a_cancellation_ends_the_meeting_and_only_a_higher_sequence_revives_it() -> None:
    off = google("CANCEL", 1, "20270421T063000Z", "CANCELLED")
    calendar, effects = after(google(), off, google(sequence=0, stamp="20270422T063000Z"))
    assert effects == [Effect.ADDED, Effect.CANCELLED, Effect.STALE]
    assert not calendar.meetings
    assert calendar.receive(google(sequence=2, stamp="20270423T063000Z")) is Effect.ADDED
    assert len(calendar.meetings) == 1


def test_a_cancellation_without_a_status_takes_the_guest_off_the_list() -> None:
    calendar, effects = after(google(), google("CANCEL", 1, "20270421T063000Z"))
    assert effects == [Effect.ADDED, Effect.REMOVED]
    assert not calendar.meetings


def test_a_cancellation_of_what_was_never_there_and_a_stale_one_change_nothing() -> None:
    assert after(google("CANCEL", 1, status="CANCELLED"))[1] == [Effect.UNKNOWN]
    calendar, effects = after(google(sequence=3), google("CANCEL", 2, "20270421T063000Z", "CANCELLED"))
    assert effects == [Effect.ADDED, Effect.STALE]
    assert len(calendar.meetings) == 1


def test_a_mail_that_names_somebody_else_is_not_taken_in() -> None:
    calendar, effects = after(outlook(whom="ulf@kommun.example"))
    assert effects == [Effect.NOT_MINE]
    assert not calendar.meetings


def test_days_are_days() -> None:
    whole = outlook().replace(b"DTSTART;TZID=W. Europe Standard Time:20270518T130000", b"DTSTART;VALUE=DATE:20270518")
    whole = whole.replace(b"DTEND;TZID=W. Europe Standard Time:20270518T143000", b"DTEND;VALUE=DATE:20270520")
    (meeting,) = after(whole)[0].meetings.values()
    assert (meeting.start, meeting.end) == (date(2027, 5, 18), date(2027, 5, 20))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"method=REQUEST", b"method=CANCEL"),
        (b"method=REQUEST", b"x=REQUEST"),
        (b"METHOD:REQUEST", b"METHOD:PUBLISH"),
        (b"UID:0400", b"XUID:0400"),
        (b"SEQUENCE:0", b"SEQUENCE:0\r\nUID:another"),
        (b"SEQUENCE:0", b"RRULE:FREQ=WEEKLY"),
        (b"END:VEVENT", b"END:VTODO"),
        (b"TZID:W. Europe", b"TZID:E. Europe"),
        (b"SEQUENCE:0", b"no colon here"),
    ],
)
def test_what_cannot_be_understood_is_said(old: bytes, new: bytes) -> None:
    mail = outlook()
    assert old in mail
    with pytest.raises(UnreadableError):
        read_mail(mail.replace(old, new))
