"""What people type: a file, a day, a month, with complaints in both languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from arshjul.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem


class FilePath(click.ParamType["Path"]):
    """A path. (Click's own looks up its name's translation, and pathlib is slow to import: both cost the start.)"""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ARG002 - click's signature
        from pathlib import Path

        return Path(str(value))

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem[str]]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class Day(click.ParamType[date]):
    """2027-04-28."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002 - click's signature
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            from arshjul.cli.usage import BilingualUsageError

            text = Text(f"«{value}» är inget datum; skriv 2027-04-28", f"“{value}” is no date; write 2027-04-28")
            raise BilingualUsageError(text, ctx) from None


class FirstMonth(click.ParamType[date]):
    """2026-09, as the first day of that month."""

    name = "month"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002 - click's signature
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            from arshjul.cli.usage import BilingualUsageError

            text = Text(f"«{value}» är ingen månad; skriv 2026-09", f"“{value}” is no month; write 2026-09")
            raise BilingualUsageError(text, ctx) from None


class Month(click.ParamType[int]):
    """5, maj or May, as 1…12."""

    name = "month"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ARG002 - click's signature
        from arshjul.almanac.names import MONTHS
        from arshjul.cli.usage import BilingualUsageError

        word = str(value).casefold()
        if word.isdecimal() and 1 <= int(word) <= 12:
            return int(word)
        for number in range(1, 13):
            if len(word) >= 3 and any(names[number - 1].casefold().startswith(word) for names in MONTHS.values()):
                return number
        raise BilingualUsageError(
            Text(f"«{value}» är ingen månad; skriv maj eller 5", f"“{value}” is no month; write May or 5"), ctx
        )

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem[str]]:
        from click.shell_completion import CompletionItem

        from arshjul.almanac.names import MONTHS
        from arshjul.cli.bilingual import context_language

        names = [name.lower() for name in MONTHS[context_language(ctx)]]
        return [CompletionItem(name) for name in names if name.startswith(incomplete.lower())]
