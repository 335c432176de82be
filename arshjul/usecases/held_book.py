"""Notices that reminders are held: the file says something else of a meeting than its guests have been told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from arshjul.config import Config
from arshjul.ledger import Ledger, LedgerRow, Recorded
from arshjul.model.delivery import Delivery, DeliveryKey, Envelope
from arshjul.model.invitation import Applied, AppliedState, Invitation
from arshjul.model.wheel import Wheel
from arshjul.planning.digest import digest_of
from arshjul.planning.reminders import role
from arshjul.text import MEETINGS, Language, Text
from arshjul.usecases.envelope import notice_envelope
from arshjul.usecases.following import Following

PATIENCE = timedelta(hours=1)
"""How long the file may differ before somebody is told: an edit is often applied a moment later."""
LEADS = "processledare"

Held = tuple[Applied, Invitation | None]


@dataclass(frozen=True, slots=True)
class HeldBook:
    """One wheel's notices: one to whoever leads the area (else the owner) for each meeting and each thing it says."""

    name: str
    held: Mapping[DeliveryKey, Held]
    readers: Mapping[DeliveryKey, tuple[str, str, Language]]
    together = True

    @classmethod
    def of(cls, config: Config, wheel: Wheel, following: Following, suspended: Collection[str]) -> HeldBook:
        held: dict[DeliveryKey, Held] = {}
        readers: dict[DeliveryKey, tuple[str, str, Language]] = {}
        for what, (applied, file) in following.held.items():
            address, reader = _reader(config, wheel, applied.invitation.area, suspended)
            key = DeliveryKey(wheel.id, str(what), "held", _version(applied, file), address)
            if address:
                held[key], readers[key] = (applied, file), reader
        return cls(f"{wheel.id}/{wheel.year}/held", held, readers)

    def record(self, config: Config, ledger: Ledger, now: datetime) -> Recorded:  # noqa: ARG002 - Book's signature
        due = [Delivery(key, now + PATIENCE, "held", *reader) for key, reader in self.readers.items()]
        return ledger.record(self.name, now, due=due, standing=self.held.keys())

    def gone(self, row: LedgerRow) -> str:
        return "" if row.delivery.key in self.held else "gone"

    def envelope(self, config: Config, rows: Iterable[LedgerRow], now: datetime) -> Envelope:
        """One notice about all of the rows, which have the same reader."""
        rows = list(rows)
        first, language = rows[0].delivery, rows[0].delivery.language
        told = [self.held[row.delivery.key] for row in rows]
        lines = [_line(applied, file, language) for applied, file in told]
        return notice_envelope(
            config,
            _subject(told),
            _BODY,
            first.key,
            now,
            details="\n\n".join(lines),
            language=language,
            to=first.address,
        )


_BODY = Text(
    "Filen säger något annat om det som står här nedanför än vad deltagarna har fått veta. Påminnelserna väntar tills "
    "de har fått veta det, eller tills filen är som förut.\n\nGör: kör  arshjul plan  och sedan  arshjul apply",
    "The file says something else of what stands below than its guests have been told. The reminders wait until they "
    "have been told, or until the file is as it was.\n\nDo: run  arshjul plan  and then  arshjul apply",
)


def _subject(told: Collection[Held]) -> Text:
    if len(told) == 1:
        title = next(applied.invitation.title for applied, _ in told)
        return Text(f"Påminnelserna väntar: {title}", f"The reminders wait: {title}")
    number = MEETINGS.of(len(told))
    return Text(f"Påminnelserna väntar: {number.sv}", f"The reminders wait: {number.en}")


def _line(applied: Applied, file: Invitation | None, language: Language) -> str:
    """The meeting as its guests know it, and below it what the file says."""
    from arshjul.render.invitation_changes import change_rows
    from arshjul.render.mail_when import when_of

    known = applied.invitation
    lines = [f"{known.title}, {when_of(known, language).when}"]
    if file is None:
        lines.append(Text("  I filen: borta eller inställt", "  In the file: gone or cancelled").to(language))
    elif applied.state is AppliedState.CANCELLED:
        words = Text(
            "  Inställt, har deltagarna fått veta. I filen: {when}",
            "  Cancelled, its guests were told. In the file: {when}",
        )
        lines.append(words.to(language).format(when=when_of(file, language).when))
    else:
        lines += [f"  {row.label}: {_said(row.old)} → {_said(row.new)}" for row in change_rows(known, file, language)]
    return "\n".join(lines)


def _said(text: str) -> str:
    """On one line: an agenda has several."""
    return ", ".join(text.split("\n")) or "–"


def _version(applied: Applied, file: Invitation | None) -> str:
    """Another content is another notice."""
    return digest_of([applied.invitation, applied.state, file])[:16]


def _reader(
    config: Config, wheel: Wheel, area: str, suspended: Collection[str]
) -> tuple[str, tuple[str, str, Language]]:
    """The address (lower case, "" when there is nobody), and the reader's id, name and language."""
    if area in wheel.areas and (leads := role(wheel, area, LEADS, suspended)):
        return leads[0].email.lower(), (leads[0].id, leads[0].name, leads[0].language or wheel.language)
    return config.mail.owner.lower(), ("", "", wheel.language)
