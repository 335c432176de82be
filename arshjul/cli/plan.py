"""`arshjul plan`: what applying the wheel would tell whom. Nothing is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from arshjul.cli import candidates, terminal
from arshjul.cli.common import Session, cli_command, cli_option, file_argument, json_option, pass_session
from arshjul.cli.typed import FilePath
from arshjul.cli.usage import BilingualUsageError
from arshjul.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from arshjul.render.plan.view import Typed
    from arshjul.usecases.plan import Planned

PENDING = 3
"""The exit code when there is something to apply."""


@cli_command(
    "plan",
    more=Text(
        "Jämför filen med vad var och en har fått veta. Utgångskoden är 3 när det finns något att verkställa.",
        "Compares the file with what everyone has been told. The exit code is 3 when there is something to apply.",
    ),
    example="arshjul plan\narshjul plan --show siv\narshjul plan schedules/2027.toml --format html --out out/plan.html",
)
@file_argument
@cli_option(
    "--show",
    metavar="PERSON",
    about=Text("visa breven till en person: id, namn eller adress", "show one person's mails: id, name or address"),
    shell_complete=candidates.guests,
)
@cli_option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "markdown", "html"]),
    about=Text("för terminalen, program, en kommentar eller webbläsaren",
               "for the terminal, programs, a comment or a browser"),
)  # fmt: skip
@cli_option(
    "--out",
    type=FilePath(),
    metavar=Text("FIL", "FILE"),
    about=Text("skriv till en fil i stället", "write to a file instead"),
)
@cli_option(
    "--refresh",
    is_flag=True,
    about=Text("berätta också vad någon har ändrat där breven ligger",
               "tell also what somebody has changed where the mails lie"),
)  # fmt: skip
@cli_option("--silent", is_flag=True, about=Text("nya ordalydelser skickas inte", "new wordings are not sent"))
@cli_option(
    "--channel",
    type=click.IntRange(0, 1_000_000),
    metavar=Text("ANTAL", "NUMBER"),
    about=Text("kalla så många möten på nytt genom dagens utskicksväg",
               "invite to so many meetings anew through today's transport"),
)  # fmt: skip
@json_option
@pass_session
def command(
    session: Session,
    file: Path | None,
    show: str | None,
    shape: str | None,
    out: Path | None,
    refresh: bool,
    silent: bool,
    channel: int | None,
) -> None:
    from arshjul import clock

    shape = shape or ("json" if session.json else "text")
    if show and shape not in ("text", "json"):
        raise BilingualUsageError(Text("breven visas som text eller json", "mails are shown as text or json"))
    now = clock.now()
    new_channel = channel is not None
    if not (show or refresh or silent or new_channel) and _unchanged(session, file, now, shape, out):
        return
    from arshjul.cli.plan_output import print_mails, print_plan, tell_drift
    from arshjul.render.plan.view import Typed

    typed = Typed(str(file or ""), silent=silent, new_channel=new_channel)
    planned = make_plan(session, file, now, typed, refresh=refresh)
    if show:
        print_mails(session, planned, show, now, shape, out)
    else:
        print_plan(session, planned, typed, shape, out)
    if refresh:
        tell_drift(planned)
    if planned.plan.pending:
        click.get_current_context().exit(PENDING)


def make_plan(session: Session, file: Path | None, now: datetime, typed: Typed, *, refresh: bool = False) -> Planned:
    """Raises ArshjulError, also when the way out cannot be looked into."""
    from arshjul.errors import ArshjulError, TransportError
    from arshjul.transports.configured import open_transport
    from arshjul.usecases.plan import make

    transport = open_transport(session.config) if refresh else None
    try:
        return make(session.config, file, now, silent=typed.silent, new_channel=typed.new_channel, refresh=transport)
    except TransportError as error:
        raise ArshjulError(error.text, Text("kör  arshjul doctor", "run  arshjul doctor")) from None
    finally:
        if transport:
            transport.close()


def _unchanged(session: Session, file: Path | None, now: datetime, shape: str, out: Path | None) -> bool:
    """The quick way: whether nothing is to be done is mostly known without understanding the file."""
    from arshjul.usecases.unchanged import unchanged

    if (known := unchanged(session.config, file, now)) is None:
        return False
    if shape == "text" and out is None:
        from arshjul.render.plan.quiet import quiet_text

        terminal.show(quiet_text(known.plan, session.reader_language(known.language), terminal.paint()))
    else:
        from arshjul.cli.plan_output import print_quiet

        print_quiet(session, known.plan, known.language, shape, out)
    return True
