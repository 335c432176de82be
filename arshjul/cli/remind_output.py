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
from arshjul.text import Language, Text
from arshjul.usecases.preview import PlannedMail
from arshjul.usecases.remind import RemindReport
from arshjul.usecases.watch import Watch

NAMES = {
    DeliveryState.SENT: Text("skickade", "sent"),
    DeliveryState.DUE: Text("väntar på nytt försök", "waiting to be tried again"),
    DeliveryState.FAILED: Text("misslyckade", "failed"),
    DeliveryState.UNCERTAIN: Text("oklara", "uncertain"),
}


NO_WHEEL = Text(
    'Inget hjul är aktivt: skriv  status = "aktiv"  i hjulets fil när det ska börja skicka.',
    'No wheel is active: write  status = "active"  in the wheel\'s file when it shall begin to send.',
)


def print_planned(session: Session, planned: Iterable[PlannedMail], watch: Watch, last: date) -> None:
    """One block a morning, one line a mail."""
    planned = tuple(planned)
    for one in watch.broken:
        say(one.message, err=True)
    if not (watch.wheels or watch.broken):
        say(NO_WHEEL, err=True)
    if session.json:
        emit_json({"mails": [_planned_json(mail) for mail in planned], "until": last.isoformat()})
        return
    language = session.reader_language(planned[0].wheel.language if planned else None)
    for line in planned_lines(planned, language):
        click.echo(line)
    count = len(planned)
    say(Text(
        f"{count} brev till och med {full_date(last, 'sv')}. Inget är skickat.",
        f"{count} mail{'s' if count != 1 else ''} until {full_date(last, 'en')}. Nothing has been sent.",
    ))  # fmt: skip


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


def _planned_json(mail: PlannedMail) -> dict[str, Any]:
    return {
        "at": mail.at.astimezone(mail.wheel.zone).isoformat(),
        "wheel": mail.wheel.id,
        "name": mail.reader.name,
        "to": mail.reader.key.whom,
        "subject": mail.subject,
        "blocked": mail.blocked.en or None,
        "reminders": [
            {"key": item.delivery.key.what, "step": item.delivery.key.step, "reminder": item.delivery.reminder}
            for item in mail.items
        ],
    }


def print_report(session: Session, report: RemindReport) -> None:
    """What a round did, in one line; on stderr when a person should look, so that cron may drop the rest."""
    if session.json:
        emit_json(report_json(report))
        return
    for trouble in report.trouble:
        say(trouble, err=True)
    parts = [(report.count(state), name) for state, name in NAMES.items()]
    parts += [(report.expired, Text("utgångna", "expired")), (report.dropped, Text("strukna", "dropped"))]
    parts.append((report.flagged, Text("avbrutna tidigare, oklara", "interrupted earlier, uncertain")))
    said = [Text(f"{count} {name.sv}", f"{count} {name.en}") for count, name in parts if count]
    if not said:
        say(Text("Inget att skicka.", "Nothing to send."))
        return
    sv, en = " · ".join(one.sv for one in said), " · ".join(one.en for one in said)
    mails = report.drained.mails
    look = not report.fine or bool(report.expired)
    say(Text(f"{sv} ({mails} brev)", f"{en} ({mails} mail{'s' if mails != 1 else ''})"), err=look)
    if look:
        say(Text("Se  arshjul status", "See  arshjul status"), err=True)


def report_json(report: RemindReport) -> dict[str, Any]:
    return {
        "at": report.now.isoformat(),
        "mails": report.drained.mails,
        **{state.value: report.count(state) for state in NAMES},
        "decided": report.decided,
        "expired": report.expired,
        "dropped": report.dropped,
        "flagged": report.flagged,
        "trouble": [trouble.en for trouble in report.trouble],
    }
