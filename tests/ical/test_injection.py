"""No field can break out of its line: whatever it holds, the calendar has the same components and properties."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.ical.lint import lint
from arshjul.ical.parse import parse
from arshjul.ical.write import calendar
from arshjul.model.entry import Address, Attendee
from tests.support import libical
from tests.support.ics import meeting
from tests.support.readers import by_vobject

NASTY = (
    "\r\nATTENDEE:mailto:evil@x.example", "\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil", "\rX:1", "\x00", "\x0b", "\x0c",
    "\x1b[31m", "\x85", "\u2028", "\u2029", "\ufeff", "\x7f", '"', '";X=1:', "^n", "^'", "\\", "\\n", "\\N", "\\;",
    ";", ",", ":", "=", "\t", " ", "=?UTF-8?Q?=0A?=", "%0D%0A", "å", "👩‍👩‍👧", "\ud800", "A" * 80,
)  # fmt: skip
FIELD = st.lists(st.sampled_from(NASTY) | st.text(max_size=8), max_size=8).map("".join)
EVENT = [
    "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES",
    "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "ORGANIZER", "ATTENDEE",
    "BEGIN", "ACTION", "DESCRIPTION", "TRIGGER", "END", "END", "END",
]  # fmt: skip


def names(data: bytes) -> list[str]:
    """The property names of the unfolded lines after the zone."""
    text = re.sub(r"\r\n[ \t]", "", data.decode()).split("END:VTIMEZONE\r\n")[1]
    return [re.split("[;:]", line)[0] for line in text.removesuffix("\r\n").split("\r\n")]


@settings(max_examples=200)
@given(FIELD, FIELD, FIELD, FIELD, FIELD, FIELD, FIELD)
def test_no_field_breaks_out_of_its_line(
    uid: str, summary: str, description: str, location: str, category: str, name: str, email: str
) -> None:
    person = Address(name, f"a{email}@b.example")
    data = calendar(
        [
            meeting(
                uid=uid or "x",
                summary=summary,
                description=description or "-",
                location=location or "-",
                url=location,
                categories=(category,),
                organiser=person,
                attendees=(Attendee(person),),
                alarm_minutes=5,
            )
        ],
        name=name,
        calendar_uid=uid or "x",
        method="REQUEST",
    )
    assert [name for name in names(data) if name != "URL"] == EVENT
    assert lint(data) == ()
    assert len(parse(data).entries) == len(by_vobject(data)) == 1
    if libical.found():
        assert len(libical.read(data)) == 1


def test_the_fuzzing_would_notice_an_injection() -> None:
    good = calendar([meeting()], name="x", calendar_uid="x")
    bad = good.replace(b"SUMMARY:Styrgrupp", b"SUMMARY:Styr\r\nATTENDEE:mailto:evil@x.example\r\nX-A:grupp")
    assert names(good) != names(bad)


def test_line_breaks_in_a_text_stay_line_breaks_and_controls_become_spaces() -> None:
    data = calendar([meeting(description="a\r\nb\rc\u2028d\x00e\x1b[31mf")], name="x", calendar_uid="x")
    assert parse(data).entries[0].description == "a\nb\nc\nd e [31mf"


def test_a_name_loses_its_quotes_and_line_breaks() -> None:
    person = Address('Olle "Olof"\r\nFrösö^n', "olle@region.example")
    data = calendar([meeting(organiser=person)], name="x", calendar_uid="x")
    assert 'ORGANIZER;CN="Olle Olof Frösön":mailto:olle@region.example' in data.decode()


def test_an_address_cannot_carry_more_than_an_address() -> None:
    person = Address("Evil", "a@b.example?bcc=c@d.example\r\nX:1")
    data = calendar([meeting(organiser=person)], name="x", calendar_uid="x")
    assert b"?bcc" not in data
    assert b"\r\nX:1" not in data


def test_an_empty_address_is_refused() -> None:
    with pytest.raises(ValueError, match="not empty"):
        calendar([meeting(organiser=Address("Olle", " "))], name="x", calendar_uid="x")
