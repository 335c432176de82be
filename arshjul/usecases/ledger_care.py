"""What only a person may decide about the ledger: adopt a restored one, vouch for the clock, send a mail again."""

from __future__ import annotations

from datetime import date, datetime

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.ledger import LedgerRow, open_ledger
from arshjul.text import Text


def adopt_ledger(config: Config, now: datetime) -> int:
    """This installation sends from now on; what was due until now is listed as expired. Returns how many rows wait no
    longer. Raises LedgerError when the file is damaged."""
    with open_ledger(config.ledger, adopting=True) as ledger:
        return ledger.adopt(now)


def accept_clock(config: Config, day: date, now: datetime) -> None:
    """A person says that the clock is right: `day` must be today (UTC or a day to either side: local midnights)."""
    if abs((now.date() - day).days) > 1:
        raise ArshjulError(
            Text(f"klockan visar {now:%Y-%m-%d}, inte {day}", f"the clock shows {now:%Y-%m-%d}, not {day}"),
            Text("ställ klockan, eller skriv dagens datum", "set the clock, or give today's date"),
        )
    with open_ledger(config.ledger) as ledger:
        ledger.beat(now)


def resend(config: Config, number: int, now: datetime) -> LedgerRow:
    """Put the mail of row `number` in the queue again; the row as it stands then.

    Raises ArshjulError when there is nothing to send again.
    """
    with open_ledger(config.ledger) as ledger:
        row = ledger.row(number) if ledger.resend(number, now) else None
        if row is None:
            raise ArshjulError(
                Text(f"utskick {number} är inte oklart, misslyckat eller utgånget",
                     f"delivery {number} is not uncertain, failed or expired"),
                Text("se numren med  arshjul status", "see the numbers with  arshjul status"),
            )  # fmt: skip
        return row
