"""What only the ledger can find wrong in a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from arshjul.model.invitation import Snapshot
from arshjul.model.rhythm import TimeRange
from arshjul.model.source import Origin
from arshjul.model.wheel import ChangeKind, Wheel
from arshjul.planning.plan_problems import plan_problems
from tests.support.planning import NOW, after, inviting, meetings, on, wanted
from tests.support.wheels import change

MAY, JUNE = date(2027, 5, 11), date(2027, 6, 8)
WHAT = Origin("2027.toml", 70, 9, 24)
NINE = TimeRange(time(9), time(11))
HELD = on(MAY)


def found(of: Wheel, snapshot: Snapshot, now: datetime = NOW) -> list[tuple[str, str]]:
    """Code and variant of each."""
    return [(problem.code, problem.variant) for problem in plan_problems(of, wanted(of), snapshot, now)]


def changed(kind: ChangeKind, day: date | None = None, series: str = "mote", **keys: Any) -> Wheel:
    one = change(f"{series}/2027-05-11", kind, day, where={"what": WHAT}, **keys)
    return inviting(meetings(MAY, JUNE, id=series, was="" if series == "mote" else "mote"), changes=(one,))


@pytest.mark.parametrize(
    "edited",
    [
        changed(ChangeKind.CANCEL),
        changed(ChangeKind.MOVE, MAY + timedelta(days=1)),
        changed(ChangeKind.MOVE, JUNE - timedelta(days=1)),
        changed(ChangeKind.MOVE, MAY, time=TimeRange(time(10), time(11))),
        changed(ChangeKind.ADJUST, place="Sal 2"),
        changed(ChangeKind.CANCEL, series="forum"),
    ],
    ids=["cancel", "move", "to come", "hour", "place", "renamed"],
)
def test_a_change_to_what_was_held_is_refused(edited: Wheel) -> None:
    before = after(inviting(meetings(MAY, JUNE)))
    [problem] = plan_problems(edited, wanted(edited), before, HELD)
    assert (problem.code, dict(problem.params)) == ("E71", {"day": MAY})
    series = edited.changes[0].series
    assert problem.at == Origin("2027.toml", 70, 9 + len(series) + 1, 9 + len(series) + 11)
    assert found(edited, before) == []


def test_of_a_meeting_under_way_it_is_not_said_that_it_was_held() -> None:
    before, edited = after(inviting(meetings(MAY, JUNE))), changed(ChangeKind.CANCEL)
    [held] = [one.invitation for one in before.applied if one.invitation.start.date() == MAY]
    assert found(edited, before, held.end - timedelta(minutes=1)) == [("E71", "begun")]
    assert found(edited, before, held.end) == [("E71", "")]


@pytest.mark.parametrize(
    "edited",
    [
        changed(ChangeKind.MOVE, MAY),
        changed(ChangeKind.MOVE, MAY, time=NINE, place="Residenset"),
        changed(ChangeKind.ADJUST, reason="Ett bättre skäl"),
        changed(ChangeKind.ACCEPT, ok=("halvdag",)),
    ],
    ids=["day", "day, hour and place", "reason", "ok"],
)
def test_a_change_that_says_how_it_was_held_may_stay(edited: Wheel) -> None:
    assert found(edited, after(inviting(meetings(MAY, JUNE))), HELD) == []


def test_a_change_that_was_applied_stays_fine_whatever_the_series_becomes() -> None:
    moved = changed(ChangeKind.MOVE, MAY + timedelta(days=1))
    elsewhere = replace(moved, series={"mote": replace(moved.series["mote"], place="Sal 2", time=None)})
    assert found(elsewhere, after(inviting(meetings(MAY, JUNE)), moved), on(JUNE - timedelta(days=1))) == []


def test_what_was_cancelled_or_never_invited_to_may_be_changed() -> None:
    off = changed(ChangeKind.CANCEL)
    assert found(off, after(inviting(meetings(MAY, JUNE)), off), HELD) == []
    assert found(off, after(), HELD) == []


def test_a_new_series_where_one_with_invitations_vanished_is_asked_about() -> None:
    before = after(inviting(meetings(MAY, JUNE)))
    renamed = inviting(meetings(MAY, JUNE, id="forum", at=Origin("2027.toml", 40, 9, 14)))
    [problem] = plan_problems(renamed, wanted(renamed), before, NOW)
    assert (problem.code, problem.at.line) == ("E74", 40)
    assert dict(problem.params) == {"series": "mote", "number": 2}
    assert found(renamed, before, HELD) == [("E74", "one")]
    assert found(renamed, before, on(JUNE)) == []


@pytest.mark.parametrize(
    "edited",
    [
        inviting(meetings(MAY, JUNE, id="forum", was="mote", where={"was": WHAT})),
        inviting(meetings(MAY, JUNE, id="forum", was="", where={"was": WHAT})),
        inviting(meetings(MAY, JUNE, id="forum", area="jord")),
        inviting(meetings(MAY, JUNE), meetings(MAY, id="forum")),
        inviting(meetings(MAY, JUNE, id="forum", external=True)),
        inviting(meetings(MAY, JUNE, id="forum", was="mote", where={"was": WHAT}), meetings(MAY, id="annat")),
        inviting(),
    ],
    ids=["was", "empty was", "another area", "nothing vanished", "external", "told of another", "nothing new"],
)
def test_nothing_is_asked_when_it_is_answered_or_no_rename(edited: Wheel) -> None:
    assert found(edited, after(inviting(meetings(MAY, JUNE)))) == []


def test_a_former_name_that_nobody_was_invited_under_is_no_answer() -> None:
    misspelt = inviting(meetings(MAY, JUNE, id="forum", was="motte", where={"was": WHAT}))
    assert found(misspelt, after(inviting(meetings(MAY, JUNE)))) == [("E74", "")]


def test_a_series_that_the_ledger_knows_is_no_new_name() -> None:
    before = after(inviting(meetings(MAY), meetings(MAY, id="forum")))
    assert found(inviting(meetings(JUNE, id="forum")), before) == []


def test_another_year_of_the_calendar_is_another_matter() -> None:
    before = after(inviting(meetings(MAY, JUNE)))
    for edited in (inviting(meetings(MAY, JUNE, id="forum")), changed(ChangeKind.CANCEL)):
        assert found(edited, before, HELD) != []
        assert found(replace(edited, year=2028), before, HELD) == []


def test_what_only_waited_or_was_cancelled_can_vanish() -> None:
    waiting = after(inviting(meetings(MAY, JUNE, invite_ahead_days=10)))
    assert found(inviting(meetings(MAY, id="forum")), waiting) == []
    one = inviting(meetings(MAY))
    off = after(one, replace(one, changes=changed(ChangeKind.CANCEL).changes))
    assert found(inviting(meetings(JUNE, id="forum")), off) == []
