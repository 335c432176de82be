"""What is counted is said right for none, one and many, in both languages, wherever people read a count."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import arshjul
from arshjul.cli.remind_output import round_text
from arshjul.ical.lint import lint
from arshjul.model.delivery import DeliveryState
from arshjul.render.check import Summary, summary_text, verdict
from arshjul.render.status import counts_line
from arshjul.text import Language, Text
from arshjul.usecases.drain import Drained
from arshjul.usecases.remind import RemindReport

LINE = b"X-A:b"
NOW = datetime(2027, 1, 4, 7, tzinfo=UTC)
PLURAL = (
    "möten|serier|inställda|deadlines|varningar|rader|påminnelser|skickade|misslyckade|filer|fler|"
    "meetings|errors|warnings|lines|reminders|mails|faults|files"
)


def summary(count: int, language: Language) -> str:
    return summary_text(Summary(series=count, meetings=count, cancelled=count, deadlines=count), language)


def line_ending(count: int, language: Language) -> str:
    """The finding about `count` lines without CR."""
    data = b"\r\n".join([b"BEGIN:VCALENDAR", *[LINE] * 2, b"END:VCALENDAR", b""])
    found = lint(data.replace(LINE + b"\r\n", LINE + b"\n", count))
    return next(one.message.to(language) for one in found if one.rule == "line-ending")


@pytest.mark.parametrize(
    ("count", "sv", "en"),
    [
        (0, "0 serier · 0 möten", "0 series · 0 meetings"),
        (1, "1 serie · 1 möte · 1 inställt · 1 deadline", "1 series · 1 meeting · 1 cancelled · 1 deadline"),
        (2, "2 serier · 2 möten · 2 inställda · 2 deadlines", "2 series · 2 meetings · 2 cancelled · 2 deadlines"),
    ],
)
def test_what_a_wheel_holds_is_counted_right(count: int, sv: str, en: str) -> None:
    assert (summary(count, "sv"), summary(count, "en")) == (sv, en)


@pytest.mark.parametrize(
    ("count", "sv", "en"),
    [
        (0, "OK – 0 fel, 0 varningar", "OK – 0 errors, 0 warnings"),
        (1, "1 fel, 1 varning", "1 error, 1 warning"),
        (2, "2 fel, 2 varningar", "2 errors, 2 warnings"),
    ],
)
def test_the_verdict_is_counted_right(count: int, sv: str, en: str) -> None:
    assert (verdict(count, count, "sv"), verdict(count, count, "en")) == (sv, en)


def test_lines_of_a_calendar_are_counted_right() -> None:
    assert line_ending(1, "sv").endswith("(så är det på 1 rad)")
    assert line_ending(2, "sv").endswith("(så är det på 2 rader)")
    assert line_ending(1, "en").endswith("(so it is on 1 line)")
    assert line_ending(2, "en").endswith("(so it is on 2 lines)")


@pytest.mark.parametrize(
    ("count", "sv", "en"),
    [
        (0, "inga utskick än", "nothing sent yet"),
        (1, "1 väntar · 1 skickat · 1 oklart", "1 waiting · 1 sent · 1 uncertain"),
        (2, "2 väntar · 2 skickade · 2 oklara", "2 waiting · 2 sent · 2 uncertain"),
    ],
)
def test_the_ledger_is_counted_right(count: int, sv: str, en: str) -> None:
    counts = dict.fromkeys((DeliveryState.DUE, DeliveryState.SENT, DeliveryState.UNCERTAIN), count)
    assert (counts_line(counts, "sv"), counts_line(counts, "en")) == (sv, en)


@pytest.mark.parametrize(
    ("count", "sv", "en"),
    [
        (1, "1 skickat · 1 struket (1 brev)", "1 sent · 1 dropped (1 mail)"),
        (2, "2 skickade · 2 strukna (2 brev)", "2 sent · 2 dropped (2 mails)"),
    ],
)
def test_a_round_is_counted_right(count: int, sv: str, en: str) -> None:
    drained = Drained(mails=count, states={DeliveryState.SENT: count})
    assert round_text(RemindReport(NOW, dropped=count, drained=drained)) == Text(sv, en)


def test_a_round_that_did_nothing_has_nothing_to_say() -> None:
    assert round_text(RemindReport(NOW)) is None


def test_no_count_stands_before_a_word_that_is_always_plural() -> None:
    """A count and its noun are said by `Noun.of`, so that no "1 meetings" is ever printed."""
    counted = re.compile(rf"\}} (?:{PLURAL})\b")
    assert counted.search('f"{number} meetings"')
    sources = Path(arshjul.__file__).parent.rglob("*.py")
    assert [(path.name, hit[0]) for path in sources for hit in counted.finditer(path.read_text("utf-8"))] == []
