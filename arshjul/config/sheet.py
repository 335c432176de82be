"""The keys of the configuration file, and every mistake in one, each with its line and its cure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from arshjul.closest import suggest
from arshjul.config import values
from arshjul.config.values import Value, Wrong
from arshjul.errors import ConfigError
from arshjul.text import NOTHING, Language, Text

Found = dict[str, dict[str, Any]]
"""What was read: table → key → value."""

KEYS: dict[str, dict[str, Value]] = {
    "": {
        "wheels": values.texts,
        "ledger": values.text,
        "templates": values.text,
        "public_url": values.web_address,
        "catch_up": values.span,
        "rehearsal": values.email,
        "allow_domains": values.domains,
        "on_uncertain": values.choice("ask", "resend"),
        "digest": values.flag,
        "transport": values.choice("folder", "smtp"),
    },
    "mail": {"from": values.mailbox, "owner": values.email, "areas": values.mailboxes},
    "plan": {
        "auto_apply": values.choice("", "new"),
        "most_cancellations": values.count(0, 100_000),
        "most_moves": values.count(0, 100_000),
        "most_people": values.count(0, 100_000),
        "late": values.span,
    },
    "web": {
        "trusted": values.networks,
        "embed": values.origins,
        "organisation": values.text,
        "contact": values.text,
    },
    "folder": {"path": values.text},
    "smtp": {
        "host": values.text,
        "port": values.count(1, 65535),
        "security": values.choice("starttls", "tls", "none"),
        "user": values.text,
        "password_env": values.text,
        "password_file": values.text,
        "ca_file": values.text,
        "per_minute": values.count(1, 100_000),
        "seconds": values.count(1, 60),
    },
}
"""Every key there is, by table, with what reads it."""


@dataclass(slots=True)
class Sheet:
    """A configuration file being read, and what has been found wrong with it."""

    name: str
    source: str
    wrong: list[tuple[int, Text, Text]] = field(default_factory=list)

    def read(self) -> Found:
        try:
            document = tomllib.loads(self.source)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self._syntax(error)
            return {}
        found: Found = {name: {} for name in KEYS}
        for key, value in document.items():
            if key in KEYS and isinstance(value, dict):
                for inner, one in value.items():
                    self._value(found, key, inner, one)
            else:
                self._value(found, "", key, value)
        return found

    def _syntax(self, error: Exception) -> None:
        match = re.search(r"at line (\d+)", str(error))
        line = int(match[1]) if match else self.source.count("\n") + 1
        self.wrong.append(
            (
                line,
                Text("raden går inte att läsa som TOML", "the line cannot be read as TOML"),
                Text("kontrollera citattecken, hakparenteser och kommatecken", "check quotes, brackets and commas"),
            )
        )

    def _value(self, found: Found, table: str, key: str, value: Any) -> None:
        if key == "password":
            return self.add(
                table,
                key,
                Text("ett lösenord ska inte stå i filen", "a password does not belong in the file"),
                Text(
                    'skriv  password_env = "ARSHJUL_SMTP_PASSWORD"  eller  password_file = "…"',
                    'write  password_env = "ARSHJUL_SMTP_PASSWORD"  or  password_file = "…"',
                ),
            )
        if key not in KEYS[table]:
            return self.add(table, key, *_unknown(table, key, isinstance(value, dict)))
        try:
            found[table][key] = KEYS[table][key](value)
        except Wrong as wrong:
            message = Text(f"«{key}» {wrong.message.sv}", f"“{key}” {wrong.message.en}")
            self.add(table, key, message, wrong.cure)
        return None

    def add(self, table: str, key: str, message: Text, cure: Text = NOTHING) -> None:
        self.wrong.append((self.line(table, key), message, cure))

    def line(self, table: str, key: str) -> int:
        """Where `key` is written: TOML's reader does not say, so its table is searched."""
        here = ""
        for number, line in enumerate(self.source.splitlines(), 1):
            if header := re.match(r"\s*\[\s*([^\]\s]+)\s*\]", line):
                here = header[1]
                if (key in ("", here) and table in ("", here)) or here == f"{table}.{key}":
                    return number
            elif here == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
                return number
        return 1


class SheetError(ConfigError):
    """Every mistake in the file: alone with its cure, several in a row each."""

    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        self.wrong = sorted(sheet.wrong, key=lambda one: one[0])
        if len(self.wrong) == 1:
            line, message, cure = self.wrong[0]
            super().__init__(_placed(self.name, line, message), cure)
            return
        rows = [_placed(self.name, line, _joined(message, cure)) for line, message, cure in self.wrong]
        super().__init__(Text("\n     ".join(row.sv for row in rows), "\n       ".join(row.en for row in rows)))

    def json(self, language: Language) -> list[dict[str, Any]]:
        """The same as data, a problem each."""
        return [
            {
                "severity": "error",
                "file": self.name,
                "line": line,
                "message": message.to(language),
                "cure": cure.to(language),
            }
            for line, message, cure in self.wrong
        ]


def _placed(name: str, line: int, message: Text) -> Text:
    return Text(f"{name}:{line}: {message.sv}", f"{name}:{line}: {message.en}")


def _joined(message: Text, cure: Text) -> Text:
    return message if cure == NOTHING else Text(f"{message.sv}; {cure.sv}", f"{message.en}; {cure.en}")


def _unknown(table: str, key: str, is_table: bool) -> tuple[Text, Text]:
    """An unknown key or table, and the one that was probably meant."""
    options = [name for name in KEYS if name] if is_table else list(KEYS[table])
    close = suggest(key, options)
    elsewhere = next((name for name, keys in KEYS.items() if key in keys and name != table), None)
    what = Text(f"okänd tabell [{key}]", f"unknown table [{key}]") if is_table else None
    message = what or Text(f"okänd nyckel «{key}»", f"unknown key “{key}”")
    if elsewhere is not None and not is_table:
        where = Text(f"[{elsewhere}]", f"[{elsewhere}]") if elsewhere else Text("första [ … ]", "the first [ … ]")
        verb = Text("flytta till ", "move it to ") if elsewhere else Text("flytta upp ovanför ", "move it up above ")
        return message, Text(verb.sv + where.sv, verb.en + where.en)
    if close:
        return message, Text(f"skriv  {close}", f"write  {close}")
    listed = ", ".join(options)
    return message, Text(f"här kan stå {listed}", f"here may stand {listed}")
