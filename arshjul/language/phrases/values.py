"""Words from a closed list, in either language: what to do on closed days, how open a day is, a wheel's status."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from arshjul.closest import suggest
from arshjul.language.phrases.error import PhraseError
from arshjul.model.rhythm import IfClosed
from arshjul.model.wheel import Openness

CLOSED_VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "if_closed": {
            "före": IfClosed.BEFORE, "efter": IfClosed.AFTER, "nästa vecka": IfClosed.NEXT_WEEK,
            "hoppa över": IfClosed.SKIP, "behåll": IfClosed.KEEP,
            "before": IfClosed.BEFORE, "after": IfClosed.AFTER, "next week": IfClosed.NEXT_WEEK,
            "skip": IfClosed.SKIP, "keep": IfClosed.KEEP,
        },
        "openness": {
            "stängt": Openness.CLOSED, "varna": Openness.WARN, "öppet": Openness.OPEN,
            "closed": Openness.CLOSED, "warn": Openness.WARN, "open": Openness.OPEN,
        },
        "status": {"utkast": "draft", "aktiv": "active", "draft": "draft", "active": "active"},
        "guests": {"dolda": "hidden", "synliga": "visible", "hidden": "hidden", "visible": "visible"},
        "audience": {
            "inbjudna": "inbjudna", "obesvarade": "obesvarade", "invited": "inbjudna", "unanswered": "obesvarade",
        },
    }
)  # fmt: skip
"""For each kind of value: every word in Swedish, then in English → the canonical one."""

_AMBIGUOUS = {
    "flytta fram": ("före", "efter"),
    "flytta": ("före", "efter"),
    "move forward": ("before", "after"),
    "move": ("before", "after"),
}
_HINTS = {
    "senarelägg": "efter", "skjut upp": "efter", "tidigarelägg": "före", "innan": "före", "hoppa": "hoppa över",
    "ställ in": "hoppa över", "behålla": "behåll", "postpone": "after", "cancel": "skip", "stängd": "stängt",
    "öppen": "öppet", "varning": "varna", "warning": "warn", "aktivt": "aktiv",
}  # fmt: skip


def closed_value(kind: str, text: str) -> str:
    """The canonical value of a word; `kind` is a key of CLOSED_VALUES.

    >>> closed_value("if_closed", "Nästa vecka"), closed_value("status", "utkast")
    ('next week', 'draft')

    Raises PhraseError E31: ambiguous («flytta fram»), or unknown with the nearest word.
    """
    values = CLOSED_VALUES[kind]
    word = " ".join(text.lower().split())
    if word in values:
        return str(values[word])
    place = (len(text) - len(text.lstrip()), max(len(text.strip()), 1))
    if kind == "if_closed" and word in _AMBIGUOUS:
        one, other = _AMBIGUOUS[word]
        raise PhraseError("E31", *place, one=one, other=other)
    half = len(values) // 2
    words = tuple(values)
    swedish, english = words[:half], words[half:]
    hint = _HINTS.get(word, "")
    near = hint if hint in values else suggest(word, values)
    if near:
        raise PhraseError("E31", *place, "near", repaired=near, write=near, words_sv=swedish, words_en=english)
    raise PhraseError("E31", *place, "unknown", words_sv=swedish, words_en=english)
