"""The public pages: what the site has at a path, found again among the answers that are ready, or made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar
from urllib.parse import parse_qs, quote

from arshjul.errors import ArshjulError
from arshjul.render.site import places
from arshjul.text import Language
from arshjul.web.answers import Answer, Scope, answer
from arshjul.web.journal import HIDDEN, log
from arshjul.web.live import Live, Shown
from arshjul.web.proxy import Proxies

T = TypeVar("T")
Found = tuple[Answer, str]
"""An answer, and its path as the log may tell it."""

SEARCHES: dict[str, Language] = {places.SEARCH.path("sv"): "sv", places.SEARCH.path("en"): "en"}
WITH_ADDRESSES = frozenset(places.CALENDARS.path(language) for language in SEARCHES.values())
"""Pages that say where the site is: without `public_url` they are made for the host that the reader asked."""
LONGEST_SEARCH = 200
MOST_FIELDS = 10
SOON = [(b"retry-after", b"5")]
DEEPEST = 8
"""Folders in a path that a page of ours may be missing at; no page of ours lies deeper."""


class Pages:
    """Answers for public paths. Pages are made in `worker`, one at a time, so that those that are ready never wait."""

    def __init__(self, live: Live, proxies: Proxies, worker: Executor) -> None:
        self._live = live
        self._proxies = proxies
        self._worker = worker

    def at_hand(self, scope: Scope) -> Found | None:
        """What is ready and the same for whoever asks: found without anything that takes time."""
        shown, base, path = self._live.shown, self._live.config.public_url, scope["path"][1:]
        if shown is None or path in SEARCHES or (path in WITH_ADDRESSES and not base):
            return None
        ready = shown.ready.get((base, path))
        return (ready, f"/{path}") if ready else None

    async def find(self, path: str, scope: Scope) -> Found:
        """What to answer at `path`, which has no slash before it. Always something."""
        shown = self._live.shown
        if shown is None:
            return plain(503, "Årshjul", extra=SOON), HIDDEN
        base = self._live.config.public_url or (self._proxies.base(scope) if path in WITH_ADDRESSES else "")
        try:
            if path in SEARCHES and (words := _words(scope["query_string"])):
                return await self._search(shown, base, path, words), f"/{path}"
            if ready := shown.ready.get((base, path)):
                return ready, f"/{path}"
            return await self._in_worker(lambda: _make(shown, base, path)) or await self._nothing(shown, base, path)
        except ArshjulError as error:  # such as the installation's own accessibility statement
            log.warning("%s", error.message.en)
            return plain(503, "Årshjul", extra=SOON), HIDDEN

    async def _search(self, shown: Shown, base: str, path: str, words: str) -> Answer:
        return await self._in_worker(lambda: shown.made(shown.site(base).search(SEARCHES[path], words)))

    async def _nothing(self, shown: Shown, base: str, path: str) -> Found:
        """The page that says that there is none."""
        if path.count("/") > DEEPEST:
            return plain(404, "404"), HIDDEN
        return await self._in_worker(lambda: shown.made(shown.site(base).missing(path), status=404)), HIDDEN

    def _in_worker(self, work: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._worker, work)


def _make(shown: Shown, base: str, path: str) -> Found | None:
    """The page; a name without its last slash leads to it; None when there is none."""
    if found := shown.page(base, path):
        return found, f"/{path}"
    if shown.page(base, f"{path}/"):
        there = quote(f"{path.rpartition('/')[2]}/")
        return plain(308, "", extra=[(b"location", there.encode("ascii"))]), HIDDEN
    return None


def plain(status: int, words: str, *, extra: list[tuple[bytes, bytes]] | None = None) -> Answer:
    """An answer that is no page."""
    return answer(words.encode(), "text/plain; charset=utf-8", status=status, cache="no-store", extra=extra or ())


def _words(query: bytes) -> str:
    """What a reader searches for; "" when the query has none, or cannot be read."""
    try:
        fields = parse_qs(query.decode("ascii"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return ""
    return fields.get("q", [""])[0][:LONGEST_SEARCH]
