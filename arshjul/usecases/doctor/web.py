"""The live site: whether its server is there, and settings that would let more in, or out, than was meant."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from ipaddress import ip_network
from urllib.parse import urlsplit

from arshjul.config import Config
from arshjul.text import Text
from arshjul.usecases.doctor.findings import Finding, same, well

WEB = Text("webb", "web")
HOME = ("localhost", "127.0.0.1", "::1")


def look_at_web(config: Config) -> Iterator[Finding]:
    if find_spec("uvicorn") is None:
        detail = Text("inte installerad; behövs bara för arshjul web", "not installed; only arshjul web needs it")
        yield well(WEB, detail)
    elif config.public_url:
        yield well(WEB, same(config.public_url))
    else:
        detail = Text("public_url är inte satt: privata adresser kan inte skapas",
                      "public_url is not set: no private address can be made")  # fmt: skip
        yield well(WEB, detail)
    address = urlsplit(config.public_url)
    if address.scheme == "http" and address.hostname not in HOME:
        detail = Text("public_url är utan https: privata adresser går i klartext",
                      "public_url is without https: private addresses travel unprotected")  # fmt: skip
        yield Finding(WEB, "warning", detail, Text('skriv  "https://…"', 'write  "https://…"'))
    for one in config.web.trusted:
        if ip_network(one).prefixlen == 0:
            detail = Text(f"[web] trusted: {one} är hela världen", f"[web] trusted: {one} is the whole world")
            cure = Text("skriv bara proxyserverns adress", "write the proxy's address alone")
            yield Finding(WEB, "warning", detail, cure)
