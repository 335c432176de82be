"""What every answer tells the browser: what it may load, who may frame it, and that nobody is told where from."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

Header = tuple[bytes, bytes]

HSTS: Header = (b"strict-transport-security", b"max-age=31536000")
"""Only behind TLS (RFC 6797 section 7.2), and not for subdomains: they belong to others."""
_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)
_PAGE = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)


def protective(media_type: str, body: bytes, embed: Sequence[str], *, private: bool) -> list[Header]:
    """The headers of one answer, but HSTS. `embed` are the sites that may show pages in a frame (`[web] embed`).

    What is public may be shown by an <img> anywhere; what is private by nobody, and no search engine keeps it.
    """
    found = [
        (b"content-security-policy", policy(media_type, body, () if private else embed).encode("ascii")),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-resource-policy", b"same-origin" if private else b"cross-origin"),
    ]
    if private:
        found.append((b"x-robots-tag", b"noindex, nofollow, noarchive"))
    return found


def policy(media_type: str, body: bytes, embed: Sequence[str]) -> str:
    """Content-Security-Policy: nothing but our own files, no inline script or style, frames for `embed` alone."""
    ancestors = " ".join(embed) or "'none'"
    kind = media_type.partition(";")[0]
    if kind == "text/html":
        return f"{_PAGE}; frame-ancestors {ancestors}"
    if kind == "image/svg+xml":
        return f"default-src 'none'; {_drawn(body)}frame-ancestors {ancestors}"
    return "default-src 'none'; frame-ancestors 'none'"


def _drawn(body: bytes) -> str:
    """A picture opened as a page of its own may use the styles that it holds, each known by its hash, and its font."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(style).digest()).decode()}'" for style in _STYLE.findall(body))
    return f"style-src {hashes}; font-src data:; " if hashes else ""
