"""`arshjul run`: the scheduler, until it is told to stop."""

from __future__ import annotations

import logging
import sys

from arshjul.cli.common import Session, cli_command, pass_session
from arshjul.text import Text


@cli_command(
    "run",
    example="arshjul --config /etc/arshjul/config.toml run",
    more=Text(
        "Går tills det avbryts (Ctrl-C eller SIGTERM); brevet som är på väg skickas klart först.",
        "Runs until interrupted (Ctrl-C or SIGTERM); the mail under way is finished first.",
    ),
)
@pass_session
def command(session: Session) -> None:
    from arshjul.service import run

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    run(session.config)
