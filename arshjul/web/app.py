"""The application: which address leads where, what every request passes through, and what is written about it."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from typing import Any

from starlette.routing import Route, Router

from arshjul.usecases.feeds import FOLDER
from arshjul.web import journal
from arshjul.web.answers import Answer, Scope, Send, answer, give
from arshjul.web.feeds import PrivateFeeds
from arshjul.web.live import Live
from arshjul.web.pages import Found, Pages, plain
from arshjul.web.proxy import Proxies

READING = ("GET", "HEAD")
ROBOTS = f"User-agent: *\nDisallow: /{FOLDER}/\nDisallow: /health\n"


Find = Callable[[str, Scope], Awaitable[Found]]
"""What to answer to one request: given what the path held, and the scope."""


class Endpoint:
    """Answers one route, and remembers in the scope what the log is to say."""

    def __init__(self, find: Find, param: str = "") -> None:
        self._find = find
        self._param = param

    async def __call__(self, scope: Scope, receive: object, send: Send) -> None:  # noqa: ARG002 - nobody sends us anything
        made, scope["arshjul.path"] = await self._find(scope.get("path_params", {}).get(self._param, ""), scope)
        scope["arshjul.went"] = await give(made, scope, send)


class Front:
    """What every request passes: the proxy's word, the method, the log, and the last catch for every fault.

    A page that is ready is given here; only the rest is routed.
    """

    def __init__(self, inner: Any, pages: Pages, proxies: Proxies, kept: journal.Journal) -> None:
        self._inner = inner
        self._pages = pages
        self._proxies = proxies
        self._journal = kept

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        began = time.perf_counter()
        self._proxies.tell(scope)
        try:
            if scope["method"] not in READING:
                refused = plain(405, "405", extra=[(b"allow", b"GET, HEAD"), (b"connection", b"close")])
                scope["arshjul.went"] = await give(refused, scope, send)
            elif ready := self._pages.at_hand(scope):
                made, scope["arshjul.path"] = ready
                scope["arshjul.went"] = await give(made, scope, send)
            else:
                await self._inner(scope, receive, send)
        except Exception as error:
            journal.fault(error)
            if "arshjul.went" not in scope:
                scope["arshjul.went"] = await give(plain(500, "500"), scope, send)
        status, size = scope["arshjul.went"]
        method = scope["method"] if scope["method"] in READING else journal.HIDDEN
        self._journal.note(method, scope.get("arshjul.path", journal.HIDDEN), status, size, time.perf_counter() - began)


def application(live: Live, worker: Executor, kept: journal.Journal) -> Front:
    """The ASGI application. `worker` is the one thread that reads files and makes pages; `kept` the log of requests."""
    proxies = Proxies(live.config.web.trusted, live.config.public_url)
    pages, feeds = Pages(live, proxies, worker), PrivateFeeds(live, worker)

    async def robots(_: str, scope: Scope) -> Found:  # noqa: ARG001 - the same to everyone
        return answer(ROBOTS.encode(), "text/plain; charset=utf-8"), "/robots.txt"

    async def health(_: str, scope: Scope) -> Found:  # noqa: ARG001 - the same to everyone
        return healthy(live), "/health"

    async def private(secret: str, scope: Scope) -> Found:
        return await feeds.find(secret, scope), f"/{FOLDER}/{journal.HIDDEN}"

    async def nowhere(_: str, scope: Scope) -> Found:  # noqa: ARG001 - the same to everyone
        return plain(404, "404"), journal.HIDDEN

    routes = [
        Route("/health", Endpoint(health)),
        Route("/robots.txt", Endpoint(robots)),
        Route(f"/{FOLDER}/{{secret}}.ics", Endpoint(private, "secret")),
        Route("/{path:path}", Endpoint(pages.find, "path")),
    ]
    router = Router(routes, redirect_slashes=False, default=Endpoint(nowhere))
    return Front(router, pages, proxies, kept)


def healthy(live: Live) -> Answer:
    """200 while there is something to show, with how many wheels' files a person should mend; 503 before that."""
    shown = live.shown
    said = {"ready": shown is not None, "wheels": len(shown.wheels) if shown else 0, "broken": live.broken}
    return answer(json.dumps(said).encode(), "application/json", status=200 if shown else 503, cache="no-store")
