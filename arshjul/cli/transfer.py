"""`arshjul transfer`: give a series another owner, in the file, and show what that tells whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from arshjul.cli import candidates
from arshjul.cli.common import (
    Session,
    cli_argument,
    cli_command,
    cli_option,
    file_argument,
    json_option,
    pass_session,
)
from arshjul.cli.terminal import emit_json, paint
from arshjul.text import Text

if TYPE_CHECKING:
    from arshjul.render.paint import Role
    from arshjul.usecases.transfer import Edit


@cli_command(
    "transfer",
    more=Text(
        "Ändrar en enda rad i filen, organiser i seriens tabell, och visar planen. "
        "Inget skickas förrän  arshjul apply.",
        "Changes a single line of the file, organiser in the series' table, and shows the plan. "
        "Nothing is sent before  arshjul apply.",
    ),
    example="arshjul transfer styrgrupp --to siv --dry-run\narshjul transfer styrgrupp --to siv",
)
@cli_argument(
    "series",
    metavar=Text("SERIE", "SERIES"),
    about=Text("seriens id, som i [series.ID]", "the series' id, as in [series.ID]"),
    shell_complete=candidates.series,
)
@file_argument
@cli_option(
    "--to",
    "person",
    required=True,
    metavar="PERSON",
    about=Text("den nya mötesägarens id", "the new organiser's id"),
    shell_complete=candidates.people,
)
@cli_option("--dry-run", is_flag=True, about=Text("visa, skriv inte filen", "show, do not write the file"))
@json_option
@pass_session
def command(session: Session, series: str, file: Path | None, person: str, dry_run: bool) -> None:
    from arshjul import clock
    from arshjul.cli.plan_output import print_plan, print_to_look_at
    from arshjul.render.plan.view import Typed
    from arshjul.usecases.plan import make
    from arshjul.usecases.transfer import transfer, write

    path = session.wheel_file(file)
    edit = transfer(path, series, person, session.today)
    planned = make(session.config, path, clock.now(), loaded=edit.ready)
    if not dry_run:
        write(edit)
    if session.json:
        from arshjul.render.plan.data import plan_json

        language = session.reader_language(edit.ready.wheel.language)
        told = plan_json(planned.plan, language, planned.obstacles)
        emit_json({"written": not dry_run, "diff": list(edit.lines), "plan": told})
        return
    _show(session, edit, dry_run=dry_run)
    if dry_run:
        print_to_look_at(session, planned)
    else:
        print_plan(session, planned, Typed(str(file or "")), "text", None)


def _show(session: Session, edit: Edit, *, dry_run: bool) -> None:
    language = session.reader_language(edit.ready.wheel.language)
    roles: dict[str, Role] = {"+": "good", "-": "error", "@": "quiet"}
    for line in edit.lines:
        click.echo(paint()(line, roles[line[0]]) if line[0] in roles else line)
    if dry_run:
        click.echo(Text("\nFilen är inte ändrad.\n", "\nThe file is not changed.\n").to(language))
    else:
        click.echo(Text("\nFilen är ändrad.\n", "\nThe file is changed.\n").to(language))
