"""How a failure looks to a person: one sentence and its cure on stderr, never a traceback."""

from __future__ import annotations

import errno
import os
import sys

import click

from arshjul.cli.bilingual import context_language, interface_language
from arshjul.cli.table import COMMANDS
from arshjul.cli.usage import BilingualUsageError, usage_text
from arshjul.closest import suggest
from arshjul.errors import ArshjulError
from arshjul.refusals import why_refused
from arshjul.text import NOTHING, Language, Text


def no_such_command(name: str, context: click.Context) -> click.UsageError:
    found = suggest(name, COMMANDS)
    hint = Text(f" Menade du «{found}»?", f" Did you mean “{found}”?") if found else NOTHING
    text = Text(f"kommandot «{name}» finns inte.{hint.sv}", f"there is no command “{name}”.{hint.en}")
    return BilingualUsageError(text, context)


def show(error: Exception, arguments: list[str]) -> int:
    """Tell the person, and give the exit code. With ARSHJUL_DEBUG=1 an unexpected error keeps its traceback."""
    if isinstance(error, BrokenPipeError) or (isinstance(error, OSError) and error.errno == errno.EPIPE):
        _silence_stdout()
        return 1
    if isinstance(error, click.Abort):
        click.echo(f"\n{Text('Avbrutet.', 'Interrupted.').to(_language(arguments))}", err=True)
        return 130
    if isinstance(error, click.UsageError):
        return _usage(error, arguments)
    if isinstance(error, click.ClickException):
        return _say(_language(arguments), Text(error.format_message(), error.format_message()), NOTHING)
    if isinstance(error, ArshjulError):
        return _expected(error, arguments)
    if os.environ.get("ARSHJUL_DEBUG"):
        _show_traceback(error)
        return 1
    if isinstance(error, OSError):
        return _expected(_system(error), arguments)
    name = type(error).__name__
    return _say(
        _language(arguments),
        Text(
            f"något oväntat hände ({name}); det är ett fel i programmet",
            f"something unexpected happened ({name}); it is a fault in the program",
        ),
        Text(
            "kör igen med ARSHJUL_DEBUG=1 och visa utskriften för den som sköter programmet",
            "run again with ARSHJUL_DEBUG=1 and show the output to whoever looks after the program",
        ),
    )


def _show_traceback(error: Exception) -> None:
    """It will be sent on to somebody, so no address is shown."""
    import traceback

    from arshjul.transports.redact import without_addresses

    click.echo(without_addresses("".join(traceback.format_exception(error))), err=True, nl=False)


def _system(error: OSError) -> ArshjulError:
    """What the system refused. Without a name it was the output: a full disk behind `> file`."""
    where = Text(error.filename, error.filename) if error.filename else Text("utskriften", "the output")
    said = why_refused(error)
    if not error.filename:
        _silence_stdout()
    return ArshjulError(
        Text(f"{where.sv}: {said.sv}", f"{where.en}: {said.en}"),
        Text("kontrollera rättigheterna och att disken inte är full",
             "check the permissions and that the disk is not full"),
    )  # fmt: skip


def _silence_stdout() -> None:
    """Nobody reads any more: whatever is still buffered goes nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(arguments: list[str]) -> Language:
    """The error has left click's context behind, so --lang is read again."""
    for before, after in zip(["", *arguments], [*arguments, ""], strict=True):
        if before == "--lang" and after in ("sv", "en"):
            return "sv" if after == "sv" else "en"
        if after in ("--lang=sv", "--lang=en"):
            return "sv" if after.endswith("sv") else "en"
    return interface_language(os.environ)


def _expected(error: ArshjulError, arguments: list[str]) -> int:
    language = _language(arguments)
    if "--json" in arguments:
        from arshjul.cli.terminal import emit_json

        emit_json({"problems": error.json(language)})
    if rendered := error.rendered(language):
        click.echo(rendered, err=True)
    _say(language, error.message, error.cure)
    return error.exit_code


def _say(language: Language, message: Text, cure: Text) -> int:
    click.echo(f"{Text('fel', 'error').to(language)}: {message.to(language)}", err=True)
    if cure.to(language):
        click.echo(f"  {Text('gör', 'do').to(language)}: {cure.to(language)}", err=True)
    return 1


def _usage(error: click.UsageError, arguments: list[str]) -> int:
    language = context_language(error.ctx) if error.ctx else _language(arguments)
    if error.ctx:
        click.echo(error.ctx.get_usage(), err=True)
    named = next((f"arshjul {word}" for word in arguments if word in COMMANDS), "arshjul")  # click's parser forgets it
    path = error.ctx.command_path if error.ctx else named
    click.echo(f"{Text('fel', 'error').to(language)}: {usage_text(error).to(language)}", err=True)
    click.echo(f"  {Text(f'gör: läs  {path} --help', f'do: read  {path} --help').to(language)}", err=True)
    return error.exit_code
