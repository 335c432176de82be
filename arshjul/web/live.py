"""The site as it is now: files and ledger are looked at now and then, and what cannot be read changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from arshjul.config import Config
from arshjul.errors import ArshjulError
from arshjul.ledger import Feed, ever_made, open_ledger
from arshjul.text import Text
from arshjul.usecases.feeds import private_ics
from arshjul.usecases.identities import NOBODY_INVITED, Identities
from arshjul.usecases.load import Ready
from arshjul.usecases.site import Page, Site, open_site
from arshjul.usecases.watch import Watch
from arshjul.web.answers import Answer, answer
from arshjul.web.journal import log

MOST_BASES = 8
"""How many addresses of its own a site is made for at a time (each is a whole site)."""
PRIVATE = "private, no-cache"
FOR_A_WHILE = "public, max-age=3600"
"""What a page is drawn with; the pages ask for a style sheet that has changed under another address."""
ICS = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger says to the site."""

    feeds: tuple[Feed, ...] = ()
    told: Mapping[str, Identities] = field(default_factory=dict)


class Shown:
    """One revision: the wheels, what the ledger says, and every answer made of them so far.

    Its methods may be slow and are called by one thread at a time; `ready` is for any thread.
    """

    def __init__(
        self, config: Config, wheels: tuple[Ready, ...], facts: Facts, now: datetime, old: Shown | None
    ) -> None:
        self.config = config
        self.wheels = wheels
        self.facts = facts
        self.now = now
        self.ready: dict[tuple[str, str], Answer] = {}
        self._private: dict[tuple[str, str], Answer] = {}  # apart, so that no public address ever leads here
        self._old = old.ready | old._private if old else {}
        self._sites: dict[str, Site] = {}

    def site(self, base: str) -> Site:
        """The site as it is under one address of its own. Raises ArshjulError."""
        if base not in self._sites:
            while len(self._sites) >= MOST_BASES:
                gone = next(one for one in self._sites if one != self.config.public_url)
                del self._sites[gone]
                self.ready = {key: one for key, one in self.ready.items() if key[0] != gone}
            self._sites[base] = open_site(
                replace(self.config, public_url=base), self.wheels, self.now, told=self.facts.told
            )
        return self._sites[base]

    def page(self, base: str, path: str) -> Answer | None:
        """A public page made ready; None when there is none."""
        key = base, path
        if key not in self.ready:
            page = self.site(base).page(path)
            if page is None or page.private:
                return None
            self.ready[key] = self._as_before(key, page)
        return self.ready[key]

    def private(self, feed: Feed) -> Answer | None:
        """A person's own calendar; None when the wheels no longer know the person."""
        key = feed.calendar, feed.person
        if key not in self._private:
            wheels = [one for one in self.wheels if one.wheel.id == feed.calendar]
            data = private_ics(wheels, feed.person, self.facts.told.get(feed.calendar, NOBODY_INVITED))
            if data is None:
                return None
            self._private[key] = self._as_before(key, Page("", ICS, data, private=True))
        return self._private[key]

    def _as_before(self, key: tuple[str, str], page: Page) -> Answer:
        """What has not changed keeps the hour at which it was made."""
        before = self._old.get(key)
        same = before and before.plain.body == page.body
        return self.made(page, before.modified if before and same else self.now.replace(microsecond=0))

    def made(self, page: Page, modified: datetime | None = None, *, status: int = 200) -> Answer:
        """A page made ready."""
        return answer(
            page.body,
            page.media_type,
            modified=modified,
            status=status,
            cache=PRIVATE if page.private else FOR_A_WHILE if page.path.startswith("assets/") else "no-cache",
            private=page.private,
            embed=self.config.web.embed,
        )


class Live:
    """`shown` is what to serve, None before the first whole look. Call `look` now and then, in one thread."""

    def __init__(self, config: Config, clock: Callable[[], datetime]) -> None:
        self.config = config
        self.shown: Shown | None = None
        self._clock = clock
        self._watch = Watch(config)
        self._facts = Facts()
        self._stamps: tuple[object, ...] | None = None
        self._made_of: tuple[object, ...] = ()
        self._told: set[Text] = set()

    @property
    def broken(self) -> int:
        """How many files a person should mend."""
        return len(self._watch.broken)

    def look(self) -> None:
        """Read what has changed. What cannot be read leaves what it is about as it was, and is said in the log once."""
        now = self._clock()
        self._watch.reread()
        troubles = {one.message for one in self._watch.broken}
        for renew in (self._read_ledger, self._make):
            try:
                renew(self._watch.wheels, now)
            except ArshjulError as error:
                troubles.add(error.message)
        self._tell(troubles)

    def _read_ledger(self, wheels: tuple[Ready, ...], now: datetime) -> None:  # noqa: ARG002 - as `_make`
        stamps = (*map(_stamp, _files_of(self.config.ledger)), *sorted({one.wheel.id for one in wheels}))
        if stamps != self._stamps:
            self._facts = read_facts(self.config, wheels)
            self._stamps = stamps

    def _make(self, wheels: tuple[Ready, ...], now: datetime) -> None:
        """Without an active wheel there is nothing to show, unless one that cannot be read may be it."""
        made_of = (wheels, self._facts, tuple(now.astimezone(one.wheel.zone).date() for one in wheels))
        if made_of == self._made_of or (self._watch.broken and not wheels):
            return
        shown = Shown(self.config, wheels, self._facts, now, self.shown) if wheels else None
        if shown:
            shown.site(self.config.public_url)  # what cannot be made is not shown
        self.shown, self._made_of = shown, made_of
        log.info("showing %d wheels", len(wheels))

    def _tell(self, troubles: set[Text]) -> None:
        still = "; what was shown before is shown still" if self.shown else ""
        for trouble in troubles - self._told:
            log.warning("%s%s", trouble.en.rstrip("."), still)
        for mended in self._told - troubles:
            log.info("no longer: %s", mended.en)
        self._told = troubles


def read_facts(config: Config, wheels: tuple[Ready, ...]) -> Facts:
    """Everything that the site needs of the ledger, read at once; nothing while there is none. Raises LedgerError."""
    if not ever_made(config.ledger):
        return Facts()
    with open_ledger(config.ledger, read_only=True) as ledger:
        calendars = {one.wheel.id for one in wheels}
        return Facts(ledger.feeds(), {calendar: ledger.applied_keys(calendar) for calendar in calendars})


def _files_of(ledger: Path) -> tuple[Path, ...]:
    return ledger, ledger.with_name(f"{ledger.name}-wal"), ledger.with_name(f"{ledger.name}.mark")


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when somebody writes; None when it cannot be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
