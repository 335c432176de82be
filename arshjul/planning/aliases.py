"""A slot that vanished and one that appeared: the same meeting under another slot, or not to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from arshjul.almanac.names import short_date
from arshjul.model.invitation import Applied, Invitation
from arshjul.model.key import OccurrenceKey
from arshjul.model.plan import Blocked
from arshjul.text import Language, Text

NEAREST = 21
"""Days within which a new slot may be a vanished one."""
_NEW_ONES = Text(
    'är det andra möten: ge serien ett nytt namn och skriv  was = ""',
    'if they are other meetings: give the series a new name and write  was = ""',
)
_ONE_AT_A_TIME = Text(
    f"ändra ett datum i taget, med  arshjul apply  emellan; {_NEW_ONES.sv}",
    f"change one date at a time, with  arshjul apply  in between; {_NEW_ONES.en}",
)
_STILL_TO_COME = Text("välj en dag som kommer, eller ställ in mötet", "choose a day to come, or cancel the meeting")


@dataclass(frozen=True, slots=True)
class Aliases:
    """`pairs` are the same meetings. `left_alone` (vanished and new ones) wait until a person has answered."""

    pairs: tuple[tuple[Applied, Invitation], ...]
    left_alone: frozenset[OccurrenceKey]
    blocked: tuple[Blocked, ...]


def begun(meeting: Invitation, now: datetime) -> bool:
    """What has begun is never touched."""
    return meeting.start <= now


def moved_into_the_past(old: Invitation, new: Invitation) -> Blocked:
    def words(language: Language) -> tuple[str, str]:
        return short_date(old.start.date(), language), short_date(new.start.date(), language)

    sv, en = words("sv"), words("en")
    why = Text(f"{sv[0]} flyttas till {sv[1]}, som redan varit", f"{en[0]} moves to {en[1]}, which is past")
    return Blocked(str(new.key), new.title, why, _STILL_TO_COME)


def find_aliases(gone: Sequence[Applied], new: Sequence[Invitation], now: datetime) -> Aliases:
    """Pair the invited meetings of one series that vanished with those of its slots that are new.

    A pair is made only when each is the other's sole candidate within NEAREST days. A vanished one whose only
    candidate is past is left alone too, unless that one answers to a meeting that was held.
    """
    coming = [one for one in gone if not begun(one.invitation, now)]
    held = [one for one in gone if begun(one.invitation, now)]
    future = [one for one in new if not begun(one, now)]
    past = [one for one in new if begun(one, now) and not any(_near(other, one) for other in held)]
    pairs: list[tuple[Applied, Invitation]] = []
    blocked: list[Blocked] = []
    alone: set[OccurrenceKey] = set()
    for one in coming:
        candidates = [other for other in future if _near(one, other)]
        earlier = [other for other in past if _near(one, other)]
        if len(candidates) == 1 and sum(_near(rival, candidates[0]) for rival in coming) == 1:
            pairs.append((one, candidates[0]))
        elif candidates:
            blocked.append(_ambiguous(one.invitation, candidates))
            alone.update((one.invitation.key, *(other.key for other in candidates)))
        elif earlier:
            blocked.append(moved_into_the_past(one.invitation, earlier[0]))
            alone.update((one.invitation.key, earlier[0].key))
    return Aliases(tuple(pairs), frozenset(alone), tuple(blocked))


def _near(one: Applied, other: Invitation) -> bool:
    return abs((one.invitation.start.date() - other.start.date()).days) <= NEAREST


def _ambiguous(old: Invitation, candidates: Iterable[Invitation]) -> Blocked:
    days = [one.start.date() for one in candidates]
    day = old.start.date()
    why = Text(
        f"{short_date(day, 'sv')} är borta ur filen; säg om det är samma möte som {_listed(days, 'sv', 'eller')}",
        f"{short_date(day, 'en')} is gone from the file; say whether it is the same as {_listed(days, 'en', 'or')}",
    )
    return Blocked(str(old.key), old.title, why, _ONE_AT_A_TIME)


def _listed(days: Sequence[date], language: Language, joiner: str) -> str:
    words = [short_date(day, language) for day in days]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joiner} {words[-1]}"
