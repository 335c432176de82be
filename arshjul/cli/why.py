"""`arshjul why`: the whole chain behind one date."""

from __future__ import annotations

from pathlib import Path

from arshjul.cli import candidates
from arshjul.cli.common import Session, cli_argument, cli_command, file_argument, json_option, pass_session
from arshjul.cli.terminal import emit_json, paint, show
from arshjul.text import Text


@cli_command(
    "why",
    more=Text(
        "Regeln, stängningen eller ändringen som flyttade datumet, klockslaget här och i UTC, påminnelserna och uid.",
        "The rule, the closure or change that moved the date, the hour here and in UTC, the reminders and the uid.",
    ),
    example="arshjul why digitala-manadsmote/2027-05",
)
@cli_argument(
    "key",
    metavar=Text("SERIE/TILLFÄLLE", "SERIES/SLOT"),
    about=Text("som i agendan", "as in the agenda"),
    shell_complete=candidates.keys,
)
@file_argument
@json_option
@pass_session
def command(session: Session, key: str, file: Path | None) -> None:
    from arshjul.render.why import why_text
    from arshjul.usecases.load import load_valid
    from arshjul.usecases.why import why, why_json

    found = why(load_valid(session.wheel_file(file), session.today), key)
    language = session.reader_language(found.wheel.language)
    if session.json:
        emit_json(why_json(found, language))
    else:
        show(why_text(found, language, paint()))
