"""What the settings are: which wheels, which ledger, how mail leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from arshjul.model.entry import Address


@dataclass(frozen=True, slots=True)
class Secret:
    """A password that never shows itself in logs, reprs or tracebacks."""

    value: str = field(default="", repr=False)

    def __str__(self) -> str:
        return "***" if self.value else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """[smtp]. `security`: starttls, tls, or none (an internal relay). `seconds` is the total deadline of one mail.

    `password_from` names where the password should come from ("$ARSHJUL_SMTP_PASSWORD" or a file's path), so that
    whoever needs it can say where it is missing.
    """

    host: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: Secret = Secret()
    password_from: str = ""
    ca_file: Path | None = None
    per_minute: int = 30
    seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """[mail]. `sender` is From; `owner` hears about a broken file. `areas`: areas whose mailbox is another (by id)."""

    sender: Address = Address("Årshjul", "arshjul@localhost.example")
    owner: str = ""
    areas: Mapping[str, Address] = field(default_factory=dict)

    def mailbox(self, area: str) -> Address:
        """The mailbox that invites to the meetings of an area."""
        return self.areas.get(area, self.sender)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """[plan]. `auto_apply`: "new" lets the scheduler invite as the horizon moves; "" leaves that to `apply`.

    More cancellations, moves or people than these stop an apply until a person states the number. Changes nearer than
    `late` stop it too.
    """

    auto_apply: Literal["", "new"] = "new"
    most_cancellations: int = 3
    most_moves: int = 5
    most_people: int = 30
    late: timedelta = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """[web]. `trusted`: addresses and networks whose X-Forwarded headers are believed. `embed`: sites ("https://…")
    that may show our pages in a frame. `organisation` answers for the pages, and `contact` is how to reach it: words, a
    mailbox or a web page; the accessibility statement names both."""

    trusted: tuple[str, ...] = ("127.0.0.1", "::1")
    embed: tuple[str, ...] = ()
    organisation: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every path is absolute. Without a `file`: ./schedules/*.toml and the folder transport.

    `wheels` may hold patterns (`*`, `?`): `usecases.wheels.find_wheels` says which wheels there are.
    """

    file: Path | None
    wheels: tuple[Path, ...]
    ledger: Path
    templates: Path | None = None
    public_url: str = ""
    catch_up: timedelta = timedelta(days=3)
    rehearsal: str = ""
    allow_domains: tuple[str, ...] = ()
    on_uncertain: Literal["ask", "resend"] = "ask"
    digest: bool = True
    transport: Literal["folder", "smtp"] = "folder"
    folder: Path
    mail: MailSettings = MailSettings()
    plan: PlanSettings = PlanSettings()
    web: WebSettings = WebSettings()
    smtp: SmtpSettings | None = None
