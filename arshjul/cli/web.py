"""`arshjul web`: the live site, until it is told to stop."""

from __future__ import annotations

import logging
import sys

import click

from arshjul.cli.common import Session, cli_command, cli_option, pass_session, say
from arshjul.errors import ArshjulError
from arshjul.text import Text

PORT = 8080
NEEDED = ("starlette", "uvicorn", "httptools")


@cli_command(
    "web",
    example="arshjul web\narshjul web --host 0.0.0.0 --port 80",
    more=Text(
        "Samma sidor som «arshjul site» skriver, och privata kalendrar (se «arshjul feed»). Ändras en fil ändras "
        "sidorna; är den trasig visas det som gällde förut. Går tills det avbryts (Ctrl-C eller SIGTERM). Svarar bara "
        "den egna datorn: sätt en webbserver med https framför (se docs/howto/web.md).",
        "The same pages as “arshjul site” writes, and private calendars (see “arshjul feed”). When a file changes the "
        "pages change; when it is broken, what held before is shown. Runs until interrupted (Ctrl-C or SIGTERM). "
        "Answers this computer alone: put a web server with https in front (see docs/howto/web.md).",
    ),
)
@cli_option(
    "--host",
    default="127.0.0.1",
    metavar=Text("ADRESS", "ADDRESS"),
    about=Text("adressen att lyssna på (annars 127.0.0.1)", "the address to listen on (else 127.0.0.1)"),
)
@cli_option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    metavar=Text("PORT", "PORT"),
    about=Text(f"porten att lyssna på (annars {PORT})", f"the port to listen on (else {PORT})"),
)
@pass_session
def command(session: Session, host: str, port: int) -> None:
    config = session.config
    _demand_extra()
    from arshjul.web.serve import run

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")

    def begun(address: str) -> None:
        say(Text(f"Årshjulet finns på {address}", f"The wheel is at {address}"))
        sys.stdout.flush()

    run(config, host, port, begun)


def _demand_extra() -> None:
    """The server is an extra: whoever only sends reminders need not have it. Raises ArshjulError."""
    from importlib.util import find_spec

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        names = ", ".join(missing)
        raise ArshjulError(
            Text(
                f"webbservern är inte installerad ({names} saknas)",
                f"the web server is not installed ({names} missing)",
            ),
            Text('installera den med  pip install "arshjul[web]"', 'install it with  pip install "arshjul[web]"'),
        )
