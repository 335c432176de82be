"""The byte linter: every rule on a file that breaks just that one, and silence on a good file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul.ical.lint import lint
from arshjul.ical.lint.findings import _RULES
from arshjul.ical.write import calendar, message
from arshjul.model.entry import Address, Attendee
from tests.support.ics import ALL_DAY, meeting

GOOD = calendar(
    [
        meeting(
            description="Dagordning för färdplaner:\n1. Läget",
            alarm_minutes=15,
            location="Östersund",
            categories=("A",),
        ),
        ALL_DAY,
    ],
    name="Årshjul",
    calendar_uid="x",
    signed="s3/2027",
)
FEED = calendar([meeting()], name="Årshjul", calendar_uid="x", published=True)
INVITED = meeting(
    organiser=Address("Olle Frösö", "olle@region.example"),
    attendees=(Attendee(Address("Dana Ek", "dana@region.example")),),
)
REQUEST = message(INVITED, "REQUEST")
CANCEL = message(replace(INVITED, sequence=0, status="CANCELLED"), "CANCEL")
LEAVING = message(replace(INVITED, sequence=1, status=None), "CANCEL")
EVENT = GOOD[GOOD.index(b"BEGIN:VEVENT") : GOOD.index(b"END:VEVENT") + 12]
ZONE = GOOD[GOOD.index(b"BEGIN:VTIMEZONE") : GOOD.index(b"END:VTIMEZONE") + 15]
ALARM = GOOD[GOOD.index(b"BEGIN:VALARM") : GOOD.index(b"END:VALARM") + 12]
SUMMARY = b"SUMMARY:Styrgrupp S3"


def swap(old: bytes, new: bytes, data: bytes = GOOD) -> bytes:
    """`data` with the first `old` changed; it must be there."""
    assert old in data, old
    return data.replace(old, new, 1)


def rule(text: bytes) -> bytes:
    """GOOD with an RRULE in its meeting."""
    return swap(SUMMARY, b"RRULE:" + text + b"\r\n" + SUMMARY)


BROKEN: list[tuple[str, bytes]] = [
    ("bom", b"\xef\xbb\xbf" + GOOD),
    ("not-utf8", swap("Östersund".encode(), "Östersund".encode("cp1252"))),
    ("split-character", swap("Östersund".encode(), b"\xc3\r\n \x96stersund")),
    ("line-ending", swap(b"SUMMARY:Styrgrupp S3\r\n", b"SUMMARY:Styrgrupp S3\n")),
    ("line-ending", GOOD.removesuffix(b"\r\n")),
    ("line-ending", GOOD.replace(b"\r\n", b"\n")),
    ("long-line", swap(SUMMARY, SUMMARY + b"x" * 70)),
    ("blank-line", swap(SUMMARY, b"\r\n" + SUMMARY)),
    ("control-character", swap(SUMMARY, SUMMARY + b"\x07")),
    ("control-character", swap(SUMMARY, SUMMARY + b"\rX-A:b")),
    ("not-a-line", swap(SUMMARY, b"Styrgrupp S3")),
    ("lone-quote", swap(SUMMARY, b'SUMMARY;X-A="b:Styrgrupp')),
    ("lone-quote", swap(b'CN="Olle', b'CN="O"lle', REQUEST)),
    ("begin-end", swap(b"END:VEVENT\r\n", b"")),
    ("begin-end", swap(b"END:VALARM\r\n", b"END:VTODO\r\n")),
    ("too-deep", b"BEGIN:A\r\n" * 100_000),
    ("no-calendar", b""),
    ("no-calendar", EVENT),
    ("outside", GOOD + EVENT),
    ("outside", b"X-A:b\r\n" + GOOD),
    ("empty-calendar", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"),
    *[
        ("missing-property", swap(text, b""))
        for text in (
            b"PRODID:-//Arshjul//Year wheel//SV\r\n", b"VERSION:2.0\r\n", b"UID:styrgrupp.2027-Q1@s3.example\r\n",
            b"DTSTAMP:20270101T000000Z\r\n", b"DTSTART;TZID=Europe/Stockholm:20270325T130000\r\n",
            b"TZID:Europe/Stockholm\r\n", b"TZOFFSETTO:+0200\r\n", b"ACTION:DISPLAY\r\n", b"TRIGGER:-PT15M\r\n",
            b"DESCRIPTION:Styrgrupp S3\r\n",
        )
    ],
    ("repeated-property", swap(SUMMARY, SUMMARY + b"\r\n" + SUMMARY)),
    ("version", swap(b"VERSION:2.0", b"VERSION:1.0")),
    ("duplicate-uid", swap(EVENT, EVENT + EVENT)),
    ("alarm-place", swap(b"BEGIN:VEVENT", ALARM + b"BEGIN:VEVENT")),
    ("alarm-many", swap(ALARM, ALARM + ALARM)),
    ("alarm-late", swap(b"TRIGGER:-PT15M", b"TRIGGER:PT15M")),
    ("alarm-cancelled", swap(b"STATUS:CONFIRMED", b"STATUS:CANCELLED")),
    ("bad-time", swap(b"20270325T130000", b"20270230T130000")),
    ("bad-time", swap(b"20270325T130000", b"2027-03-25T13:00")),
    ("bad-time", swap(b"DTSTART;VALUE=DATE:20271115", b"DTSTART:20271115")),
    ("bad-time", swap(b"DTSTAMP:20270101T000000Z", b"DTSTAMP:20270101")),
    ("mixed-times", swap(b"DTEND;VALUE=DATE:20271116", b"DTEND:20271116T000000Z")),
    ("end-before-start", swap(b"20270325T160000", b"20270325T120000")),
    ("end-before-start", swap(b"DTEND;VALUE=DATE:20271116", b"DTEND;VALUE=DATE:20271115")),
    ("end-and-duration", swap(SUMMARY, b"DURATION:PT1H\r\n" + SUMMARY)),
    ("nonexistent-time", swap(b"20270325T130000", b"20270328T023000").replace(b"0325T16", b"0328T16")),
    ("floating-time", swap(b"DTSTART;TZID=Europe/Stockholm", b"DTSTART")),
    ("zone-and-utc", swap(b"20270325T130000", b"20270325T130000Z")),
    ("not-utc", swap(b"DTSTAMP:20270101T000000Z", b"DTSTAMP:20270101T000000")),
    ("missing-timezone", swap(ZONE, b"")),
    ("zone-not-iana", GOOD.replace(b"Europe/Stockholm", b"W. Europe Standard Time")),
    ("zone-empty", swap(ZONE, b"BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\nEND:VTIMEZONE\r\n")),
    ("zone-without-rule", GOOD.replace(b"RRULE:FREQ=YEARLY;BYMONTH=", b"RDATE:20270328T020000,2027")),
    ("zone-start", swap(b"DTSTART:19700329T020000", b"DTSTART:19700329T020000Z")),
    ("bad-time", swap(b"DTSTART:19700329T020000", b"DTSTART:1970")),
    ("bad-offset", swap(b"TZOFFSETTO:+0200", b"TZOFFSETTO:2")),
    ("until-not-utc", rule(b"FREQ=DAILY;UNTIL=20270401T130000")),
    ("until-kind", rule(b"FREQ=DAILY;UNTIL=20270401")),
    ("until-and-count", rule(b"FREQ=DAILY;COUNT=2;UNTIL=20270401T110000Z")),
    ("bad-rule", rule(b"INTERVAL=2")),
    ("rule-unknown", rule(b"FREQ=DAILY;EVERY=2")),
    ("rule-unknown", rule(b"FREQ=DAILY;")),
    ("rule-twice", rule(b"FREQ=DAILY;FREQ=WEEKLY")),
    *[
        ("rule-value", rule(text))
        for text in (
            b"FREQ=FORTNIGHTLY", b"FREQ=DAILY;INTERVAL=0", b"FREQ=DAILY;INTERVAL=-1", b"FREQ=DAILY;COUNT=many",
            b"FREQ=DAILY;UNTIL=tomorrow", b"FREQ=WEEKLY;WKST=MON", b"FREQ=WEEKLY;BYDAY=TUESDAY",
            b"FREQ=MONTHLY;BYDAY=54MO", b"FREQ=MONTHLY;BYDAY=0MO", b"FREQ=MONTHLY;BYMONTHDAY=32",
            b"FREQ=MONTHLY;BYMONTHDAY=0", b"FREQ=YEARLY;BYMONTH=13", b"FREQ=YEARLY;BYMONTH=-1",
            b"FREQ=YEARLY;BYWEEKNO=54", b"FREQ=YEARLY;BYYEARDAY=367", b"FREQ=DAILY;BYHOUR=24",
            b"FREQ=DAILY;BYMINUTE=60", b"FREQ=DAILY;BYSECOND=61", b"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
            b"FREQ=MONTHLY;BYMONTHDAY=1,,2",
        )
    ],
    ("rule-value", swap(b"FREQ=YEARLY;BYMONTH=3;", b"FREQ=YEARLY;BYMONTH=31;")),
    ("rule-frequency", rule(b"FREQ=MONTHLY;BYWEEKNO=20")),
    ("rule-frequency", rule(b"FREQ=MONTHLY;BYYEARDAY=20")),
    ("rule-frequency", rule(b"FREQ=WEEKLY;BYMONTHDAY=20")),
    ("rule-counted-day", rule(b"FREQ=WEEKLY;BYDAY=2TU")),
    ("rule-counted-day", rule(b"FREQ=YEARLY;BYWEEKNO=20;BYDAY=2TU")),
    ("rule-position", rule(b"FREQ=MONTHLY;BYSETPOS=1")),
    ("rule-clock", swap(b"DTEND;VALUE=DATE:20271116", b"DTEND;VALUE=DATE:20271116\r\nRRULE:FREQ=DAILY;BYHOUR=9")),
    ("text-escape", swap(b"Styrgrupp S3", b"Styrgrupp, S3")),
    ("text-escape", swap(b"Styrgrupp S3", b"C:\\\\Norr\\S3")),
    ("text-escape", swap(b"CATEGORIES:A", b"CATEGORIES:A,B;C")),
    ("bad-value", swap(b"STATUS:CONFIRMED", b"STATUS:MAYBE")),
    ("bad-value", swap(b"SEQUENCE:0", b"SEQUENCE:-1")),
    ("bad-value", swap(b"TRANSP:OPAQUE", b"TRANSP:FREE")),
    ("bad-duration", swap(b"TRIGGER:-PT15M", b"TRIGGER:-15M")),
    ("refresh-value", swap(b"REFRESH-INTERVAL;VALUE=DURATION", b"REFRESH-INTERVAL", FEED)),
    ("not-a-uri", swap(b"mailto:dana", b"dana", REQUEST)),
    ("method", swap(b"METHOD:REQUEST", b"METHOD:INVITE", REQUEST)),
    ("method-organizer", swap(b"UID:x\r\n", b"METHOD:CANCEL\r\nUID:x\r\n", FEED)),
    ("method-attendee", swap(b"UID:x\r\n", b"METHOD:REQUEST\r\nUID:x\r\n", FEED)),
    ("method-property", swap(SUMMARY, b"COMMENT:x", REQUEST)),
    ("method-property", swap(b"SEQUENCE:0\r\n", b"", CANCEL)),
    ("method-status", swap(b"STATUS:CONFIRMED", b"STATUS:CANCELLED", REQUEST)),
    ("method-status", swap(b"STATUS:CANCELLED", b"STATUS:CONFIRMED", CANCEL)),
    ("cancel-alarm", swap(b"STATUS:CANCELLED\r\n", b"", CANCEL).replace(b"END:VEVENT", ALARM + b"\r\nEND:VEVENT")),
    ("reply-attendees", swap(b"METHOD:REQUEST", b"METHOD:REPLY", REQUEST).replace(
        b"END:VEVENT", b"ATTENDEE:mailto:b@x.example\r\nEND:VEVENT")),
    ("publish-attendees", swap(b"METHOD:REQUEST", b"METHOD:PUBLISH", REQUEST)),
    ("attendee-without-organizer", swap(SUMMARY, b"ATTENDEE:mailto:b@x.example\r\n" + SUMMARY)),
    ("several-uids", swap(b"UID:x\r\n", b"METHOD:REQUEST\r\nUID:x\r\n")),
]  # fmt: skip


@pytest.mark.parametrize(
    "data", [GOOD, FEED, REQUEST, CANCEL, LEAVING], ids=["file", "feed", "request", "cancel", "leaving"]
)
def test_a_good_file_gives_no_finding(data: bytes) -> None:
    assert lint(data) == ()


@pytest.mark.parametrize(("rule", "data"), BROKEN, ids=[rule for rule, _ in BROKEN])
def test_a_broken_file_gives_its_finding(rule: str, data: bytes) -> None:
    assert rule in {finding.rule for finding in lint(data)}


def test_every_rule_is_tried() -> None:
    assert {rule for rule, _ in BROKEN} == set(_RULES)


def test_a_finding_says_where_what_and_which_section_in_both_languages() -> None:
    data = swap(SUMMARY, SUMMARY + b"x" * 70)
    (finding,) = lint(data)
    assert data.split(b"\r\n")[finding.line - 1].startswith(SUMMARY)
    assert finding.message.sv == "raden är 90 byte lång; högst 75 får den vara"
    assert finding.message.en == "the line is 90 octets long; at most 75 are allowed"
    assert finding.section == "RFC 5545 §3.1"


@pytest.mark.parametrize(
    "text",
    [
        b"FREQ=DAILY;INTERVAL=10;COUNT=5", b"FREQ=WEEKLY;BYDAY=MO,TH;WKST=SU", b"freq=monthly;byday=-1FR,+2tu",
        b"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", b"FREQ=YEARLY;BYWEEKNO=1,-1,53;BYDAY=MO",
        b"FREQ=YEARLY;BYYEARDAY=-366,1", b"FREQ=MONTHLY;BYMONTHDAY=-31,31;BYMONTH=1,12",
        b"FREQ=YEARLY;UNTIL=20300101T000000Z", b"FREQ=HOURLY;BYHOUR=0,23;BYMINUTE=59;BYSECOND=60",
        b"RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=5L;SKIP=FORWARD", b"RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=13",
    ],
)  # fmt: skip
def test_a_good_rule_gives_no_finding(text: bytes) -> None:
    assert lint(rule(text)) == ()


def test_a_part_out_of_range_says_what_it_should_be_in_both_languages() -> None:
    (interval,) = lint(rule(b"FREQ=DAILY;INTERVAL=0"))
    assert interval.message.sv == "INTERVAL i RRULE är «0», ska vara ett heltal från 1"
    assert interval.message.en == 'INTERVAL in the RRULE is "0", should be a whole number from 1'
    (day,) = lint(rule(b"FREQ=MONTHLY;BYMONTHDAY=32"))
    assert day.message.sv == "BYMONTHDAY i RRULE är «32», ska vara 1–31 (eller minus, bakifrån)"
    assert day.message.en == 'BYMONTHDAY in the RRULE is "32", should be 1–31 (or minus, from the end)'


def test_a_75_octet_line_is_allowed_and_76_are_not() -> None:
    assert lint(swap(SUMMARY, SUMMARY + b"x" * (75 - len(SUMMARY)))) == ()
    assert [f.rule for f in lint(swap(SUMMARY, SUMMARY + b"x" * (76 - len(SUMMARY))))] == ["long-line"]


def test_what_is_wrong_on_every_line_is_said_once() -> None:
    assert [(f.rule, f.line) for f in lint(GOOD.replace(b"\r\n", b"\n"))] == [("line-ending", 1)]
    assert [f.rule for f in lint(swap(ZONE, b""))] == ["missing-timezone"]


def test_the_same_uid_with_a_recurrence_id_of_its_own_is_allowed() -> None:
    moved = EVENT.replace(SUMMARY, b"RECURRENCE-ID;TZID=Europe/Stockholm:20270325T130000\r\n" + SUMMARY)
    assert lint(swap(EVENT, EVENT + moved)) == ()


def test_a_reply_without_organizer_is_accepted_since_exchange_strips_it() -> None:
    reply = swap(b"METHOD:REQUEST", b"METHOD:REPLY", REQUEST)
    start = reply.index(b"ORGANIZER")
    assert lint(reply[:start] + reply[reply.index(b"\r\nATTENDEE") + 2 :]) == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_linted_without_an_exception(data: bytes) -> None:
    assert lint(data)


@given(st.lists(st.sampled_from(GOOD.split(b"\r\n") + REQUEST.split(b"\r\n")), max_size=40), st.binary(max_size=9))
def test_any_shuffle_of_lines_is_linted_without_an_exception(lines: list[bytes], noise: bytes) -> None:
    lint(b"\r\n".join([*lines[:20], noise, *lines[20:]]))


@given(
    st.text(max_size=30), st.sampled_from(["DTSTART", "DTEND", "RRULE", "TRIGGER", "DTSTART;TZID", "TZID", "SEQUENCE"])
)
def test_any_value_is_linted_without_an_exception(value: str, name: str) -> None:
    line = f"{name}={value}:20270101T100000" if name.endswith("TZID") and ";" in name else f"{name}:{value}"
    lint(swap(SUMMARY, line.encode("utf-8", "replace") + b"\r\n" + SUMMARY))
