"""`status`: what waits, what was sent, what failed and what only a person can decide, over every active wheel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from arshjul.config import Config
from arshjul.ledger import Ledger, LedgerRow, ever_made, open_ledger
from arshjul.model.delivery import DeliveryState
from arshjul.model.plan import Action, Plan
from arshjul.model.wheel import Wheel
from arshjul.planning.people import per_person
from arshjul.planning.reminders import ReminderDue
from arshjul.render import status as render
from arshjul.render.paint import Paint, plain
from arshjul.render.plan.words import summary
from arshjul.text import ERRORS, Language, Text
from arshjul.usecases.book import WheelBook
from arshjul.usecases.following import NOTHING_APPLIED, Follower
from arshjul.usecases.load import Loaded, ProblemsFound, Ready, load_valid
from arshjul.usecases.plan import make
from arshjul.usecases.wheels import find_wheels, shown_path
from arshjul.usecases.why import reminder_json

MOST_NEXT = 5
MOST_ROWS = 20
"""Of each state, for a person; --json lists as many as the ledger holds, up to ten thousand."""
MOST_LISTED = 10_000
SHOWN_STATES = (DeliveryState.UNCERTAIN, DeliveryState.FAILED, DeliveryState.EXPIRED, DeliveryState.DUE)


@dataclass(frozen=True, slots=True)
class WheelState:
    """`wheel` is None when nothing could be made of the file. Only an active one without errors sends anything.

    `plan` is what waits to be applied; None where nothing can be. The ledger finds `stopped` more errors in the file.
    """

    path: Path
    wheel: Wheel | None
    errors: int
    plan: Plan | None = None
    stopped: int = 0

    @property
    def sends(self) -> bool:
        return self.wheel is not None and self.wheel.active and not self.errors


@dataclass(frozen=True, slots=True)
class State:
    """`heartbeat` is the scheduler's latest tick (UTC). `rows` holds the latest of each state that people ask about.

    `held` says why the ledger may not send (a restored backup), or None. Without a ledger `counts` is empty.
    """

    ledger: Path
    exists: bool
    heartbeat: datetime | None
    held: Text | None
    counts: dict[DeliveryState, int]
    rows: dict[DeliveryState, tuple[LedgerRow, ...]]
    wheels: tuple[WheelState, ...]
    coming: tuple[tuple[Wheel, ReminderDue], ...]


def status(config: Config, now: datetime) -> State:
    """Reads only: nothing is decided, claimed or created. Raises LedgerError when the ledger is damaged or gone."""
    files = tuple(_read(path, now) for path in find_wheels(config))
    if not ever_made(config.ledger):
        wheels = tuple(_wheel(config, one, now) for one in files)
        return State(config.ledger, False, None, None, {}, {}, wheels, _coming(config, None, files, now))
    with open_ledger(config.ledger, read_only=True) as ledger:
        problem = ledger.lineage_problem()
        counted = ledger.summary()
        rows = {state: ledger.rows(state, MOST_LISTED) for state in SHOWN_STATES}
        coming = _coming(config, ledger, files, now)
    wheels = tuple(_wheel(config, one, now) for one in files)
    held = problem.message if problem else None
    return State(config.ledger, True, counted.heartbeat, held, dict(counted.counts), rows, wheels, coming)


def _read(path: Path, now: datetime) -> Loaded:
    try:
        return load_valid(path, now.astimezone().date())
    except ProblemsFound as found:
        return found.loaded


def _wheel(config: Config, one: Loaded, now: datetime) -> WheelState:
    if not isinstance(one, Ready) or not one.wheel.active:
        return WheelState(one.path, one.wheel, len(one.errors))
    try:
        return WheelState(one.path, one.wheel, 0, make(config, one.path, now, loaded=one).plan)
    except ProblemsFound as found:
        return WheelState(one.path, one.wheel, 0, None, len(found.loaded.errors))


def _coming(
    config: Config, ledger: Ledger | None, files: Iterable[Loaded], now: datetime
) -> tuple[tuple[Wheel, ReminderDue], ...]:
    """The next reminders of the wheels that send, but those that are held."""
    coming = []
    for ready in files:
        if isinstance(ready, Ready) and ready.wheel.active:
            following = Follower().look(config, ledger, ready, now) if ledger else NOTHING_APPLIED
            dues = WheelBook(ready, ledger.suspended() if ledger else frozenset(), following).dues
            coming += [(ready.wheel, due) for due in dues if due.due > now]
    return tuple(sorted(coming, key=lambda one: one[1].due)[:MOST_NEXT])


def status_text(state: State, now: datetime, language: Language, paint: Paint = plain) -> str:
    """First what needs a person, then what has happened, then what comes next."""
    zone = next((one.wheel.zone for one in state.wheels if one.wheel), ZoneInfo("Europe/Stockholm"))
    rows = [row for kind in state.rows.values() for row in kind[:MOST_ROWS]]
    lines = [render.counts_line(state.counts, language), render.heartbeat_line(state.heartbeat, now, language)]
    if state.held:
        lines.append(paint(state.held.to(language), "error"))
    if rows:
        lines += ["", *render.rows_text(rows, zone, language, paint), *render.cures(rows, language)]
    lines += _left_out(state, language)
    lines += ["", *(line for one in state.wheels for line in _wheel_lines(one, language))]
    if state.coming:
        lines += ["", paint(Text("Närmast", "Next").to(language), "title")]
    for wheel, due in state.coming:
        names = ", ".join(contact.name for contact in due.contacts) or Text("ingen", "nobody").to(language)
        when = render.moment(due.due, wheel.zone, language)
        lines.append(f"  {when:<22} {due.kind.id} {due.occurrence.key} → {names}")
    return "\n".join(lines)


def _left_out(state: State, language: Language) -> Iterator[str]:
    """What a long list does not show, so that nobody takes it for the whole."""
    for kind, rows in state.rows.items():
        if more := state.counts[kind] - len(rows[:MOST_ROWS]):
            noun = render.NAMES[kind].word(more)
            yield Text(
                f"  … {more} {noun.sv} till; alla med  arshjul status --json",
                f"  … {more} more {noun.en}; all of them with  arshjul status --json",
            ).to(language)


def _wheel_lines(one: WheelState, language: Language) -> Iterator[str]:
    """Whether it sends; and below it what waits for a person to apply."""
    if one.errors or one.wheel is None:
        wrong = ERRORS.of(one.errors)
        words = Text(f"{wrong.sv}, inget skickas", f"{wrong.en}, nothing is sent")
    elif one.wheel.active:
        words = Text("aktiv", "active")
    else:
        words = Text("utkast, skickar inget", "draft, sends nothing")
    yield f"{shown_path(one.path)}  {words.to(language)}"
    if one.stopped:
        wrong = ERRORS.of(one.stopped)
        yield Text(
            f"  planen stoppas av {wrong.sv}; se  arshjul plan",
            f"  the plan is stopped by {wrong.en}; see  arshjul plan",
        ).to(language)
    elif one.plan and one.plan.pending:
        waiting = summary(one.plan, per_person(one.plan), language)
        yield Text(f"  att verkställa: {waiting}; se  arshjul plan", f"  to apply: {waiting}; see  arshjul plan").to(
            language
        )


def status_json(state: State, language: Language) -> dict[str, Any]:
    """Names and ids, never addresses."""
    return {
        "ledger": shown_path(state.ledger),
        "exists": state.exists,
        "heartbeat": state.heartbeat.isoformat() if state.heartbeat else None,
        "held": state.held.to(language) if state.held else None,
        "counts": {one.value: state.counts.get(one, 0) for one in DeliveryState},
        "wheels": [
            {
                "file": shown_path(one.path),
                "id": one.wheel.id if one.wheel else None,
                "active": bool(one.wheel and one.wheel.active),
                "errors": one.errors + one.stopped,
                "plan": _plan_json(one.plan) if one.plan else None,
            }
            for one in state.wheels
        ],
        "deliveries": [row_json(row, language) for row in _rows(state)],
        "next": [{"calendar": wheel.id} | reminder_json(due) for wheel, due in state.coming],
    }


def _plan_json(plan: Plan) -> dict[str, Any]:
    counts = {action.value: plan.count(action) for action in Action}
    return {"pending": plan.pending, **counts, "mails": plan.mails, "approving": plan.approving}


def _rows(state: State) -> Iterator[LedgerRow]:
    for kind in SHOWN_STATES:
        yield from state.rows.get(kind, ())


def row_json(row: LedgerRow, language: Language) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state.value,
        "calendar": row.delivery.key.calendar,
        "key": row.delivery.key.what,
        "reminder": row.delivery.reminder,
        "step": row.delivery.key.step,
        "to": {"id": row.delivery.reader, "name": row.delivery.name},
        "due": row.delivery.due.isoformat(),
        "changed": row.changed.isoformat(),
        "detail": row.reason.to(language),
    }
