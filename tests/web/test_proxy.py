"""Behind a proxy: its word on https, host, path and reader counts when it is trusted, and nobody else's does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from arshjul.web.proxy import Proxies
from tests.support.cli import place
from tests.support.web import serving


def scope(peer: str = "127.0.0.1", **headers: str) -> dict[str, Any]:
    said = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http", "scheme": "http", "client": (peer, 1), "headers": said, "root_path": "", "path": "/sv/"}


def told(proxies: Proxies, one: dict[str, Any]) -> tuple[str, str, str, str]:
    proxies.tell(one)
    return one["scheme"], one["client"][0], one["arshjul.prefix"], proxies.base(one)


SAID = {
    "host": "inner:8080",
    "x_forwarded_proto": "https",
    "x_forwarded_host": "region.example",
    "x_forwarded_prefix": "/hjul/",
    "x_forwarded_for": "203.0.113.5",
}


def test_a_trusted_proxys_word_counts() -> None:
    proxies = Proxies(["127.0.0.1", "10.0.0.0/8", "2001:db8::/32"], "")
    believed = ("https", "203.0.113.5", "/hjul", "https://region.example/hjul")
    for peer in ("127.0.0.1", "10.9.8.7", "2001:db8::7", "::ffff:127.0.0.1"):
        assert told(proxies, scope(peer, **SAID)) == believed


@pytest.mark.parametrize("peer", ["192.0.2.1", "11.0.0.1", "::1", "::ffff:192.0.2.1", ""])
def test_nobody_elses_does(peer: str) -> None:
    assert told(Proxies(["127.0.0.1", "10.0.0.0/8"], ""), scope(peer, **SAID)) == (
        "http",
        peer,
        "",
        "http://inner:8080",
    )


def test_the_setting_goes_before_what_anybody_says_of_the_host() -> None:
    one = scope(**{**SAID, "x_forwarded_prefix": ""})
    assert told(Proxies(["127.0.0.1"], "https://a.example/b"), one)[2:] == ("/b", "https://a.example/b")


@pytest.mark.parametrize(
    ("chain", "reader"),
    [
        ("203.0.113.5, 10.0.0.1", "203.0.113.5"),
        ("6.6.6.6, 203.0.113.5, 10.0.0.1, 10.0.0.2", "203.0.113.5"),
        ("10.0.0.1", "127.0.0.1"),
        ("unknown, 10.0.0.1", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_a_reader_cannot_claim_to_be_another(chain: str, reader: str) -> None:
    proxies = Proxies(["127.0.0.1", "10.0.0.0/8"], "")
    assert told(proxies, scope(x_forwarded_for=chain, host="a"))[1] == reader


@pytest.mark.parametrize(
    "wrong",
    [
        {"x_forwarded_proto": "javascript"},
        {"x_forwarded_host": "a.example/<b>"},
        {"x_forwarded_host": "a.example, b c"},
        {"x_forwarded_host": "a" * 300},
        {"x_forwarded_prefix": "//evil.example"},
        {"x_forwarded_prefix": '/"><script>'},
        {"x_forwarded_prefix": "hjul"},
        {"x_forwarded_prefix": "/å"},
    ],
)
def test_what_is_malformed_was_never_said(wrong: dict[str, str]) -> None:
    scheme, _, prefix, base = told(Proxies(["127.0.0.1"], ""), scope(**{"host": "inner", **wrong}))
    assert (scheme, prefix) == ("http", "")
    assert base in ("http://inner", ""), "a host that is none is not shown"


def test_the_site_works_below_a_path_whether_the_proxy_takes_it_off_or_not(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "config.toml").write_text(
        'public_url = "https://region.example/hjul"\n[web]\nembed = ["www.region.example", "https://sv.example"]\n'
    )
    with serving(tmp_path) as server:
        kept, off = server.get("/hjul/sv/kalendrar/"), server.get("/sv/kalendrar/")
        assert (kept.status, kept.body) == (200, off.body)
        assert "webcal://region.example/hjul/feeds/all.ics" in kept.text
        assert server.get("/hjulet/sv/").status == 404
        assert server.get("/annan/sv/", x_forwarded_prefix="/annan").body == server.get("/sv/").body
        page = server.get("/sv/bild/").headers["content-security-policy"]
        assert page.endswith("; frame-ancestors https://www.region.example https://sv.example")
        assert server.get("/hjul/sv").headers["location"] == "sv/"
        secure = server.get("/sv/", x_forwarded_proto="https")
        assert secure.headers["strict-transport-security"] == "max-age=31536000"
        again = server.get("/sv/", x_forwarded_proto="https", if_none_match=secure.headers["etag"])
        assert (again.status, again.headers["strict-transport-security"]) == (304, "max-age=31536000")


def test_without_trust_a_forwarded_header_changes_nothing(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "config.toml").write_text("[web]\ntrusted = []\n")
    with serving(tmp_path) as server:
        got = server.get("/sv/kalendrar/", x_forwarded_proto="https", x_forwarded_host="evil.example")
        assert "strict-transport-security" not in got.headers
        assert "evil.example" not in got.text
        assert f"webcal://127.0.0.1:{server.port}/" in got.text
