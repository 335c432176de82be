"""Who asks, and under which address: as a trusted proxy tells it, else as the connection does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from arshjul.web.answers import Scope, headers_of

_HOST = re.compile(r"([a-z0-9-]+(\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE)
_PREFIX = re.compile(r"(/[\w.~-]+)*", re.ASCII)
_LONGEST = 253


class Proxies:
    """The proxies whose word counts, and the path that the installation says it stands under."""

    def __init__(self, trusted: Iterable[str], public_url: str) -> None:
        self._networks = tuple(ip_network(one) for one in trusted)
        self._public_url = public_url
        self._prefix = urlsplit(public_url).path.rstrip("/")
        self._trusts = lru_cache(maxsize=1024)(self._look_up)

    def tell(self, scope: Scope) -> None:
        """Set `scheme`, `client` and `arshjul.prefix` in the scope to what holds for the reader; take the prefix off
        `path` where the proxy has not.

        Of X-Forwarded-Proto and -Prefix the last value counts, the one that the proxy itself wrote; of -For the last
        address that is no trusted proxy's. Anything malformed is as if it had not been said.
        """
        prefix = self._prefix
        if self._trusts(_address(scope)):
            said = headers_of(scope)
            if (proto := _last(said, b"x-forwarded-proto").lower()) in ("http", "https"):
                scope["scheme"] = proto
            if b"x-forwarded-for" in said:
                scope["client"] = (self._reader(said[b"x-forwarded-for"]) or _address(scope), 0)
            told = _last(said, b"x-forwarded-prefix").rstrip("/")
            prefix = told if told and _PREFIX.fullmatch(told) else prefix
        scope["arshjul.prefix"] = prefix
        if prefix and f"{scope['path']}/".startswith(f"{prefix}/"):
            scope["path"] = scope["path"][len(prefix) :] or "/"

    def base(self, scope: Scope) -> str:
        """The site's own address, "https://region.example/hjul": the setting, else as the reader asked for it. "" when
        the host cannot be one. Call `tell` first."""
        if self._public_url:
            return self._public_url
        said = headers_of(scope)
        host = _last(said, b"x-forwarded-host") if self._trusts(scope["arshjul.peer"]) else ""
        host = host or _last(said, b"host")
        if len(host) > _LONGEST or not _HOST.fullmatch(host):
            return ""
        return f"{scope['scheme']}://{host.lower()}{scope['arshjul.prefix']}"

    def _reader(self, chain: bytes) -> str:
        """The last address of X-Forwarded-For that no proxy of ours has; "" when there is none."""
        for one in reversed(chain.decode("latin-1").split(",")):
            address = one.strip()
            if not self._trusts(address):
                return address if _is_address(address) else ""
        return ""

    def _look_up(self, address: str) -> bool:
        if not _is_address(address):
            return False
        found = ip_address(address)
        networks: Iterable[IPv4Network | IPv6Network] = self._networks
        mapped = getattr(found, "ipv4_mapped", None)  # ::ffff:127.0.0.1, on a socket that speaks both
        return any((mapped or found) in network for network in networks)


def _address(scope: Scope) -> str:
    """The other end of the connection; kept, since `client` is then told to be somebody else."""
    peer = scope.setdefault("arshjul.peer", scope["client"][0] if scope["client"] else "")
    return str(peer)


def _last(said: dict[bytes, bytes], name: bytes) -> str:
    return said[name].decode("latin-1").rpartition(",")[2].strip() if name in said else ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
