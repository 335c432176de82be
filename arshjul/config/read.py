"""Read config.toml: every mistake at once, each a sentence with its line and its cure."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arshjul.config import values
from arshjul.config.settings import Config, MailSettings, Secret, SmtpSettings
from arshjul.config.values import Value, Wrong
from arshjul.errors import ConfigError
from arshjul.text import NOTHING, Text

MOST_BYTES = 256 * 1024

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
    "mail": {"from": values.mailbox, "owner": values.email},
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


def load(path: Path | None, *, cwd: Path | None = None, environ: Mapping[str, str] = os.environ) -> Config:
    """The settings in `path`; without one the defaults, counted from `cwd`.

    Relative paths are relative to the file's own folder. Raises ConfigError. A password that is missing is no error
    here (`check` needs none): see `password_problem`.
    """
    if path is None:
        return _config(None, cwd or Path.cwd(), {name: {} for name in KEYS}, environ)
    sheet = _Sheet(path.name, _read(path))
    found = sheet.read()
    if not sheet.wrong:
        _agree(sheet, found)
    if sheet.wrong:
        raise sheet.error()
    return _config(path, path.parent.absolute(), found, environ)


@dataclass(slots=True)
class _Sheet:
    """A configuration file being read, and what has been found wrong with it."""

    name: str
    source: str
    wrong: list[tuple[int, Text, Text]] = field(default_factory=list)

    def read(self) -> dict[str, dict[str, Any]]:
        try:
            document = tomllib.loads(self.source)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self._syntax(error)
            return {}
        found: dict[str, dict[str, Any]] = {name: {} for name in KEYS}
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

    def _value(self, found: dict[str, dict[str, Any]], table: str, key: str, value: Any) -> None:
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
            message = Text(f"«{key}» {wrong.message.sv}", f"`{key}` {wrong.message.en}")
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
                if key in ("", here) and table in ("", here):
                    return number
            elif here == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
                return number
        return 1

    def error(self) -> ConfigError:
        self.wrong.sort(key=lambda one: one[0])
        if len(self.wrong) == 1:
            line, message, cure = self.wrong[0]
            return ConfigError(_placed(self.name, line, message), cure)
        rows = [_placed(self.name, line, _joined(message, cure)) for line, message, cure in self.wrong]
        return ConfigError(Text("\n     ".join(row.sv for row in rows), "\n       ".join(row.en for row in rows)))


def _placed(name: str, line: int, message: Text) -> Text:
    return Text(f"{name}:{line}: {message.sv}", f"{name}:{line}: {message.en}")


def _joined(message: Text, cure: Text) -> Text:
    return message if cure == NOTHING else Text(f"{message.sv}; {cure.sv}", f"{message.en}; {cure.en}")


def _unknown(table: str, key: str, is_table: bool) -> tuple[Text, Text]:
    """An unknown key or table, and the one that was probably meant."""
    from difflib import get_close_matches

    options = [name for name in KEYS if name] if is_table else list(KEYS[table])
    close = next(iter(get_close_matches(key, options, 1)), None)
    elsewhere = next((name for name, keys in KEYS.items() if key in keys and name != table), None)
    what = Text(f"okänd tabell [{key}]", f"unknown table [{key}]") if is_table else None
    message = what or Text(f"okänd nyckel «{key}»", f"unknown key `{key}`")
    if elsewhere is not None and not is_table:
        where = Text(f"[{elsewhere}]", f"[{elsewhere}]") if elsewhere else Text("första [ … ]", "the first [ … ]")
        verb = Text("flytta till ", "move it to ") if elsewhere else Text("flytta upp ovanför ", "move it up above ")
        return message, Text(verb.sv + where.sv, verb.en + where.en)
    if close:
        return message, Text(f"skriv  {close}", f"write  {close}")
    listed = ", ".join(options)
    return message, Text(f"här kan stå {listed}", f"here may stand {listed}")


def _agree(sheet: _Sheet, found: dict[str, dict[str, Any]]) -> None:
    """What one key demands of another."""
    top, smtp = found[""], found["smtp"]
    if top.get("transport") == "smtp" and not smtp.get("host"):
        cure = Text('lägg till  [smtp]  och  host = "…"', 'add  [smtp]  and  host = "…"')
        sheet.add("", "transport", Text("transport är smtp men ingen server är angiven", "no server is named"), cure)
    elif smtp and not smtp.get("host"):
        sheet.add("smtp", "", Text("[smtp] saknar host", "[smtp] has no host"))
    if "password_env" in smtp and "password_file" in smtp:
        message = Text("lösenordet har två källor", "the password has two sources")
        sheet.add("smtp", "password_file", message, Text("ta bort den ena", "remove one"))
    has_password = "password_env" in smtp or "password_file" in smtp
    if bool(smtp.get("user")) != has_password:
        missing = "user" if has_password else "password_env"
        message = Text("inloggning behöver både användare och lösenord", "logging in needs a user and a password")
        cure = Text(f"lägg till  {missing} = …", f"add  {missing} = …")
        sheet.add("smtp", "user" if smtp.get("user") else "", message, cure)
    if (
        smtp.get("security") == "none"
        and smtp.get("user")
        and smtp.get("host") not in ("localhost", "127.0.0.1", "::1")
    ):
        message = Text("lösenordet skulle gå i klartext", "the password would travel unprotected")
        sheet.add("smtp", "security", message, Text('skriv  "starttls"  eller  "tls"', 'write  "starttls"  or  "tls"'))


def _config(file: Path | None, folder: Path, found: dict[str, dict[str, Any]], environ: Mapping[str, str]) -> Config:
    top, mail = found[""], found["mail"]
    base = Config(
        file=file,
        wheels=tuple(folder / Path(one).expanduser() for one in top.get("wheels") or ("schedules/*.toml",)),
        ledger=folder / Path(top.get("ledger") or "var/arshjul.db").expanduser(),
        folder=folder / Path(found["folder"].get("path") or "out/mail").expanduser(),
    )
    rest = {
        key: top[key]
        for key in ("public_url", "catch_up", "rehearsal", "allow_domains", "on_uncertain", "digest", "transport")
        if key in top
    }
    from dataclasses import replace

    return replace(
        base,
        **rest,
        templates=folder / Path(top["templates"]).expanduser() if top.get("templates") else None,
        mail=MailSettings(sender=mail.get("from", MailSettings().sender), owner=mail.get("owner", "")),
        smtp=_smtp(folder, found["smtp"], environ) if found["smtp"] else None,
    )


def _smtp(folder: Path, found: dict[str, Any], environ: Mapping[str, str]) -> SmtpSettings:
    rest = {key: found[key] for key in ("host", "port", "security", "user", "per_minute", "seconds") if key in found}
    source, password = "", ""
    if name := found.get("password_env"):
        source, password = f"${name}", environ.get(name, "")
    elif name := found.get("password_file"):
        file = folder / Path(name).expanduser()
        source, password = str(file), _first_line(file)
    ca_file = folder / Path(found["ca_file"]).expanduser() if found.get("ca_file") else None
    return SmtpSettings(**rest, password=Secret(password), password_from=source, ca_file=ca_file)


def _first_line(file: Path) -> str:
    """The password in a file of its own, or "" when it cannot be read: `password_problem` tells whoever needs it."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[0].strip() if lines else ""


def password_problem(smtp: SmtpSettings) -> ConfigError | None:
    """Why logging in cannot work, for whoever is about to send."""
    if not smtp.user or smtp.password.value:
        return None
    if smtp.password_from.startswith("$"):
        name = smtp.password_from[1:]
        return ConfigError(
            Text(f"lösenordet saknas: miljövariabeln {name} är inte satt", f"no password: {name} is not set"),
            Text(f"sätt {name} innan programmet startas", f"set {name} before the program starts"),
        )
    return ConfigError(
        Text(
            f"lösenordet saknas: {smtp.password_from} går inte att läsa",
            f"no password: cannot read {smtp.password_from}",
        ),
        Text(
            "skriv lösenordet på filens första rad, läsbar bara för programmet (chmod 600)",
            "write it on the file's first line, readable by the program alone (chmod 600)",
        ),
    )


def _read(path: Path) -> str:
    name = str(path)
    try:
        if path.is_dir():
            raise ConfigError(
                Text(f"{name} är en mapp", f"{name} is a folder"), Text("skriv filens namn", "name the file")
            )
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError(
            Text(f"inställningsfilen {name} finns inte", f"the configuration file {name} does not exist"),
            Text("utgå från config.example.toml", "start from config.example.toml"),
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigError(Text(f"{name} går inte att läsa ({reason})", f"cannot read {name} ({reason})")) from None
    if len(data) > MOST_BYTES:
        raise ConfigError(Text(f"{name} är för stor för en inställningsfil", f"{name} is too big for a configuration"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        cure = Text("spara om filen som UTF-8", "save the file as UTF-8")
        raise ConfigError(Text(f"{name} är inte UTF-8", f"{name} is not UTF-8"), cure) from None
