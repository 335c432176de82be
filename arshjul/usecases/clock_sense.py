"""Whether the clock can be believed: a computer whose clock has been set wrong must not mail half a year at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from arshjul.errors import ArshjulError
from arshjul.text import Text

BACKWARDS = timedelta(minutes=5)
FORWARDS = timedelta(days=90)


class ClockError(ArshjulError):
    """The clock and the ledger disagree; nothing is sent until the clock is right or a person has vouched for it."""


def check_clock(heartbeat: datetime | None, now: datetime) -> None:
    """Raises ClockError when `now` is well before the latest tick, or more than 90 days after it."""
    if heartbeat is None:
        return
    accept = f"arshjul remind --once --accept-clock {now:%Y-%m-%d}"
    cure = Text(f"ställ klockan; är den rätt, kör  {accept}", f"set the clock; if it is right, run  {accept}")
    was, reads = f"{heartbeat:%Y-%m-%d %H:%M} UTC", f"{now:%Y-%m-%d %H:%M} UTC"
    if now < heartbeat - BACKWARDS:
        raise ClockError(
            Text(f"datorns klocka har gått bakåt: den visar {reads}, men liggaren fördes senast {was}; inget skickas",
                 f"the computer's clock has gone back: it shows {reads}, but the ledger was last kept at {was}; "
                 "nothing is sent"),
            cure,
        )  # fmt: skip
    if now > heartbeat + FORWARDS:
        raise ClockError(
            Text(f"datorns klocka har hoppat mer än {FORWARDS.days} dagar, från {was} till {reads}; inget skickas",
                 f"the computer's clock has jumped more than {FORWARDS.days} days, from {was} to {reads}; "
                 "nothing is sent"),
            cure,
        )  # fmt: skip
