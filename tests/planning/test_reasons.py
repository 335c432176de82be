"""Every sentence about a date that moved, in both languages, for those who plan and for those who are invited."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from arshjul.model.occurrence import Occurrence, Step, StepKind
from arshjul.model.rhythm import DayOfMonth, TimeRange
from arshjul.planning.reasons import reasons, step_texts
from tests.support.wheels import deadline, on_dates, series, when

TUE, SUN, WED = date(2027, 3, 9), date(2027, 6, 20), date(2027, 3, 17)
CLOSED, MOVED = StepKind.CLOSED, StepKind.MOVED
MEETING = series("styrgrupp", on_dates(WED))
REPORT = deadline("rapport", when(DayOfMonth(15, (11,), latest=True, yearly=True)))


def on(*steps: Step, **changed: Any) -> Occurrence:
    parts = {"item": MEETING, "time": TimeRange(time(9), time(10)), **changed}
    return Occurrence(slot="2027", nominal=TUE, day=WED, zone=ZoneInfo("Europe/Stockholm"), steps=steps, **parts)


@pytest.mark.parametrize(
    ("step", "sv", "en"),
    [
        (Step(CLOSED, TUE, WED, "Sportlov"),
         "flyttat från tis 9 mars, då det är stängt: Sportlov", "moved from Tue 9 Mar, which is closed: Sportlov"),
        (Step(CLOSED, SUN, WED, "söndag"),
         "flyttat från sön 20 juni eftersom det är söndag", "moved from Sun 20 Jun because it is a Sunday"),
        (Step(CLOSED, SUN, WED, "Sunday"),
         "flyttat från sön 20 juni eftersom det är söndag", "moved from Sun 20 Jun because it is a Sunday"),
        (Step(StepKind.SKIPPED, TUE, None, "Sportlov"),
         "hoppas över, tis 9 mars är stängt: Sportlov", "skipped, Tue 9 Mar is closed: Sportlov"),
        (Step(StepKind.SKIPPED, SUN, None, "söndag"),
         "hoppas över sön 20 juni eftersom det är söndag", "skipped Sun 20 Jun because it is a Sunday"),
        (Step(StepKind.KEPT, SUN, None, "söndag"), "ligger kvar fast det är söndag", "kept although it is a Sunday"),
        (Step(StepKind.KEPT, TUE, None, "Sportlov"),
         "ligger kvar fast det är stängt: Sportlov", "kept although the day is closed: Sportlov"),
        (Step(StepKind.CHAIN, TUE, None, "a/2027"), "hänger på a/2027, tis 9 mars", "hangs on a/2027, Tue 9 Mar"),
        (Step(MOVED, TUE, WED), "flyttat från tis 9 mars", "moved from Tue 9 Mar"),
        (Step(MOVED, TUE, WED, "Krock"), "flyttat från tis 9 mars: Krock", "moved from Tue 9 Mar: Krock"),
        (Step(MOVED, WED, WED, "Krock"), "ny tid eller plats: Krock", "new time or place: Krock"),
        (Step(StepKind.ADJUSTED, WED, None, "{text}{day}"),
         "ny tid eller plats: {text}{day}", "new time or place: {text}{day}"),
        (Step(StepKind.CANCELLED, WED), "inställt", "cancelled"),
        (Step(StepKind.SET, None, WED), "satt till ons 17 mars", "set to Wed 17 Mar"),
        (Step(StepKind.ADDED, None, WED, "Reserv"), "tillagt ons 17 mars: Reserv", "added Wed 17 Mar: Reserv"),
    ],
)  # fmt: skip
def test_each_step_is_told_to_those_who_plan(step: Step, sv: str, en: str) -> None:
    assert (step_texts(on(step), "sv"), step_texts(on(step), "en")) == ((sv,), (en,))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(CLOSED, SUN, WED, "söndag"), "flyttad från sön 20 juni eftersom det är söndag"),
        (Step(MOVED, TUE, WED), "flyttad från tis 9 mars"),
        (Step(StepKind.CANCELLED, WED, None, "Behövs inte"), "inställd: Behövs inte"),
        (Step(StepKind.ADDED, None, WED), "tillagd ons 17 mars"),
    ],
)
def test_a_deadline_has_its_own_gender(step: Step, said: str) -> None:
    assert step_texts(on(step, item=REPORT, time=None), "sv") == (said,)
    assert reasons(on(step, item=REPORT, time=None), "sv")[0].startswith(("Flyttad", "Inställd", "Extra tillfälle"))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((Step(CLOSED, TUE, WED, "Sportlov"),), ("Flyttat från tis 9 mars, då det är stängt: Sportlov",)),
        ((Step(CLOSED, TUE, SUN, "x"), Step(MOVED, SUN, WED, "Krock")), ("Flyttat från sön 20 juni: Krock",)),
        ((Step(MOVED, TUE, SUN, "x"), Step(StepKind.CANCELLED, SUN)), ("Inställt",)),
        ((Step(StepKind.CHAIN, TUE, None, "a/2027"),), ()),
        ((Step(StepKind.SKIPPED, TUE, None, "Sportlov"),), ()),
        ((Step(StepKind.SET, None, WED),), ()),
        ((Step(StepKind.SET, None, WED, "enligt omröstning"),), ("Enligt omröstning",)),
        ((Step(StepKind.ADDED, None, WED),), ("Extra tillfälle",)),
    ],
)
def test_guests_hear_what_they_need(steps: tuple[Step, ...], said: tuple[str, ...]) -> None:
    assert reasons(on(*steps), "sv") == said
