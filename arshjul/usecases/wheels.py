"""Which wheels there are, and which one a command means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from arshjul.errors import ArshjulError
from arshjul.text import Text

if TYPE_CHECKING:
    from arshjul.config import Config

HEAD = 64 * 1024
_LINE = re.compile(r"""^\s*(arshjul|id|year|starts|status)\s*=\s*["']?([^"'#\n]*)""")
_MONTHS = ("jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Glance:
    """The first lines of a wheel's file, read without understanding the rest."""

    path: Path
    year: int
    first_month: int
    active: bool

    @property
    def first(self) -> date:
        return date(self.year, self.first_month, 1)

    def holds(self, day: date) -> bool:
        return self.first <= day < date(self.year + 1, self.first_month, 1)


def find_wheels(config: Config) -> tuple[Path, ...]:
    """The wheels' files in the order of the settings. In a pattern, files that hold no wheel (people) are left out.

    A file named without a pattern is always there: reading it says what is wrong with it.
    """
    return tuple(dict.fromkeys(path for pattern in config.wheels for path in _matching(pattern)))


def active_wheels(config: Config) -> tuple[Path, ...]:
    """As `find_wheels`, without those whose first lines say that they are drafts."""
    return tuple(path for path in find_wheels(config) if (seen := glance(path)) is None or seen.active)


def expected_wheels(config: Config) -> tuple[Path, ...]:
    """As `find_wheels`, but a pattern that gives no wheel stands for itself, so that reading it says what is wrong: a
    folder that has vanished, or may not be read, is no reason to fall silent."""
    return tuple(dict.fromkeys(path for pattern in config.wheels for path in _matching(pattern) or [pattern]))


def _matching(pattern: Path) -> list[Path]:
    if not has_magic(str(pattern)):
        return [pattern]
    found = map(Path, sorted(glob(str(pattern), recursive=True)))  # noqa: PTH207 - the pattern is an absolute path
    return [path for path in found if glance(path) is not None or _is_closed(path)]


def _is_closed(path: Path) -> bool:
    """Whether it is a file that cannot be read, so that nobody knows what it holds."""
    try:
        path.open("rb").close()
    except (FileNotFoundError, IsADirectoryError):
        return False
    except OSError:
        return True
    return False


def choose(config: Config, today: date) -> Path:
    """The wheel that a command means when none is named: the one that holds today, else the nearest in time.

    Raises ArshjulError when there is none, or when several could be meant.
    """
    wheels = find_wheels(config)
    if not wheels:
        raise _none(config)
    glances = [seen for path in wheels if (seen := glance(path))]
    if len(wheels) == 1 or not glances:
        return wheels[0]
    candidates = _holding(glances, today) or _nearest(glances, today)
    if len(candidates) > 1:
        raise _several(candidates)
    return candidates[0].path


def glance(path: Path) -> Glance | None:
    """None for a file that is no wheel or cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD).decode("utf-8", "replace")
    except OSError:
        return None
    keys = dict(_top_level(head))
    year = keys.get("year", "")
    if "arshjul" not in keys and "year" not in keys:
        return None
    number = int(year) if year.isdecimal() and 1 <= int(year) < date.max.year else 1
    return Glance(path, number, _month(keys.get("starts", "")), keys.get("status", "") in ("aktiv", "active"))


def _top_level(head: str) -> Iterator[tuple[str, str]]:
    for line in head.lstrip("\ufeff").splitlines():
        if line.lstrip().startswith("["):
            return
        if match := _LINE.match(line):
            yield match[1], match[2].strip()


def _month(name: str) -> int:
    """The number of "augusti" or "August"; 1 when it is not said (or not understood: reading the file tells)."""
    word = name.casefold()
    return next((number for number, start in enumerate(_MONTHS, 1) if word.startswith(start)), 1)


def _holding(glances: list[Glance], today: date) -> list[Glance]:
    """The wheels of today. An active one goes before a draft."""
    holding = [one for one in glances if one.holds(today)]
    return [one for one in holding if one.active] or holding


def _nearest(glances: list[Glance], today: date) -> list[Glance]:
    """The next wheel to start, else the last one that ended."""
    coming = [one.first for one in glances if one.first > today]
    first = min(coming) if coming else max(one.first for one in glances)
    nearest = [one for one in glances if one.first == first]
    return [one for one in nearest if one.active] or nearest


def _none(config: Config) -> ArshjulError:
    where = ", ".join(shown_path(path) for path in config.wheels)
    return ArshjulError(
        Text(f"hittar inget hjul i {where}", f"found no wheel in {where}"),
        Text("skapa ett med  arshjul init  eller skriv vilken fil", "create one with  arshjul init  or say which file"),
    )


def _several(candidates: list[Glance]) -> ArshjulError:
    names = [shown_path(one.path) for one in candidates]
    return ArshjulError(
        Text(f"flera hjul gäller samtidigt: {', '.join(names)}", f"several wheels hold at once: {', '.join(names)}"),
        Text(f"skriv vilken fil, till exempel {names[0]}", f"say which file, for example {names[0]}"),
    )


def shown_path(path: Path) -> str:
    """As people know the file: relative to where they stand when it lies below, with forward slashes."""
    here = Path.cwd()
    absolute = here / path
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()
