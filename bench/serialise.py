"""Serialise events with attendees: ours, icalendar's components and libical, in one run, on the same facts.

    python bench/serialise.py [EVENTS] [ATTENDEES] [ROUNDS]

Ours is timed from entries to bytes with empty caches (each round in a process of its own), the way a command runs.
The peers are timed twice over: making text of components that are already built (the harder comparison, used in the
demands) and building them as well. libical is driven by a small C program, compiled here with cc -O2.
"""

from __future__ import annotations

import ctypes.util
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from arshjul.model.entry import Address, Attendee, CalendarEntry

ZONE = ZoneInfo("Europe/Stockholm")
STAMP = datetime(2027, 1, 1, tzinfo=UTC)
DESCRIPTION = (
    "Styrgrupp S3 {}\nOmråde: Gemensamt\nPlats: Regionens hus, Östersund\n\nDagordning:\n"
    "1. Läget\n2. Budget; rapport\n3. Övriga frågor"
)


def entries(count: int, attendees: int, *, repeated: bool = True) -> Iterator[CalendarEntry]:
    """200 series, 500 people; without `repeated` every title, text and guest is another."""
    people = [Attendee(Address(f"Åsa Öberg {i}", f"asa.oberg{i}@region.example")) for i in range(500)]
    for i in range(count):
        start = datetime(2027, 1, 1, 8 + i // 360 % 9, tzinfo=ZONE) + timedelta(days=i % 360)
        series, text = i % 200, i % 200 if repeated else i
        yield CalendarEntry(
            uid=f"serie-{series}.2027-{i}@s3.example",
            stamp=STAMP,
            start=start,
            end=start + timedelta(hours=2),
            summary=f"Möte {text} om färdplaner och läget",
            description=DESCRIPTION.format(text),
            location="Regionens hus, Östersund",
            categories=("Gemensamt",),
            organiser=Address("Olle Frösö", "olle@region.example"),
            attendees=tuple(
                people[(series * 7 + j) % 500]
                if repeated
                else Attendee(Address(f"Åsa Öberg {i} {j}", f"asa.oberg{i}.{j}@region.example"))
                for j in range(attendees)
            ),
        )


def ours(count: int, attendees: int, repeated: bool) -> dict[str, float]:
    """Seconds from entries to bytes in this process, caches empty."""
    from arshjul.ical.write import calendar

    made = list(entries(count, attendees, repeated=repeated))
    begun = time.perf_counter()
    data = calendar(made, name="Årshjul", calendar_uid="x")
    return {"text": time.perf_counter() - begun, "bytes": len(data)}


def lazily(count: int, attendees: int) -> dict[str, float]:
    """The same with entries made as they are needed: the peak of memory, in MB."""
    import resource

    from arshjul.ical.write import calendar

    begun = time.perf_counter()
    data = calendar(entries(count, attendees), name="Årshjul", calendar_uid="x")
    seconds = time.perf_counter() - begun
    return {"text": seconds, "bytes": len(data), "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def icalendars(count: int, attendees: int) -> dict[str, float]:
    """icalendar's own components."""
    from icalendar import Calendar, Event, vCalAddress

    begun = time.perf_counter()
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//icalendar//bench//EN")
    for entry in entries(count, attendees):
        event = Event()
        for name in ("uid", "summary", "description", "location", "sequence"):
            event.add(name, getattr(entry, name))
        event.add("dtstamp", entry.stamp)
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end)
        event.add("categories", list(entry.categories))
        event.add("status", "CONFIRMED")
        event.add("transp", "OPAQUE")
        event.add("x-microsoft-cdo-busystatus", "BUSY")
        organiser = vCalAddress("mailto:olle@region.example", params={"CN": "Olle Frösö"})
        event.add("organizer", organiser)
        for guest in entry.attendees:
            parameters = {
                "CN": guest.address.name,
                "CUTYPE": "INDIVIDUAL",
                "PARTSTAT": "NEEDS-ACTION",
                "ROLE": "REQ-PARTICIPANT",
                "RSVP": "TRUE",
            }
            event.add("attendee", vCalAddress(f"mailto:{guest.address.email}", params=parameters))
        calendar.add_component(event)
    built = time.perf_counter()
    data = calendar.to_ical()
    return {"build": built - begun, "text": time.perf_counter() - built, "bytes": len(data)}


def apart(function: str, *arguments: int | bool) -> dict[str, float]:
    """The result of one of the functions above, called in a fresh process."""
    call = f"import sys, json; sys.path.insert(0, {str(Path(__file__).parent)!r}); import serialise"
    call += f"; print(json.dumps(serialise.{function}{(*arguments,)!r}))"
    run = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(run.stdout)
    return result


def compile_libical(folder: str) -> str | None:
    """The C program, or None (with the reason printed) when libical or cc is missing."""
    program = str(Path(folder) / "serialise_libical")
    source = str(Path(__file__).with_name("serialise_libical.c"))
    if not shutil.which("cc") or not ctypes.util.find_library("ical"):
        print("libical: missing (Debian: apt-get install libical-dev gcc)")
        return None
    made = subprocess.run(["cc", "-O2", "-o", program, source, "-lical"], check=False, capture_output=True, text=True)
    if made.returncode:
        print("libical: cannot compile (Debian: apt-get install libical-dev)\n" + made.stderr)
        return None
    return program


def libicals(program: str, count: int, attendees: int) -> dict[str, float]:
    with tempfile.NamedTemporaryFile(suffix=".ics") as out:
        run = subprocess.run(
            [program, str(count), str(attendees), out.name], capture_output=True, text=True, check=True
        )
        build, text = map(float, run.stdout.split())
        data = Path(out.name).read_bytes()
        assert data.count(b"BEGIN:VEVENT") == count
        assert data.count(b"\nATTENDEE") == count * attendees
        return {"build": build, "text": text, "bytes": len(data)}


def median(results: list[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(result[key] for result in results) for key in results[0]}


def show(name: str, result: dict[str, float], mine: dict[str, float], note: str = "") -> None:
    build = f"{result['build']:8.3f}" if "build" in result else "       –"
    both = result["text"] + result.get("build", 0)
    ratios = f"{result['text'] / mine['text']:9.2f} {both / mine['text']:9.2f}"
    print(f"{name:<28}{build} {result['text']:8.3f} {result['bytes'] / 1e6:7.1f} {ratios}  {note}")


def verdict(met: bool) -> str:
    return "ok" if met else "MISSED"


def main(count: int = 10_000, attendees: int = 20, rounds: int = 3) -> None:
    print(f"{count:,} events × {attendees} attendees, medians of {rounds} rounds, seconds")
    print(f"{'':<28}{'build':>8} {'to text':>8} {'MB':>7} {'text/ours':>9} {'both/ours':>9}")
    with tempfile.TemporaryDirectory() as folder:
        program = compile_libical(folder)
        mine, theirs, c = [], [], []
        for _ in range(rounds):  # turn by turn, so that a busy moment hits all
            mine.append(apart("ours", count, attendees, True))
            if program:
                c.append(libicals(program, count, attendees))
        theirs = [apart("icalendars", count, attendees)]
    own = median(mine)
    show("arshjul", own, own, "entries → bytes, empty caches")
    show("icalendar components", median(theirs), own, "one round")
    if c:
        show("libical (C)", median(c), own)
    unlike = apart("ours", count // 5, attendees, False)
    unlike["text"] *= 5
    unlike["bytes"] *= 5
    show("arshjul, nothing repeats", unlike, own, f"{count // 5:,} events, times 5")
    faster = theirs[0]["text"] / own["text"]
    print(f"\ndemand ≥18× icalendar's to_ical: {faster:.1f}×: {verdict(faster >= 18)}")
    if c:
        slower = own["text"] / median(c)["text"]
        print(f"demand ≤1.4× libical's as_ical_string: {slower:.2f}×: {verdict(slower <= 1.4)}")
    else:
        print("libical is not installed (a C compiler and libical-dev): its demand is not measured")
    many = apart("lazily", count * 10, attendees)
    small = verdict(many["peak"] < 1000)
    print(f"demand {count * 10:,} events under 1 GB: {many['peak']:.0f} MB, {many['text']:.1f} s: {small}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
