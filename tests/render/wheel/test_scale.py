"""The scale: a full turn is the twelve months, whichever they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul.render.wheel.scale import Scale, arc, number, point, sector
from tests.oracle.drawing import angle_of


@given(st.integers(1990, 2090), st.integers(1, 12))
def test_twelve_months_are_a_full_turn_in_equal_days(year: int, month: int) -> None:
    scale = Scale.twelve_months(date(year, month, 1))
    assert scale.days in (365, 366)
    assert scale.angle(scale.first) == 0
    assert scale.angle(scale.last + timedelta(1)) == 360
    assert scale.angle(scale.first + timedelta(100)) == pytest.approx(36000 / scale.days)
    months = list(scale.months())
    assert len(months) == 12
    assert months[-1][1] == scale.last + timedelta(1)
    mondays = list(scale.mondays())
    assert len(mondays) in (52, 53)
    assert all(day.weekday() == 0 and scale.holds(day) for day in mondays)
    assert (mondays[0] - scale.first).days < 7
    assert (scale.last - mondays[-1]).days < 7


@given(st.floats(150, 490), st.floats(0, 359.99))
def test_a_point_written_down_keeps_its_angle_to_a_hundredth(radius: float, angle: float) -> None:
    x, y = (float(number(value)) for value in point(radius, angle))
    assert abs((angle_of(x, y) - angle + 180) % 360 - 180) < 0.005


def test_paths_turn_the_right_way_and_say_when_they_are_large() -> None:
    assert arc(100, 0, 90) == "M0 -100A100 100 0 0 1 100 0"
    assert arc(100, 90, 0) == "M100 0A100 100 0 0 0 0 -100"
    assert arc(100, 0, 270) == "M0 -100A100 100 0 1 1 -100 0"
    assert sector(50, 100, 0, 90) == "M0 -100A100 100 0 0 1 100 0L50 0A50 50 0 0 0 0 -50Z"


def test_numbers_are_short() -> None:
    assert [number(value) for value in (1.0, -0.001, 0.125, 100.10, -3.456)] == ["1", "0", "0.12", "100.1", "-3.46"]
