"""`apply`: write down a plan that a person has seen, whole or not at all, and send what it tells."""

from __future__ import annotations

import random as chance
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from arshjul import clock as machine_clock
from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.ledger import Ledger, open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.model.invitation import Applied, AppliedState, Approval
from arshjul.model.plan import Guard, GuardName, Plan
from arshjul.text import Text
from arshjul.transports.base import Transport
from arshjul.usecases.clock_sense import check_clock
from arshjul.usecases.drain import Drained, Sender, send_ready
from arshjul.usecases.fingerprint import fingerprint_of
from arshjul.usecases.invitation_book import InvitationBook
from arshjul.usecases.plan import Planned


class GuardsStop(ArshjulError):  # noqa: N818 - it says what is the case
    """The plan does what a person must first state the numbers of. `guards` are those that were not stated."""

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        options = " ".join(f"--{guard.name} {guard.number}" for guard in guards)
        said = Text("; ".join(guard.message.sv for guard in guards), "; ".join(guard.message.en for guard in guards))
        super().__init__(
            Text(f"planen verkställs inte: {said.sv}", f"the plan is not applied: {said.en}"),
            Text(f"är det meningen: skriv  {options}", f"if that is what you mean: write  {options}"),
        )
        self.guards = guards


@dataclass(frozen=True, slots=True)
class ApplyReport:
    """What an apply did. `approved`: there was something new to approve. `queued` mails were decided by it, `left_over`
    by an earlier one that did not finish. `waiting` are in the queue afterwards; of the `flagged` nobody knows whether
    they left: their program died while sending.
    """

    approved: bool
    queued: int
    left_over: int
    waiting: int
    flagged: int = 0
    drained: Drained = field(default_factory=Drained)

    def count(self, state: DeliveryState) -> int:
        """How many mails this apply left in `state`."""
        return self.drained.states.get(state, 0)

    @property
    def resumed(self) -> bool:
        """Whether there was nothing new, but mails of an earlier apply to go on with."""
        return not self.approved and bool(self.left_over)

    @property
    def fine(self) -> bool:
        bad = self.count(DeliveryState.FAILED) + self.count(DeliveryState.UNCERTAIN) + self.flagged
        return not (bad or self.drained.trouble)


def apply(
    config: Config,
    planned: Planned,
    transport: Transport,
    *,
    confirmed: Mapping[GuardName, int] | None = None,
    clock: Callable[[], datetime] = machine_clock.now,
    random: Callable[[], float] = chance.random,
    stop: Callable[[], bool] = lambda: False,
    alive: Callable[[], None] = lambda: None,
    wait: Callable[[float], object] = time.sleep,
) -> ApplyReport:
    """Approve `planned` and send; what an earlier apply left in the queue is sent too.

    `confirmed` are the numbers that a person has stated. However it ends after the approval, the next apply or the
    scheduler goes on. Raises the plan's obstacles, GuardsStop, PlanIsStale, LedgerError and ClockError, all before
    anything is written or sent.
    """
    refuse(planned, confirmed or {})
    with open_ledger(config.ledger) as ledger:
        now = clock()
        check_clock(ledger.heartbeat(), now)
        book = InvitationBook(config, ledger, planned.loaded.wheel.id)
        wheel = planned.plan.wheel
        queued = _approve(config, planned, ledger, now)
        flagged = ledger.flag_stale(now)  # after the approval: what changes in the queue makes a plan stale
        if config.on_uncertain == "resend":
            ledger.resend_uncertain(now)
        left_over = _in_queue(ledger, wheel, now) - queued
        ledger.beat(now)
        sender = Sender(config=config, ledger=ledger, transport=transport, books={book.name: book}, clock=clock,
                        random=random, stop=stop, alive=alive, wait=wait)  # fmt: skip
        drained = send_ready(sender, now)
        waiting = _in_queue(ledger, wheel, now)
        return ApplyReport(planned.plan.pending, queued, left_over, waiting, flagged, drained)


def refuse(planned: Planned, confirmed: Mapping[GuardName, int]) -> None:
    """Raises what stops this plan, or nothing: an obstacle, or guards whose exact numbers are not `confirmed`."""
    for obstacle in planned.obstacles:
        raise obstacle
    standing = tuple(guard for guard in planned.plan.guards if confirmed.get(guard.name) != guard.number)
    if planned.plan.pending and standing:
        raise GuardsStop(standing)


def approval(config: Config, planned: Planned, now: datetime) -> Approval:
    """The whole wheel as a person has seen it. With anything left as it is, the next plan must look again: then there
    is no fingerprint."""
    plan, sources = planned.plan, planned.loaded.reading.sources
    unsettled = plan.blocked or any(guard.name is GuardName.CHANNEL for guard in plan.guards)
    begun = [one for one in planned.snapshot.applied if _was_held(one, plan)]
    return Approval(
        wheel=plan.wheel,
        plan=plan.digest,
        fingerprint="" if unsettled else fingerprint_of(config, sources),
        at=now.astimezone(UTC),
        sources=sources,
        past=plan.locked - len(begun),
    )


def _was_held(one: Applied, plan: Plan) -> bool:
    meeting = one.invitation
    return one.state is AppliedState.INVITED and meeting.wheel == plan.wheel and meeting.start <= plan.now


def _approve(config: Config, planned: Planned, ledger: Ledger, now: datetime) -> int:
    """How many mails are queued. What no plan heeds (a comment) is part of the approved file too."""
    known, new = planned.snapshot.approved, approval(config, planned, now)
    same = known is None or (_texts(known), known.fingerprint) == (_texts(new), new.fingerprint)
    if same and not planned.plan.pending:
        return 0
    return ledger.approve(planned.plan, new, channel=planned.channel, now=now)


def _texts(of: Approval) -> list[str]:
    """Not under which names: those are as seen from where the command was given."""
    return list(of.sources.values())


def _in_queue(ledger: Ledger, wheel: str, now: datetime) -> int:
    """Mails about the calendar's meetings that have not left."""
    glance = ledger.at_a_glance(wheel, now)
    return glance.pending if glance else 0
