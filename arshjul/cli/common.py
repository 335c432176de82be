"""What every command shares: two languages, the common options, the session, and how things are printed."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from arshjul.cli.bilingual import BilingualArgument, BilingualCommand, BilingualOption, context_language
from arshjul.cli.table import COMMANDS
from arshjul.cli.typed import FilePath
from arshjul.text import NOTHING, Language, Text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from arshjul.config import Config

P = ParamSpec("P")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Session:
    """One run of one command: the settings, the language of the interface, and whether to print JSON."""

    def __init__(self, language: Language, chosen: Language | None, config_path: Path | None, *, json: bool) -> None:
        self.language = language
        self.chosen = chosen
        self.config_path = config_path
        self.json = json

    @cached_property
    def config(self) -> Config:
        """Found and read the first time it is asked for. Raises ConfigError."""
        from pathlib import Path

        from arshjul import config

        return config.load(config.find(self.config_path, os.environ, Path.cwd()))

    def wheel_file(self, file: Path | None) -> Path:
        """The file that a command means: the one given, else the wheel of today. Raises ArshjulError."""
        if file is not None:
            return file  # whose settings need not be read
        from arshjul.usecases.wheels import choose

        return choose(self.config, self.today)

    @property
    def today(self) -> date:
        """By the clock and the time zone of this computer: which wheel holds is asked by whoever sits at it."""
        from arshjul import clock

        return clock.now().astimezone().date()

    def reader_language(self, wheel: Language | None) -> Language:
        """What output is written in: the language chosen (--lang, ARSHJUL_LANG), else the wheel's, else ours."""
        return self.chosen or wheel or self.language


def cli_command(
    name: str, *, example: str | Text, more: Text = NOTHING
) -> Callable[[Callable[..., Any]], BilingualCommand]:
    """Make `command` of a function. Its one line comes from the table; `example` is shown in its help.

    --config, --lang and --help come with it; add @json_option to whatever prints.
    """

    shown = example if isinstance(example, Text) else Text(example, example)

    def decorate(function: Callable[..., Any]) -> BilingualCommand:
        make = click.command(name, cls=BilingualCommand, about=COMMANDS[name], more=more, example=shown)
        made: BilingualCommand = make(common_options(function))
        return made

    return decorate


def cli_option(*names: str, about: Text, **attributes: Any) -> Decorator:
    """As click.option, with its help in both languages. `metavar` may be a Text."""
    return click.option(*names, cls=BilingualOption, about=about, **attributes)


def cli_argument(name: str, *, metavar: Text, about: Text, **attributes: Any) -> Decorator:
    """As click.argument, with its name and its help in both languages."""
    return click.argument(name, cls=BilingualArgument, shown=metavar, about=about, **attributes)


def _remember(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value is not None and value is not False:
            context.meta[f"arshjul.{key}"] = value

    return callback


def common_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--config and --lang: on the program and on every command, the latter wins."""
    language = cli_option(
        "--lang",
        type=click.Choice(["sv", "en"]),
        expose_value=False,
        is_eager=True,
        callback=_remember("lang"),
        about=Text("språk: svenska eller engelska", "language: Swedish or English"),
    )
    config = cli_option(
        "--config",
        type=FilePath(),
        metavar=Text("FIL", "FILE"),
        expose_value=False,
        callback=_remember("config"),
        about=Text("inställningarnas fil (annars ./config.toml)", "the settings' file (else ./config.toml)"),
    )
    return config(language(function))


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--json, read by `Session.json`."""
    return cli_option(
        "--json",
        is_flag=True,
        expose_value=False,
        callback=_remember("json"),
        about=Text("skriv JSON i stället för text", "print JSON instead of text"),
    )(function)


def file_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """FILE, as `file: Path | None`: give it to `Session.wheel_file`."""
    return cli_argument(
        "file",
        required=False,
        type=FilePath(),
        metavar=Text("FIL", "FILE"),
        about=Text("hjulets fil; annars hjulet som gäller i dag", "the wheel's file; else the wheel that holds today"),
    )(function)


def pass_session(function: Callable[Concatenate[Session, P], object]) -> Callable[P, object]:
    """Give the function a `Session` first."""

    def wrapped(*args: P.args, **kwargs: P.kwargs) -> object:
        return function(current_session(), *args, **kwargs)

    return update_wrapper(wrapped, function)


def current_session() -> Session:
    context = click.get_current_context()
    return Session(
        context_language(context),
        context.meta.get("arshjul.lang") or chosen_by_environment(),
        context.meta.get("arshjul.config"),
        json=bool(context.meta.get("arshjul.json")),
    )


def chosen_by_environment() -> Language | None:
    """ARSHJUL_LANG is a choice; LANG only says how the computer is set up."""
    value = os.environ.get("ARSHJUL_LANG", "")
    return None if not value else "en" if value.lower().startswith("en") else "sv"


def say(text: Text, *, err: bool = False) -> None:
    """One sentence in the interface's language, on stdout (or stderr)."""
    click.echo(text.to(context_language(click.get_current_context())), err=err)
