"""A plan's digest names its content and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from arshjul.model.plan import Plan
from arshjul.model.wheel import ChangeKind, Wheel
from tests.support.applying import EMPTY
from tests.support.planning import NOW, after, inviting, meetings, plan_of
from tests.support.wheels import change

MAY = date(2027, 5, 11)
WHEEL = inviting(meetings(MAY, MAY + timedelta(days=100), invite_ahead_days=200))


def test_it_is_hex_and_the_same_for_the_same_content() -> None:
    first, second = plan_of(WHEEL), plan_of(inviting(*WHEEL.series.values()))
    assert re.fullmatch("[0-9a-f]{64}", first.digest)
    assert first.digest == second.digest


def test_when_it_was_made_does_not_count() -> None:
    later = plan_of(WHEEL, now=NOW + timedelta(hours=9))
    other_edition = plan_of(WHEEL, replace(EMPTY, edition=7))
    assert {later.digest, other_edition.digest} == {plan_of(WHEEL).digest}


@pytest.mark.parametrize(
    "edited",
    [
        inviting(meetings(MAY, MAY + timedelta(days=100), invite_ahead_days=200, title="Annat")),
        inviting(meetings(MAY, MAY + timedelta(days=101), invite_ahead_days=200)),
        inviting(meetings(MAY, MAY + timedelta(days=100), invite_ahead_days=200, invite=("siv",))),
        inviting(meetings(MAY, invite_ahead_days=200)),
        replace(WHEEL, id="annat"),
        replace(WHEEL, changes=(change("mote/2027-05-11", ChangeKind.ADJUST, reason="Ett skäl"),)),
    ],
    ids=["title", "a waiting date", "guests", "one fewer", "wheel", "reason"],
)
def test_other_content_is_another(edited: Wheel) -> None:
    assert plan_of(edited).digest != plan_of(WHEEL).digest


def test_what_each_guest_knows_counts() -> None:
    """The same meeting afterwards; but one plan tells everyone, the other nobody."""
    moved = replace(WHEEL, changes=(change("mote/2027-05-11", ChangeKind.MOVE, date(2027, 5, 12)),))
    plans: list[Plan] = [plan_of(moved, after(WHEEL)), plan_of(moved, after(WHEEL, sent=False))]
    assert len({plan.digest for plan in plans}) == 2
