"""Table headers: which tables there are, and what a header line says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from arshjul.closest import suggest
from arshjul.model.source import Origin, Problem

SINGLE = ("calendar", "defaults")
NAMED = ("area", "person", "group", "list", "reminder", "series", "deadline")
ARRAYS = ("closed", "change")
SHARED = ("person", "group", "list", "reminder", "closed")
"""What an included file may hold."""

SWEDISH_TABLES = {
    "kalender": "calendar", "standard": "defaults", "förval": "defaults", "default": "defaults", "stängt": "closed",
    "stangt": "closed", "ändring": "change", "andring": "change", "changes": "change", "område": "area",
    "omrade": "area", "styrkeområde": "area", "person": "person", "personer": "person", "aktör": "person",
    "grupp": "group", "lista": "list", "sändlista": "list", "påminnelse": "reminder", "paminnelse": "reminder",
    "serie": "series", "mötesserie": "series", "möte": "series", "mote": "series", "meeting": "series",
    "deadline": "deadline", "slutdatum": "deadline", "people": "person",
}  # fmt: skip

_LINE = re.compile(r"\s*(\[\[?)([^\]#]*)(\]{0,2})\s*(#.*)?(.*)$")
_PART = re.compile(r"""\s*(?:"([^"\\]*)"|'([^']*)'|([^."'\s]+(?:[ ]+[^."'\s]+)*))\s*""")
_ID = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Header:
    """`path` is ("series", "styrgrupp"); `array` is [[…]]; `at` is its last name. `path` empty: not usable."""

    path: tuple[str, ...]
    array: bool
    at: Origin
    table: Origin
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        name = ".".join(self.path)
        return f"[[{name}]]" if self.array else f"[{name}]"


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """The id nearest to `text`: "öppet-möte" becomes "oppet-mote"."""
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:64] or "x"


def read_header(line: str, number: int, file: str) -> Header:
    """What the header line says; a name that is nearly right is read as the right one, with a problem."""
    whole = Origin(file, number, len(line) - len(line.lstrip()) + 1, len(line.rstrip()) + 1)
    match = _LINE.match(line)
    names = _names(match[2], match.start(2)) if match else []
    if match is None or not names:
        return Header((), False, whole, whole, (Problem.error("E19", whole, "header"),))
    array = match[1] == "[["
    path = tuple(name for name, _ in names)
    origins = [Origin(file, number, start + 1, start + 1 + width) for _, (start, width) in names]
    problems: list[Problem] = []
    if match[3] != match[1].replace("[", "]") or match[5].strip():
        problems.append(Problem.error("E19", whole, "header.like", like=str(Header(path, array, whole, whole))))
    path, array, more = _known(path, array, origins)
    return Header(path, array, origins[-1], origins[0], (*problems, *more))


def _names(text: str, offset: int) -> list[tuple[str, tuple[int, int]]]:
    """The dotted names with their start and width; empty when they are none."""
    names: list[tuple[str, tuple[int, int]]] = []
    position = 0
    while match := _PART.match(text, position):
        group = match.lastindex or 0
        names.append((match[group], (offset + match.start(group), len(match[group]))))
        position = match.end()
        if position == len(text):
            return names if len(names) <= 8 else []
        if text[position] != ".":
            return []
        position += 1
    return []


def _known(path: tuple[str, ...], array: bool, at: list[Origin]) -> tuple[tuple[str, ...], bool, list[Problem]]:
    """The path with its table and id put right, and what was wrong with them."""
    table, rest = path[0], path[1:]
    problems: list[Problem] = []
    if table not in (*SINGLE, *NAMED, *ARRAYS):
        near = SWEDISH_TABLES.get(table.casefold()) or suggest(table, (*SINGLE, *NAMED, *ARRAYS))
        if near is None:
            return (), array, [Problem.error("E06", at[0], "none")]
        problems.append(Problem.error("E06", at[0], like=_written(near, rest)))
        table, array = near, near in ARRAYS
    elif array != (table in ARRAYS) and len(path) <= 2:
        problems.append(Problem.error("E06", at[0], "brackets", like=_written(table, rest)))
        array = table in ARRAYS
    if table in NAMED:
        if not rest:
            return (table,), False, problems
        if not is_id(rest[0]):
            good = slug(rest[0])
            label = "title" if table in ("series", "deadline") else "subject" if table == "reminder" else "name"
            problems.append(Problem.error("E05", at[1], table=table, good=good, label=label))
            rest = (good, *rest[1:])
    if table in ARRAYS:
        rest = ()
    return (table, *rest), array, problems


def _written(table: str, rest: tuple[str, ...]) -> str:
    if table in ARRAYS:
        return f"[[{table}]]"
    if table in SINGLE:
        return f"[{table}]"
    return f"[{'.'.join((table, *(slug(name) for name in rest)) if rest else (table, '…'))}]"
