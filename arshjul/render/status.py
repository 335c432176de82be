"""What `status` shows: first what needs a person, then what has happened, then what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from arshjul.almanac.names import short_moment
from arshjul.model.delivery import Delivery, DeliveryState
from arshjul.render.paint import Paint, Role
from arshjul.render.time_words import ago
from arshjul.text import Language, Noun, Text

NAMES: dict[DeliveryState, Noun] = {
    DeliveryState.DUE: Noun(Text("väntar", "waiting"), Text("väntar", "waiting")),
    DeliveryState.CLAIMED: Noun(Text("påbörjat", "started"), Text("påbörjade", "started")),
    DeliveryState.SENT: Noun(Text("skickat", "sent"), Text("skickade", "sent")),
    DeliveryState.FAILED: Noun(Text("misslyckat", "failed"), Text("misslyckade", "failed")),
    DeliveryState.UNCERTAIN: Noun(Text("oklart", "uncertain"), Text("oklara", "uncertain")),
    DeliveryState.EXPIRED: Noun(Text("utgånget", "expired"), Text("utgångna", "expired")),
}
_ROLES: dict[DeliveryState, Role] = {
    DeliveryState.FAILED: "error",
    DeliveryState.UNCERTAIN: "warning",
    DeliveryState.EXPIRED: "quiet",
}

_KINDS = {
    "new": Text("kallelse till", "invitation to"),
    "updated": Text("ändring av", "change of"),
    "moved": Text("flytt av", "move of"),
    "cancelled": Text("inställt:", "cancelled:"),
    "leaving": Text("återtagen kallelse till", "invitation withdrawn to"),
    "held": Text("notis om väntande påminnelser:", "notice of held reminders:"),
    "broken": Text("notis om trasig fil:", "notice of a broken file:"),
}
"""By the step of a delivery that is no reminder."""
_OWNER = Text("ägaren", "the owner")


class Row(Protocol):
    """What is shown of a row (ledger.LedgerRow)."""

    @property
    def id(self) -> int: ...
    @property
    def delivery(self) -> Delivery: ...
    @property
    def state(self) -> DeliveryState: ...
    @property
    def reason(self) -> Text: ...


def moment(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """«tis 18 maj kl. 07.30» in local time."""
    return short_moment(instant.astimezone(zone), language)


def counts_line(counts: Mapping[DeliveryState, int], language: Language) -> str:
    """«3 väntar · 41 skickade · 1 oklart»: the states that there are any of."""
    parts = [noun.of(counts[state]).to(language) for state, noun in NAMES.items() if counts.get(state)]
    return " · ".join(parts) or Text("inga utskick än", "nothing sent yet").to(language)


def heartbeat_line(heartbeat: datetime | None, now: datetime, language: Language) -> str:
    if heartbeat is None:
        return Text("schemaläggaren har inte gått än", "the scheduler has not run yet").to(language)
    said = ago(now - heartbeat, language)
    return Text(f"schemaläggarens senaste hjärtslag {said}", f"the scheduler's last heartbeat {said}").to(language)


def rows_text(rows: Iterable[Row], zone: ZoneInfo, language: Language, paint: Paint) -> Iterator[str]:
    """One line a delivery: its number, its state, when it was due, what it is about and for whom."""
    for row in rows:
        delivery = row.delivery
        state = paint(f"{NAMES[row.state].one.to(language):<11}", _ROLES.get(row.state, "title"))
        due = moment(delivery.due, zone, language)
        what = f"{_kind(delivery, language)} {delivery.key.what} → {delivery.name or _OWNER.to(language)}"
        reason = row.reason.to(language)
        yield f"  #{row.id:<5} {state} {due:<22} {what}{f': {reason}' if reason else ''}"


def _kind(delivery: Delivery, language: Language) -> str:
    """What the mail is. A reminder is called what the file calls it (its step holds a colon, unlike any other's)."""
    found = _KINDS.get(delivery.key.step)
    return found.to(language) if found else delivery.reminder


def cures(rows: Sequence[Row], language: Language) -> Iterator[str]:
    """What to do about mails that nobody can know the fate of."""
    if any(row.state is DeliveryState.UNCERTAIN for row in rows):
        yield Text(
            "  gör: fråga mottagaren om brevet kom; skicka om med  arshjul remind --resend NUMMER",
            "  do: ask the reader whether it came; send again with  arshjul remind --resend NUMBER",
        ).to(language)
