"""`arshjul init`: a few questions, and a wheel to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from arshjul.cli.common import Session, cli_argument, cli_command, cli_option, json_option, pass_session
from arshjul.cli.terminal import emit_json, show
from arshjul.cli.typed import FilePath
from arshjul.text import Text

NAME = Text("NAMN", "NAME")


@cli_command(
    "init",
    more=Text(
        "Frågar om det som inte angavs (med --yes gäller förslagen) och skriver schedules/ÅR.toml, på det språk som "
        "gäller. En fil som finns rörs aldrig.",
        "Asks for what was not given (with --yes the proposals hold) and writes schedules/YEAR.toml, in the language "
        "that holds. An existing file is never touched.",
    ),
    example='arshjul init\narshjul init --yes --title "Årshjul S3" --area "Hållbar energi" --area Upplevelser',
)
@cli_argument(
    "file",
    required=False,
    type=FilePath(),
    metavar=Text("FIL", "FILE"),
    about=Text("filen som ska skrivas; annars schedules/ÅR.toml", "the file to write; else schedules/YEAR.toml"),
)
@cli_option("--title", metavar=NAME, about=Text("hjulets titel", "the wheel's title"))
@cli_option("--id", "calendar", metavar="ID", about=Text("kalenderns namn för alltid", "the calendar's name for ever"))
@cli_option("--year", type=click.IntRange(1900, 9000), metavar=Text("ÅR", "YEAR"), about=Text("året", "the year"))
@cli_option("--area", multiple=True, metavar=NAME, about=Text("ett område; kan upprepas", "an area; may be repeated"))
@cli_option("--name", metavar=NAME, about=Text("processledarens namn", "the process leader's name"))
@cli_option("--email", metavar=Text("ADRESS", "ADDRESS"), about=Text("hens e-postadress", "their email address"))
@cli_option("--yes", is_flag=True, about=Text("fråga inget", "ask nothing"))
@json_option
@pass_session
def command(
    session: Session,
    file: Path | None,
    title: str | None,
    calendar: str | None,
    year: int | None,
    area: tuple[str, ...],
    name: str | None,
    email: str | None,
    yes: bool,
) -> None:
    from arshjul.usecases.init import Answers, create, slug, usual_answers
    from arshjul.usecases.wheels import shown_path

    usual = usual_answers(session.today, session.language)
    ask = _Asker(session, quiet=yes)
    title = ask(title, Text("Hjulets titel", "The wheel's title"), usual.title)
    calendar = ask(
        calendar, Text("Kalenderns namn för alltid (a–z, 0–9)", "The calendar's name for ever (a–z, 0–9)"), slug(title)
    )
    year = ask(year, Text("År", "Year"), usual.year)
    areas = ask(area or None, Text("Områden, med komma emellan", "Areas, with commas between"), usual.areas)
    name = ask(name, Text("Processledarens namn", "The process leader's name"), usual.name)
    email = ask(email, Text("Processledarens e-postadress", "The process leader's email address"), usual.email)
    path = file or Path("schedules") / f"{year}.toml"
    create(path, Answers(title, calendar, year, areas, name, email), session.language)
    _tell(session, shown_path(path))


class _Asker:
    """Asks for what is not given; the proposal is taken by pressing Enter, or at once with --yes."""

    def __init__(self, session: Session, *, quiet: bool) -> None:
        self.language = session.language
        self.quiet = quiet

    def __call__(self, given: Any, question: Text, usual: Any) -> Any:
        if given is not None:
            return given
        if self.quiet:
            return usual
        if isinstance(usual, tuple):
            answer: str = click.prompt(question.to(self.language), default=", ".join(usual), err=True)
            return tuple(part.strip() for part in answer.split(",") if part.strip())
        return click.prompt(question.to(self.language), default=usual, type=type(usual), err=True)


def _tell(session: Session, name: str) -> None:
    if session.json:
        emit_json({"written": name})
        return
    show(
        Text(
            f"Skrev {name}.\nÖppna filen och fyll i; kör sedan  arshjul check {name}",
            f"Wrote {name}.\nOpen the file and fill it in; then run  arshjul check {name}",
        ).to(session.language)
    )
