"""What a reader of the live site gets: pages, feeds, 304 on every repeat, and the same protection with all of it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pytest

from tests.support.cli import place
from tests.support.readers import addresses
from tests.support.web import Running, serving

PATHS = (
    "/",
    "/sv/",
    "/en/agenda/",
    "/sv/kalendrar/",
    "/wheel.svg",
    "/feeds/all.ics",
    "/assets/site.css",
    "/robots.txt",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(place(tmp_path_factory.mktemp("web"))) as running:
        yield running


@pytest.mark.parametrize("path", PATHS)
def test_a_repeat_costs_304_and_no_body_by_tag_and_by_date(server: Running, path: str) -> None:
    first = server.get(path)
    assert (first.status, len(first.body) > 0) == (200, True)
    etag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag), "a strong tag"
    for tags in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = server.get(path, if_none_match=tags)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert server.get(path, if_none_match='"other"').status == 200
    if "last-modified" in first.headers:
        made = parsedate_to_datetime(first.headers["last-modified"])
        assert made <= datetime.now(UTC)
        assert server.get(path, if_modified_since=first.headers["last-modified"]).status == 304
        earlier = format_datetime(made - timedelta(seconds=1), usegmt=True)
        assert server.get(path, if_modified_since=earlier).status == 200
        both = server.get(path, if_modified_since=first.headers["last-modified"], if_none_match='"other"')
        assert both.status == 200, "the tag decides"
    assert server.get(path, if_modified_since="yesterday").status == 200


@pytest.mark.parametrize("path", PATHS)
def test_head_tells_what_get_would_without_its_body(server: Running, path: str) -> None:
    head, whole = server.get(path, method="HEAD"), server.get(path)
    assert head.body == b""
    assert head.headers | {"date": ""} == whole.headers | {"date": ""}
    assert int(head.headers["content-length"]) == len(whole.body)


@pytest.mark.parametrize("path", ["/sv/", "/feeds/all.ics", "/wheel.svg", "/assets/site.css"])
def test_whoever_takes_gzip_gets_the_same_in_fewer_bytes(server: Running, path: str) -> None:
    plain = server.get(path)
    small = server.get(path, accept_encoding="br, gzip;q=0.8")
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body)
    assert plain.headers["vary"] == small.headers["vary"] == "accept-encoding"
    assert small.headers["etag"] != plain.headers["etag"], "other bytes, another tag"
    assert server.get(path, accept_encoding="gzip", if_none_match=small.headers["etag"]).status == 304
    for refused in ("gzip;q=0", "gzip;q=0.000", "identity", "br"):
        assert "content-encoding" not in server.get(path, accept_encoding=refused).headers


@pytest.mark.parametrize("path", [*PATHS, "/finns/inte", "/private/x.ics", "/health", "/a%0Ab", "/sv/sok/?q=x", "/sv"])
def test_every_answer_is_protected(server: Running, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "DELETE"):
        headers = server.get(path, method=method).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert policy.endswith("; frame-ancestors 'none'")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "strict-transport-security" not in headers, "this is no https"
        assert "set-cookie" not in headers
        assert "server" not in headers


def test_a_page_carries_no_style_or_script_that_its_policy_forbids(server: Running) -> None:
    for path in ("/", "/sv/", "/en/", "/sv/agenda/", "/sv/sok/", "/sv/kalendrar/", "/sv/bild/", "/finns/inte"):
        page = server.get(path).text
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son\w+=|javascript:", page, re.IGNORECASE), path
    assert "'sha256-" in server.get("/wheel.svg").headers["content-security-policy"], "the picture's own style"


def test_only_reading_is_possible(server: Running) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        refused = server.get("/sv/", method=method)
        assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")


def test_a_forgotten_last_slash_leads_to_the_page(server: Running) -> None:
    for path, there in (("/sv", "sv/"), ("/sv/agenda", "agenda/"), ("/en/meeting/styrgrupp/2027-Q1", "2027-Q1/")):
        got = server.get(path)
        assert (got.status, got.headers["location"]) == (308, there), "relative, so that it holds below any path"


def test_what_is_not_there_is_told_kindly_in_the_readers_language(server: Running) -> None:
    swedish, english = server.get("/sv/mote/x/"), server.get("/en/x")
    assert (swedish.status, english.status) == (404, 404)
    assert "Sidan finns inte" in swedish.text
    assert "There is no such page" in english.text
    deep = server.get("/" + "a/" * 4000)
    assert (deep.status, len(deep.body)) == (404, 3), "nothing that grows with what was asked"


def test_a_search_finds_what_has_all_the_words_and_shows_them_as_text(server: Running) -> None:
    found = server.get("/sv/sok/?q=styrgrupp+mars").text
    assert "styrgrupp/2027-Q1" in found
    assert "originn" not in found
    evil = server.get("/sv/sok/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert evil.status == 200
    assert "<script>alert" not in evil.text
    assert "&lt;script&gt;" in evil.text
    assert server.get("/en/search/?q=" + "x" * 4000).status == 200
    assert server.get("/en/search/?q=%ff%fe&q=" + "&a=1" * 50).status == 200


def test_feeds_hold_every_meeting_and_no_address(server: Running) -> None:
    got = server.get("/feeds/all.ics")
    assert got.headers["content-type"] == "text/calendar; charset=utf-8"
    assert got.body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert got.body.count(b"BEGIN:VEVENT") > 60
    assert b"STATUS:CANCELLED" in got.body
    assert addresses(got.body) == set()


def test_robots_keep_out_of_what_is_private_and_health_says_how_it_is(server: Running) -> None:
    assert "Disallow: /private/" in server.get("/robots.txt").text
    health = server.get("/health")
    assert (health.status, health.text) == (200, '{"ready": true, "wheels": 1, "broken": 0}')
    assert health.headers["cache-control"] == "no-store"


def test_calendars_can_be_subscribed_to_at_the_host_that_the_reader_asked(server: Running) -> None:
    page = server.get("/sv/kalendrar/", host="hjul.region.example:8080").text
    assert "webcal://hjul.region.example:8080/feeds/all.ics" in page
    for host in ("a.example/<script>", "a b", "x" * 300, '"onload="', "-", ""):
        page = server.get("/sv/kalendrar/", host=host).text
        assert "<script>" not in page
        assert "onload" not in page
    page = server.get("/sv/kalendrar/", host="hjul.region.example:8080").text
    assert "webcal://hjul.region.example:8080/feeds/all.ics" in page, "what others ask changes nothing for this one"


def test_it_lies_in_a_folder_where_it_finds_nothing_else(server: Running, tmp_path: Path) -> None:
    """Row 28: a path is a name in a table, never a file."""
    for path in (
        "/../config.toml", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../pyproject.toml",
        "/assets/%2e%2e%2f%2e%2e%2fschedules/2027.toml", "//etc/passwd", "/sv/..%5c..%5cconfig.toml",
        "/schedules/2027.toml",
        "/assets/site.css%00.txt", "/feeds/area/../../../schedules/personer.toml", "/private/../schedules/2027.toml",
        "/file:///etc/passwd",
    ):  # fmt: skip
        got = server.get(path)
        assert got.status == 404, path
        assert b"root:" not in got.body
        assert b"[[" not in got.body
