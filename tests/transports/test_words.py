"""What is kept of a server's words, and which addresses go on the wire."""

from __future__ import annotations

import pytest

from arshjul.config import Secret
from arshjul.transports.address import domain_of, wire_address
from arshjul.transports.redact import LONGEST, redact


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("550 5.1.1 <siv.norberg@region.example>: unknown", "550 5.1.1 <…@…>: unknown"),
        ("no mailbox for siv@region.example, sorry", "no mailbox for …@…, sorry"),
        ("to=åsa@örebro.example;", "to=…@…;"),
        (b"line one\r\nline two\x00\xff", "line one line two �"),
    ],
)
def test_addresses_and_controls_are_taken_out(words: str | bytes, kept: str) -> None:
    assert redact(words) == kept


def test_secrets_are_taken_out() -> None:
    assert redact("bad password hemligt!", Secret("hemligt!"), Secret("")) == "bad password ***"


def test_a_novel_is_cut() -> None:
    assert len(redact("x" * 5000)) == LONGEST


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("siv.norberg@region.example", "siv.norberg@region.example"),
        ("siv+s3@Örebro.example", "siv+s3@xn--rebro-iua.example"),
        ("siv@xn--rebro-iua.example", "siv@xn--rebro-iua.example"),
        ("åsa@region.example", "åsa@region.example"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_the_domain_becomes_ascii(address: str, wire: str) -> None:
    assert wire_address(address) == wire


@pytest.mark.parametrize(
    "address",
    [
        "", "siv", "@region.example", "siv@", "siv@a b.example", "siv@region..example", "siv@-region.example",
        "siv@region.example>\r\nRCPT TO:<other@x.example", "a@b@c.example", "si v@region.example",
        "<siv@region.example>",
        "siv@region.example\n", "siv\x00@region.example", "siv\u2028@region.example", "siv@" + "a" * 64 + ".example",
        "x" * 250 + "@region.example", "siv,olle@region.example",
        '"a b"@region.example',
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    assert wire_address(address) is None
    assert domain_of(address) == ""
