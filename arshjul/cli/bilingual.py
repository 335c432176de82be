"""Click's commands, options and help pages in Swedish and English, chosen when help is asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from arshjul.text import NOTHING, Language, Text

if TYPE_CHECKING:
    from click.types import OptionHelpExtra


def interface_language(environ: Mapping[str, str]) -> Language:
    """ARSHJUL_LANG, else the first set of LC_ALL, LC_MESSAGES and LANG, when it starts with "en"; else Swedish."""
    for name in ("ARSHJUL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "en" if value.lower().startswith("en") else "sv"
    return "sv"


def context_language(context: click.Context) -> Language:
    """--lang if it was given, else the environment's."""
    language: Language = context.meta.get("arshjul.lang") or interface_language(os.environ)
    return language


class BilingualOption(click.Option):
    def __init__(self, *args: Any, about: Text, metavar: Text | str | None = None, **kwargs: Any) -> None:
        kwargs["help"] = about.en
        super().__init__(*args, **kwargs)
        self.about = about
        self.shown = metavar

    def make_metavar(self, ctx: click.Context) -> str:
        if self.shown is None:
            return super().make_metavar(ctx)
        return self.shown if isinstance(self.shown, str) else self.shown.to(context_language(ctx))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.about.to(context_language(ctx))
        return super().get_help_record(ctx)

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """Without click's "[1<=x<=53]", and "required" in the reader's language."""
        extra = super().get_help_extra(ctx)
        extra.pop("range", None)
        if "required" in extra:
            extra["required"] = Text("krävs", "required").to(context_language(ctx))
        return extra


class BilingualArgument(click.Argument):
    def __init__(self, *args: Any, about: Text, shown: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.shown = shown

    def make_metavar(self, ctx: click.Context) -> str:
        name = self.shown.to(context_language(ctx)) + ("…" if self.nargs == -1 else "")
        return name if self.required else f"[{name}]"

    def help_record(self, ctx: click.Context) -> tuple[str, str]:
        language = context_language(ctx)
        return self.shown.to(language), self.about.to(language)


class BilingualCommand(click.Command):
    """The parts of a help page. `about` is the one line, `more` a paragraph, `example` lines to type."""

    def __init__(self, *args: Any, about: Text, more: Text = NOTHING, example: Text = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.more = more
        self.example = example
        self.help_option: BilingualOption | None = None

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        return self.about.to(interface_language(os.environ))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's signature
        if self.help_option is None:
            about = Text("visa den här hjälpen", "show this help")
            self.help_option = BilingualOption(
                ["--help"], about=about, is_flag=True, is_eager=True, expose_value=False, callback=_show_help
            )
        return self.help_option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        options = Text("[flaggor]", "[options]").to(context_language(ctx))
        arguments = [piece for parameter in self.get_params(ctx) for piece in parameter.get_usage_pieces(ctx)]
        return [options, *arguments]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        prefix = Text("Användning: ", "Usage: ").to(context_language(ctx))
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = context_language(ctx)
        for text in (self.about.to(language) + ".", self.more.to(language)):
            if text:
                formatter.write_paragraph()
                with formatter.indentation():
                    formatter.write_text(text)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = context_language(ctx)
        parameters = self.get_params(ctx)
        arguments = [one.help_record(ctx) for one in parameters if isinstance(one, BilingualArgument)]
        flags = [one for one in parameters if isinstance(one, click.Option)]
        options = [record for one in flags if (record := one.get_help_record(ctx))]
        for title, records in ((Text("Argument", "Arguments"), arguments), (Text("Flaggor", "Options"), options)):
            if records:
                with formatter.section(title.to(language)):
                    formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = context_language(ctx)
        if lines := self.example.to(language).splitlines():
            with formatter.section(Text("Exempel", "Example").to(language)):
                for line in lines:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def _show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001 - click's
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()
