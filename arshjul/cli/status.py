"""`arshjul status`: what waits, what was sent, and what needs a person."""

from __future__ import annotations

from arshjul.cli.common import Session, cli_command, json_option, pass_session
from arshjul.cli.terminal import emit_json, paint, show
from arshjul.text import Text


@cli_command(
    "status",
    more=Text(
        "Alla aktiva hjul: utskick som väntar, gått ut, misslyckats eller är oklara, och de närmaste påminnelserna. "
        "Ingenting ändras.",
        "Every active wheel: what waits, has expired, failed or is uncertain, and the next reminders. "
        "Nothing is changed.",
    ),
    example="arshjul status",
)
@json_option
@pass_session
def command(session: Session) -> None:
    from arshjul import clock
    from arshjul.usecases.status import status, status_json, status_text

    now = clock.now()
    state = status(session.config, now)
    if session.json:
        emit_json(status_json(state, session.language))
    else:
        show(status_text(state, now, session.language, paint()))
