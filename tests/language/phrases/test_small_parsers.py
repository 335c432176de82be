"""Times, dates, spans, reminders, counts and closed values that are right."""

from __future__ import annotations

from datetime import date, time

import pytest

from arshjul.language.phrases import (
    CLOSED_VALUES,
    RESERVED,
    PhraseContext,
    closed_value,
    lint_rrule,
    parse_clock,
    parse_count,
    parse_date,
    parse_days,
    parse_remind,
    parse_span,
    parse_time,
)
from arshjul.model.rhythm import (
    DateSpan,
    DaySpan,
    IfClosed,
    Minutes,
    MonthSpan,
    ReminderRule,
    Span,
    TimeRange,
    WeekSpan,
)
from arshjul.model.wheel import Openness

YEAR = PhraseContext(2027)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("v. 10", WeekSpan(10, 10)),
        ("v. 27-32", WeekSpan(27, 32)),
        ("v. 51-2", WeekSpan(51, 2)),
        ("weeks 27-32", WeekSpan(27, 32)),
        ("22 dec - 6 jan", DaySpan((12, 22), (1, 6))),
        ("22 dec – 6 jan", DaySpan((12, 22), (1, 6))),
        ("6 juni", DaySpan((6, 6), (6, 6))),
        ("feb-nov", DaySpan((2, 1), (11, -1))),
        ("nov-feb", DaySpan((11, 1), (2, -1))),
        ("december, januari", DaySpan((12, 1), (1, -1))),
        ("januari-december", DaySpan((1, 1), (12, -1))),
        ("mars", DaySpan((3, 1), (3, -1))),
        ("mars, maj och okt", MonthSpan((3, 5, 10))),
        ("march, may and oct", MonthSpan((3, 5, 10))),
        ("2027-06-01 - tis 2027-06-08", DateSpan(date(2027, 6, 1), date(2027, 6, 8))),
        ("2027-06-01", DateSpan(date(2027, 6, 1), date(2027, 6, 1))),
    ],
)
def test_spans(text: str, span: Span) -> None:
    found = parse_span(text, YEAR)
    assert type(found) is type(span)
    kept = [name for name in type(span).__slots__ if name not in ("text", "at")]
    assert [getattr(found, name) for name in kept] == [getattr(span, name) for name in kept]
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "rule", "step"),
    [
        ("14d före: dagordning", ReminderRule(-14, "d", "dagordning"), "-14d:dagordning"),
        ("3ad efter: anteckningar", ReminderRule(3, "ad", "anteckningar"), "+3ad:anteckningar"),
        ("2v före kl 07:30: x-y", ReminderRule(-2, "v", "x-y", time(7, 30)), "-2v@07:30:x-y"),
        ("2h före: 3", ReminderRule(-2, "h", "3"), "-2h:3"),
        ("14d before: agenda", ReminderRule(-14, "d", "agenda"), "-14d:agenda"),
        ("3wd after at 9:05: notes", ReminderRule(3, "ad", "notes", time(9, 5)), "+3ad@09:05:notes"),
        ("2w before: d", ReminderRule(-2, "v", "d"), "-2v:d"),
        ("0d före: dagordning", ReminderRule(0, "d", "dagordning"), "+0d:dagordning"),
    ],
)
def test_reminders(text: str, rule: ReminderRule, step: str) -> None:
    found = parse_remind(text)
    assert (found.count, found.unit, found.reminder, found.at_time) == (
        rule.count,
        rule.unit,
        rule.reminder,
        rule.at_time,
    )
    assert found.text == text
    assert found.step == step


def test_times() -> None:
    assert parse_time("13:00-14:30") == TimeRange(time(13), time(14, 30))
    assert parse_time(" 9:00 – 10:15 ") == TimeRange(time(9), time(10, 15))
    assert parse_time("60 min") == Minutes(60)
    assert parse_clock("07:30") == time(7, 30)


def test_dates() -> None:
    for text in ("2027-05-18", "tis 2027-05-18", "tisdag 2027-05-18", "Tue 2027-05-18", " tue. 2027-05-18 "):
        assert parse_date(text) == date(2027, 5, 18)
    assert parse_date("2028-02-29") == date(2028, 2, 29)


def test_counts() -> None:
    assert parse_days("90d") == 90
    assert parse_count("3-5") == (3, 5)
    assert parse_count("3–5") == (3, 5)
    assert parse_count("3") == (3, 3)


def test_closed_values_say_the_same_in_both_languages() -> None:
    for values in CLOSED_VALUES.values():
        words = list(values)
        half = len(words) // 2
        for swedish, english in zip(words[:half], words[half:], strict=True):
            assert values[swedish] == values[english]
    assert {IfClosed(closed_value("if_closed", word)) for word in CLOSED_VALUES["if_closed"]} == set(IfClosed)
    assert {Openness(closed_value("openness", word)) for word in CLOSED_VALUES["openness"]} == set(Openness)
    assert closed_value("if_closed", " Hoppa  Över ") == "skip"
    assert closed_value("audience", "unanswered") == "obesvarade"


def test_feast_words_are_reserved() -> None:
    assert {"jul", "easter", "julveckan"} <= RESERVED


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=2TU",
        "freq=weekly;byday=mo,we;interval=2;wkst=mo",
        "FREQ=YEARLY;BYWEEKNO=6,20,-1;BYDAY=WE",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYDAY=20MO;UNTIL=20271231T000000Z",
        "FREQ=DAILY;COUNT=10",
        "FREQ=YEARLY;BYYEARDAY=100,-1",
    ],
)
def test_sound_rrules_pass(rule: str) -> None:
    lint_rrule(rule)
