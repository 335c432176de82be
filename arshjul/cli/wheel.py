"""`arshjul wheel`: the year as a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arshjul.cli import candidates
from arshjul.cli.common import Session, cli_command, cli_option, file_argument, json_option, pass_session, say
from arshjul.cli.terminal import emit_json
from arshjul.cli.typed import Day, FilePath, FirstMonth, Month
from arshjul.text import Text

if TYPE_CHECKING:
    from arshjul.render.wheel.palette import ThemeName
    from arshjul.render.wheel.picture import Paper


@cli_command(
    "wheel",
    more=Text(
        "Formatet följer av filnamnet: .svg, .png, .pdf, .html eller .pptx. Hjulet ritas med lista under sig, eller "
        "med listan bredvid på ett liggande papper med --paper. Det som inte får plats med namn i hjulet får ett "
        "nummer, som står i listan.",
        "The format follows from the file's name: .svg, .png, .pdf, .html or .pptx. The wheel is drawn above its "
        "list, or beside it on a sheet in landscape with --paper. What has no room for its name in the wheel gets a "
        "number, which the list explains.",
    ),
    example=Text(
        "arshjul wheel --out hjul.svg\n"
        "arshjul wheel --out hjul.pdf --paper a3\n"
        "arshjul wheel --out energi.png --area energi --theme dark\n"
        "arshjul wheel --out host.html --from 2026-09 --audience öppet",
        "arshjul wheel --out wheel.svg\n"
        "arshjul wheel --out wheel.pdf --paper a3\n"
        "arshjul wheel --out energy.png --area energi --theme dark\n"
        "arshjul wheel --out autumn.html --from 2026-09 --audience open",
    ),
)
@file_argument
@cli_option(
    "--out",
    required=True,
    type=FilePath(),
    metavar=Text("FIL", "FILE"),
    about=Text("filen att skriva: .svg, .png, .pdf, .html, .pptx", "the file to write: .svg, .png, .pdf, .html, .pptx"),
)
@cli_option(
    "--area",
    "areas",
    multiple=True,
    metavar="ID",
    about=Text("bara det området (kan upprepas)", "only this area (may be repeated)"),
    shell_complete=candidates.areas,
)
@cli_option(
    "--month",
    "months",
    multiple=True,
    type=Month(),
    metavar=Text("MÅNAD", "MONTH"),
    about=Text("bara den månaden (kan upprepas)", "only this month (may be repeated)"),
)
@cli_option(
    "--person",
    default="",
    metavar="ID",
    about=Text("bara en aktörs möten", "only one actor's meetings"),
    shell_complete=candidates.actors,
)
@cli_option(
    "--audience",
    default="",
    metavar="ID",
    about=Text(
        "bara möten dit hela gruppen är inbjuden, eller öppet: öppna möten",
        "only meetings that the whole group is invited to, or open: open meetings",
    ),
    shell_complete=candidates.actors,
)
@cli_option(
    "--theme",
    type=click.Choice(["light", "dark", "print"]),
    default=None,
    about=Text(
        "färger; annars läsarens val (svg, html), ljust (png) eller tryck (pdf)",
        "colours; else the reader's choice (svg, html), light (png) or print (pdf)",
    ),
)
@cli_option(
    "--at",
    type=Day(),
    metavar=Text("DATUM", "DATE"),
    about=Text("bildens datum, annars i dag", "the date of the picture, else today"),
)
@cli_option(
    "--from",
    "first",
    type=FirstMonth(),
    metavar=Text("ÅÅÅÅ-MM", "YYYY-MM"),
    about=Text(
        "tolv månader från den månaden, också ur nästa hjul", "twelve months from this one, next wheel included"
    ),
)
@cli_option(
    "--paper",
    type=click.Choice(["a4", "a3"]),
    default=None,
    about=Text("ett liggande papper med hjul och lista", "a sheet in landscape with wheel and list"),
)
@json_option
@pass_session
def command(
    session: Session,
    file: Path | None,
    out: Path,
    areas: tuple[str, ...],
    months: tuple[int, ...],
    person: str,
    audience: str,
    theme: ThemeName | None,
    at: date | None,
    first: date | None,
    paper: Paper | None,
) -> None:
    from arshjul.usecases.files import write_whole
    from arshjul.usecases.load import load_valid
    from arshjul.usecases.wheel import Drawing, Part, drawn, picture, wheels_of

    ready = load_valid(session.wheel_file(file), session.today)
    readies = wheels_of(session.config, ready, first, session.today) if first else (ready,)
    language = session.reader_language(ready.wheel.language)
    content = picture(readies, Part(areas, months, person, audience), at or session.today, language, first)
    changed = write_whole(out, drawn(content, out.suffix, Drawing(theme, paper)))
    if session.json:
        emit_json({"out": out.as_posix(), "written": changed})
        return
    say(Text(f"{out} är ritad", f"{out} is drawn") if changed else Text(f"{out} är oförändrad", f"{out} is unchanged"))
