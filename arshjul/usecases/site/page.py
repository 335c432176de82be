"""One page or file of the site, ready to be written or sent."""

from __future__ import annotations

from dataclasses import dataclass

_TYPES = {
    "": "text/html; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "ics": "text/calendar; charset=utf-8",
    "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Page:
    """`path` has no slash before it: "", "sv/", "en/area/energi/", "wheel.svg", "feeds/all.ics". `private` ones are
    for one person and kept by nobody on the way."""

    path: str
    media_type: str
    body: bytes
    private: bool = False

    @classmethod
    def of(cls, path: str, body: str | bytes) -> Page:
        """A public page; its kind follows from its path."""
        data = body.encode() if isinstance(body, str) else body
        return cls(path, _TYPES[path.rpartition("/")[2].rpartition(".")[2]], data)
