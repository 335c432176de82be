"""`arshjul explain`: the dates of a phrase, before it stands in any file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from arshjul.cli.common import Session, cli_argument, cli_command, cli_option, json_option, pass_session
from arshjul.cli.terminal import emit_json, paint, show
from arshjul.cli.typed import FilePath
from arshjul.text import Text

if TYPE_CHECKING:
    from arshjul.model.wheel import Wheel


@cli_command(
    "explain",
    more=Text(
        "Med --year räknas i ett vanligt år: svenska röda dagar, aftnar stängda. Annars i hjulet som gäller i dag, med "
        "dess stängningar, om det finns ett. En fras som inte förstås ger utgångskod 1.",
        "With --year in an ordinary year: Swedish red days, eves closed. Otherwise in the wheel that holds today, with "
        "its closures, if there is one. A phrase that is not understood gives exit code 1.",
    ),
    example=Text(
        'arshjul explain "andra tisdagen i månaden utom juli"\narshjul explain "sista torsdagen i kvartalet"',
        'arshjul explain "second tuesday of the month except july"\n'
        'arshjul explain "last thursday of the quarter" --year 2027',
    ),
)
@cli_argument(
    "phrase", metavar=Text("FRAS", "PHRASE"), about=Text("som den skrivs efter when", "as written after when")
)
@cli_option(
    "--year",
    type=click.IntRange(1970, 2199),
    metavar=Text("ÅR", "YEAR"),
    about=Text("räkna i det här året", "count in this year"),
)
@cli_option(
    "--wheel",
    type=FilePath(),
    metavar=Text("FIL", "FILE"),
    about=Text("räkna med det här hjulets kalender", "use this wheel's calendar"),
)
@cli_option(
    "--if-closed",
    metavar=Text("SÄTT", "HOW"),
    about=Text("före, efter, nästa vecka, hoppa över eller behåll", "before, after, next week, skip or keep"),
)
@json_option
@pass_session
def command(session: Session, phrase: str, year: int | None, wheel: Path | None, if_closed: str | None) -> None:
    from arshjul.usecases.explain import closed_day_policy, explain, explain_json, explain_text

    calendar = _calendar(session, year, wheel)
    policy = closed_day_policy(if_closed) if if_closed else None
    explained = explain(phrase, calendar, session.language, policy)
    if session.json:
        emit_json(explain_json(explained, session.language))
    else:
        show(explain_text(explained, session.language, paint()))
    if not explained.understood:
        click.get_current_context().exit(1)


def _calendar(session: Session, year: int | None, file: Path | None) -> Wheel:
    """The wheel to count in. One that is merely lying about may be broken: then the ordinary year will do."""
    from arshjul.usecases.explain import ordinary_year
    from arshjul.usecases.load import load, load_valid
    from arshjul.usecases.wheels import find_wheels

    if file is not None:
        return load_valid(file).wheel
    if year is None and find_wheels(session.config):
        found = load(session.wheel_file(None)).wheel
        if found is not None:
            return found
    return ordinary_year(year or session.today.year, session.language)
