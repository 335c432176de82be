"""`arshjul year`: the year at a glance."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import get_terminal_size

import click

from arshjul.cli import candidates
from arshjul.cli.common import Session, cli_command, cli_option, file_argument, json_option, pass_session
from arshjul.cli.terminal import emit_json, has_colour, paint
from arshjul.text import Text


@cli_command(
    "year",
    more=Text(
        "Veckornas nummer står till vänster. Dagar med möten och sista dagar har ett märke efter siffran, stängda "
        "vardagar ett streck.",
        "The weeks' numbers stand to the left. Days with meetings and deadlines have a mark after the figure, closed "
        "weekdays a dash.",
    ),
    example="arshjul year\narshjul year --area jord",
)
@file_argument
@cli_option(
    "--area",
    default="",
    metavar="ID",
    about=Text("bara ett område", "only one area"),
    shell_complete=candidates.areas,
)
@cli_option(
    "--person",
    default="",
    metavar="ID",
    about=Text("bara en aktörs möten", "only one actor's meetings"),
    shell_complete=candidates.actors,
)
@json_option
@pass_session
def command(session: Session, file: Path | None, area: str, person: str) -> None:
    from arshjul.render.year import columns_in, year_text
    from arshjul.usecases.agenda import Filter, agenda, agenda_json
    from arshjul.usecases.load import load_valid

    ready = load_valid(session.wheel_file(file), session.today)
    listed = agenda(ready, Filter(area=area, person=person))
    language = session.reader_language(ready.wheel.language)
    if session.json:
        emit_json(agenda_json(ready.wheel, listed, language))
        return
    columns = columns_in(get_terminal_size().columns) if sys.stdout.isatty() else 3
    text = year_text(ready.wheel, ready.almanac, listed, language, paint(), columns)
    click.echo(text, color=has_colour())  # not `show`: a calendar's lines are never wrapped
