"""Twelve small months: the right days under the right weekdays, and what their marks say."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from arshjul.almanac.almanac import Almanac
from arshjul.model.rhythm import DayOfMonth, WeekSpan
from arshjul.model.wheel import ChangeKind, Wheel
from arshjul.render.paint import Role
from arshjul.render.year import WIDTH, columns_in, year_text
from arshjul.text import Language
from tests.support.wheels import change, closed, deadline, expanded, on_dates, series, wheel, when


def drawn(of: Wheel, language: Language = "sv", columns: int = 1) -> str:
    return year_text(of, Almanac.of(of), expanded(of).occurrences, language, columns=columns)


def marks(text: str, year: int) -> dict[date, str]:
    """Each day of the wheel and its mark, read back from months that stand one below the other."""
    found: dict[date, str] = {}
    day = None
    for line in text.splitlines()[1:-2]:  # between the title and what the marks mean
        if re.fullmatch(r" +\w+( \d{4})? *", line):
            number = len({(one.year, one.month) for one in found})
            day = date(year + number // 12, number % 12 + 1, 1)
        elif day and re.fullmatch(r"[ \d]\d ([ \d]{2}.)*([ \d]\d)?", line):
            for column in range(7):
                cell = line[3 + 3 * column : 6 + 3 * column].ljust(3)
                if cell.strip():
                    assert int(cell[:2]) == day.day, line
                    assert day.weekday() == column, line
                    assert int(line[:2]) == day.isocalendar().week
                    found[day] = cell[2]
                    day += timedelta(days=1)
    return found


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2032])
def test_every_day_stands_under_its_weekday_beside_its_week(year: int) -> None:
    found = marks(drawn(wheel(year=year)), year)
    assert list(found) == [date(year, 1, 1) + timedelta(days=n) for n in range(len(found))]
    assert len(found) == (date(year + 1, 1, 1) - date(year, 1, 1)).days


def test_marks_tell_one_meeting_from_several_and_from_deadlines_and_closed_days() -> None:
    one, two, cancelled = date(2027, 3, 2), date(2027, 3, 4), date(2027, 3, 9)
    of = wheel(
        series("a", on_dates(one, two, cancelled)),
        series("b", on_dates(two)),
        deadline("d", when(DayOfMonth(15, (3,), yearly=True))),
        closures=(closed("Sportlov", WeekSpan(12, 12)),),
        changes=(change("a/2027-03-09", ChangeKind.CANCEL),),
    )
    found = marks(drawn(of), 2027)
    assert {day: mark for day, mark in found.items() if mark != " "} == {
        one: "•", two: "⁝", date(2027, 3, 15): "!", **{date(2027, 3, 22 + n): "-" for n in range(5)},
    }  # fmt: skip
    assert "• möte   ⁝ flera möten   ! sista dag   - stängt" in drawn(of)
    assert "3 möten och 1 deadline på 3 datum" in drawn(of)
    assert "3 meetings and 1 deadline on 3 dates" in drawn(of, "en")
    assert "1 möte på 1 datum" in drawn(wheel(series("a", on_dates(one))))


def test_a_wheel_from_august_begins_in_august_and_names_the_new_year_in_january() -> None:
    lines = drawn(wheel(year=2027, first_month=8), columns=3).splitlines()
    assert lines[2].split() == ["Augusti", "September", "Oktober"]
    assert ["November", "December", "Januari", "2028"] in [line.split() for line in lines]


@pytest.mark.parametrize("width", [20, 24, 50, 51, 77, 78, 104, 105, 200])
def test_months_beside_each_other_fit_the_width(width: int) -> None:
    columns = columns_in(width)
    widest = max(map(len, drawn(wheel(), columns=columns).splitlines()[:-2]))
    assert widest <= max(width, WIDTH)
    assert columns == 4 or (columns + 1) * WIDTH + columns * 3 > width


def test_paint_changes_no_letter() -> None:
    of = wheel(series("a", on_dates(date(2027, 3, 2))))
    painted: list[tuple[str, str]] = []

    def paint(text: str, role: Role) -> str:
        painted.append((text, role))
        return text

    plain = drawn(of, columns=3)
    assert year_text(of, Almanac.of(of), expanded(of).occurrences, "sv", paint) == plain
    assert (" 2•", "good") in painted
