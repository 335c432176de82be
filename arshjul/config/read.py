"""Read config.toml into a Config."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from arshjul.config.password import find_password
from arshjul.config.settings import Config, MailSettings, PlanSettings, SmtpSettings, WebSettings
from arshjul.config.sheet import KEYS, Found, Sheet, SheetError
from arshjul.errors import ConfigError
from arshjul.refusals import why_unreadable
from arshjul.text import Text

MOST_BYTES = 256 * 1024


def load(path: Path | None, *, cwd: Path | None = None, environ: Mapping[str, str] = os.environ) -> Config:
    """The settings in `path`; without one the defaults, counted from `cwd`.

    Relative paths are relative to the file's own folder. Raises ConfigError. A password that is missing is no error
    here (`check` needs none): see `config.password_problem`.
    """
    if path is None:
        return _config(None, cwd or Path.cwd(), {name: {} for name in KEYS}, environ)
    sheet = Sheet(path.name, _read(path))
    found = sheet.read()
    if not sheet.wrong:
        _agree(sheet, found)
    if sheet.wrong:
        raise SheetError(sheet)
    return _config(path, path.parent.absolute(), found, environ)


def _agree(sheet: Sheet, found: Found) -> None:
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


def _config(file: Path | None, folder: Path, found: Found, environ: Mapping[str, str]) -> Config:
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
    return replace(
        base,
        **rest,
        templates=folder / Path(top["templates"]).expanduser() if top.get("templates") else None,
        mail=MailSettings(
            sender=mail.get("from", MailSettings().sender),
            owner=mail.get("owner", ""),
            areas=mail.get("areas") or {},
        ),
        plan=PlanSettings(**found["plan"]),
        web=WebSettings(**found["web"]),
        smtp=_smtp(folder, found["smtp"], environ) if found["smtp"] else None,
    )


def _smtp(folder: Path, found: dict[str, Any], environ: Mapping[str, str]) -> SmtpSettings:
    rest = {key: found[key] for key in ("host", "port", "security", "user", "per_minute", "seconds") if key in found}
    source, password = find_password(folder, found, environ)
    ca_file = folder / Path(found["ca_file"]).expanduser() if found.get("ca_file") else None
    return SmtpSettings(**rest, password=password, password_from=source, ca_file=ca_file)


def _read(path: Path) -> str:
    name = str(path)
    try:
        if path.is_dir():
            raise ConfigError(
                Text(f"{name} är en mapp, men ska vara en fil", f"{name} is a folder, but should be a file"),
                Text(
                    "byt namn på mappen, eller ange en fil med --config",
                    "rename the folder, or name a file with --config",
                ),
            )
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError(
            Text(f"inställningsfilen {name} finns inte", f"the configuration file {name} does not exist"),
            Text("utgå från config.example.toml", "start from config.example.toml"),
        ) from None
    except OSError as error:
        why = why_unreadable(error)
        raise ConfigError(
            Text(f"{name} går inte att läsa: {why.sv}", f"cannot read {name}: {why.en}"),
            Text("rätta filens rättigheter, eller ange en annan med --config",
                 "mend the file's permissions, or name another with --config"),
        ) from None  # fmt: skip
    if len(data) > MOST_BYTES:
        raise ConfigError(Text(f"{name} är för stor för en inställningsfil", f"{name} is too big for a configuration"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        cure = Text("spara om filen som UTF-8", "save the file as UTF-8")
        raise ConfigError(Text(f"{name} är inte UTF-8", f"{name} is not UTF-8"), cure) from None
