"""Ids: what they may look like, which words are taken, and which kinds of table share one namespace."""

from __future__ import annotations

from arshjul.language.headers import NAMED, is_id, slug
from arshjul.language.people import tables
from arshjul.language.phrases import RESERVED as FEASTS
from arshjul.language.reader import Reader
from arshjul.language.refs import RESERVED as READERS

_SHARED = (("series", "deadline"), ("person", "group", "list"))
_RESERVED = {"series": FEASTS, "deadline": FEASTS, "person": READERS, "group": READERS, "list": READERS}


def check_ids(reader: Reader) -> None:
    """E05 for ids that are none (those in headers were put right when read) or are reserved, E04 for shared ones."""
    for kind in NAMED:
        for id, path, _ in tables(reader, kind):
            if not is_id(id):
                label = "title" if kind in ("series", "deadline") else "subject" if kind == "reminder" else "name"
                reader.report("E05", reader.document.key(path), table=kind, good=slug(id), label=label)
            elif id in _RESERVED.get(kind, ()):
                reader.report("E05", reader.document.key(path), "reserved", word=id)
    for kinds in _SHARED:
        _check_shared(reader, kinds)


def _check_shared(reader: Reader, kinds: tuple[str, ...]) -> None:
    seen: dict[str, tuple[str, tuple[str | int, ...]]] = {}
    for kind in kinds:
        for id, path, _ in tables(reader, kind):
            if id not in seen:
                seen[id] = (kind, path)
                continue
            other = reader.document.key(seen[id][1])
            at = reader.document.key(path)
            if (other.file, other.line) > (at.file, at.line):
                other, at = at, other
            reader.report("E04", at, "shared", id=id, where=reader.beside(at, other))
