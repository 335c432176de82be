"""What calendars must call the meetings that people have been invited to: as they were told, or they show up twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arshjul.config import Config
from arshjul.model.entry import CalendarEntry
from arshjul.model.key import OccurrenceKey
from arshjul.model.occurrence import Occurrence
from arshjul.model.wheel import Wheel
from arshjul.planning.entries import entry
from arshjul.planning.identity import wheel_name

if TYPE_CHECKING:
    from arshjul.ledger import Identity

Identities = Mapping[tuple[str, OccurrenceKey], "Identity"]
"""By wheel ("calendar/year") and key."""
NOBODY_INVITED: Identities = {}


def identities(config: Config, calendar: str) -> Identities:
    """UID, SEQUENCE and DTSTAMP of every meeting of the calendar that anybody was ever invited to.

    Empty while there is no ledger. Raises LedgerError.
    """
    if not _is_there(config.ledger):
        return NOBODY_INVITED
    from arshjul.ledger import open_ledger

    with open_ledger(config.ledger, read_only=True) as ledger:
        return ledger.applied_keys(calendar)


def _is_there(ledger: Path) -> bool:
    """Asked here, so that whoever has no ledger is spared what it takes to open one."""
    try:
        return ledger.exists()
    except OSError:
        return True  # opening it says what is in the way


def entry_as_told(occurrence: Occurrence, wheel: Wheel, told: Identities, **shown: Any) -> CalendarEntry:
    """`planning.entries.entry`, under the name that those invited know."""
    made = entry(occurrence, wheel, **shown)
    known = told.get((wheel_name(wheel), occurrence.key))
    return replace(made, uid=known.uid, sequence=known.sequence, stamp=known.stamp) if known else made
