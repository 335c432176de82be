"""What the year itself is: the months, the weeks on their Mondays, what is closed, and the hub."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from math import radians

from arshjul.almanac.names import day_month, full_date, month
from arshjul.render.wheel.arctext import arc_markup
from arshjul.render.wheel.content import Closed, Content
from arshjul.render.wheel.measures import CLOSED, DATA, HUB, MONTHS, WEEKS
from arshjul.render.wheel.metrics import CAP_HEIGHT, SEMIBOLD, width, wrap
from arshjul.render.wheel.scale import Scale, number, point, sector
from arshjul.render.wheel.xml import escape
from arshjul.text import Language, Text

MONTH_SIZE, WEEK_SIZE = 20.0, 10.5
_YEAR, _TITLE, DATE_SIZE = 54.0, 15.0, 12.0
_CLOSED_WORD = Text("stängt", "closed")


@lru_cache(maxsize=16)
def year(scale: Scale, language: Language) -> str:
    """Spokes, months and weeks: the same for every picture of one year."""
    return spokes(scale) + "".join(months(scale, language)) + "".join(weeks(scale))


def months(scale: Scale, language: Language) -> Iterator[str]:
    """The ring of months in two pale tones, each with its name, and a spoke where each begins."""
    yield '<g class="mo">'
    for index, (first, following) in enumerate(scale.months()):
        start, end = scale.angle(first), 360.0 if following > scale.last else scale.angle(following)
        yield f'<path class="m{index % 2}" d="{sector(*MONTHS, start, end)}"/>'
        name = month(first.month, language)
        words = escape(name[:1].upper() + name[1:])
        yield arc_markup(
            f"m{index + 1}", words, _month_room(start, end), sum(MONTHS) / 2, (start + end) / 2, MONTH_SIZE
        )
    yield "</g>"


def _month_room(start: float, end: float) -> float:
    """Nearly the whole month, so that its name may be larger on a small screen."""
    return radians(end - start) * MONTHS[0] * 0.92


def spokes(scale: Scale) -> str:
    """A fine line where each month begins, from the hub to the months."""
    lines = []
    for first, _ in scale.months():
        (x, y), (to_x, to_y) = point(DATA[0], scale.angle(first)), point(MONTHS[0], scale.angle(first))
        lines.append(f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}")
    return f'<path class="sp" d="{"".join(lines)}"/>'


def weeks(scale: Scale) -> Iterator[str]:
    """A tick on each Monday, and the week's number in the middle of the days that the wheel has of it."""
    ticks, numbers = [], []
    mondays = list(scale.mondays())
    starts = [scale.first, *mondays] if mondays[0] > scale.first else mondays
    for index, day in enumerate(starts):
        start = scale.angle(day)
        end = scale.angle(starts[index + 1]) if index + 1 < len(starts) else 360.0
        if day.weekday() == 0:
            (x, y), (to_x, to_y) = point(WEEKS[0], start), point(WEEKS[1], start)
            ticks.append(f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}")
        if end - start >= 3:
            numbers.append(_week(day, (start + end) / 2))
    yield f'<path class="tk" d="{"".join(ticks)}"/><g class="wk">{"".join(numbers)}</g>'


def _week(day: date, middle: float) -> str:
    radius, drop = sum(WEEKS) / 2, WEEK_SIZE * CAP_HEIGHT / 2
    below = 90 < middle < 270
    y = radius + drop if below else drop - radius
    turn, week = number(middle - 180 if below else middle), day.isocalendar().week
    return f'<text transform="rotate({turn})" y="{number(y)}">{week}</text>'


def closed(content: Content) -> Iterator[str]:
    """Light hatched sectors behind everything, and a stronger rim that shows where they are."""
    scale = content.scale
    yield '<g class="cl">'
    for one in content.closed:
        start, end = scale.angle(one.first), 360 * ((one.last - scale.first).days + 1) / scale.days
        end = min(end, start + 359.99)
        title = f"<title>{escape(closed_title(one, content.language))}</title>"
        yield f'<path d="{sector(DATA[0], DATA[1], start, end)}">{title}</path>'
        yield f'<path class="ri" d="{sector(*CLOSED, start, end)}"/>'
    yield "</g>"


def closed_title(one: Closed, language: Language) -> str:
    """«Sportlov, stängt 8 mars–14 mars»."""
    days = day_month(one.first, language)
    if one.last != one.first:
        days += f"–{day_month(one.last, language)}"
    return f"{one.name}, {_CLOSED_WORD.to(language)} {days}"


def hub(content: Content) -> Iterator[str]:
    """The year, the title, and the date of the picture. What is too wide is set smaller."""
    yield f'<circle class="hb" r="{HUB}"/>'
    year_size = _fitting((content.years,), _YEAR, 2 * HUB * 0.8)
    size, lines = _hub_title(content.title)
    height = year_size * 0.9 + len(lines) * size * 1.25 + DATE_SIZE * 1.9
    y = -height / 2 + year_size * CAP_HEIGHT
    yield f'<text class="yr" y="{number(y)}" font-size="{number(year_size)}">{escape(content.years)}</text>'
    y += year_size * 0.12
    for line in lines:
        y += size * 1.25
        yield f'<text class="ti" y="{number(y)}" font-size="{number(size)}">{escape(line)}</text>'
    y += DATE_SIZE * 1.9
    yield f'<text class="da" y="{number(y)}">{escape(full_date(content.at, content.language))}</text>'


def _hub_title(title: str) -> tuple[float, tuple[str, ...]]:
    """As large as its lines allow: at most four in the middle of the hub, more and smaller if need be."""
    for size in (_TITLE, 13.0, 11.5, 10.0, 9.0, 8.0):
        lines = wrap(title, size, 2 * HUB * 0.78, SEMIBOLD)
        if len(lines) * size <= 62 and all(width(line, size, SEMIBOLD) <= 2 * HUB * 0.8 for line in lines):
            return size, lines
    size = 7.0
    lines = wrap(title, size, 2 * HUB * 0.78, SEMIBOLD)
    return _fitting(lines, min(size, 90 / len(lines)), 2 * HUB * 0.8), lines


def _fitting(lines: tuple[str, ...], size: float, room: float) -> float:
    widest = max(width(line, size, SEMIBOLD) for line in lines)
    return size * min(1.0, room / widest) if widest else size
