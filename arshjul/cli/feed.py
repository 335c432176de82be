"""`arshjul feed`: a private address for a person's own calendar; make one, list those that work, revoke one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from arshjul import clock
from arshjul.cli import candidates
from arshjul.cli.common import Session, cli_argument, cli_command, cli_option, json_option, pass_session, say
from arshjul.cli.terminal import emit_json, show
from arshjul.cli.typed import FilePath
from arshjul.cli.usage import BilingualUsageError
from arshjul.text import Text

if TYPE_CHECKING:
    from arshjul.ledger import Feed


@cli_command(
    "feed",
    example="arshjul feed dana\narshjul feed --list\narshjul feed --revoke 3",
    more=Text(
        "Adressen visas en enda gång, och är sin egen nyckel: den som har den ser personens möten, med mötesägarnas "
        "adresser. Liggaren vet bara ett kontrollvärde. En förlorad adress spärras, och en ny skapas.",
        "The address is shown once, and is its own key: whoever has it sees the person's meetings, with the addresses "
        "of those who own them. The ledger knows only a hash. A lost address is revoked, and a new one made.",
    ),
)
@cli_argument(
    "person",
    required=False,
    metavar=Text("PERSON", "PERSON"),
    about=Text("personens id i personfilen", "the person's id in the people file"),
    shell_complete=candidates.people,
)
@cli_option(
    "--list", "listed", is_flag=True, about=Text("visa adresserna som fungerar", "show the addresses that work")
)
@cli_option(
    "--revoke",
    type=click.IntRange(1),
    metavar=Text("NUMMER", "NUMBER"),
    about=Text("spärra adressen med det numret", "revoke the address with this number"),
)
@cli_option(
    "--wheel",
    type=FilePath(),
    metavar=Text("FIL", "FILE"),
    about=Text("hjulets fil; annars hjulet som gäller i dag", "the wheel's file; else the wheel that holds today"),
)
@json_option
@pass_session
def command(session: Session, person: str | None, listed: bool, revoke: int | None, wheel: Path | None) -> None:
    if (person is not None) + listed + (revoke is not None) != 1:
        text = Text("skriv en person, --list eller --revoke", "write a person, --list or --revoke")
        raise BilingualUsageError(text, click.get_current_context())
    if listed:
        _list(session)
    elif revoke is not None:
        _revoke(session, revoke)
    else:
        _make(session, str(person), wheel)


def _make(session: Session, person: str, wheel: Path | None) -> None:
    from arshjul.usecases.feeds import make_feed
    from arshjul.usecases.load import load_valid

    ready = load_valid(session.wheel_file(wheel), session.today)
    made = make_feed(session.config, ready.wheel, person, clock.now())
    if session.json:
        emit_json({**_json(made.feed), "address": made.address})
        return
    number = made.feed.number
    say(Text(
        f"{made.name}, adress {number}. Den visas bara nu; lämna den till personen och ingen annan:",
        f"{made.name}, address {number}. It is shown only now; give it to that person and nobody else:",
    ))  # fmt: skip
    click.echo(made.address)
    say(Text(f"Spärra den med  arshjul feed --revoke {number}", f"Revoke it with  arshjul feed --revoke {number}"))


def _list(session: Session) -> None:
    from arshjul.usecases.feeds import list_feeds

    feeds = list_feeds(session.config)
    if session.json:
        emit_json([_json(feed) for feed in feeds])
    elif not feeds:
        say(Text("Ingen adress fungerar.", "No address works."))
    else:
        show("\n".join(f"{feed.number:4}  {_day(feed)}  {feed.calendar}  {feed.person}" for feed in feeds))


def _revoke(session: Session, number: int) -> None:
    from arshjul.usecases.feeds import revoke_feed

    feed = revoke_feed(session.config, number, clock.now())
    if session.json:
        emit_json({**_json(feed), "revoked": True})
        return
    say(Text(
        f"Adress {number} ({feed.person}) är spärrad; webben glömmer den inom några sekunder.",
        f"Address {number} ({feed.person}) is revoked; the web forgets it within seconds.",
    ))  # fmt: skip


def _json(feed: Feed) -> dict[str, object]:
    return {"number": feed.number, "calendar": feed.calendar, "person": feed.person, "made": feed.made.isoformat()}


def _day(feed: Feed) -> str:
    return feed.made.astimezone().date().isoformat()
