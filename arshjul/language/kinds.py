"""[reminder.ID]: the kinds of mail. Subjects are templates and kept as they are."""

from __future__ import annotations

import re

from arshjul.language.fit import fit
from arshjul.language.people import tables
from arshjul.language.reader import Reader
from arshjul.language.refs import References
from arshjul.language.shape import ReminderShape
from arshjul.model.wheel import ReminderKind

_TEMPLATE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def read_kinds(reader: Reader, refs: References) -> dict[str, ReminderKind]:
    kinds: dict[str, ReminderKind] = {}
    for id, path, data in tables(reader, "reminder"):
        shape = fit(reader.document, path, data, ReminderShape)
        reader.require(path, "reminder", shape)
        kinds[id] = ReminderKind(
            id,
            refs.readers([((*path, "to", index), word) for index, word in enumerate(shape.to or [])]),
            shape.subject or "",
            _template(reader, (*path, "template"), shape.template or ""),
            reader.document.key(path),
            {key: reader.origin((*path, key)) for key in ("subject", "template") if key in shape.written},
        )
    return kinds


def _template(reader: Reader, path: tuple[str | int, ...], name: str) -> str:
    """A name in the folder of templates, never a path out of it."""
    if not name or _TEMPLATE.fullmatch(name):
        return name
    reader.report("E14", reader.origin(path), "template")
    return ""
