"""What stands before the first table: the wheel's own keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from arshjul.almanac.names import MONTHS
from arshjul.closest import suggest
from arshjul.language.document import Document
from arshjul.language.fit import fit
from arshjul.language.headers import ARRAYS, NAMED, SINGLE
from arshjul.language.people import language
from arshjul.language.reader import Reader
from arshjul.language.shape import TopShape
from arshjul.text import Language

VERSION = 1
_ID = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?")
_MONTHS = {name.casefold(): number for names in MONTHS.values() for number, name in enumerate(names, 1)}


@dataclass(frozen=True, slots=True)
class Top:
    """`year` is None when it is missing or impossible: then no date can be read."""

    id: str
    title: str
    year: int | None
    active: bool
    language: Language
    timezone: str
    first_month: int


def fit_top(document: Document) -> TopShape:
    """The keys as written."""
    tables = (*SINGLE, *NAMED, *ARRAYS)
    return fit(document, (), {key: value for key, value in document.data.items() if key not in tables}, TopShape)


def first_month(shape: TopShape) -> int | None:
    """1…12; January when nothing is said, None when it is no month."""
    return 1 if shape.starts is None else _MONTHS.get(shape.starts.strip().casefold())


def read_top(reader: Reader, shape: TopShape) -> Top:
    """The keys, checked."""
    reader.require((), "wheel", shape)
    if shape.arshjul not in (None, VERSION):
        reader.report("E17", reader.document.whole(("arshjul",)), "version", version=VERSION)
    if shape.id is not None and not _ID.fullmatch(shape.id):
        reader.report("E05", reader.origin(("id",)), "wheel")
    status = reader.closed(("status",), "status", shape.status)
    return Top(
        shape.id or "",
        shape.title or "",
        shape.year,
        status == "active",
        language(reader, ("language",), shape.language) or "sv",
        _timezone(reader, shape.timezone),
        _starts(reader, shape),
    )


def _starts(reader: Reader, shape: TopShape) -> int:
    month = first_month(shape)
    if month is None:
        near = suggest((shape.starts or "").strip().casefold(), tuple(_MONTHS))
        at = reader.origin(("starts",))
        if near:
            reader.report("E17", at, "near", near=near)
        else:
            reader.report("E17", at, "month")
    return month or 1


def _timezone(reader: Reader, text: str | None) -> str:
    usual = "Europe/Stockholm"
    if text is None or text == usual:
        return usual
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        from zoneinfo import available_timezones

        near = suggest(text, sorted(available_timezones())) or usual
        reader.report("E17", reader.origin(("timezone",)), "near", near=near)
        return usual
    return text
