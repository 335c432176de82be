"""The program: a group whose commands are imported only when they are called, and the last catch for every error."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from arshjul import __version__
from arshjul.cli.bilingual import BilingualCommand, BilingualOption, context_language
from arshjul.cli.common import common_options
from arshjul.cli.table import COMMANDS
from arshjul.text import Text


class Program(BilingualCommand, click.Group):
    """`arshjul`: knows its commands by name, and loads one when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"arshjul.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            from arshjul.cli.failures import no_such_command

            raise no_such_command(args[0], ctx)
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [Text("KOMMANDO [flaggor]", "COMMAND [options]").to(context_language(ctx))]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = context_language(ctx)
        with formatter.section(Text("Kommandon", "Commands").to(language)):
            formatter.write_dl([(name, about.to(language)) for name, about in COMMANDS.items()])
        super().format_options(ctx, formatter)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 - click's signature; we always end the program ourselves
        **extra: Any,
    ) -> Any:
        """Run, and always leave by `sys.exit` with 0, 1, 2 or 3 (130 when interrupted)."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal without å shows ? rather than a traceback
                stream.reconfigure(errors="replace")
        try:
            outcome = super().main(args, prog_name or "arshjul", complete_var, False, **extra)
            sys.stdout.flush()
        except Exception as error:
            from arshjul.cli.failures import show

            outcome = show(error, list(args) if args is not None else sys.argv[1:])
        except KeyboardInterrupt:
            outcome = 130
        sys.exit(outcome if isinstance(outcome, int) else 0)


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001 - click's
    if value and not context.resilient_parsing:
        click.echo(f"arshjul {__version__}")
        context.exit()


@click.command(
    "arshjul",
    cls=Program,
    about=Text(
        "Årshjulet som kod: en fil blir kalendrar och påminnelser",
        "The year wheel as code: one file becomes calendars and reminders",
    ),
    more=Text(
        "«arshjul KOMMANDO --help» visar mer, med exempel. Utelämnas FIL används det hjul som gäller i dag.",
        "“arshjul COMMAND --help” shows more, with examples. Without FILE, the wheel that holds today is used.",
    ),
    example=Text("arshjul check\narshjul agenda --month maj", "arshjul check\narshjul agenda --month may"),
    no_args_is_help=False,
    invoke_without_command=True,
)
@click.option(
    "--version",
    cls=BilingualOption,
    about=Text("visa versionen", "show the version"),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
)
@common_options
@click.pass_context
def program(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """The console script."""
    gc.set_threshold(50_000)  # modules and wheels stay: at the usual 700 the collector walks them over and over in vain
    program.main()
