"""Every problem that the planning can raise, with its whole sentence and cure in both languages, against goldens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from arshjul.language.texts.base import fill
from arshjul.language.texts.dates import TEXTS
from arshjul.model.rhythm import (
    AsNeeded,
    Base,
    Chained,
    DateSpan,
    DayOfMonth,
    DaySpan,
    Each,
    EveryNthWeek,
    IfClosed,
    InWeeks,
    Minutes,
    NthDay,
    Period,
    RecurrenceRule,
    Rhythm,
    TimeRange,
    Weekday,
    Weekly,
)
from arshjul.model.source import Problem
from arshjul.model.wheel import Change, ChangeKind, Closure, DayPolicy, Openness, Wheel
from arshjul.text import Language
from tests.support.wheels import (
    change,
    closed,
    deadline,
    directory,
    expanded,
    on_dates,
    person,
    rule,
    series,
    wheel,
    when,
)

GOLDENS = Path(__file__).parent.parent / "golden" / "dates"
TUE, WED, THU = Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY
SPORTLOV = closed("Sportlov", DaySpan((3, 8), (3, 14)))
REBUILDING = closed("Ombyggnad", DateSpan(date(2027, 5, 1), date(2027, 6, 30)))
JUL = closed("Jul", DaySpan((12, 20), (1, 8)))
QUARTERLY = when(NthDay(-1, THU, Period.QUARTER))
EACH = Each(("peak",), DaySpan((4, 1), (5, -1)))
NEEDED = AsNeeded(1, 1, DaySpan((2, 1), (11, -1), "feb-nov"))


def one(rhythm: Rhythm | Base, *closures: Closure, **keys: Any) -> Wheel:
    whole = rhythm if isinstance(rhythm, Rhythm) else when(rhythm)
    return wheel(series("styrgrupp", whole, **keys), closures=closures)


def changed(rhythm: Rhythm, *changes: Change, **keys: Any) -> Wheel:
    days = keys.pop("days", DayPolicy(holidays=""))
    people = directory([person("peak")])
    return wheel(series("styrgrupp", rhythm, **keys), changes=changes, days=days, directory=people)


def of_rules() -> Iterator[Wheel]:
    yield wheel(series("styrgrupp", when(InWeeks((Weekday.MONDAY,), (31,)))), first_month=8)
    yield one(DayOfMonth(29, (2,), yearly=True))
    yield one(when(rule(NthDay(5, Weekday.MONDAY, months=(2,)), "femte måndagen i februari")))
    yield one(when(rule(Weekly((TUE,)), last=date(2026, 6, 30))))
    yield one(when(rule(NthDay(2, TUE, months=(3,)), except_months=(3,))))
    yield one(RecurrenceRule("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31"))
    yield one(Each(("peak",), DateSpan(date(2026, 1, 1), date(2026, 2, 1))))
    yield one(RecurrenceRule(f"FREQ=DAILY;BYHOUR=8;BYMINUTE={','.join(map(str, range(60)))}"))
    yield one(RecurrenceRule("FREQ=MONTHLY;BYDAY=XX"))
    yield wheel(series("a", when(Chained("b", -1, "d"))), series("b", when(Chained("a", -1, "d"))))
    yield one(Chained("xyz", -1, "d"))
    yield wheel(series("beredning", when(Chained("styrgrup", -1, "d"))), series("styrgrupp", QUARTERLY))


def of_places() -> Iterator[Wheel]:
    yield one(on_dates(date(2027, 5, 18)), REBUILDING, if_closed=IfClosed.AFTER)
    yield one(on_dates(date(2027, 12, 28)), JUL, if_closed=IfClosed.AFTER)
    yield one(on_dates(date(2028, 4, 26)))
    yield one(Weekly((TUE,)), SPORTLOV, if_closed=IfClosed.NEXT_WEEK)
    yield one(on_dates(date(2027, 3, 5), date(2027, 3, 9)), SPORTLOV, if_closed=IfClosed.BEFORE)
    yield wheel(
        series("beredning", when(Chained("styrgrupp", -7, "d"))),
        series("styrgrupp", on_dates(date(2027, 3, 19))),
        closures=(SPORTLOV,),
    )
    night = TimeRange(time(2, 30), time(3, 30))
    yield one(on_dates(date(2027, 3, 28)), time=night, if_closed=IfClosed.KEEP)
    yield one(on_dates(date(2027, 10, 31)), time=night, if_closed=IfClosed.KEEP)


def of_changes() -> Iterator[Wheel]:
    set_on = change("styrgrupp/2027-1", ChangeKind.SET, date(2027, 3, 18))
    yield changed(QUARTERLY, change("styrgrupp/2027-Q1", ChangeKind.MOVE, date(2028, 1, 13)))
    yield changed(NEEDED, set_on, time=Minutes(60))
    yield changed(QUARTERLY, change("styrgrupp/2027-04", ChangeKind.CANCEL))
    yield wheel(
        series("styrgrupp", when(DayOfMonth(29, (2,), yearly=True))),
        changes=(change("styrgrupp/2027", ChangeKind.CANCEL),),
    )
    yield changed(QUARTERLY, change("xyz/2027-Q1", ChangeKind.CANCEL))
    yield changed(QUARTERLY, change("styrgrup/2027-Q1", ChangeKind.CANCEL))
    yield changed(QUARTERLY, *(change("styrgrupp/2027-Q1", ChangeKind.CANCEL) for _ in range(2)))
    yield changed(QUARTERLY, change("styrgrupp/2027-Q1", ChangeKind.SET, date(2027, 3, 18)))
    yield changed(EACH, change("styrgrupp/2027-peak", ChangeKind.MOVE, date(2027, 4, 20)))
    yield changed(QUARTERLY, change("styrgrupp/2027-Q1", ChangeKind.ADD, date(2027, 3, 18)))
    yield changed(EACH, change("styrgrupp", ChangeKind.ADD, date(2027, 4, 20)))
    yield changed(NEEDED, set_on, change("styrgrupp/2027-2", ChangeKind.SET, date(2027, 4, 20)))


def of_days() -> Iterator[Wheel]:
    warned = DayPolicy(eves=Openness.WARN)
    for day in (date(2027, 3, 25), date(2027, 5, 7), date(2027, 12, 24), date(2027, 5, 6), date(2027, 5, 8)):
        yield changed(on_dates(day), days=warned)
        yield changed(QUARTERLY, change("styrgrupp/2027-Q3", ChangeKind.MOVE, day), days=warned)
    yield wheel(series("styrgrupp", when(Weekly((THU,), 1))), year=2026)
    yield wheel(series("styrgrupp", when(Weekly((THU,), 0))), year=2026)
    for number, month in ((15, 8), (6, 5)):
        yield wheel(deadline("rapport", when(DayOfMonth(number, (month,), yearly=True))), days=DayPolicy())
    yield changed(NEEDED, change("styrgrupp/2027-1", ChangeKind.SET, date(2027, 1, 20)))
    yield changed(
        AsNeeded(3, 5, DaySpan((2, 1), (11, -1))), change("styrgrupp/2027-1", ChangeKind.SET, date(2027, 3, 18))
    )


def of_collisions() -> Iterator[Wheel]:
    people = [person(id) for id in ("olle", "dana", "siv", "jon", "eva")]
    for who in (("olle", "dana"), tuple(p.id for p in people)):
        for weeks in ((6,), (6, 20, 46)):
            days = when(InWeeks((WED,), weeks))
            items = [series(id, days, invite=who, room="Storsjön") for id in ("a", "b")]
            yield wheel(*items, directory=directory(people))


def raised() -> dict[tuple[str, str], Problem]:
    """The first problem of each code and variant."""
    found: dict[tuple[str, str], Problem] = {}
    for of in (*of_rules(), *of_places(), *of_changes(), *of_days(), *of_collisions()):
        for problem in expanded(of, date(2027, 12, 1)).problems:
            found.setdefault((problem.code, problem.variant), problem)
    return found


def rendered(language: Language) -> str:
    lines = []
    for (code, variant), problem in sorted(raised().items()):
        message = TEXTS[code, variant]
        lines.append(f"{problem.severity} {code}{f' ({variant})' if variant else ''}")
        lines.append(f"  {fill(message.message.to(language), problem.params, language)}")
        lines.append(f"  = {fill(message.cure.to(language), problem.params, language)}")
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_problem_has_its_whole_sentence_and_cure(language: Language) -> None:
    golden = GOLDENS / f"problems.{language}.txt"
    assert rendered(language) == golden.read_text(encoding="utf-8")


def test_every_text_is_raised_by_some_wheel() -> None:
    """Those of the ledger too have their cases, in tests/support/error_cases.py."""
    assert set(raised()) == {(code, variant) for code, variant in TEXTS if code not in ("E71", "E74")}


def test_every_warning_says_the_name_that_ok_takes_where_one_can_be_given() -> None:
    without = {key for key, problem in raised().items() if problem.severity == "warning" and not TEXTS[key].ok.sv}
    assert without == set()


def test_each_pair_of_weeks_in_a_wheel_from_august_is_checked_for_anchors_too() -> None:
    anchored = EveryNthWeek((Weekday.MONDAY,), 2, 31)
    found = expanded(wheel(series("s", when(anchored)), first_month=8))
    assert [(p.code, p.variant) for p in found.problems] == [("E23", "both ends")]
