"""Chromium driven by Playwright, axe-core within it, and a folder of files served on loopback."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.cli import ROOT
from tests.support.require import require

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOTS = ROOT / "out/shots"
"""Where pictures of the pages are kept, to be looked at."""
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    program = os.environ.get("ARSHJUL_CHROMIUM") or shutil.which("chromium")
    require(program, "Chromium is not installed (apt-get install chromium)")
    sync_api = __import__("pytest").importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests have no use for a log of requests."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `folder` as any web server would serve it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def axe_source() -> str:
    """axe-core as npm has it (`.ci/run` fetches it)."""
    home = Path(os.environ.get("ARSHJUL_AXE") or ROOT / ".cache/js/node_modules/axe-core")
    require((home / "axe.min.js").is_file(), "axe-core is not fetched (npm install --prefix .cache/js axe-core)")
    return (home / "axe.min.js").read_text("utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds wrong with the page, a line each: the rule and the first elements."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe)  # as the debugger does it: the page's own policy would refuse a script from elsewhere
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", _TAGS
    )
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found["violations"]]
