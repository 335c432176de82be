"""The sides of bench/expand.py: the same series in each tool's own words; each prints one line a date.

`python bench/peers/expand_peers.py NAME COUNT shared|distinct` is one Python side.
"""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

YEAR = 2027
DAYS = ("MO", "TU", "WE", "TH", "FR")
ALL_YEAR = tuple(range(1, 13))
FIRST_MONDAY = date(YEAR, 1, 4)


class Spec(NamedTuple):
    """On the `nth` weekday of its months or, with `weeks`, every so many weeks from a Monday; `late` minutes past 8."""

    name: str
    weekday: int
    late: int
    nth: int = 0
    months: tuple[int, ...] = ALL_YEAR
    weeks: int = 0
    monday: date = FIRST_MONDAY

    @property
    def hours(self) -> tuple[int, int]:
        return 8 + self.late // 60, self.late % 60

    @property
    def first(self) -> date:
        """The day from which a recurrence rule counts."""
        return self.monday if self.weeks else date(YEAR, 1, 1)

    @property
    def rrule(self) -> str:
        if self.weeks:
            return f"FREQ=WEEKLY;INTERVAL={self.weeks};BYDAY={DAYS[self.weekday]}"
        months = "" if self.months == ALL_YEAR else f"BYMONTH={','.join(map(str, self.months))};"
        return f"FREQ=MONTHLY;{months}BYDAY={self.nth}{DAYS[self.weekday]}"


def shared(count: int) -> Iterator[Spec]:
    """Seven in ten monthly, two in March, June …, one every second week: 55 rules, 11.8 dates a series on average."""
    for i in range(count):
        weekday, late = i // 10 % 5, 5 * (i // 25 % 100)
        if i % 10 == 9:
            yield Spec(f"s{i}", weekday, late, weeks=2)
        else:
            months = ALL_YEAR if i % 10 < 7 else (3, 6, 9, 12)
            yield Spec(f"s{i}", weekday, late, (1, 2, 3, 4, -1)[i // 50 % 5], months)


def distinct(count: int) -> Iterator[Spec]:
    """No two rules are the same: nine in ten in months of their own choice, one every few weeks from some Monday."""
    choices = [months for number in range(12, 7, -1) for months in combinations(ALL_YEAR, number)]
    for i in range(count):
        tens, weekday, late = i // 10, i // 10 % 5, 5 * (i // 25 % 100)
        if i % 10 == 9:
            monday = FIRST_MONDAY + timedelta(weeks=tens // 40)
            yield Spec(f"s{i}", weekday, late, weeks=2 + tens // 5 % 8, monday=monday)
        else:
            number = tens // 5 * 9 + i % 10
            yield Spec(f"s{i}", weekday, late, (1, 2, 3, 4, -1)[number % 5], choices[number // 5])


SPECS: dict[str, Callable[[int], Iterator[Spec]]] = {"shared": shared, "distinct": distinct}


def arshjul(specs: Iterable[Spec]) -> list[str]:
    from datetime import time

    from arshjul.almanac.almanac import Almanac
    from arshjul.model.rhythm import Base, EveryNthWeek, NthDay, Phrases, Rule, TimeRange, Weekday
    from arshjul.model.wheel import DayPolicy, MeetingSeries, Wheel
    from arshjul.planning.expand import expand

    series = {}
    for spec in specs:
        months = () if spec.months == ALL_YEAR else spec.months
        base: Base = NthDay(spec.nth, Weekday(spec.weekday), months=months)
        if spec.weeks:
            base = EveryNthWeek((Weekday(spec.weekday),), spec.weeks, spec.monday)
        hour, minute = spec.hours
        hours = TimeRange(time(hour, minute), time(hour + 1, minute))
        rhythm = Phrases((Rule(base, ""),))
        series[spec.name] = MeetingSeries(id=spec.name, area="a", title=spec.name, rhythm=rhythm, time=hours)
    wheel = Wheel(id="bench", title="", year=YEAR, days=DayPolicy(holidays=""), series=series)
    return [f"{found.day.isoformat()} {found.item.id}" for found in expand(wheel, Almanac.of(wheel)).occurrences]


def dateutil(specs: Iterable[Spec]) -> list[str]:
    """One rule a series, as its documentation shows; sorted as ours are."""
    from datetime import datetime, time

    from dateutil.rrule import rrulestr

    first, last = datetime(YEAR, 1, 1), datetime(YEAR, 12, 31, 23, 59)
    found = []
    for spec in specs:
        rule = rrulestr(spec.rrule, dtstart=datetime.combine(spec.first, time(*spec.hours)))
        found += [(moment, spec.name) for moment in rule.between(first, last, inc=True)]
    return [f"{moment.date().isoformat()} {name}" for moment, name in sorted(found)]


def recurring(specs: Iterable[Spec]) -> list[str]:
    """recurring-ical-events over the same events as iCalendar."""
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(ics(specs))
    return [str(event["SUMMARY"]) for event in recurring_ical_events.of(calendar).at(YEAR)]


def ics(specs: Iterable[Spec]) -> str:
    from datetime import datetime, time

    from dateutil.rrule import rrulestr

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN"]
    for spec in specs:
        first = rrulestr(spec.rrule, dtstart=datetime.combine(spec.first, time(*spec.hours)))[0]
        lines += [
            "BEGIN:VEVENT", f"UID:{spec.name}", f"SUMMARY:{spec.name}", f"DTSTAMP:{YEAR}0101T000000Z",
            f"DTSTART:{first:%Y%m%dT%H%M%S}", "DURATION:PT1H", f"RRULE:{spec.rrule}", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def remind_script(specs: Iterable[Spec]) -> str:
    """The same in remind's language."""
    lines = []
    for spec in specs:
        day, (hour, minute) = ("Mon", "Tue", "Wed", "Thu", "Fri")[spec.weekday], spec.hours
        on = f"{day} 1 --7" if spec.nth == -1 else f"{day} {7 * spec.nth - 6}"
        if spec.weeks:
            on = f"{spec.monday + timedelta(days=spec.weekday)} *{7 * spec.weeks}"
        months = ", ".join(map(str, spec.months))
        wanted = "" if spec.months == ALL_YEAR else f"SATISFY [isany(monnum(trigdate()), {months})] "
        lines.append(f"REM {on} AT {hour:02d}:{minute:02d} {wanted}MSG {spec.name}")
    return "\n".join([*lines, ""])


@dataclass(frozen=True, slots=True)
class Load:
    """How many series, and whether they share their rules ("shared") or each have one of their own ("distinct")."""

    count: int
    rules: str

    def specs(self) -> Iterator[Spec]:
        return SPECS[self.rules](self.count)


@dataclass(frozen=True, slots=True)
class Side:
    """How one side is run, what it needs, and how many series it can take within a minute."""

    command: Callable[[Load, Path], list[str]]
    needs: str = ""
    most: int = 1_000_000
    slow: bool = False
    python: bool = True

    def missing(self) -> str:
        """What must be installed first; "" when nothing."""
        found = shutil.which(self.needs) or find_spec(self.needs) if self.needs else True
        return "" if found else f"{self.needs} is not installed"


def _python(name: str) -> Callable[[Load, Path], list[str]]:
    return lambda load, _: [sys.executable, __file__, name, str(load.count), load.rules]


def _remind(load: Load, folder: Path) -> list[str]:
    script = folder / "series.rem"
    script.write_text(remind_script(load.specs()), encoding="utf-8")
    return ["remind", "-s12", str(script), f"{YEAR}-01-01"]


def _khal(load: Load, folder: Path) -> list[str]:
    """khal lists from a vdir; its database is filled at the first of the runs, as in daily use."""
    events = folder / "vdir"
    events.mkdir(exist_ok=True)
    head, *bodies = ics(load.specs()).split("BEGIN:VEVENT")
    for number, body in enumerate(bodies):
        event = "BEGIN:VEVENT" + body.partition("END:VCALENDAR")[0] + "END:VCALENDAR\r\n"
        (events / f"{number}.ics").write_bytes((head + event).encode())
    config = folder / "khal.conf"
    config.write_text(
        f"[calendars]\n[[bench]]\npath = {events}\n[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Europe/Stockholm\ndefault_timezone = Europe/Stockholm\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ntimeformat = %H:%M\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
        encoding="utf-8",
    )
    listing = ["list", "--day-format", "", "--format", "{title}", f"{YEAR}-01-01", f"{YEAR + 1}-01-01"]
    return ["khal", "-c", str(config), *listing]


SIDES = {
    "arshjul": Side(_python("arshjul")),
    "dateutil": Side(_python("dateutil"), "dateutil"),
    "remind": Side(_remind, "remind", slow=True, python=False),
    "recurring-ical-events": Side(_python("recurring"), "recurring_ical_events", slow=True),
    "khal": Side(_khal, "khal", most=100),
}

if __name__ == "__main__":
    gc.set_threshold(50_000)  # as our program does when it starts; every Python side gains from it
    side, count, rules = sys.argv[1:]
    expanders = {"arshjul": arshjul, "dateutil": dateutil, "recurring": recurring}
    print("\n".join(expanders[side](Load(int(count), rules).specs())))
