"""Wheels to draw: the example, and made ones of any size, spread over the year by simple arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from arshjul.almanac.almanac import Almanac
from arshjul.model.occurrence import Occurrence
from arshjul.model.rhythm import Dates, DaySpan, Phrases
from arshjul.model.wheel import Area, Closure, Deadline, MeetingSeries, Wheel
from arshjul.render.wheel.content import Content
from arshjul.render.wheel.gather import gather
from arshjul.render.wheel.picture import Look, wheel_svg
from arshjul.render.wheel.scale import Scale
from arshjul.usecases.load import load_valid
from arshjul.usecases.wheel import Part, picture

ROOT = Path(__file__).parents[2]
AT = date(2027, 3, 1)
_WORDS = (
    "Styrgrupp", "Öppet", "aktörsmöte", "Länsgemensam", "avstämning", "färdplan", "dialog", "med", "kommunernas",
    "landsbygdsutvecklare", "om", "Energi", "och", "klimat", "Å", "råd", "beredning", "inför", "plan",
)  # fmt: skip


def example(*, at: date = AT) -> Content:
    ready = load_valid(ROOT / "schedules/2027.toml")
    scale = Scale.twelve_months(ready.wheel.first)
    return gather([(ready.wheel, ready.almanac)], ready.occurrences, scale, at, ready.wheel.language)


def on_the_page() -> str:
    """docs/wheel.svg, with which the README begins: `arshjul wheel --paper a4 --at 2027-03-01`."""
    return wheel_svg(picture((load_valid(ROOT / "schedules/2027.toml"),), Part(), AT, "sv"), Look(list_place="a4"))


def title_of(number: int, length: int) -> str:
    """Words in a row, cut to about `length` letters at a word's end (or within the first word)."""
    words = ""
    step = 0
    while len(words) < length:
        words = f"{words} {_WORDS[(number * 5 + step * 3) % len(_WORDS)]}".strip()
        step += 1
    cut = words[:length]
    return (cut.rpartition(" ")[0] if " " in cut and not words[length : length + 1].isspace() else cut) or cut


def made_wheel(areas: int = 4, year: int = 2027, first_month: int = 1, *, active: bool = True) -> Wheel:
    names = ("Jord", "Energi", "Upplevelser", "Digitalt", "Hälsa", "Kultur", "Besöksnäring", "Trä och skog", "Vatten")
    return Wheel(
        id="prov",
        title="Ett prov",
        year=year,
        first_month=first_month,
        active=active,
        areas={f"a{n}": Area(f"a{n}", names[n]) for n in range(areas)},
        closures=(Closure("Sommarlugn", DaySpan((7, 5), (8, 15))), Closure("Jul och nyår", DaySpan((12, 22), (1, 6)))),
    )


def made(
    meetings: int,
    areas: int = 4,
    length: int = 25,
    *,
    each: int = 1,
    year: int = 2027,
    first_month: int = 1,
    deadlines: int = 0,
    active: bool = True,
) -> Content:
    """`meetings` of `each` a series, over `areas`, with titles of about `length` letters."""
    wheel = made_wheel(areas, year, first_month, active=active)
    found = sorted(_occurrences(wheel, meetings, areas, length, each, deadlines), key=lambda one: one.day)
    scale = Scale.twelve_months(wheel.first)
    at = wheel.first + timedelta(days=59)
    return gather([(wheel, Almanac.of(wheel))], found, scale, at, "sv")


def _occurrences(
    wheel: Wheel, meetings: int, areas: int, length: int, each: int, deadlines: int
) -> Iterator[Occurrence]:
    days = (wheel.last - wheel.first).days + 1
    for number in range(-(-meetings // each)):
        item = MeetingSeries(
            id=f"s{number}", area=f"a{number % areas}", title=title_of(number, length), rhythm=Dates(())
        )
        for turn in range(min(each, meetings - number * each)):
            away = (number * 37 + turn * days // each + number // 7) % days
            yield _one(wheel, item, f"{turn}", wheel.first + timedelta(days=away))
    for number in range(deadlines):
        late = Deadline(
            id=f"d{number}", area=f"a{number % areas}", title=title_of(number + 3, length), rhythm=Phrases(())
        )
        yield _one(wheel, late, "0", wheel.first + timedelta(days=(number * 53 + 20) % days))


def _one(wheel: Wheel, item: MeetingSeries | Deadline, slot: str, day: date) -> Occurrence:
    return Occurrence(item=item, slot=slot, nominal=day, day=day, zone=wheel.zone)


STRESS: dict[str, dict[str, Any]] = {
    "12": {"meetings": 12},
    "12 in one area": {"meetings": 12, "areas": 1},
    "12 in nine areas": {"meetings": 12, "areas": 9},
    "90": {"meetings": 90, "each": 6},
    "90 alone": {"meetings": 90, "areas": 4},
    "90 in one area": {"meetings": 90, "areas": 1},
    "400 in series": {"meetings": 400, "areas": 9, "each": 10, "deadlines": 8},
    "400 alone": {"meetings": 400, "areas": 9},
    "400 in one area": {"meetings": 400, "areas": 1, "each": 20},
    "short titles": {"meetings": 40, "length": 5, "each": 4},
    "long titles": {"meetings": 40, "length": 120, "each": 4, "deadlines": 3},
    "long titles, few": {"meetings": 12, "length": 120, "areas": 1},
    "radial": {"meetings": 12, "length": 90, "areas": 1},
    "every day": {"meetings": 730, "areas": 2, "each": 365},
    "every week": {"meetings": 530, "areas": 3, "each": 53},
    "week 53": {"meetings": 30, "year": 2026, "each": 3},
    "August to July": {"meetings": 30, "year": 2026, "first_month": 8, "each": 3, "deadlines": 4},
}
