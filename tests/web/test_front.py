"""A fault in the program reaches no reader and no log with its words; the smallest parts of an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from arshjul import config
from arshjul.web.answers import takes_gzip
from arshjul.web.app import application
from arshjul.web.headers import policy
from arshjul.web.journal import Journal
from arshjul.web.live import Live, Shown
from tests.support.cli import place

NOW = datetime(2027, 3, 1, 8, tzinfo=UTC)


def asked(live: Live, path: str) -> tuple[list[MutableMapping[str, Any]], str]:
    """What is sent to a reader, and what the log of requests says."""
    sent: list[MutableMapping[str, Any]] = []
    lines: list[str] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [], "scheme": "http",
             "client": ("127.0.0.1", 1), "root_path": ""}  # fmt: skip
    with ThreadPoolExecutor(1) as worker:
        kept = Journal(lines.append)
        asyncio.run(application(live, worker, kept)(scope, None, send))
    kept.flush()
    return sent, "".join(lines)


def test_a_fault_is_told_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    place(tmp_path)
    live = Live(config.load(None, cwd=tmp_path), lambda: NOW)
    live.look()

    def fails(*_: object) -> None:
        raise RuntimeError("kanarie@region.example")

    monkeypatch.setattr(Shown, "page", fails)
    with caplog.at_level(logging.DEBUG):
        sent, lines = asked(live, "/sv/")
    assert [one.get("status") for one in sent] == [500, None]
    assert sent[1]["body"] == b"500"
    assert b"content-security-policy" in dict(sent[0]["headers"])
    assert "- 500" in lines
    assert "unexpected RuntimeError in fails" in caplog.text
    assert "kanarie" not in caplog.text + lines + str(sent)


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        (b"gzip", True), (b"GZIP", True), (b"br, gzip", True), (b"gzip;q=0.1", True), (b"*", True), (b"*;q=0", False),
        (b"gzip;q=0", False), (b"gzip; q=0.0", False), (b"gzip;q=0, *", False), (b"identity", False), (b"", False),
        (b"xgzip", False), (b"gzip;q=1.0", True), (b"\xff\xfe", False),
    ],
)  # fmt: skip
def test_gzip_goes_to_whoever_takes_it(accepted: bytes, takes: bool) -> None:
    assert takes_gzip(accepted) is takes


def test_each_kind_of_answer_has_a_policy_of_its_own() -> None:
    embed = ("https://www.region.example",)
    assert policy("text/html; charset=utf-8", b"<style>x</style>", embed).endswith(
        "; frame-ancestors https://www.region.example"
    )
    assert policy("text/html", b"", ()).endswith("; frame-ancestors 'none'")
    assert policy("text/calendar", b"<style>x</style>", embed) == "default-src 'none'; frame-ancestors 'none'"
    drawn = policy("image/svg+xml", b'<svg><style type="text/css">a{}</style><style>b{}</style></svg>', ())
    assert drawn.count("'sha256-") == 2
    assert "unsafe" not in drawn
