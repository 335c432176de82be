"""Bulletins about one meeting, for tests of invitations, and what independent readers see in their mails."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from arshjul.model.entry import Address
from arshjul.model.invitation import Guest, Invitation
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Action, Bulletin, Told
from tests.support.mail import STOCKHOLM

SIV = Guest("siv", "Siv Norberg", "Siv.Norberg@region.example", "sv")
PEAK = Guest("peak", "Peak Innovation", "info@peak.example", "en")
DANA = Guest("dana", "Dana Ek", "dana.ek@region.example", "sv")
LIST = Guest("s3-alla", "Alla S3-aktörer", "s3-alla@lists.region.example", "sv", "GROUP")
STAMP = datetime(2027, 4, 20, 6, 30, tzinfo=UTC)

MEETING = Invitation(
    uid="digitala-manadsmote.2027-05@s3.jamtland",
    wheel="s3.jamtland/2027",
    key=OccurrenceKey("digitala-manadsmote", "2027-05"),
    area="digitala",
    area_name="Digitala lösningar",
    title="Månadsmöte",
    start=datetime(2027, 5, 18, 13, tzinfo=STOCKHOLM),
    end=datetime(2027, 5, 18, 14, 30, tzinfo=STOCKHOLM),
    place="Regionens hus, Östersund",
    online="https://teams.example/l/meetup-join/19%3ameeting_digitala",
    agenda=(
        "Läget i projekten",
        "Digital mognad i kommunerna: vad säger den nya mätningen, och vad gör vi åt den?",
        "Nästa utlysning från Vinnova",
    ),
    note="Ta med en sida om ert läge.",
    organiser=Address("Dana Ek", "dana.ek@region.example"),
    mailbox=Address("Årshjul S3", "arshjul@region.example"),
    alarm_minutes=15,
    guests=(SIV, PEAK, LIST, DANA),
)
MOVED = replace(
    MEETING,
    start=datetime(2027, 5, 25, 13, tzinfo=STOCKHOLM),
    end=datetime(2027, 5, 25, 14, 30, tzinfo=STOCKHOLM),
    place="Residenset, Östersund",
)
SAME_DAY = replace(MEETING, start=MEETING.start + timedelta(hours=1), end=MEETING.end + timedelta(hours=1))
REWORDED = replace(
    MEETING,
    title="Månadsmöte med kommunerna",
    agenda=("Läget i projekten", "Besök från Åre kommun"),
    note="",
    online="https://meet.example/åre",
    organiser=Address("Siv Norberg", "siv.norberg@region.example"),
)
ALL_DAY = replace(
    MEETING,
    title="Höstkonferens",
    all_day=True,
    start=datetime(2027, 10, 5, tzinfo=STOCKHOLM),
    end=datetime(2027, 10, 7, tzinfo=STOCKHOLM),
    open=True,
)
BARE = replace(
    MEETING, place="", online="", agenda=(), note="", organiser=Address("", ""), alarm_minutes=None, area_name=""
)


def bulletin(action: Action = Action.NEW, meeting: Invitation = MEETING, **values: Any) -> Bulletin:
    """The seventh bulletin of the ledger; a first one has number 7 too, unless said."""
    sequence = 0 if action is Action.NEW else 1
    given = {"number": 7, "before": None if action is Action.NEW else MEETING, "sequence": sequence, "stamp": STAMP}
    return Bulletin(**{"action": action, "invitation": meeting, **given, **values})


def told(guest: Guest = SIV, first: int = 7, **values: Any) -> Told:
    return Told(guest, first, **values)


BULLETINS = {
    "new": bulletin(),
    "open": bulletin(meeting=ALL_DAY),
    "visible": bulletin(meeting=replace(MEETING, guests_visible=True)),
    "bare": bulletin(meeting=BARE),
    "moved": bulletin(Action.MOVED, MOVED, reason="Krock med regionfullmäktige"),
    "same-day": bulletin(Action.MOVED, SAME_DAY),
    "reworded": bulletin(Action.UPDATED, REWORDED, sequence=0),
    "cancelled": bulletin(Action.CANCELLED, reason="Vi slår ihop mötet med junimötet"),
    "leaving": bulletin(Action.CANCELLED, leaving=True),
}
