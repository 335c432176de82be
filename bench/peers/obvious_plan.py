"""The peer of `arshjul plan`: invitations with the libraries that come to mind first, as one would write it.

It reads the same TOML as `obvious_check.py` and expands it the same way, makes an iCalendar event of every meeting with
all its guests, and holds each against the row of what was last sent. `--apply` stores the rows; nothing is sent.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from icalendar import Event, vCalAddress
from obvious_check import Series, Wheel, closed_days, expand, place  # type: ignore[import-not-found]  # beside it
from sqlalchemy import String, create_engine, delete, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Sent(Base):
    """`digest` is of the event without DTSTAMP and SEQUENCE."""

    __tablename__ = "sent"
    uid: Mapped[str] = mapped_column(String, primary_key=True)
    sequence: Mapped[int]
    digest: Mapped[str]


def guest(name: str, email: str) -> vCalAddress:
    made = vCalAddress(f"mailto:{email}")
    made.params["CN"] = name
    made.params["ROLE"] = "REQ-PARTICIPANT"
    made.params["PARTSTAT"] = "NEEDS-ACTION"
    made.params["RSVP"] = "TRUE"
    return made


def event_of(uid: str, series: Series, start: datetime, end: datetime, guests: list[vCalAddress]) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("summary", series.title)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("organizer", guests[0])
    for one in guests:
        event.add("attendee", one)
    return event


def events(wheel: Wheel) -> Iterator[Event]:
    closed, zone = closed_days(wheel), ZoneInfo(wheel.timezone)
    for name, series in wheel.series.items():
        guests = [guest(wheel.person[id].name, wheel.person[id].email) for id in series.invite]
        for day in expand(wheel, series):
            if target := place(day, series, closed):
                start, end = datetime.combine(target, series.start, zone), datetime.combine(target, series.end, zone)
                if start > datetime.now(UTC):
                    yield event_of(f"{name}.{day}@{wheel.title}", series, start, end, guests)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("database")
@click.option("--apply", "applying", is_flag=True)
def plan(file: Path, database: str, applying: bool) -> None:
    wheel = Wheel.model_validate(tomllib.loads(file.read_text("utf-8")))
    wanted = {str(event["uid"]): hashlib.sha256(event.to_ical()).hexdigest() for event in events(wheel)}
    engine = create_engine(f"sqlite:///{database}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        known = {row.uid: row for row in session.scalars(select(Sent))}
        new = wanted.keys() - known.keys()
        gone = known.keys() - wanted.keys()
        changed = {uid for uid in wanted.keys() & known.keys() if wanted[uid] != known[uid].digest}
        if applying:
            session.execute(delete(Sent).where(Sent.uid.in_(gone)))
            session.add_all(Sent(uid=uid, sequence=0, digest=wanted[uid]) for uid in new)
            for uid in changed:
                known[uid].sequence += 1
                known[uid].digest = wanted[uid]
            session.commit()
    unchanged = len(wanted) - len(new) - len(changed)
    click.echo(f"{len(new)} new, {len(changed)} changed, {len(gone)} cancelled, {unchanged} unchanged")
    raise SystemExit(3 if new or changed or gone else 0)


if __name__ == "__main__":
    plan()
