"""Lines made quickly are the lines that icalendar makes slowly."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import vCalAddress, vText
from icalendar.parser import Contentline, Parameters

from arshjul.ical import clean, lines

WORD = st.text(st.sampled_from("aZ09._@/+:-=~!\"'^ ,;\\[\tåNn\n"), min_size=1, max_size=90)


def by_icalendar(name: str, value: object, **parameters: str) -> bytes:
    """Unfolded: icalendar folds in other places."""
    made: bytes = Contentline.from_parts(name, Parameters(parameters), value).encode()
    return made + b"\r\n"


def unfolded(line: bytes) -> bytes:
    return line.replace(b"\r\n ", b"")


@given(WORD)
def test_a_text_needs_no_encoding_only_when_icalendar_gives_none(value: str) -> None:
    assume("\\N" not in value)  # icalendar takes it for a line break
    assert unfolded(lines.text("UID", value)) == by_icalendar("UID", vText(clean.text(value)))


@given(WORD, WORD)
def test_a_person_has_the_parameters_in_the_order_of_their_names(name: str, email: str) -> None:
    assume(email.strip())
    called = clean.parameter(name)
    rest = {"CUTYPE": "INDIVIDUAL", "PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT", "RSVP": "TRUE"}
    address = vCalAddress(f"mailto:{clean.address(email)}")
    expected = by_icalendar("ATTENDEE", address, **({"CN": called} if called else {}), **rest)
    assert unfolded(lines.person("ATTENDEE", email, name, **rest)) == expected
