"""A plan seen from each person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from arshjul.model.plan import Action
from arshjul.model.wheel import ChangeKind
from arshjul.planning.people import per_person
from tests.support.planning import after, inviting, meetings, plan_of
from tests.support.wheels import change

MAY = date(2027, 5, 11)
DAYS = [MAY + timedelta(days=28 * n) for n in range(4)]


def test_each_person_has_their_own_counts_and_mails_by_name() -> None:
    before = after(inviting(meetings(*DAYS[:3])))
    wheel = inviting(
        meetings(*DAYS, invite=("siv", "ada")),
        changes=(
            change(f"mote/{DAYS[0]}", ChangeKind.CANCEL),
            change(f"mote/{DAYS[1]}", ChangeKind.MOVE, DAYS[1] + timedelta(days=1)),
        ),
    )
    found = {person.guest.reader: person for person in per_person(plan_of(wheel, before))}
    assert list(found) == ["ada", "eva", "siv", "ulf"]
    assert found["ada"].counts == {Action.NEW: 3}
    assert found["siv"].counts == {Action.CANCELLED: 1, Action.MOVED: 1, Action.NEW: 1}
    assert found["ulf"].counts == {Action.CANCELLED: 3}
    assert [change.key.slot for change, _ in found["siv"].messages] == [str(DAYS[n]) for n in (0, 1, 3)]
    assert found["siv"].counts[Action.UPDATED] == 0


def test_nobody_who_hears_nothing_is_named() -> None:
    wheel = inviting(meetings(MAY))
    assert per_person(plan_of(wheel, after(wheel))) == ()
    assert [
        person.guest.reader for person in per_person(plan_of(inviting(meetings(MAY, invite=("siv",))), after(wheel)))
    ] == ["ulf"]


def test_one_address_under_two_names_is_one_person() -> None:
    wheel = inviting(meetings(MAY), meetings(MAY, id="annat", invite=("ada",)))
    people = {**wheel.directory.people, "ada": replace(wheel.directory.people["ada"], email="SIV@region.example")}
    found = per_person(plan_of(replace(wheel, directory=replace(wheel.directory, people=people))))
    assert [(person.guest.reader, len(person.messages)) for person in found] == [("eva", 2), ("siv", 2), ("ulf", 1)]
