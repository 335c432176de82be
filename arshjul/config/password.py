"""Passwords come from the environment or from a file of their own, never from the configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arshjul.config.settings import Secret, SmtpSettings
from arshjul.errors import ConfigError
from arshjul.text import Text


def find_password(folder: Path, smtp: Mapping[str, Any], environ: Mapping[str, str]) -> tuple[str, Secret]:
    """Where the password of [smtp] comes from ("$NAME" or a path), and what it is: "" when it is not there."""
    if name := smtp.get("password_env"):
        return f"${name}", Secret(environ.get(name, ""))
    if name := smtp.get("password_file"):
        file = folder / Path(name).expanduser()
        return str(file), Secret(_first_line(file))
    return "", Secret()


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
            f"lösenordet saknas: {smtp.password_from} är tom eller går inte att läsa",
            f"no password: {smtp.password_from} is empty or cannot be read",
        ),
        Text(
            "skriv lösenordet på filens första rad, läsbar bara för programmet (chmod 600)",
            "write it on the file's first line, readable by the program alone (chmod 600)",
        ),
    )


def _first_line(file: Path) -> str:
    """ "" when it cannot be read: `password_problem` tells whoever needs it."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[0].strip() if lines else ""
