"""How `apply` tells what it did; and how far it has come, when somebody watches and it takes a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import click

from arshjul.cli.common import Session, say
from arshjul.cli.terminal import emit_json
from arshjul.model.delivery import DeliveryState, Envelope, Receipt
from arshjul.render.status import NAMES
from arshjul.text import MAILS, Text

if TYPE_CHECKING:
    from arshjul.transports.base import Capabilities, Transport
    from arshjul.usecases.apply import ApplyReport
    from arshjul.usecases.plan import Planned

LONG = 25
"""Mails from which on the way is shown."""
_STATES = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.EXPIRED)


@contextmanager
def progress(transport: Transport, mails: int, session: Session) -> Iterator[Transport]:
    """`transport`, which draws a bar on stderr as it delivers: only on a terminal, and only for many mails."""
    if mails < LONG or session.json or not sys.stderr.isatty():
        yield transport
        return
    label = Text("Skickar", "Sending").to(session.language)
    with click.progressbar(length=mails, label=label, file=sys.stderr, show_pos=True) as bar:
        yield _Counted(transport, bar.update)


class _Counted:
    """A transport that tells of each mail, from whichever thread delivers it."""

    def __init__(self, transport: Transport, tell: Callable[[int], None]) -> None:
        self._transport = transport
        self._tell = tell
        self._lock = Lock()

    @property
    def name(self) -> str:
        return self._transport.name

    @property
    def capabilities(self) -> Capabilities:
        return self._transport.capabilities

    def check(self) -> Text:
        return self._transport.check()

    def pause(self, under_way: int) -> float:
        return self._transport.pause(under_way)

    def deliver(self, envelope: Envelope) -> tuple[Receipt, ...]:
        receipts = self._transport.deliver(envelope)
        with self._lock:
            self._tell(1)
        return receipts

    def read_back(self, uids: Collection[str]) -> Mapping[str, tuple[bytes, ...]]:
        return self._transport.read_back(uids)

    def close(self) -> None:
        self._transport.close()


def print_report(session: Session, planned: Planned, report: ApplyReport) -> None:
    """What was approved and sent, in a line or two; on stderr what a person should look at."""
    name = planned.plan.digest[:8]
    if session.json:
        emit_json(_json(session, planned, report))
        return
    for trouble in report.drained.trouble:
        say(trouble, err=True)
    if not report.approved and not report.left_over:
        say(Text("Inget att verkställa.", "Nothing to apply."))
        return
    sent = " · ".join(
        NAMES[state].of(report.count(state)).to(session.language) for state in _STATES if report.count(state)
    )
    told = f" {sent}." if sent else ""
    if report.approved:
        say(Text(f"Plan {name} är verkställd.{told}", f"Plan {name} is applied.{told}"))
    else:
        say(Text(f"Fortsatte där det avbröts.{told}", f"Went on where it stopped.{told}"))
    if planned.channel == "folder" and report.count(DeliveryState.SENT):
        _say_where(session)
    if report.waiting:
        mails = MAILS.of(report.waiting)
        say(
            Text(f"{mails.sv} väntar i kön: kör  arshjul apply  igen, eller låt  arshjul run  skicka dem.",
                 f"{mails.en} in the queue: run  arshjul apply  again, or let  arshjul run  send them."),
            err=True,
        )  # fmt: skip
    if not report.fine:
        say(Text("Se  arshjul status", "See  arshjul status"), err=True)


def _say_where(session: Session) -> None:
    """A newcomer's «154 skickade» is no reason to worry: without a mail server they are files."""
    from arshjul.usecases.wheels import shown_path

    folder = shown_path(session.config.folder)
    say(
        Text(f"Breven ligger som .eml-filer i {folder}; inget har lämnat datorn.",
             f"The mails lie as .eml files in {folder}; nothing has left the computer."),
    )  # fmt: skip


def _json(session: Session, planned: Planned, report: ApplyReport) -> dict[str, object]:
    return {
        "wheel": planned.plan.wheel,
        "digest": planned.plan.digest,
        "approved": report.approved,
        "queued": report.queued,
        "left_over": report.left_over,
        "waiting": report.waiting,
        "flagged": report.flagged,
        **{state.value: report.count(state) for state in _STATES},
        "trouble": [trouble.to(session.language) for trouble in report.drained.trouble],
    }
