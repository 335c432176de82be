"""`arshjul init`: a few questions, and a wheel to fill in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from arshjul.cli.common import Session, cli_argument, cli_command, cli_option, json_option, pass_session
from arshjul.cli.terminal import emit_json, show
from arshjul.cli.typed import FilePath, Month
from arshjul.errors import ArshjulError
from arshjul.text import Text

NAME = Text("NAMN", "NAME")
Answer = TypeVar("Answer")


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
@cli_option("--year", metavar=Text("ÅR", "YEAR"), about=Text("året då hjulet börjar", "the year in which it starts"))
@cli_option(
    "--starts",
    type=Month(),
    default=1,
    metavar=Text("MÅNAD", "MONTH"),
    about=Text("första månaden, om inte januari", "the first month, if not January"),
)
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
    year: str | None,
    starts: int,
    area: tuple[str, ...],
    name: str | None,
    email: str | None,
    yes: bool,
) -> None:
    from arshjul.usecases import init

    usual = init.usual_answers(session.today, session.language)
    ask = _Asker(session, quiet=yes)
    year_asked = ask(year, Text("År", "Year"), str(usual.year), init.year_number)
    path = file or Path("schedules") / f"{year_asked}.toml"
    init.refuse_existing(path)  # before more is asked
    title = ask(title, Text("Hjulets titel", "The wheel's title"), usual.title, init.one_line)
    about_id = Text("Kalenderns namn för alltid (a–z, 0–9)", "The calendar's name for ever (a–z, 0–9)")
    answers = init.Answers(
        title=title,
        id=ask(calendar, about_id, init.slug(title), init.calendar_id),
        year=year_asked,
        starts=starts,
        areas=tuple(init.one_line(one) for one in area)
        or ask(
            None,
            Text("Områden, med komma emellan", "Areas, with commas between"),
            ", ".join(usual.areas),
            init.area_names,
        ),
        name=ask(name, Text("Processledarens namn", "The process leader's name"), usual.name, init.one_line),
        email=ask(
            email, Text("Processledarens e-postadress", "The process leader's email address"), usual.email, init.address
        ),
    )
    init.create(path, answers, session.language)
    _tell(session, path)


class _Asker:
    """Asks for what is not given; the proposal is taken by pressing Enter, or at once with --yes.

    An answer that cannot stand is told of and asked for again. One given as an option raises ArshjulError.
    """

    def __init__(self, session: Session, *, quiet: bool) -> None:
        self.language = session.language
        self.quiet = quiet

    def __call__(self, given: str | None, question: Text, usual: str, read: Callable[[str], Answer]) -> Answer:
        if given is not None or self.quiet:
            return read(usual if given is None else given)
        while True:
            try:
                return read(click.prompt(question.to(self.language), default=usual, err=True))
            except ArshjulError as error:
                told = [error.message.to(self.language), error.cure.to(self.language)]
                click.echo(f"  {'; '.join(filter(None, told))}", err=True)


def _tell(session: Session, path: Path) -> None:
    from arshjul.usecases.wheels import shown_path

    name = shown_path(path)
    if session.json:
        emit_json({"written": name})
        return
    show(
        Text(
            f"Skrev {name}.\nÖppna filen och fyll i; kör sedan  arshjul check {name}",
            f"Wrote {name}.\nOpen the file and fill it in; then run  arshjul check {name}",
        ).to(session.language)
    )
