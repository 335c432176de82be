"""An office with one wheel in a file: edit it, plan, apply, and look in the folder where the mails land."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from arshjul.config import Config
from arshjul.model.plan import GuardName
from arshjul.transports.base import Transport
from arshjul.transports.folder import FolderTransport
from arshjul.usecases.apply import ApplyReport, apply
from arshjul.usecases.plan import Planned, make
from arshjul.usecases.remind import RemindReport, Round, remind_once
from arshjul.usecases.watch import Watch
from tests.support.reminding import Clock, config_in

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
WHEEL = """
arshjul = 1
id = "prov"
title = "Prov"
year = 2027
status = "aktiv"

[calendar]
holidays = ""

[person.siv]
name = "Siv Öst"
email = "siv@region.example"
[person.ulf]
name = "Ulf Ek"
email = "ulf@region.example"
[person.eva]
name = "Eva Dal"
email = "eva@region.example"
[person.jon]
name = "Jon Lid"
email = "jon@region.example"

[reminder.paminnelse]
to = ["inbjudna"]

[area.gemensamt]
name = "Gemensamt"
roles = { processledare = "jon" }

[series.mote]
area = "gemensamt"
title = "Månadsmöte"
dates = ["2027-03-09", "2027-05-11"]
time = "13:00-14:30"
place = "Residenset"
invite = ["siv", "ulf"]
organiser = "eva"
remind = ["2d före: paminnelse"]
"""


@dataclass
class Office:
    """`now` is where its clock stands; `keys` are settings beside those of `config_in`."""

    folder: Path
    clock: Clock = field(default_factory=lambda: Clock(NOW))
    keys: dict[str, Any] = field(default_factory=dict)
    transport: Transport | None = None

    def __post_init__(self) -> None:
        self.write(WHEEL)

    @property
    def file(self) -> Path:
        return self.folder / "2027.toml"

    @property
    def config(self) -> Config:
        return config_in(self.folder, **{"wheels": (self.file,), **self.keys})

    @property
    def mail_folder(self) -> Path:
        return self.folder / "mail"

    def write(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        text = self.file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        self.write(text.replace(old, new))

    def add(self, text: str) -> None:
        self.write(f"{self.file.read_text(encoding='utf-8')}\n{text}\n")

    def plan(self, *, silent: bool = False, new_channel: bool = False, refresh: Transport | None = None) -> Planned:
        now = self.clock()
        return make(self.config, self.file, now, silent=silent, new_channel=new_channel, refresh=refresh)

    def way(self) -> Transport:
        return self.transport or FolderTransport(self.mail_folder)

    def apply(
        self, planned: Planned | None = None, confirmed: Mapping[GuardName, int] | None = None, **world: Any
    ) -> ApplyReport:
        """Plan and apply, with every guard's number stated unless `confirmed` says otherwise."""
        planned = planned or self.plan()
        if confirmed is None:
            confirmed = {guard.name: guard.number for guard in planned.plan.guards}
        given: dict[str, Any] = {"clock": self.clock, "random": random.Random(1).random, **world}
        return apply(self.config, planned, self.way(), confirmed=confirmed, **given)

    def round(self, **world: Any) -> Round:
        watch = Watch(self.config)
        watch.reread()
        return Round(config=self.config, watch=watch, transport=self.way(), clock=self.clock, **world)

    def remind(self) -> RemindReport:
        return remind_once(self.round())

    def mails(self) -> list[EmailMessage]:
        """Every mail so far, oldest first."""
        found = []
        for path in sorted(self.mail_folder.glob("*.eml")):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            assert isinstance(message, EmailMessage)
            found.append(message)
        return found

    def calendars(self) -> list[str]:
        """The calendar in each mail that has one, as text."""
        parts = [part for mail in self.mails() for part in mail.walk() if part.get_content_type() == "text/calendar"]
        return [str(part.get_content()) for part in parts]

    def take(self) -> list[str]:
        """What has arrived since the last time: "siv@region.example: subject", sorted; the folder is emptied."""
        found = sorted(f"{mail['To'].addresses[0].addr_spec}: {mail['Subject']}" for mail in self.mails())
        for path in self.mail_folder.glob("*.eml"):
            path.unlink()
        return found

    def moved_to(self, text: str) -> Office:
        """The same office when its clock shows `text` (UTC)."""
        self.clock.now = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return self

    def rehearsing(self, address: str) -> Office:
        return replace(self, keys={**self.keys, "rehearsal": address})
