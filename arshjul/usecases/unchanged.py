"""The plan of a wheel in which nothing has changed since it was applied: known without reading what the file says.

Only its first lines are understood, for the wheel's name and what it includes. Whatever is in doubt is left to
`usecases.plan`, which says the same or says more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arshjul.errors import LedgerError
from arshjul.ledger import Glance, Ledger, ever_made, open_ledger
from arshjul.model.plan import Plan
from arshjul.planning.digest import digest
from arshjul.usecases.clock_sense import ClockError, check_clock
from arshjul.usecases.fingerprint import fingerprint_of
from arshjul.usecases.wheels import choose

if TYPE_CHECKING:
    from arshjul.config import Config
    from arshjul.text import Language

_FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LONGEST_HEAD = 8192
_MOST_BYTES = 1024 * 1024
_FARTHEST_EAST = timedelta(hours=14)
"""The day begins there first: a meeting whose day to invite has come in the wheel's zone has come there."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A plan with nothing to do, and the wheel's language."""

    plan: Plan
    language: Language


@dataclass(frozen=True, slots=True)
class _File:
    """A wheel's texts by their names within its folder, its own first; `head` is what stands before the first table."""

    head: Mapping[str, Any]
    texts: Mapping[str, str]

    @property
    def wheel(self) -> str:
        return f"{self.head.get('id')}/{self.head.get('year')}"


def unchanged(config: Config, path: Path | None, now: datetime) -> Unchanged | None:
    """The plan that `usecases.plan.make` would make, when it is certain that nothing is to be done; else None.

    Raises ArshjulError when `path` is None and no wheel, or several, could be meant.
    """
    file = _read(path or choose(config, now.astimezone().date()))
    if file is None:
        return None
    try:
        if not ever_made(config.ledger):
            return None
        with open_ledger(config.ledger, read_only=True) as ledger:
            glance = ledger.at_a_glance(file.wheel, now)
            if glance is None or not _is_quiet(glance, ledger, now):
                return None
            if glance.fingerprint != fingerprint_of(config, file.texts):
                return None
            return Unchanged(_plan(file, glance, ledger, now), file.head.get("language", "sv"))
    except (LedgerError, ClockError):
        return None  # the whole plan says it, after what the file has to say


def _is_quiet(glance: Glance, ledger: Ledger, now: datetime) -> bool:
    """Whether nothing but the file could give something to do or to say."""
    if glance.pending or ledger.lineage_problem():
        return False
    check_clock(ledger.heartbeat(), now)
    return glance.opens is None or glance.opens > (now.astimezone(UTC) + _FARTHEST_EAST).date()


def _plan(file: _File, glance: Glance, ledger: Ledger, now: datetime) -> Plan:
    waiting = sorted(ledger.waiting(file.wheel), key=lambda one: (one.start.replace(tzinfo=None), one.key))
    return Plan(
        wheel=file.wheel,
        title=file.head.get("title", ""),
        now=now,
        edition=glance.edition,
        waiting=tuple(waiting),
        unchanged=glance.invited,
        locked=glance.locked + glance.past,
        digest=digest(file.wheel, (), waiting),
    )


def _read(path: Path) -> _File | None:
    """None when only a reader of the whole file can tell what it holds."""
    try:
        text = _text(path)
        head = _head(text)
        root = path.parent.resolve()
        included = [(root / name).resolve() for name in head.get("include", ())]
        texts = {path.name: text} | {file.relative_to(root).as_posix(): _text(file) for file in included}
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return _File(head, texts)


def _head(text: str) -> dict[str, Any]:
    """Raises ValueError when it is no TOML, or longer than any head that a person writes (tomllib is quadratic)."""
    head = _FIRST_TABLE.split(text, maxsplit=1)[0]
    if len(head) > _LONGEST_HEAD:
        raise ValueError("too long")
    return tomllib.loads(head)


def _text(path: Path) -> str:
    """As `language.source` reads a file in which nothing is wrong. Raises OSError and ValueError."""
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:
        raise FileNotFoundError(path)  # a pipe would be waited for
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
