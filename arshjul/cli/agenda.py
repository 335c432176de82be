"""`arshjul agenda`: the year in order, whole or in part."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from arshjul.cli import candidates
from arshjul.cli.common import Session, cli_command, cli_option, file_argument, json_option, pass_session
from arshjul.cli.terminal import emit_json, paint, show
from arshjul.cli.typed import Day, Month
from arshjul.cli.usage import BilingualUsageError
from arshjul.text import Text

if TYPE_CHECKING:
    from arshjul.model.wheel import Wheel

DATE = Text("DATUM", "DATE")


@cli_command(
    "agenda",
    more=Text(
        "Även inställda (×), överhoppade (–), flyttade (→), satta (+) och sista dagar (!) visas, med skälen.",
        "Cancelled (×), skipped (–), moved (→), set (+) and deadlines (!) are shown too, with their reasons.",
    ),
    example=Text(
        "arshjul agenda --month maj\n"
        "arshjul agenda --area jord --from 2027-04-01 --to 2027-06-30\n"
        "arshjul agenda --week 20 --person siv",
        "arshjul agenda --month may\n"
        "arshjul agenda --area jord --from 2027-04-01 --to 2027-06-30\n"
        "arshjul agenda --week 20 --person siv",
    ),
)
@file_argument
@cli_option("--from", "first", type=Day(), metavar=DATE, about=Text("från och med den dagen", "from this day on"))
@cli_option(
    "--to", "last", type=Day(), metavar=DATE, about=Text("till och med den dagen", "up to and including this day")
)
@cli_option("--week", type=click.IntRange(1, 53), metavar=Text("NR", "NO"), about=Text("en ISO-vecka", "one ISO week"))
@cli_option(
    "--month", type=Month(), metavar=Text("MÅNAD", "MONTH"), about=Text("en månad: maj eller 5", "one month: May or 5")
)
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
@cli_option(
    "--by",
    type=click.Choice(["month", "week"]),
    default="month",
    about=Text("gruppera efter månad eller vecka", "group by month or week"),
)
@json_option
@pass_session
def command(
    session: Session,
    file: Path | None,
    first: date | None,
    last: date | None,
    week: int | None,
    month: int | None,
    area: str,
    person: str,
    by: Literal["month", "week"],
) -> None:
    from arshjul.render.agenda import agenda_text
    from arshjul.usecases.agenda import Filter, agenda, agenda_json
    from arshjul.usecases.load import load_valid

    ready = load_valid(session.wheel_file(file), session.today)
    span = _span(ready.wheel, first, last, week, month)
    listed = agenda(ready, Filter(*span, area, person))
    language = session.reader_language(ready.wheel.language)
    if session.json:
        emit_json(agenda_json(ready.wheel, listed, language))
    else:
        show(agenda_text(ready.wheel, listed, language, by, paint(), span[1]))


def _span(
    wheel: Wheel, first: date | None, last: date | None, week: int | None, month: int | None
) -> tuple[date | None, date | None]:
    from arshjul.usecases.agenda import month_of, week_of

    given = [bool(first or last), week is not None, month is not None]
    if sum(given) > 1:
        raise BilingualUsageError(
            Text("välj ett av --week, --month och --from/--to", "choose one of --week, --month and --from/--to"),
            click.get_current_context(),
        )
    if week is not None:
        return week_of(wheel, week)
    return month_of(wheel, month) if month is not None else (first, last)
