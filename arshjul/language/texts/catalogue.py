"""Every message of every code, gathered when the first problem wants words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from arshjul.language.texts.base import Message


@cache
def catalogue() -> Mapping[tuple[str, str], Message]:
    """(code, variant) → message."""
    from arshjul.language.texts import dates, people, phrases, structure, syntax

    return {**syntax.TEXTS, **structure.TEXTS, **people.TEXTS, **phrases.TEXTS, **dates.TEXTS}


def codes() -> tuple[str, ...]:
    """Every code that has words, in order: E01 … then W01 …"""
    return tuple(sorted({code for code, _ in catalogue()}))
