"""Bytes made ready to be sent again and again: hashed and squeezed once, and 304 to whoever has them already."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from arshjul.web.headers import HSTS, Header, protective

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_SQUEEZED = ("text/", "application/json", "image/svg+xml")
_WORTH_IT = 512
"""Bytes below which gzip saves nothing that fits in one packet anyway."""
_KEPT_WHEN_UNCHANGED = (b"etag", b"last-modified", b"cache-control", b"vary", b"content-security-policy")
"""What a 304 repeats (RFC 9110 section 15.4.5), and the policy, which browsers renew."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to send an answer: as it is, or gzipped. `headers` go with 200, `brief` with 304."""

    etag: bytes
    body: bytes
    headers: list[Header]
    brief: list[Header]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gives. `modified` is when these bytes were first made here, whole seconds, UTC."""

    status: int
    plain: Form
    squeezed: Form | None
    modified: datetime | None = None


def answer(
    body: bytes,
    media_type: str,
    *,
    modified: datetime | None = None,
    status: int = 200,
    cache: str = "no-cache",
    private: bool = False,
    embed: Sequence[str] = (),
    extra: Sequence[Header] = (),
) -> Answer:
    """Make bytes ready. `cache` is Cache-Control: "no-cache" lets everyone keep them and ask each time."""
    common = [
        (b"content-type", media_type.encode("ascii")),
        (b"cache-control", cache.encode("ascii")),
        *protective(media_type, body, embed, private=private),
        *extra,
    ]
    if modified:
        common.append((b"last-modified", format_datetime(modified, usegmt=True).encode("ascii")))
    digest = sha256(body).hexdigest()[:32]
    small = gzip.compress(body, 6, mtime=0) if len(body) >= _WORTH_IT and media_type.startswith(_SQUEEZED) else b""
    if not small or len(small) >= len(body):
        return Answer(status, _form(body, digest, common), None, modified)
    common.append((b"vary", b"accept-encoding"))
    return Answer(
        status,
        _form(body, digest, common),
        _form(small, f"{digest}-gz", [*common, (b"content-encoding", b"gzip")]),  # another tag: other bytes
        modified,
    )


def _form(body: bytes, tag: str, common: Sequence[Header]) -> Form:
    etag = f'"{tag}"'.encode("ascii")
    headers = [*common, (b"etag", etag), (b"content-length", str(len(body)).encode("ascii"))]
    return Form(etag, body, headers, [one for one in headers if one[0] in _KEPT_WHEN_UNCHANGED])


def headers_of(scope: Scope) -> dict[bytes, bytes]:
    """The request's headers by name, read once. Of one sent twice the last counts."""
    found: dict[bytes, bytes] | None = scope.get("arshjul.asked")
    if found is None:
        found = scope["arshjul.asked"] = dict(scope["headers"])
    return found


async def give(found: Answer, scope: Scope, send: Send) -> tuple[int, int]:
    """Send it, or 304, without a body to HEAD. Returns the status and how many bytes of body went."""
    asked = headers_of(scope)
    form = found.squeezed if found.squeezed and takes_gzip(asked.get(b"accept-encoding", b"")) else found.plain
    status, headers, body = found.status, form.headers, form.body
    if status == 200 and _has_it(asked, form.etag, found.modified):
        status, headers, body = 304, form.brief, b""
    if scope["method"] == "HEAD":
        body = b""
    if scope["scheme"] == "https":
        headers = [*headers, HSTS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
    return status, len(body)


def _has_it(asked: Mapping[bytes, bytes], etag: bytes, modified: datetime | None) -> bool:
    """RFC 9110 section 13.2.2: If-None-Match decides when it is there; only else If-Modified-Since."""
    tags = asked.get(b"if-none-match")
    if tags is not None:
        return (
            tags == etag
            or tags.strip() == b"*"
            or any(tag.strip().removeprefix(b"W/") == etag for tag in tags.split(b","))
        )
    since = _date(asked.get(b"if-modified-since", b""))
    return since is not None and modified is not None and modified <= since


@lru_cache(maxsize=64)
def _date(value: bytes) -> datetime | None:
    """None for what is no date in a zone: it is then as if it had not been said."""
    try:
        found = parsedate_to_datetime(value.decode("ascii"))
    except (ValueError, UnicodeDecodeError):
        return None
    return found if found.tzinfo else None


@lru_cache(maxsize=64)
def takes_gzip(accepted: bytes) -> bool:
    """Whether Accept-Encoding allows gzip (RFC 9110 section 12.5.3): named, or by *, and not with q=0."""
    weights: dict[bytes, bool] = {}
    for one in accepted.lower().split(b","):
        name, _, rest = one.partition(b";")
        weights[name.strip()] = rest.replace(b" ", b"").rstrip(b"0").rstrip(b".") not in (b"q=", b"q=0")
    return weights.get(b"gzip", weights.get(b"*", False))
