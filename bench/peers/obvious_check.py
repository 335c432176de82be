"""The peer of `arshjul check`: the same job with the libraries that come to mind first, as one would write it.

Its wheel is a TOML file whose phrases are RRULEs already (no library reads Swedish); it validates the file, expands it,
moves what falls on closed days, finds clashes, makes the calendar's events, and prints the counts.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date, datetime, time, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import holidays
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event
from pydantic import BaseModel

database: Any = import_module("sqlalchemy") if find_spec("sqlalchemy") else None


class Closure(BaseModel):
    name: str
    first: date
    last: date


class Person(BaseModel):
    name: str
    email: str


class Series(BaseModel):
    title: str
    area: str
    rules: list[str] = []
    dates: list[date] = []
    start: time
    end: time
    invite: list[str] = []
    if_closed: str = "next week"


class Change(BaseModel):
    series: str
    day: date
    move_to: date | None = None
    cancel: bool = False


class Wheel(BaseModel):
    title: str
    year: int
    timezone: str
    closed: list[Closure] = []
    person: dict[str, Person] = {}
    series: dict[str, Series] = {}
    change: list[Change] = []


def closed_days(wheel: Wheel) -> dict[date, str]:
    red = holidays.country_holidays("SE", years=[wheel.year - 1, wheel.year, wheel.year + 1])
    found: dict[date, str] = dict(red.items())
    for closure in wheel.closed:
        for number in range((closure.last - closure.first).days + 1):
            found[closure.first + timedelta(days=number)] = closure.name
    return found


def expand(wheel: Wheel, series: Series) -> list[date]:
    first, last = datetime(wheel.year, 1, 1), datetime(wheel.year, 12, 31)
    found = set(series.dates)
    for rule in series.rules:
        found |= {moment.date() for moment in rrulestr(rule, dtstart=first).between(first, last, inc=True)}
    return sorted(found)


def place(day: date, series: Series, closed: dict[date, str]) -> date | None:
    if day not in closed and day.weekday() < 5:
        return day
    if series.if_closed in ("keep", "skip"):
        return day if series.if_closed == "keep" else None
    step = {"before": -1, "after": 1}.get(series.if_closed, 7)
    for number in range(1, 22):
        target = day + timedelta(days=step * number)
        if abs((target - day).days) <= 21 and target not in closed and target.weekday() < 5:
            return target
    raise click.ClickException(f"no open day near {day}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    wheel = Wheel.model_validate(tomllib.loads(file.read_text("utf-8")))
    closed, zone = closed_days(wheel), ZoneInfo(wheel.timezone)
    changes = {(change.series, change.day): change for change in wheel.change}
    calendar, skipped, cancelled = Calendar(), Counter[str](), 0
    busy: dict[str, list[tuple[datetime, datetime, str]]] = {}
    clashes = []
    for name, series in wheel.series.items():
        for day in expand(wheel, series):
            change = changes.get((name, day))
            target = change.move_to if change and change.move_to else place(day, series, closed)
            if target is None:
                skipped[closed.get(day, "weekend")] += 1
                continue
            if change and change.cancel:
                cancelled += 1
                continue
            start, end = datetime.combine(target, series.start, zone), datetime.combine(target, series.end, zone)
            for who in series.invite:
                clashes += [one for one in busy.get(who, []) if one[0] < end and start < one[1]]
                busy.setdefault(who, []).append((start, end, name))
            event = Event()
            event.add("uid", f"{name}-{day}")
            event.add("summary", series.title)
            event.add("dtstart", start)
            event.add("dtend", end)
            calendar.add_component(event)
    if database is not None:  # what has been sent already
        with database.create_engine("sqlite://").connect() as connection:
            connection.execute(database.text("select 1"))
    meetings = len(calendar.subcomponents)
    click.echo(
        f"{len(wheel.series)} series, {meetings} meetings, {cancelled} cancelled, {sum(skipped.values())} skipped"
    )
    click.echo(f"{len(clashes)} clashes")


if __name__ == "__main__":
    check()
