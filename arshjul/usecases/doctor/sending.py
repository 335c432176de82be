"""The ledger, the scheduler, the way out, and the mails' templates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from arshjul.config import Config, password_problem
from arshjul.errors import ArshjulError, TransportError
from arshjul.model.delivery import DeliveryState
from arshjul.text import Noun, Text
from arshjul.usecases.doctor.findings import Finding, failed, same, well
from arshjul.usecases.load import Loaded
from arshjul.usecases.wheels import shown_path

LEDGER = Text("liggare", "ledger")
SCHEDULER = Text("schemaläggare", "scheduler")
WAY_OUT = Text("utskicksväg", "transport")
MAILS = Text("brev", "mails")
UNCERTAIN = Noun(
    Text("utskick är oklart", "mail is uncertain"),
    Text("utskick är oklara", "mails are uncertain"),
)
WRITABLE = Noun(
    Text("sorts brev går att skriva", "kind of mail can be written"),
    Text("sorters brev går att skriva", "kinds of mail can be written"),
)
LATE = timedelta(minutes=5)
"""The scheduler ticks every minute at least; a heartbeat older than this has stopped."""


def look_at_ledger(config: Config, now: datetime, *, sending: bool) -> Iterator[Finding]:
    """`sending`: whether any wheel is active, so that somebody expects mail."""
    from arshjul.ledger import ever_made, open_ledger
    from arshjul.usecases.clock_sense import check_clock

    try:
        if not ever_made(config.ledger):
            none_yet = Text("ingen än: den skapas när något ska skickas", "none yet: made when something is sent")
            yield well(LEDGER, none_yet)
            return
        with open_ledger(config.ledger, read_only=True) as ledger:
            problem = ledger.lineage_problem()
            summary = ledger.summary()
        check_clock(summary.heartbeat, now)
    except ArshjulError as error:
        yield failed(LEDGER, error)
        return
    if problem:
        yield failed(LEDGER, problem)
    else:
        yield well(LEDGER, same(shown_path(config.ledger)))
    if uncertain := summary.counts.get(DeliveryState.UNCERTAIN, 0):
        yield Finding(LEDGER, "warning", UNCERTAIN.of(uncertain), same("arshjul status"))
    yield _heartbeat(summary.heartbeat, now, sending=sending)


def _heartbeat(heartbeat: datetime | None, now: datetime, *, sending: bool) -> Finding:
    from arshjul.render.status import heartbeat_line

    line = Text(heartbeat_line(heartbeat, now, "sv"), heartbeat_line(heartbeat, now, "en"))
    if not sending or (heartbeat is not None and now - heartbeat <= LATE):
        return well(SCHEDULER, line)
    cure = Text("starta  arshjul run  (se docs/howto)", "start  arshjul run  (see docs/howto)")
    return Finding(SCHEDULER, "warning", line, cure)


def look_at_transport(config: Config) -> Iterator[Finding]:
    """Tries the way without sending anything."""
    from arshjul.transports.configured import open_transport

    if config.transport == "smtp" and config.smtp and (problem := password_problem(config.smtp)):
        yield failed(WAY_OUT, problem)
        return
    try:
        transport = open_transport(config)
        try:
            yield well(WAY_OUT, transport.check())
        finally:
            transport.close()
    except ArshjulError as error:
        yield failed(WAY_OUT, error)
    except TransportError as error:
        cure = Text("kontrollera [smtp] i config.toml", "check [smtp] in config.toml")
        yield Finding(WAY_OUT, "error", error.text, cure)
    if config.rehearsal:
        detail = Text("repetition: alla brev går till en enda adress", "rehearsal: every mail goes to one address")
        yield Finding(
            WAY_OUT, "warning", detail, Text("ta bort  rehearsal  när det är skarpt", "remove  rehearsal  to go live")
        )


def look_at_mails(config: Config, wheels: tuple[Loaded, ...], now: datetime) -> Iterator[Finding]:
    """Writes one mail of each kind, as it would be sent, and throws it away."""
    outcomes = [outcome for loaded in wheels for outcome in _try_mails(config, loaded, now)]
    for error in {outcome.message: outcome for outcome in outcomes if outcome}.values():  # one template, many kinds
        yield failed(MAILS, error)
    tried = outcomes.count(None)
    yield well(MAILS, WRITABLE.of(tried))


def _try_mails(config: Config, loaded: Loaded, now: datetime) -> Iterator[ArshjulError | None]:
    from arshjul.planning.reminders import deliveries, reminders
    from arshjul.usecases.envelope import ReminderItem, reminder_envelope

    if loaded.wheel is None or loaded.almanac is None or loaded.errors:
        return
    tried: set[str] = set()
    for due in reminders(loaded.wheel, loaded.occurrences, loaded.almanac):
        if due.kind.id in tried or not due.contacts:
            continue
        tried.add(due.kind.id)
        item = ReminderItem(deliveries(loaded.wheel, due)[0], due)
        try:
            reminder_envelope(config, loaded.wheel, [item], now)
        except ArshjulError as error:
            yield error
        else:
            yield None
