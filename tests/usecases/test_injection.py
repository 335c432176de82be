"""Row 25, from the cycle file to the bytes: a hostile text in any field is refused by name, or comes out as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from arshjul.ical.lint import lint
from arshjul.planning.reminders import deliveries, reminders
from arshjul.usecases.calendars import calendar_files
from arshjul.usecases.envelope import ReminderItem, reminder_envelope
from arshjul.usecases.load import Ready, load, load_valid
from tests.support.mail import CONFIG
from tests.support.page import Page

WHEEL = """
arshjul = 1
id = "x.y"
title = <title>
year = 2027
[person.dana]
name = <name>
email = "dana@x.example"
[person.siv]
name = "Siv"
email = "siv@x.example"
language = "en"
[list.alla]
name = <list>
email = "alla@lists.x.example"
[area.a]
name = <area>
roles = { processledare = "siv" }
[[closed]]
name = <closure>
when = "v. 20"
[reminder.paminnelse]
to = ["inbjudna"]
subject = <subject>
[series.s]
area = "a"
title = <series>
when = "andra tisdagen i maj"
time = "09:00-10:00"
place = <place>
room = <room>
online = <online>
note = <note>
agenda = [<point>]
invite = ["dana", "siv", "alla"]
remind = ["2d före: paminnelse", "14d före: dagordning"]
[reminder.dagordning]
to = ["@processledare"]
[[change]]
what = "s/2027"
move_to = "ons 2027-05-12"
reason = <reason>
[deadline.d]
area = "a"
title = <deadline>
when = "senast 15 nov"
to = ["dana"]
remind = ["7d före: paminnelse"]
"""
FIELDS = sorted(set(re.findall(r"<(\w+)>", WHEEL)))
REFUSED = (
    "\r\nBcc: evil@x.example", "a\rX-Evil: 1", "a\x00b", "a\x0bb", "a\x1b[31m", "a\x85b", "a\u2028X-Evil: 1",
    "a\u202eb",
)  # fmt: skip
KEPT = (
    "=?UTF-8?Q?=0ABcc:evil@x.example?=", '";X-EVIL=1:mailto:evil@x.example', "\\nEND:VEVENT\\nBEGIN:VEVENT",
    "; , : = \\N", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{title} {0} %s", "x" * 200,
    "https://" + "l" * 150,
    "שלום \u200f🏳️‍🌈 a\u0301\u200b", "javascript:alert(1)", "%0d%0aBcc:evil@x.example",
)  # fmt: skip
NO_ADDRESS = ("online", "javascript:alert(1)")
HEADERS = [
    "Date", "From", "To", "Message-ID", "Subject", "Content-Language", "Auto-Submitted", "X-Auto-Response-Suppress",
    "List-Unsubscribe", "MIME-Version", "Content-Type",
]  # fmt: skip


def quoted(text: str) -> str:
    """`text` as a TOML string in which every character that could mean something is escaped."""
    return '"' + "".join(c if c.isalnum() or c in " .:-" else f"\\U{ord(c):08x}" for c in text) + '"'


def wheel_file(folder: Path, value: str, *fields: str) -> Path:
    """A wheel whose `fields` are all `value`."""

    def fill(match: re.Match[str]) -> str:
        return quoted(value if match[1] in fields else f"En {match[1]}")

    path = folder / "w.toml"
    path.write_text(re.sub(r"<(\w+)>", fill, WHEEL), "utf-8")
    return path


def mails(ready: Ready) -> Iterator[bytes]:
    for due in reminders(ready.wheel, ready.occurrences, ready.almanac):
        for one in deliveries(ready.wheel, due):
            yield reminder_envelope(CONFIG, ready.wheel, [ReminderItem(one, due)], due.due).data


@pytest.mark.parametrize("value", REFUSED)
@pytest.mark.parametrize("field", FIELDS)
def test_controls_are_refused_where_they_stand(field: str, value: str, tmp_path: Path) -> None:
    path = wheel_file(tmp_path, value, field)
    line = next(number for number, text in enumerate(path.read_text("utf-8").splitlines(), 1) if quoted(value) in text)
    assert ("E16", line) in [(problem.code, problem.at.line) for problem in load(path).errors]


@pytest.mark.parametrize("value", KEPT)
def test_what_is_let_in_comes_out_as_text(value: str, tmp_path: Path) -> None:
    let_in = [field for field in FIELDS if (field, value) != NO_ADDRESS]
    ready = load_valid(wheel_file(tmp_path, value, *let_in))
    files = list(calendar_files(ready.wheel, ready.occurrences))
    for file in files:
        assert lint(file.data) == ()
        unfolded = file.data.replace(b"\r\n ", b"")
        assert unfolded.count(b"\r\nBEGIN:VEVENT\r\n") == (1 if file.name.startswith("meeting/") else 2)
        assert b"\r\nX-EVIL" not in unfolded
    assert len(files) >= 5
    sent = list(mails(ready))
    for data in sent:
        check_mail(data)
    assert len(sent) == 5


def test_a_script_is_no_address_of_a_meeting(tmp_path: Path) -> None:
    field, value = NO_ADDRESS
    assert load(wheel_file(tmp_path, value, field)).errors


def check_mail(data: bytes) -> None:
    message = message_from_bytes(data, policy=policy.default)
    assert [name for name in message if name != "Reply-To"] == HEADERS
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    html = message.get_body(("html",))
    assert html is not None
    page = Page(html.get_content())
    assert not page.named("script", "img", "iframe", "object", "form")
    assert all(link.startswith(("mailto:", "https://")) for link in page.values("href"))
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
