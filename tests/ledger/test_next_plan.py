"""The ledger holds after a plan what the planning counts on: the next plan is the same from both."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul.ledger import open_ledger
from arshjul.model.plan import Message, Plan
from arshjul.planning.diff import make_plan
from arshjul.planning.sameness import moment
from tests.support.applying import EMPTY, applied, delivered
from tests.support.approving import CALENDAR, approval, drain
from tests.support.edits import EDITS, File
from tests.support.planning import NOW, TERMS, wanted

_EDIT = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 41))
_STEPS = st.lists(st.tuples(st.lists(_EDIT, min_size=1, max_size=3), st.booleans()), min_size=2, max_size=6)


def _said(plan: Plan) -> list[object]:
    """Everything that people would notice: also what each knows, but not whom else they knew to be invited then."""
    return [
        (change.action, change.invitation, change.sequence, change.was, [_told(message) for message in change.messages])
        for change in plan.changes
    ]


def _told(message: Message) -> object:
    before = message.before
    knows = (moment(before), before.location, before.title, before.note) if before else None
    return message.guest.whom, message.action, message.leaving, knows


def test_the_next_plan_is_the_same_from_the_ledger_as_from_the_rules() -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=40)
    @given(_STEPS)
    def holds(steps: list[tuple[list[tuple[str, int]], bool]]) -> None:
        file, snapshot = File(), EMPTY
        with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
            for edits, leaves in [([], True), *steps]:
                for name, pick in edits:
                    file = EDITS[name](file, pick)
                wheel, desired = file.wheel, wanted(file.wheel)
                plan = make_plan(wheel, desired, snapshot, NOW, TERMS)
                real = make_plan(wheel, desired, ledger.snapshot(CALENDAR), NOW, TERMS)
                assert _said(real) == _said(plan)
                reached["mails"] += plan.mails
                assert ledger.approve(real, approval(), channel=TERMS.channel, now=NOW) == plan.mails
                snapshot = applied(plan, snapshot, NOW, sent=False)
                if leaves:
                    drain(ledger)
                    snapshot = delivered(snapshot)
                reached["left" if leaves else "kept"] += bool(plan.mails)
                file = replace(file, applied=file.id)

    holds()
    assert all(reached[name] >= 20 for name in ("mails", "left", "kept")), reached
