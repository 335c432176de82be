"""`arshjul backup`: a copy of the ledger as it is now."""

from __future__ import annotations

from pathlib import Path

from arshjul.cli.common import Session, cli_argument, cli_command, json_option, pass_session, say
from arshjul.cli.terminal import emit_json
from arshjul.cli.typed import FilePath
from arshjul.text import Text


@cli_command(
    "backup",
    more=Text(
        "Går bra medan tjänsten är igång. Kopian läses tillbaka innan den får sitt namn.",
        "The service may be running. The copy is read back before it gets its name.",
    ),
    example="arshjul backup /srv/kopior/",
)
@cli_argument(
    "to",
    type=FilePath(),
    metavar=Text("MÅL", "TARGET"),
    about=Text("en mapp, eller en ny fil", "a folder, or a new file"),
)
@json_option
@pass_session
def command(session: Session, to: Path) -> None:
    from arshjul import clock
    from arshjul.ledger.safekeeping import backup
    from arshjul.usecases.wheels import shown_path

    made = shown_path(backup(session.config.ledger, to.absolute(), clock.now()))
    if session.json:
        emit_json({"backup": made})
        return
    say(Text(f"Liggaren är kopierad till {made}", f"The ledger is copied to {made}"))
