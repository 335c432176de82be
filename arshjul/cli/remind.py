"""`arshjul remind`: show, rehearse or send reminders; and what only a person may decide about the ledger."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arshjul.cli.common import Session, cli_command, cli_option, json_option, pass_session, say
from arshjul.cli.terminal import emit_json
from arshjul.cli.typed import Day
from arshjul.cli.usage import BilingualUsageError
from arshjul.text import MAILS, REMINDERS, Text

if TYPE_CHECKING:
    from arshjul.usecases.watch import Watch

DAYS_AHEAD = 30
DATE = Text("DATUM", "DATE")


@cli_command(
    "remind",
    example="arshjul remind --dry-run --until 2027-03-31",
    more=Text(
        "Utan flagga visas vad som skulle gå ut de närmaste 30 dagarna; inget skickas.",
        "Without an option it shows what would go out in the next 30 days; nothing is sent.",
    ),
)
@cli_option("--dry-run", is_flag=True, about=Text("visa vad som skulle gå ut, skicka inget", "show, send nothing"))
@cli_option(
    "--until",
    type=Day(),
    metavar=DATE,
    about=Text("visa till och med den dagen", "show up to and including this day"),
)
@cli_option(
    "--once", is_flag=True, about=Text("skicka det som är dags nu (för cron)", "send what is due now (for cron)")
)
@cli_option(
    "--rehearse",
    type=Day(),
    nargs=2,
    metavar=Text("FRÅN TILL", "FROM TO"),
    about=Text("repetera dagarna med en låtsasklocka; breven läggs i --out, liggaren rörs inte",
               "rehearse the days with a moved clock; mails go to --out, the ledger is not touched"),
)  # fmt: skip
@cli_option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out/mail"),
    metavar=Text("MAPP", "FOLDER"),
    about=Text("repetitionens mapp (annars out/mail)", "the rehearsal's folder (else out/mail)"),
)
@cli_option(
    "--resend",
    type=int,
    metavar=Text("NUMMER", "NUMBER"),
    about=Text("lägg ett oklart, misslyckat eller utgånget utskick i kön igen",
               "put an uncertain, failed or expired delivery in the queue again"),
)  # fmt: skip
@cli_option(
    "--adopt-ledger",
    is_flag=True,
    about=Text("den här installationen ska skicka i fortsättningen, med den här liggaren",
               "this installation shall send from now on, with this ledger"),
)  # fmt: skip
@cli_option(
    "--accept-clock",
    type=Day(),
    metavar=DATE,
    about=Text("med --once: klockan är rätt, i dag är DATUM", "with --once: the clock is right, today is DATE"),
)
@json_option
@pass_session
def command(
    session: Session,
    *,
    dry_run: bool,
    until: date | None,
    once: bool,
    rehearse: tuple[date, date] | None,
    out: Path,
    resend: int | None,
    adopt_ledger: bool,
    accept_clock: date | None,
) -> None:
    """One verb a call; --until goes with --dry-run and --accept-clock with --once."""
    verbs = (dry_run or until, once or accept_clock, rehearse, resend is not None, adopt_ledger)
    if sum(map(bool, verbs)) > 1:
        raise BilingualUsageError(Text("välj en sak i taget", "choose one thing at a time"))
    if adopt_ledger:
        _adopt(session)
    elif resend is not None:
        _resend(session, resend)
    elif rehearse:
        _rehearse(session, *rehearse, out)
    elif once or accept_clock:
        _once(session, accept_clock)
    else:
        _dry_run(session, until)


def _watch(session: Session) -> Watch:
    from arshjul.usecases.watch import Watch

    watch = Watch(session.config)
    watch.reread()
    return watch


def _dry_run(session: Session, until: date | None) -> None:
    from arshjul import clock
    from arshjul.cli.remind_output import print_planned
    from arshjul.usecases.preview import held_meetings, preview

    now = clock.now()
    last = until or session.today + timedelta(days=DAYS_AHEAD)
    watch = _watch(session)
    end = datetime.combine(last + timedelta(days=1), time()).astimezone()  # midnight where the computer stands
    held = held_meetings(session.config, watch, now)
    print_planned(session, preview(session.config, watch, now, end), watch, last, held)
    if watch.broken:
        click.get_current_context().exit(1)


def _once(session: Session, accepted: date | None) -> None:
    from arshjul import clock
    from arshjul.cli.remind_output import print_report
    from arshjul.transports.configured import open_transport
    from arshjul.usecases.ledger_care import accept_clock
    from arshjul.usecases.remind import Round, remind_once
    from arshjul.usecases.stopping import stop_by_signal

    config = session.config
    if accepted:
        accept_clock(config, accepted, clock.now())
    watch, transport = _watch(session), open_transport(config)
    with stop_by_signal() as stopping:
        world = Round(config=config, watch=watch, transport=transport, clock=clock.now,
                      stop=stopping.is_set, wait=stopping.wait)  # fmt: skip
        report = remind_once(world)
    print_report(session, report)
    if not report.fine:
        click.get_current_context().exit(1)


def _rehearse(session: Session, first: date, last: date, out: Path) -> None:
    from arshjul.usecases.rehearse import rehearse

    played = rehearse(session.config, first, last, out.absolute())
    if session.json:
        counts = {"mails": played.mails, "reminders": played.reminders, "rounds": played.ticks}
        emit_json({"folder": str(out), **counts, "trouble": [text.to(session.language) for text in played.trouble]})
    else:
        reminders, mails = REMINDERS.of(played.reminders), MAILS.of(played.mails)
        say(Text(
            f"{first} till {last}: {reminders.sv} i {mails.sv}. Allt ligger i {out}. Inget är skickat.",
            f"{first} to {last}: {reminders.en} in {mails.en}. All is in {out}. Nothing has been sent.",
        ))  # fmt: skip
    for text in played.trouble:
        say(text, err=True)
    if played.trouble:
        click.get_current_context().exit(1)


def _resend(session: Session, number: int) -> None:
    from arshjul import clock
    from arshjul.usecases.ledger_care import resend
    from arshjul.usecases.status import row_json

    row = resend(session.config, number, clock.now())
    if session.json:
        emit_json(row_json(row, session.language))
        return
    what = f"{row.delivery.key.what} ({row.delivery.name})"
    say(Text(f"{what} skickas nästa gång påminnelser går ut.", f"{what} is sent the next time reminders go out."))


def _adopt(session: Session) -> None:
    from arshjul import clock
    from arshjul.usecases.ledger_care import adopt_ledger

    waiting = adopt_ledger(session.config, clock.now())
    if session.json:
        emit_json({"adopted": True, "expired": waiting})
        return
    say(Text(
        f"Den här installationen skickar från och med nu. {waiting} väntande utskick är strukna; se  arshjul status",
        f"This installation sends from now on. {waiting} waiting deliveries are struck off; see  arshjul status",
    ))  # fmt: skip
