"""`arshjul doctor`: a health check of the installation, or of any .ics file."""

from __future__ import annotations

from pathlib import Path

import click

from arshjul.cli.common import Session, cli_command, cli_option, json_option, pass_session
from arshjul.cli.terminal import emit_json, paint, show
from arshjul.cli.typed import FilePath
from arshjul.text import Noun, Text

MOST_SHOWN = 50
"""Nobody reads on; --json has them all."""
_REST = Noun(Text("fel till", "fault more"), Text("fel till", "faults more"))


@cli_command(
    "doctor",
    more=Text(
        "Python, bibliotek, tidszoner, inställningar, hjul, webb, liggare, schemaläggare, utskicksväg och brev. Inget "
        "skickas. Utgångskoden är 1 om något är fel.",
        "Python, libraries, time zones, settings, wheels, web, ledger, scheduler, transport and mails. Nothing is "
        "sent. The exit code is 1 when something is wrong.",
    ),
    example="arshjul doctor\narshjul doctor --ics out/calendars/all.ics",
)
@cli_option(
    "--ics",
    type=FilePath(),
    metavar=Text("FIL", "FILE"),
    about=Text("granska en kalenderfil i stället", "examine a calendar file instead"),
)
@json_option
@pass_session
def command(session: Session, ics: Path | None) -> None:
    from arshjul import clock
    from arshjul.usecases.doctor import doctor, doctor_json, doctor_text, lint_file

    found = []
    for finding in lint_file(ics) if ics else doctor(session.config, clock.now()):
        found.append(finding)
        if not session.json and len(found) <= MOST_SHOWN:
            show(doctor_text(finding, session.language, paint()))
    if session.json:
        emit_json(doctor_json(found, session.language))
    elif (rest := len(found) - MOST_SHOWN) > 0:
        show(f"… {_REST.of(rest).to(session.language)}")
    elif ics and not found:
        show(Text(f"{ics}: inga fel", f"{ics}: no faults").to(session.language))
    if any(finding.grade == "error" for finding in found):
        click.get_current_context().exit(1)
