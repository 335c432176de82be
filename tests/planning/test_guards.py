"""What stops an apply until somebody states the number, and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from arshjul.config import PlanSettings
from arshjul.model.invitation import AppliedState, Elsewhere, Snapshot
from arshjul.model.people import Directory, Person
from arshjul.model.plan import Guard, GuardName, Plan
from arshjul.model.wheel import Change, ChangeKind, MeetingSeries, Wheel
from arshjul.planning.diff import Terms
from tests.support.applying import EMPTY
from tests.support.planning import NOW, PEOPLE, TERMS, after, inviting, meetings, on, plan_of
from tests.support.wheels import change

DAYS = [date(2027, 3, 2) + timedelta(days=28 * n) for n in range(10)]
ALL = inviting(meetings(*DAYS))


def told(*guards: Guard) -> list[str]:
    return [guard.message.sv for guard in guards]


def changed(kind: ChangeKind, count: int, days: int = 0) -> Wheel:
    def one(day: date) -> Change:
        return change(f"mote/{day}", kind, day + timedelta(days=days) if days else None)

    return replace(ALL, changes=tuple(one(day) for day in DAYS[:count]))


def guards(of: Wheel, snapshot: Snapshot | None = None, now: datetime = NOW, terms: Terms = TERMS) -> tuple[Guard, ...]:
    return plan_of(of, after(ALL) if snapshot is None else snapshot, now, terms).guards


def test_a_quiet_plan_has_none() -> None:
    assert guards(ALL) == ()
    assert guards(changed(ChangeKind.MOVE, 2, days=1)) == ()


def test_more_than_three_cancellations() -> None:
    assert guards(changed(ChangeKind.CANCEL, 3)) == ()
    [guard] = guards(changed(ChangeKind.CANCEL, 4))
    assert (guard.name, guard.number) == (GuardName.CANCELLATIONS, 4)
    assert guard.message.sv == "4 möten ställs in (--cancellations 4)"
    assert guard.message.en == "4 meetings are cancelled (--cancellations 4)"


def test_what_nobody_hears_of_stops_nothing() -> None:
    assert guards(changed(ChangeKind.CANCEL, 4), after(ALL, sent=False)) == ()


def test_many_moves_need_both_a_number_and_a_share() -> None:
    assert guards(changed(ChangeKind.MOVE, 5, days=1)) == ()
    assert told(*guards(changed(ChangeKind.MOVE, 6, days=1))) == ["6 av 10 möten flyttas (--moves 6)"]
    many = inviting(meetings(*DAYS), meetings(*DAYS, id="andra"), meetings(*DAYS, id="tredje"))
    six = replace(many, changes=changed(ChangeKind.MOVE, 6, days=1).changes)
    assert guards(six, after(many)) == ()
    seven = replace(many, changes=changed(ChangeKind.MOVE, 7, days=1).changes)
    assert told(*guards(seven, after(many))) == ["7 av 30 möten flyttas (--moves 7)"]


def crowd(count: int) -> Wheel:
    people = {f"p{n}": Person(f"p{n}", f"P{n}", f"p{n}@region.example") for n in range(count)}
    wheel = inviting(meetings(*DAYS, invite=tuple(people), organiser=""))
    return replace(wheel, directory=Directory({**PEOPLE.people, **people}))


def test_more_than_thirty_recipients_each_counted_once() -> None:
    assert guards(crowd(30), EMPTY) == ()
    [guard] = guards(crowd(31), EMPTY)
    assert (guard.name, guard.number) == (GuardName.PEOPLE, 31)
    assert guard.message.en == "31 recipients get mail (--people 31)"


def test_an_area_without_any_meeting_left() -> None:
    both = inviting(meetings(*DAYS[:2]), meetings(*DAYS[:2], id="skog", area="jord"))
    [guard] = guards(inviting(meetings(*DAYS[:2])), after(both))
    assert guard.message.sv == "1 område töms på kommande möten: Jord (--emptied 1)"
    [guard] = guards(inviting(), after(both), terms=generous())
    assert (guard.name, guard.number) == (GuardName.EMPTIED, 2)
    assert guard.message.en == "2 areas will have no meetings left: Gemensamt, Jord (--emptied 2)"


def generous() -> Terms:
    return Terms(channel="smtp", settings=PlanSettings(most_cancellations=99, most_moves=99, most_people=99))


@pytest.mark.parametrize(
    "items",
    [
        [meetings(DAYS[0], id="ny", area="jord", was="")],
        [meetings(DAYS[0], id="skog", area="gemensamt")],
        [meetings(DAYS[0] + timedelta(days=7), DAYS[0] + timedelta(days=8), id="skog", area="jord")],
    ],
    ids=["another meeting there", "the same meeting elsewhere", "asked about"],
)
def test_an_area_whose_meetings_live_on_is_not_emptied(items: Sequence[MeetingSeries]) -> None:
    before = inviting(meetings(DAYS[0], id="skog", area="jord"))
    assert guards(inviting(*items), after(before)) == ()


def test_an_area_whose_only_meeting_is_blocked_is_not_emptied() -> None:
    before = after(inviting(meetings(DAYS[1])))
    plan = plan_of(inviting(meetings(DAYS[1] - timedelta(days=9))), before, on(DAYS[1] - timedelta(days=5)))
    assert len(plan.blocked) == 1
    assert plan.guards == ()


def test_an_area_whose_year_is_over_is_not_emptied() -> None:
    assert guards(inviting(), after(ALL), on(DAYS[-1])) == ()


def test_a_domain_that_nobody_was_ever_invited_in() -> None:
    people = {**PEOPLE.people, "ada": replace(PEOPLE.people["ada"], email="ada@Strange.example")}
    wheel = replace(inviting(meetings(*DAYS, invite=("siv", "ada"))), directory=Directory(people))
    assert guards(wheel, EMPTY) == ()
    [guard] = guards(wheel)
    assert (guard.name, guard.number) == (GuardName.DOMAINS, 1)
    assert guard.message.sv == "1 domän har aldrig fått någon kallelse: strange.example (--domains 1)"
    assert guards(wheel, after(wheel)) == ()


@pytest.mark.parametrize(
    ("now", "late"),
    [(DAYS[0] - timedelta(days=4), 0), (DAYS[0] - timedelta(days=3), 1), (DAYS[0] - timedelta(days=1), 1)],
)
def test_changes_within_three_days(now: date, late: int) -> None:
    found = guards(changed(ChangeKind.MOVE, 1, days=20), now=on(now))
    assert [(guard.name, guard.number) for guard in found] == [(GuardName.LATE, late)][:late]


def test_a_meeting_moved_to_within_three_days_is_late_too() -> None:
    nearer = replace(ALL, changes=(change(f"mote/{DAYS[1]}", ChangeKind.MOVE, date(2027, 1, 6)),))
    assert told(*guards(nearer)) == ["1 ändring gäller ett möte inom 3 dygn (--late 1)"]


def test_lateness_is_told_in_hours_when_it_is_no_whole_days() -> None:
    terms = Terms(channel="smtp", settings=PlanSettings(late=timedelta(hours=36)))
    two = inviting(meetings(date(2027, 1, 4), date(2027, 1, 5), time=meetings(DAYS[0]).time))
    found = guards(two, EMPTY, NOW - timedelta(hours=1), terms)
    assert found[0].message.en == "2 changes are to meetings within 36 hours (--late 2)"


def test_two_ways_out_for_one_meeting() -> None:
    before = after(ALL, terms=Terms(channel="folder"))
    [guard] = guards(ALL, before)
    assert (guard.name, guard.number) == (GuardName.CHANNEL, 10)
    assert guard.message.sv == "10 möten är kallade genom folder, inte smtp; alla kallas på nytt (--channel 10)"
    assert guards(ALL, before, on(DAYS[-1])) == ()


def test_the_way_out_is_still_confirmed_when_everyone_is_invited_anew() -> None:
    before = after(ALL, terms=Terms(channel="folder"))
    plan: Plan = plan_of(ALL, before, terms=Terms(channel="smtp", new_channel=True))
    assert [(guard.name, guard.number) for guard in plan.guards] == [(GuardName.CHANNEL, 10)]
    assert len(plan.changes) == 10


# ── most of the guests taken off ─────────────────────────────────────────────────────────────────────────────────────


def invited(*guests: str, days: int = 4) -> Wheel:
    return inviting(meetings(*DAYS[:days], invite=guests))


def test_meetings_left_without_most_of_their_guests_count_as_cancelled() -> None:
    before = after(invited("siv", "ulf", "jon", days=4))
    [guard] = guards(invited("bo"), before)
    assert (guard.name, guard.number) == (GuardName.CANCELLATIONS, 4)
    assert guard.message.sv == "4 möten mister de flesta av sina deltagare (--cancellations 4)"
    assert guard.message.en == "4 meetings are left without most of their guests (--cancellations 4)"
    assert guards(invited("siv", "bo", "ada"), before) == (), "two of four leave"
    assert guards(invited("ulf"), after(invited("siv"))) == (), "one of two is replaced"
    off = tuple(change(f"mote/{day}", ChangeKind.CANCEL) for day in DAYS[:2])
    [guard] = guards(replace(invited("bo"), changes=off), before)
    assert guard.message.sv == "4 möten ställs in eller mister de flesta av sina deltagare (--cancellations 4)"


# ── invited to twice ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_wheel_under_another_id_invites_to_nothing_twice_unasked() -> None:
    snapshot = after(ALL)
    others = tuple(
        Elsewhere(m.wheel, m.key, m.start.astimezone(UTC), frozenset(guest.whom for guest in m.guests))
        for m in (one.invitation for one in snapshot.applied)
    )
    renamed = replace(ALL, id="nytt")
    [guard] = guards(renamed, Snapshot(edition=0, elsewhere=others))
    assert (guard.name, guard.number) == (GuardName.DOUBLES, 10)
    assert guard.message.sv == "10 möten är redan kallade i prov/2027; har filens id ändrats? (--doubles 10)"
    assert guards(renamed, Snapshot(edition=0, elsewhere=others), now=on(DAYS[8])) == guards(
        replace(renamed, series=inviting(meetings(DAYS[9])).series), Snapshot(edition=0, elsewhere=others)
    )
    strangers = tuple(replace(one, whom=frozenset(["x@region.example"])) for one in others)
    assert guards(renamed, Snapshot(edition=0, elsewhere=strangers)) == ()
    later = tuple(replace(one, start=one.start + timedelta(hours=1)) for one in others)
    assert guards(renamed, Snapshot(edition=0, elsewhere=later)) == ()


def test_a_meeting_that_stands_in_two_years_wheels_is_asked_about() -> None:
    [one] = after(inviting(meetings(DAYS[0]))).applied
    last_year = replace(one, invitation=replace(one.invitation, wheel="prov/2026"))
    [guard] = guards(inviting(meetings(DAYS[0])), Snapshot(edition=1, applied=(last_year,)))
    assert guard.message.en == (
        "1 meeting was invited to already in prov/2026; do they stand in two files? (--doubles 1)"
    )
    called_off = replace(last_year, state=AppliedState.CANCELLED)
    assert guards(inviting(meetings(DAYS[0])), Snapshot(edition=1, applied=(called_off,))) == ()
