"""Draws a year of 100 meetings, beside matplotlib's polar axes with the same rings, dots and words.

Ours: a list of occurrences to SVG text, warm, the almanac's closed days included. Theirs: the same dates, areas and
names on polar axes, saved as SVG. Both without the fonts in the file. Ratios of medians, in one run.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from arshjul.almanac.almanac import Almanac
from arshjul.model.occurrence import Occurrence
from arshjul.model.rhythm import Dates, DaySpan
from arshjul.model.wheel import Area, Closure, MeetingSeries, Wheel
from arshjul.render.wheel.gather import gather
from arshjul.render.wheel.picture import Look, wheel_svg
from arshjul.render.wheel.scale import Scale

AREAS = ("Jord, skog och vatten", "Hållbar energi", "Upplevelser", "Digitala lösningar", "Gemensamt")
EVENTS, SERIES, ROUNDS = 100, 17, 15
WHEEL = Wheel(
    id="bench",
    title="Årshjul",
    year=2027,
    active=True,
    areas={f"a{n}": Area(f"a{n}", name) for n, name in enumerate(AREAS)},
    closures=(Closure("Sommarlugn", DaySpan((7, 5), (8, 15))),),
)


def occurrences() -> list[Occurrence]:
    items = [
        MeetingSeries(id=f"s{n}", area=f"a{n % len(AREAS)}", title=f"Avstämning {n} om färdplaner", rhythm=Dates(()))
        for n in range(SERIES)
    ]
    found = []
    for n in range(EVENTS):
        day = date(2027, 1, 1) + timedelta(days=(n * 61 + n // SERIES) % 365)
        found.append(Occurrence(item=items[n % SERIES], slot=f"{n}", nominal=day, day=day, zone=WHEEL.zone))
    return sorted(found, key=lambda one: one.day)


def ours(found: list[Occurrence], almanac: Almanac) -> Callable[[], str]:
    scale = Scale.twelve_months(WHEEL.first)

    def draw() -> str:
        content = gather([(WHEEL, almanac)], found, scale, date(2027, 3, 1), "sv")
        return wheel_svg(content, Look("light", "none", font=False))

    return draw


def theirs(found: list[Occurrence]) -> Callable[[], str]:
    from math import radians
    from typing import Any

    import matplotlib as mpl
    from matplotlib import pyplot as plt

    mpl.use("svg")
    mpl.rcParams["svg.fonttype"] = "none"
    months = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

    def draw() -> str:
        axes: Any  # the type says flat ones
        figure, axes = plt.subplots(figsize=(10, 10), subplot_kw={"projection": "polar"})
        axes.set_theta_zero_location("N")
        axes.set_theta_direction(-1)
        axes.set_xticks([radians(360 * date(2027, n, 1).timetuple().tm_yday / 365) for n in range(1, 13)], months)
        axes.set_yticks([])
        by_item: dict[str, list[Occurrence]] = {}
        for one in found:
            by_item.setdefault(one.item.id, []).append(one)
        for ring, same in enumerate(by_item.values()):
            turns = [radians(360 * (one.day - date(2027, 1, 1)).days / 365) for one in same]
            axes.plot(turns, [4 + ring] * len(turns), marker="o")
            axes.text(turns[0], 4 + ring, same[0].title)
        out = io.StringIO()
        figure.savefig(out, format="svg")
        plt.close(figure)
        return out.getvalue()

    return draw


def milliseconds(draw: Callable[[], str]) -> tuple[float, int]:
    """Median of a run, and the size of what it made."""
    size = len(draw().encode())
    runs = []
    for _ in range(ROUNDS):
        start = time.process_time()
        draw()
        runs.append((time.process_time() - start) * 1000)
    return median(runs), size


def main() -> None:
    found = occurrences()
    mine, my_size = milliseconds(ours(found, Almanac.of(WHEEL)))
    print(f"wheel of {EVENTS} meetings   arshjul     {mine:7.1f} ms  {my_size / 1000:6.1f} kB without the font")
    peer, peer_size = milliseconds(theirs(found))
    print(f"                        matplotlib  {peer:7.1f} ms  {peer_size / 1000:6.1f} kB")
    print(f"                        ratio       {mine / peer:7.3f}")


if __name__ == "__main__":
    main()
