"""`arshjul apply`: approve a plan that a person has seen, and send what it tells."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from arshjul.cli.apply_output import print_report, progress
from arshjul.cli.common import (
    Decorator,
    Session,
    cli_argument,
    cli_command,
    cli_option,
    file_argument,
    json_option,
    pass_session,
)
from arshjul.cli.plan import make_plan
from arshjul.cli.typed import FilePath
from arshjul.cli.usage import BilingualUsageError
from arshjul.text import MAILS, Text

if TYPE_CHECKING:
    from arshjul.model.plan import GuardName
    from arshjul.render.plan.view import Typed
    from arshjul.usecases.plan import Planned

_DIGEST = re.compile(r"[0-9a-f]{4,64}", re.IGNORECASE)
_GUARDS = {
    "cancellations": Text("så många möten får ställas in", "so many meetings may be cancelled"),
    "moves": Text("så många möten får flyttas", "so many meetings may be moved"),
    "people": Text("så många får få brev", "so many people may get mail"),
    "emptied": Text("så många områden får tömmas på möten", "so many areas may be left without meetings"),
    "domains": Text("så många nya domäner får få brev", "so many new domains may get mail"),
    "late": Text("så många ändringar får komma sent", "so many changes may come late"),
    "doubles": Text("så många möten får kallas också härifrån", "so many meetings may be invited to from here too"),
    "channel": Text("så många möten kallas på nytt genom dagens utskicksväg",
                    "so many meetings are invited to anew through today's transport"),
}  # fmt: skip
"""By the names of model.plan.GuardName, which is not imported to show help."""


def _guard_options(function: Any) -> Any:
    for name, about in reversed(_GUARDS.items()):
        option: Decorator = cli_option(
            f"--{name}", type=click.IntRange(0, 1_000_000), metavar=Text("ANTAL", "NUMBER"), about=about
        )
        function = option(function)
    return function


@cli_command(
    "apply",
    more=Text(
        "I en terminal visas planen och en fråga ställs. Annars behövs planens namn, som  arshjul plan  visar, eller "
        "--yes. En spärr släpper bara med exakt sitt antal. Avbryts det fortsätter nästa apply, eller run.",
        "On a terminal it shows the plan and asks. Elsewhere it takes the plan's name, which  arshjul plan  shows, or "
        "--yes. A guard gives way only to its exact number. After an interruption the next apply, or run, goes on.",
    ),
    example="arshjul apply\narshjul apply 7f3a91c2\narshjul apply --yes --people 64",
)
@cli_argument(
    "digest",
    required=False,
    type=FilePath(),
    metavar=Text("PLAN", "PLAN"),
    about=Text("planens namn, minst fyra tecken av det", "the plan's name, at least four characters of it"),
)
@file_argument
@cli_option("--yes", is_flag=True, about=Text("fråga inget", "ask nothing"))
@cli_option("--silent", is_flag=True, about=Text("nya ordalydelser skickas inte", "new wordings are not sent"))
@_guard_options
@json_option
@pass_session
def command(
    session: Session, /, digest: Path | None, file: Path | None, yes: bool, silent: bool, **stated: int | None
) -> None:
    from arshjul import clock
    from arshjul.model.plan import GuardName
    from arshjul.render.plan.view import Typed
    from arshjul.usecases.apply import refuse

    name, file = _understood(digest, file)
    asks = not (name or yes)
    if asks and (session.json or not _at_a_terminal()):
        raise _nobody_to_ask()
    confirmed = {GuardName(guard): number for guard, number in stated.items() if number is not None}
    typed = Typed(str(file or ""), silent=silent, new_channel=stated["channel"] is not None)
    planned = make_plan(session, file, clock.now(), typed)
    if name:
        _same(planned, name)
    elif not session.json and planned.plan.pending:
        _show(session, planned)
    refuse(planned, confirmed)
    if asks and planned.plan.pending:
        planned = _asked(session, planned, file, typed)
    _send(session, planned, confirmed)


def _understood(digest: Path | None, file: Path | None) -> tuple[str, Path | None]:
    """The plan's name and the file. Either may be left out: a name is of hexadecimal digits alone."""
    if digest is None or _DIGEST.fullmatch(str(digest)):
        return str(digest or "").lower(), file
    if file is None:
        return "", digest
    raise BilingualUsageError(
        Text(f"«{digest}» är inget namn på en plan; skriv minst fyra tecken av det som  arshjul plan  visar",
             f"“{digest}” is no name of a plan; write at least four characters of what  arshjul plan  shows"),
        click.get_current_context(),
    )  # fmt: skip


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _nobody_to_ask() -> BilingualUsageError:
    return BilingualUsageError(
        Text("ingen finns att fråga: skriv planens namn, som  arshjul plan  visar, eller --yes",
             "there is nobody to ask: write the plan's name, which  arshjul plan  shows, or --yes"),
        click.get_current_context(),
    )  # fmt: skip


def _same(planned: Planned, name: str) -> None:
    """Raises ArshjulError when the plan is another than the one that was seen, unless that one is applied already."""
    from arshjul.errors import ArshjulError

    approved = planned.snapshot.approved
    done = approved is not None and approved.plan.startswith(name) and not planned.plan.pending
    if planned.plan.digest.startswith(name) or done:
        return
    now = planned.plan.digest[:8]
    raise ArshjulError(
        Text(f"planen {name} gäller inte längre: filen, liggaren eller flaggorna är andra nu (planen heter {now})",
             f"the plan {name} holds no longer: the file, the ledger or the options are others now (it is {now})"),
        Text("läs den nya med  arshjul plan  och verkställ den", "read the new one with  arshjul plan  and apply that"),
    )  # fmt: skip


def _show(session: Session, planned: Planned) -> None:
    from arshjul.cli.plan_output import print_to_look_at

    print_to_look_at(session, planned)


def _asked(session: Session, planned: Planned, file: Path | None, typed: Typed) -> Planned:
    """The plan once more after the answer: time has passed. Ends the program when the answer is no."""
    from arshjul import clock

    mails = MAILS.of(planned.plan.mails)
    question = Text(f"Verkställ och skicka {mails.sv}? [j/N]", f"Apply and send {mails.en}? [y/N]")
    language = session.reader_language(planned.loaded.wheel.language)
    answer = click.prompt(question.to(language), default="", show_default=False, prompt_suffix=" ")
    if answer.strip().casefold() not in ("j", "ja", "y", "yes"):
        click.echo(Text("Inget är gjort.", "Nothing has been done.").to(language))
        click.get_current_context().exit(0)
    again = make_plan(session, file, clock.now(), typed)
    _same(again, planned.plan.digest)
    return again


def _send(session: Session, planned: Planned, confirmed: Mapping[GuardName, int]) -> None:
    from arshjul import clock
    from arshjul.transports.configured import open_transport
    from arshjul.usecases.apply import apply
    from arshjul.usecases.stopping import stop_by_signal

    with stop_by_signal() as stopping, progress(open_transport(session.config), planned.plan.mails, session) as way:
        report = apply(
            session.config,
            planned,
            way,
            confirmed=confirmed,
            clock=clock.now,
            stop=stopping.is_set,
            wait=stopping.wait,
        )
    print_report(session, planned, report)
    if not report.fine:
        click.get_current_context().exit(1)
