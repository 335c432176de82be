"""Wrong usage in our own words, in both languages: click's complaints exist in English only."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from arshjul.cli.bilingual import BilingualArgument
from arshjul.text import NOTHING, Text


class BilingualUsageError(click.UsageError):
    """Wrong usage that we found ourselves (exit code 2)."""

    def __init__(self, text: Text, context: click.Context | None = None) -> None:
        super().__init__(text.en, context)
        self.text = text


def usage_text(error: click.UsageError) -> Text:
    """What is wrong with the words that were typed, as one sentence."""
    match error:
        case BilingualUsageError():
            return error.text
        case click.NoSuchOption():
            found = error.possibilities[0] if error.possibilities else None
            hint = Text(f". Menade du {found}?", f". Did you mean {found}?") if found else NOTHING
            flag = error.option_name
            return Text(f"flaggan {flag} finns inte{hint.sv}", f"there is no flag {flag}{hint.en}")
        case click.MissingParameter():
            name, wanted = _name(error), _wanted(error) or NOTHING
            return Text(f"{name.sv} saknas{_after(wanted.sv)}", f"{name.en} is missing{_after(wanted.en)}")
        case click.BadParameter():
            name, wanted = _name(error), _wanted(error) or Text(error.message, error.message)
            return Text(f"{name.sv}: {wanted.sv}", f"{name.en}: {wanted.en}")
        case click.BadOptionUsage():
            return _option_usage(error)
    if words := re.search(r"unexpected extra arguments? \((.*)\)", error.message):
        return Text(f"för mycket skrivet: {words[1]}", f"more was written than has a place: {words[1]}")
    return Text(f"fel användning ({error.message})", error.message[:1].lower() + error.message[1:])


def _option_usage(error: click.BadOptionUsage) -> Text:
    flag = error.option_name
    if several := re.search(r"requires (\d+) arguments", error.message):
        return Text(f"flaggan {flag} behöver {several[1]} värden", f"the flag {flag} needs {several[1]} values")
    if "requires" in error.message:
        return Text(f"flaggan {flag} behöver ett värde", f"the flag {flag} needs a value")
    return Text(f"flaggan {flag} tar inget värde", f"the flag {flag} takes no value")


def _name(error: click.BadParameter) -> Text:
    if isinstance(error.param, BilingualArgument):
        return error.param.shown
    if isinstance(error.param, click.Option):
        return Text(error.param.opts[-1], error.param.opts[-1])
    return Text(str(error.param_hint or "argumentet"), str(error.param_hint or "the argument"))


def _wanted(error: click.BadParameter) -> Text | None:
    """What the parameter takes; None when its type says it itself."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return Text(f"välj {_either(choices, 'eller')}", f"choose {_either(choices, 'or')}")
    if isinstance(kind, click.IntRange):
        return Text(
            f"ska vara ett heltal från {kind.min} till {kind.max}",
            f"should be a whole number from {kind.min} to {kind.max}",
        )
    if isinstance(kind, click.types.IntParamType):
        return Text("ska vara ett heltal", "should be a whole number")
    return None


def _after(wanted: str) -> str:
    return f": {wanted}" if wanted else ""


def _either(words: Iterable[str], conjunction: str) -> str:
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}"
