"""`arshjul restore`: put a backup of the ledger back, without telling anybody anything twice."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arshjul.cli.common import Session, cli_argument, cli_command, cli_option, json_option, pass_session, say
from arshjul.cli.terminal import emit_json
from arshjul.cli.typed import FilePath
from arshjul.cli.usage import BilingualUsageError
from arshjul.text import Noun, Text

if TYPE_CHECKING:
    from arshjul.ledger.safekeeping import Restored

_WAITED = Noun(
    Text("brev som väntade i kopian skickas inte", "mail that waited in the copy is not sent"),
    Text("brev som väntade i kopian skickas inte", "mails that waited in the copy are not sent"),
)


@cli_command(
    "restore",
    more=Text(
        "Stoppa tjänsten först. Liggaren som ersätts ligger kvar bredvid. Det som väntade i kopian listas i status i "
        "stället för att skickas: det kan ha gått ut sedan dess.",
        "Stop the service first. The ledger replaced stays beside it. What waited in the copy is listed in status "
        "instead of sent: it may have left since.",
    ),
    example="arshjul restore /srv/kopior/arshjul-20270301T070000Z.db",
)
@cli_argument("copy", type=FilePath(), metavar=Text("KOPIA", "COPY"), about=Text("säkerhetskopian", "the backup"))
@cli_option("--yes", is_flag=True, about=Text("fråga inget", "ask nothing"))
@json_option
@pass_session
def command(session: Session, copy: Path, yes: bool) -> None:
    from arshjul import clock
    from arshjul.ledger.safekeeping import restore

    if not yes:
        _ask(session)
    done = restore(session.config.ledger, copy.absolute(), clock.now())
    if session.json:
        emit_json({"kept": str(done.kept) if done.kept else None, "expired": done.waiting, "lifted": done.lifted})
        return
    _tell(done)


def _ask(session: Session) -> None:
    """Raises click.UsageError where nobody can be asked; ends the program when the answer is no."""
    if session.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BilingualUsageError(
            Text("ingen finns att fråga: skriv --yes", "there is nobody to ask: write --yes"),
            click.get_current_context(),
        )
    question = Text("Ersätt liggaren med kopian? [j/N]", "Replace the ledger with the copy? [y/N]")
    answer = click.prompt(question.to(session.language), default="", show_default=False, prompt_suffix=" ")
    if answer.strip().casefold() not in ("j", "ja", "y", "yes"):
        say(Text("Inget är gjort.", "Nothing has been done."))
        click.get_current_context().exit(0)


def _tell(done: Restored) -> None:
    from arshjul.usecases.wheels import shown_path

    say(Text("Liggaren är återställd.", "The ledger is restored."))
    if done.kept:
        kept = shown_path(done.kept)
        say(Text(f"Den gamla ligger kvar som {kept}", f"The old one is kept as {kept}"))
    if done.waiting:
        waited = _WAITED.of(done.waiting)
        say(Text(f"{waited.sv}; se  arshjul status", f"{waited.en}; see  arshjul status"))
    say(Text("Läs  arshjul plan  innan du verkställer: det kan visa sådant som redan har gått ut.",
             "Read  arshjul plan  before you apply: it may show what has left already."))  # fmt: skip
