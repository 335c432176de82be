"""`plan`: what applying a wheel would tell whom. Reads the file and the ledger, and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.ledger import Ledger, ever_made, open_ledger
from arshjul.model.invitation import Snapshot
from arshjul.model.plan import Action, Bulletin, Change, Message, Plan
from arshjul.planning.desired import Desired, desired
from arshjul.planning.diff import Terms, make_plan
from arshjul.planning.identity import wheel_name
from arshjul.planning.people import PersonPlan, per_person
from arshjul.planning.plan_problems import plan_problems
from arshjul.planning.sameness import significant
from arshjul.text import Text
from arshjul.transports.base import Transport
from arshjul.usecases.channel import as_really_told, channel_of, rehearsal_problem
from arshjul.usecases.clock_sense import ClockError, check_clock
from arshjul.usecases.drift import Drift, find_drift
from arshjul.usecases.load import ProblemsFound, Ready, in_order, load_valid
from arshjul.usecases.watch import Understood
from arshjul.usecases.wheels import choose, shown_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan and what it was made from. `channel` is the way that its mails would leave by.

    `obstacles` stop an apply beside the plan's own guards: a draft, a clock that cannot be believed, a restored ledger.
    `drift` is None when nobody asked for it, or the transport cannot read back.
    """

    plan: Plan
    loaded: Ready
    snapshot: Snapshot
    channel: str
    obstacles: tuple[ArshjulError, ...] = ()
    drift: tuple[Drift, ...] | None = None

    @property
    def people(self) -> tuple[PersonPlan, ...]:
        """Everyone who would get mail."""
        return per_person(self.plan)


def make(
    config: Config,
    path: Path | None,
    now: datetime,
    *,
    silent: bool = False,
    new_channel: bool = False,
    refresh: Transport | None = None,
    loaded: Ready | None = None,
) -> Planned:
    """The plan of the wheel in `path` (None: the one that holds at `now`). A ledger that is not there yet is not made.

    `silent`: new wordings are written down and not told. `new_channel`: who was invited some other way is invited anew.
    `refresh` is looked into for what somebody has changed there. `loaded` is a wheel that has been read already.
    Raises ProblemsFound for a file with errors, those that only the ledger can find among them, LedgerError and
    TransportError.
    """
    ready = loaded or load_valid(path or choose(config, now.astimezone().date()))
    snapshot, obstacles = _ledgers_side(config, ready, now)
    wants = wanted(config, ready)
    if problems := plan_problems(ready.wheel, wants, snapshot, now):
        raise ProblemsFound(replace(ready, problems=in_order((*ready.problems, *problems), ready.wheel.file)))
    terms = terms_of(config, silent=silent, new_channel=new_channel)
    plan = make_plan(ready.wheel, wants, snapshot, now, terms)
    if silent and any(not _is_wording(change) for change in plan.changes):
        obstacles = (*obstacles, _not_silent())
    if not ready.wheel.active:
        obstacles = (_draft(ready), *obstacles)
    drift = find_drift(refresh, snapshot.applied, now) if refresh else None
    return Planned(plan=plan, loaded=ready, snapshot=snapshot, channel=terms.channel, obstacles=obstacles, drift=drift)


def wanted(config: Config, ready: Understood) -> Desired:
    """What the file wants people to be invited to."""
    return desired(ready.wheel, ready.occurrences, config.mail.mailbox)


def terms_of(config: Config, *, silent: bool = False, new_channel: bool = False) -> Terms:
    """What plans of this installation are made under."""
    return Terms(
        channel=channel_of(config),
        settings=config.plan,
        allow_domains=config.allow_domains,
        silent=silent,
        new_channel=new_channel,
    )


def planned_bulletin(change: Change, message: Message, now: datetime) -> Bulletin:
    """What the ledger would write down for this message: for showing a mail that nobody has decided yet."""
    return Bulletin(
        number=0,
        action=message.action,
        invitation=change.invitation,
        before=message.before,
        sequence=change.sequence,
        stamp=now,
        leaving=message.leaving,
        reason=change.reason,
    )


def _ledgers_side(config: Config, ready: Ready, now: datetime) -> tuple[Snapshot, tuple[ArshjulError, ...]]:
    wheel = ready.wheel
    exists = ever_made(config.ledger)
    with open_ledger(config.ledger, read_only=True) if exists else nullcontext() as ledger:
        if ledger is None:
            return Snapshot(edition=0), ()
        snapshot = as_really_told(config, ledger.snapshot(wheel.id, wheel_name(wheel)))
        obstacles = [*_distrust(ledger, now)]
    if problem := rehearsal_problem(config, snapshot, wheel_name(wheel), now):
        obstacles.append(problem)
    return snapshot, tuple(obstacles)


def _distrust(ledger: Ledger, now: datetime) -> Iterator[ArshjulError]:
    if problem := ledger.lineage_problem():
        yield problem
    try:
        check_clock(ledger.heartbeat(), now)
    except ClockError as error:
        yield error


def _is_wording(change: Change) -> bool:
    """Whether nothing but words differs, for the same guests."""
    if change.action is not Action.UPDATED or change.before is None or significant(change.before, change.invitation):
        return False
    return {guest.whom for guest in change.before.guests} == {guest.whom for guest in change.invitation.guests}


def _not_silent() -> ArshjulError:
    return ArshjulError(
        Text("--silent räcker inte: planen ändrar mer än ordalydelser, och det måste de berörda få veta",
             "--silent will not do: the plan changes more than wordings, and those concerned must hear of it"),
        Text("verkställ utan --silent, eller låt filen bara ändra texter",
             "apply without --silent, or let the file change nothing but texts"),
    )  # fmt: skip


def _draft(ready: Ready) -> ArshjulError:
    name = shown_path(ready.path)
    return ArshjulError(
        Text(f'{name}: status = "utkast" skickar inget', f'{name}: status = "utkast" (draft) sends nothing'),
        Text('skriv  status = "aktiv"  när hjulet gäller', 'write  status = "aktiv"  once the wheel holds'),
    )
