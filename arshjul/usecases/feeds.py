"""Private feeds: an address for each person's own calendar, which is its own key. Made, shown once, listed, revoked."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.ical.write import calendar
from arshjul.model.occurrence import Status
from arshjul.model.wheel import Wheel
from arshjul.planning.who import concerns
from arshjul.text import Text
from arshjul.usecases.find import unknown
from arshjul.usecases.identities import Identities, entry_as_told

if TYPE_CHECKING:
    from arshjul.ledger import Feed
    from arshjul.usecases.watch import Understood

FOLDER = "private"
"""Where the addresses are: below it nothing is public, cached by others, indexed or written to a log."""
SECRET_BYTES = 32
"""256 bits: twice what nobody can guess. Such a secret needs no salt and no slow hash (OWASP, session identifiers)."""


@dataclass(frozen=True, slots=True)
class MadeFeed:
    """A new address. This is the only time that anybody is told it."""

    feed: Feed
    name: str
    address: str


def make_feed(config: Config, wheel: Wheel, person: str, now: datetime) -> MadeFeed:
    """A new address for a person's own calendar, all its years. Raises ArshjulError when the installation has no
    public address or the wheel no such person, and LedgerError."""
    from arshjul.ledger import open_ledger

    if not config.public_url:
        raise ArshjulError(
            Text("adressen går inte att skriva: public_url är inte satt",
                 "the address cannot be written: public_url is not set"),
            Text('skriv  public_url = "https://…"  i config.toml', 'write  public_url = "https://…"  in config.toml'),
        )  # fmt: skip
    people = wheel.directory.people
    if person not in people:
        raise unknown(Text("personen", "the person"), person, people)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with open_ledger(config.ledger) as ledger:
        feed = ledger.add_feed(wheel.id, person, digest_of(secret), now)
    return MadeFeed(feed, people[person].name, f"{config.public_url}/{FOLDER}/{secret}.ics")


def list_feeds(config: Config) -> tuple[Feed, ...]:
    """The addresses that work; what they are, nobody can say any more. Raises LedgerError."""
    from arshjul.ledger import open_ledger

    if not config.ledger.exists():
        return ()
    with open_ledger(config.ledger, read_only=True) as ledger:
        return ledger.feeds()


def revoke_feed(config: Config, number: int, now: datetime) -> Feed:
    """Stop an address. Raises ArshjulError when none that works has this number, and LedgerError."""
    from arshjul.ledger import open_ledger

    revoked = None
    if config.ledger.exists():
        with open_ledger(config.ledger) as ledger:
            revoked = ledger.revoke_feed(number, now)
    if revoked is None:
        raise ArshjulError(
            Text(f"ingen adress som fungerar har nummer {number}", f"no address that works has the number {number}"),
            Text("se numren med  arshjul feed --list", "see the numbers with  arshjul feed --list"),
        )
    return revoked


def digest_of(secret: str) -> str:
    """What the ledger knows of an address."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def find_feed(feeds: Iterable[Feed], secret: str) -> Feed | None:
    """The feed of this address. Every digest is compared, each in the same time whatever it is, so that how long it
    takes tells nothing."""
    wanted, found = digest_of(secret), None
    for feed in feeds:
        if hmac.compare_digest(feed.digest, wanted):
            found = feed
    return found


def private_ics(wheels: Sequence[Understood], person: str, told: Identities) -> bytes | None:
    """A person's own calendar over every year of one calendar, with alarms. None when no wheel knows the person.

    What is cancelled stays, as cancelled, so that it leaves the calendar of whoever had it.
    """
    own = sorted((one for one in wheels if person in one.wheel.directory.people), key=lambda one: one.wheel.first)
    if not own:
        return None
    entries = [
        entry_as_told(occurrence, one.wheel, told, private=True, alarm=True)
        for one in own
        for occurrence in one.occurrences
        if occurrence.status is not Status.SKIPPED and concerns(person, occurrence, one.wheel)
    ]
    wheel = own[-1].wheel
    return calendar(
        entries,
        name=f"{wheel.title} – {wheel.directory.people[person].name}",
        calendar_uid=f"person.{person}@{wheel.id}",
        subscribed=True,
        zone=wheel.timezone,
    )
