"""The sides of bench/expand.py: the same series in each tool's own words; each prints one line a date.

`python bench/peers/expand_peers.py NAME COUNT` is one Python side.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

YEAR = 2027
DAYS = ("MO", "TU", "WE", "TH", "FR")
SHAPES = ("monthly",) * 7 + ("quarterly",) * 2 + ("weekly",)


class Spec(NamedTuple):
    """Monthly, quarterly (March, June …) or every second week, on the `nth` weekday, `late` minutes past 8."""

    name: str
    shape: str
    nth: int
    weekday: int
    late: int

    @property
    def hours(self) -> tuple[int, int]:
        return 8 + self.late // 60, self.late % 60

    @property
    def rrule(self) -> str:
        if self.shape == "weekly":
            return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={DAYS[self.weekday]}"
        months = "BYMONTH=3,6,9,12;" if self.shape == "quarterly" else ""
        return f"FREQ=MONTHLY;{months}BYDAY={self.nth}{DAYS[self.weekday]}"


def specs(count: int) -> Iterator[Spec]:
    """11.8 dates a series on average."""
    for i in range(count):
        nth = (1, 2, 3, 4, -1)[i // 50 % 5]
        yield Spec(f"s{i}", SHAPES[i % 10], nth, i // 10 % 5, 5 * (i // 25 % 100))


def arshjul(count: int) -> list[str]:
    from datetime import time

    from arshjul.almanac.almanac import Almanac
    from arshjul.model.rhythm import Base, EveryNthWeek, NthDay, Phrases, Rule, TimeRange, Weekday
    from arshjul.model.wheel import DayPolicy, MeetingSeries, Wheel
    from arshjul.planning.expand import expand

    series = {}
    for spec in specs(count):
        base: Base = NthDay(spec.nth, Weekday(spec.weekday), months=(3, 6, 9, 12) if spec.shape == "quarterly" else ())
        if spec.shape == "weekly":
            base = EveryNthWeek((Weekday(spec.weekday),), 2, 1)
        hour, minute = spec.hours
        hours = TimeRange(time(hour, minute), time(hour + 1, minute))
        rhythm = Phrases((Rule(base, ""),))
        series[spec.name] = MeetingSeries(id=spec.name, area="a", title=spec.name, rhythm=rhythm, time=hours)
    wheel = Wheel(id="bench", title="", year=YEAR, days=DayPolicy(holidays=""), series=series)
    return [f"{found.day} {found.item.id}" for found in expand(wheel, Almanac.of(wheel)).occurrences]


def dateutil(count: int) -> list[str]:
    """One rule a series, as its documentation shows; sorted as ours are."""
    from datetime import datetime

    from dateutil.rrule import rrulestr

    first, last = datetime(YEAR, 1, 1), datetime(YEAR, 12, 31, 23, 59)
    found = []
    for spec in specs(count):
        rule = rrulestr(spec.rrule, dtstart=datetime(YEAR, 1, 4 if spec.shape == "weekly" else 1, *spec.hours))
        found += [(moment, spec.name) for moment in rule.between(first, last, inc=True)]
    return [f"{moment:%Y-%m-%d} {name}" for moment, name in sorted(found)]


def recurring(count: int) -> list[str]:
    """recurring-ical-events over the same events as iCalendar."""
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(ics(count))
    return [str(event["SUMMARY"]) for event in recurring_ical_events.of(calendar).at(YEAR)]


def ics(count: int) -> str:
    from datetime import datetime

    from dateutil.rrule import rrulestr

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN"]
    for spec in specs(count):
        hour, minute = spec.hours
        first = rrulestr(spec.rrule, dtstart=datetime(YEAR, 1, 4 if spec.shape == "weekly" else 1, hour, minute))[0]
        lines += [
            "BEGIN:VEVENT", f"UID:{spec.name}", f"SUMMARY:{spec.name}", f"DTSTAMP:{YEAR}0101T000000Z",
            f"DTSTART:{first:%Y%m%dT%H%M%S}", "DURATION:PT1H", f"RRULE:{spec.rrule}", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def remind_script(count: int) -> str:
    """The same in remind's language."""
    lines = []
    for spec in specs(count):
        day, (hour, minute) = ("Mon", "Tue", "Wed", "Thu", "Fri")[spec.weekday], spec.hours
        on = f"{day} 1 --7" if spec.nth == -1 else f"{day} {7 * spec.nth - 6}"
        if spec.shape == "weekly":
            on = f"{YEAR}-01-{4 + spec.weekday:02d} *14"
        wanted = "SATISFY [isany(monnum(trigdate()), 3, 6, 9, 12)] " if spec.shape == "quarterly" else ""
        lines.append(f"REM {on} AT {hour:02d}:{minute:02d} {wanted}MSG {spec.name}")
    return "\n".join([*lines, ""])


@dataclass(frozen=True, slots=True)
class Side:
    """How one side is run, what it needs, and how many series it can take within a minute."""

    command: Callable[[int, Path], list[str]]
    needs: str = ""
    most: int = 1_000_000
    slow: bool = False
    python: bool = True

    def missing(self) -> str:
        """What must be installed first; "" when nothing."""
        found = shutil.which(self.needs) or find_spec(self.needs) if self.needs else True
        return "" if found else f"{self.needs} is not installed"


def _python(name: str) -> Callable[[int, Path], list[str]]:
    return lambda count, _: [sys.executable, __file__, name, str(count)]


def _remind(count: int, folder: Path) -> list[str]:
    script = folder / "series.rem"
    script.write_text(remind_script(count), encoding="utf-8")
    return ["remind", "-s12", str(script), f"{YEAR}-01-01"]


def _khal(count: int, folder: Path) -> list[str]:
    """khal lists from a vdir; its database is filled at the first of the runs, as in daily use."""
    events = folder / "vdir"
    events.mkdir(exist_ok=True)
    head, *bodies = ics(count).split("BEGIN:VEVENT")
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
    side, number = sys.argv[1:]
    expanders = {"arshjul": arshjul, "dateutil": dateutil, "recurring": recurring}
    print("\n".join(expanders[side](int(number))))
