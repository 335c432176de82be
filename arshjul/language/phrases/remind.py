"""A reminder: how long before or after, at what hour, which kind of mail."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, cast

from arshjul.language.phrases.accept import Stop, accept
from arshjul.language.phrases.diagnose import diagnose
from arshjul.language.phrases.error import PhraseContext
from arshjul.language.phrases.lexicon import Token
from arshjul.language.phrases.times import clock_of
from arshjul.model.rhythm import ReminderRule

_ANY_YEAR = PhraseContext(2000)


@lru_cache(maxsize=256)
def parse_remind(text: str) -> ReminderRule:
    """«14d före: dagordning», «2h före: paminnelse», «3ad efter kl 07:30: anteckningar».

    >>> parse_remind("14d före: dagordning").step
    '-14d:dagordning'

    Raises PhraseError: E20, E27, E41, E61 (before or after?).
    """
    found = accept(text, "remind", "sv")
    if isinstance(found[0], Stop):
        raise diagnose(text, found[0], _ANY_YEAR)
    by_kind: dict[str, Token] = {token.kind: token for token in found[1]}
    unit = by_kind.get("UNIT") or by_kind.get("W") or by_kind["HOURS"]
    direction = by_kind.get("BEFORE") or by_kind["AFTER"]
    clock = by_kind.get("CLOCK")
    return ReminderRule(
        count=cast("int", by_kind["NUM"].value) * cast("int", direction.value),
        unit=cast("Literal['d', 'ad', 'v', 'h']", unit.value),
        reminder=cast("str", by_kind["ID"].value),
        at_time=clock_of(clock) if clock else None,
        text=text,
    )
