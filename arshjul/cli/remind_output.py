"""How `remind` prints what would go out and what a round did, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from arshjul.almanac.names import clock_time, full_date, short_date
from arshjul.cli.common import Session, say
from arshjul.cli.terminal import emit_json
from arshjul.model.delivery import DeliveryState
from arshjul.render.status import NAMES
from arshjul.text import MAILS, MEETINGS, Language, Noun, Text
from arshjul.usecases.preview import PlannedMail
from arshjul.usecases.remind import RemindReport
from arshjul.usecases.watch import Watch

_AGAIN = Text("väntar på nytt försök", "waiting to be tried again")
_NAMES = NAMES | {DeliveryState.DUE: Noun(_AGAIN, _AGAIN)}
_STATES = (DeliveryState.SENT, DeliveryState.DUE, DeliveryState.FAILED, DeliveryState.UNCERTAIN)
_DROPPED = Noun(Text("struket", "dropped"), Text("strukna", "dropped"))
_FLAGGED = Noun(
    Text("avbrutet tidigare, oklart", "interrupted earlier, uncertain"),
    Text("avbrutna tidigare, oklara", "interrupted earlier, uncertain"),
)


NO_WHEEL = Text(
    'Inget hjul är aktivt: skriv  status = "aktiv"  i hjulets fil när det ska börja skicka.',
    'No wheel is active: write  status = "active"  in the wheel\'s file when it shall begin to send.',
)


def print_planned(session: Session, planned: Iterable[PlannedMail], watch: Watch, last: date, held: int) -> None:
    """One block a morning, one line a mail; and that the reminders of `held` meetings wait."""
    planned = tuple(planned)
    for one in watch.broken:
        say(one.message, err=True)
    if not (watch.wheels or watch.broken):
        say(NO_WHEEL, err=True)
    language = session.reader_language(planned[0].wheel.language if planned else None)
    if session.json:
        mails = [_planned_json(mail, language) for mail in planned]
        emit_json({"mails": mails, "held": held, "until": last.isoformat()})
        return
    for line in planned_lines(planned, language):
        click.echo(line)
    if held:
        _say_held(held)
    number = MAILS.of(len(planned))
    say(Text(
        f"{number.sv} till och med {full_date(last, 'sv')}. Inget är skickat.",
        f"{number.en} until {full_date(last, 'en')}. Nothing has been sent.",
    ))  # fmt: skip


def _say_held(held: int) -> None:
    number = MEETINGS.of(held)
    say(Text(
        f"Påminnelserna om {number.sv} väntar: filen säger något annat än deltagarna har fått veta; se  arshjul plan",
        f"The reminders of {number.en} wait: the file differs from what guests have been told; see  arshjul plan",
    ), err=True)  # fmt: skip


def planned_lines(planned: Iterable[PlannedMail], language: Language) -> Iterable[str]:
    """«tis 5 jan 2027 kl. 07.30», then each mail: whom, subject, and what it is about."""
    before = None
    for mail in planned:
        at = mail.at.astimezone(mail.wheel.zone)
        if at != before:
            hour = clock_time(at, language)
            yield f"{short_date(at.date(), language)} {at.year} {'kl. ' if language == 'sv' else ''}{hour}"
            before = at
        yield f"  {mail.reader.name} <{mail.reader.key.whom}>"
        yield f"    {mail.blocked.to(language) or mail.subject}"
        for item in mail.items:
            yield f"    · {item.delivery.key.what}  {item.due.rule.text or item.delivery.key.step}"


def _planned_json(mail: PlannedMail, language: Language) -> dict[str, Any]:
    """The one document with addresses: whom the mails would reach is what is asked for."""
    reader = mail.reader
    return {
        "at": mail.at.astimezone(mail.wheel.zone).isoformat(),
        "calendar": mail.wheel.id,
        "to": {"id": reader.reader, "name": reader.name, "email": reader.key.whom},
        "subject": mail.subject,
        "blocked": mail.blocked.to(language) or None,
        "reminders": [
            {"key": item.delivery.key.what, "step": item.delivery.key.step, "reminder": item.delivery.reminder}
            for item in mail.items
        ],
    }


def print_report(session: Session, report: RemindReport) -> None:
    """What a round did, in one line; on stderr when a person should look, so that cron may drop the rest."""
    if session.json:
        emit_json(_report_json(report, session.language))
        return
    for trouble in report.trouble:
        say(trouble, err=True)
    told = round_text(report)
    look = not report.fine or bool(report.expired)
    say(told or Text("Inget att skicka.", "Nothing to send."), err=look and told is not None)
    if look and told:
        say(Text("Se  arshjul status", "See  arshjul status"), err=True)


def round_text(report: RemindReport) -> Text | None:
    """«2 skickade · 1 utgånget (1 brev)», or None when nothing was done."""
    parts = [(report.count(state), _NAMES[state]) for state in _STATES]
    parts += [(report.expired, _NAMES[DeliveryState.EXPIRED]), (report.dropped, _DROPPED), (report.flagged, _FLAGGED)]
    said = [noun.of(count) for count, noun in parts if count]
    if not said:
        return None
    mails = MAILS.of(report.drained.mails)
    return Text(
        f"{' · '.join(one.sv for one in said)} ({mails.sv})", f"{' · '.join(one.en for one in said)} ({mails.en})"
    )


def _report_json(report: RemindReport, language: Language) -> dict[str, Any]:
    return {
        "at": report.now.isoformat(),
        "mails": report.drained.mails,
        **{state.value: report.count(state) for state in _STATES},
        "decided": report.decided,
        "expired": report.expired,
        "dropped": report.dropped,
        "flagged": report.flagged,
        "trouble": [trouble.to(language) for trouble in report.trouble],
    }
