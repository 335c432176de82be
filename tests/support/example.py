"""The 2027 example of the specification, built by hand: what the reader should make of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from arshjul.model.people import Group, MailingList
from arshjul.model.rhythm import (
    AsNeeded,
    DayOfMonth,
    DaySpan,
    Each,
    EveryNthWeek,
    IfClosed,
    InWeeks,
    Minutes,
    NthDay,
    Period,
    TimeRange,
    Weekday,
    Weekly,
    WeekSpan,
)
from arshjul.model.wheel import Area, ChangeKind, DayPolicy, MeetingSeries, Wheel
from tests.support.wheels import change, closed, deadline, directory, on_dates, person, rule, series, wheel, when

_TUE, _WED, _THU = Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY


def _hours(text: str) -> TimeRange:
    start, end = text.split("-")
    return TimeRange(time.fromisoformat(start), time.fromisoformat(end))


def _series() -> list[MeetingSeries]:
    monthly = rule(NthDay(2, _TUE), "andra tisdagen i månaden utom juli", except_months=(7,))
    odd = rule(Weekly((_THU,), 1), "torsdagar udda veckor från 2027-01-11", first=date(2027, 1, 11))
    every_other = rule(EveryNthWeek((Weekday.MONDAY,), 2, 2), "varannan måndag från v. 2", last=date(2027, 12, 31))
    return [
        series("digitala-manadsmote", when(monthly), area="digitala", time=_hours("13:00-14:30"),
               invite=("digitala-aktorer", "peak")),
        series("jord-landsbygdsutvecklare", when(odd), area="jord", time=_hours("08:30-09:15"),
               if_closed=IfClosed.SKIP, invite=("landsbygdsutvecklare",)),
        series("energi-nyckelaktorer", when(InWeeks((_WED,), (6, 20, 37, 46))), area="energi",
               invite=("nyckel-energi",)),
        series("upplevelser-kkb", AsNeeded(3, 5, DaySpan((2, 1), (11, -1), "feb-nov"), 90, ("@processledare",)),
               area="upplevelser", invite=("kkb", "miun")),
        series("oppet-fardplan", when(InWeeks((_WED,), (16,)), InWeeks((_WED,), (23,))), time=_hours("09:00-15:00"),
               invite=("s3-alla",)),
        series("enskilda", Each(("nyckel-energi",), WeekSpan(14, 24, "v. 14-24")), area="energi", time=Minutes(60),
               title="Enskilt aktörsmöte: {{ actor }}"),
        series("styrgrupp", when(NthDay(-1, _THU, Period.QUARTER)), time=_hours("13:00-16:00"),
               if_closed=IfClosed.BEFORE, invite=("styrgrupp-s3",)),
        series("originn", when(every_other), time=_hours("10:00-10:45"), if_closed=IfClosed.SKIP,
               invite=("olle", "dana")),
        series("s3-cop", on_dates(date(2027, 4, 28), date(2027, 10, 13)), time=_hours("09:30-16:00"),
               if_closed=IfClosed.KEEP, invite=("olle",)),
    ]  # fmt: skip


def example_2027() -> Wheel:
    """9 series, 1 deadline, 4 changes."""
    names = ("dana", "siv", "jon", "eva", "olle", "lu-berg", "lu-are", "peak", "miun")
    groups = (
        Group("landsbygdsutvecklare", "Kommunernas landsbygdsutvecklare", ("lu-berg", "lu-are")),
        Group("nyckel-energi", "Nyckelaktörer hållbar energi", ("peak", "miun")),
        Group("styrgrupp-s3", "Styrgrupp S3", ("olle", "dana", "siv", "jon", "eva")),
        Group("kkb", "Kulturella och kreativa branscher", ("miun",)),
    )
    lists = tuple(MailingList(id, id, f"{id}@lists.region.example") for id in ("digitala-aktorer", "s3-alla"))
    leaders = {"jord": "jon", "energi": "siv", "upplevelser": "eva", "digitala": "dana", "gemensamt": "olle"}
    items = [item if item.if_closed else replace(item, if_closed=IfClosed.NEXT_WEEK) for item in _series()]
    return wheel(
        *items,
        deadline("uppfoljningsrapport", when(DayOfMonth(15, (11,), latest=True, yearly=True))),
        id="s3.jamtland", title="Årshjul smart specialisering", active=True, days=DayPolicy(),
        closures=(
            closed("Sportlov", WeekSpan(10, 10)),
            closed("Sommarlugn", WeekSpan(27, 32), mute=True),
            closed("Jul och nyår", DaySpan((12, 22), (1, 6)), mute=True),
        ),
        areas={id: Area(id, id, roles={"processledare": (who,)}) for id, who in leaders.items()},
        directory=directory((person(id) for id in names), groups, lists),
        changes=(
            change("digitala-manadsmote/2027-05", ChangeKind.MOVE, date(2027, 5, 18), by="dana",
                   reason="Krock med regionfullmäktige"),
            change("styrgrupp/2027-Q4", ChangeKind.MOVE, date(2027, 12, 9), reason="Mellandagarna"),
            change("jord-landsbygdsutvecklare/2027-W21", ChangeKind.CANCEL, reason="Länsgemensam konferens"),
            change("upplevelser-kkb/2027-1", ChangeKind.SET, date(2027, 3, 18), time=_hours("10:00-12:00")),
        ),
    )  # fmt: skip
