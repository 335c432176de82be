"""Invitations as the horizon moves: what was approved and whose day has come. Never a move, never a cancellation."""

from __future__ import annotations

from datetime import datetime

from arshjul.config import Config
from arshjul.ledger import Ledger, PlanIsStale
from arshjul.planning.diff import make_plan
from arshjul.planning.identity import wheel_name
from arshjul.planning.plan_problems import plan_problems
from arshjul.planning.rolling import rolled
from arshjul.usecases.channel import only_in_earnest, only_rehearsed
from arshjul.usecases.plan import terms_of, wanted
from arshjul.usecases.watch import Understood


class Roller:
    """Rolls one wheel. What stays because the file has been edited is not looked at again until something changes."""

    def __init__(self) -> None:
        self._left: tuple[object, ...] = ()

    def roll(self, config: Config, ledger: Ledger, ready: Understood, now: datetime) -> int:
        """How many invitations were put in the queue. Raises LedgerError."""
        name, today = wheel_name(ready.wheel), now.astimezone(ready.wheel.zone).date()
        glance = ledger.at_a_glance(name, now) if config.plan.auto_apply == "new" else None
        if glance is None or glance.opens is None or glance.opens > today:
            return 0
        looked = (ready, glance.edition, glance.fingerprint, today)
        if looked == self._left:
            return 0
        queued = _roll(config, ledger, ready, now)
        self._left = () if queued else looked
        return queued


def _roll(config: Config, ledger: Ledger, ready: Understood, now: datetime) -> int:
    wants, snapshot = wanted(config, ready), ledger.snapshot(ready.wheel.id)
    if plan_problems(ready.wheel, wants, snapshot, now):
        return 0
    terms = terms_of(config)
    plan = make_plan(ready.wheel, wants, snapshot, now, terms)
    others = {one.uid for one in snapshot.applied if only_rehearsed(config, one) or only_in_earnest(config, one)}
    changes = [change for change in rolled(plan, snapshot) if change.invitation.uid not in others]
    if not changes:
        return 0
    try:
        return ledger.invite(changes, wheel=plan.wheel, channel=terms.channel, edition=plan.edition, now=now)
    except PlanIsStale:  # somebody applies just now; the next round looks again
        return 0
