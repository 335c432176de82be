"""Where wheel and list stand on the sheet, and how large the sheet must be for both."""

from __future__ import annotations

from dataclasses import dataclass

from arshjul.render.wheel.arrange import Arrangement
from arshjul.render.wheel.content import Content
from arshjul.render.wheel.legend import Legend, set_in_columns
from arshjul.render.wheel.listing import Section, sections
from arshjul.render.wheel.measures import MARGIN, MONTHS
from arshjul.render.wheel.outside import Note

PAPERS = {"a4": (297, 210), "a3": (420, 297)}
"""Landscape, in millimetres."""
_EDGE_MM = 9.0
_MM_PER_PT = 0.3528
_POINTS = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
"""Sizes of the list, tried in turn; below the last the wheel gives way, for a while."""
_SMALLEST_WHEEL = 0.62
"""Of the paper's height."""
_BELOW_SIZE, _BELOW_COLUMNS = 12.5, 3


@dataclass(frozen=True, slots=True)
class Page:
    """In the wheel's units, its middle at 0, 0. `paper_mm` is () when the picture has no paper of its own."""

    left: float
    top: float
    wide: float
    tall: float
    legend: Legend | None = None
    legend_x: float = 0
    legend_y: float = 0
    paper_mm: tuple[int, ...] = ()


def page_of(content: Content, found: Arrangement, around: tuple[Note, ...], place: str) -> Page:
    left, top, right, bottom = _reach(around)
    if place in ("none", "below"):  # the wheel in the middle
        right = max(-left, right)
        left = -right
    alone = Page(left, top, right - left, bottom - top)
    if place == "none":
        return alone
    rows = sections(content, numbers=found.has_numbers)
    return _below(alone, rows) if place == "below" else _beside(alone, rows, PAPERS[place])


def _reach(around: tuple[Note, ...]) -> tuple[float, float, float, float]:
    edge = MONTHS[1] + MARGIN
    boxes = [note.reach for note in around]
    left = min([-edge, *(box[0] - MARGIN for box in boxes)])
    right = max([edge, *(box[2] + MARGIN for box in boxes)])
    top = min([-edge, *(box[1] - MARGIN for box in boxes)])
    bottom = max([edge, *(box[3] + MARGIN for box in boxes)])
    return left, top, right, bottom


def _below(alone: Page, rows: tuple[Section, ...]) -> Page:
    gutter = _BELOW_SIZE * 2
    room = alone.wide - 2 * MARGIN
    column = (room - gutter * (_BELOW_COLUMNS - 1)) / _BELOW_COLUMNS
    legend = set_in_columns(rows, _BELOW_SIZE, column, _BELOW_COLUMNS)
    y = alone.top + alone.tall + MARGIN
    return Page(
        alone.left, alone.top, alone.wide, alone.tall + legend.tall + 3 * MARGIN, legend, alone.left + MARGIN, y
    )


def _beside(alone: Page, rows: tuple[Section, ...], paper: tuple[int, int]) -> Page:
    """The largest wheel with a list that can be read; when neither is to be had, a smaller list."""
    share = 1.0
    points = list(_POINTS)
    while True:
        page = next((fit for size in points if (fit := _sheet(alone, rows, paper, share, size))), None)
        if page:
            return page
        if share > _SMALLEST_WHEEL:
            share = max(share - 0.04, _SMALLEST_WHEEL)
        else:
            points = [points[-1] * 0.94]


def _sheet(alone: Page, rows: tuple[Section, ...], paper: tuple[int, int], share: float, points: float) -> Page | None:
    """With the wheel at `share` of the largest it could be and a list of `points`; None when the list is too long."""
    mm = alone.tall / ((paper[1] - 2 * _EDGE_MM) * share)
    wide, tall, edge = paper[0] * mm, paper[1] * mm, _EDGE_MM * mm
    size = points * _MM_PER_PT * mm
    room, height = wide - 2 * edge - alone.wide - size, tall - 2 * edge
    if room < size * 12:
        return None
    for columns in range(1, max(int(room / (size * 17)), 1) + 1):
        column = (room - (columns - 1) * size * 2) / columns
        legend = set_in_columns(rows, size, column, columns)
        if legend.tall <= height and len(legend.columns) <= columns:
            left = alone.left - edge
            top = alone.top - (tall - alone.tall) / 2
            x, y = alone.left + alone.wide + size, top + (tall - legend.tall) / 2
            return Page(left, top, wide, tall, legend, x, y, paper)
    return None
