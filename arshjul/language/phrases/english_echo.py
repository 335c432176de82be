"""The English words for a rule's base."""

from __future__ import annotations

from arshjul.language.phrases.echo import Echo
from arshjul.language.phrases.possible import ordinal_ending
from arshjul.language.phrases.wording import WORDINGS
from arshjul.model.rhythm import DayOfMonth, Feast, NthDay, WeekdayAfter

_WORDS = WORDINGS["en"]
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}


def _nth_day(base: NthDay) -> str:
    day = _WORDS.weekday(base.weekday) if base.weekday is not None else "working day"
    period = f"in {_WORDS.months(base.months)}" if base.months else f"of the {base.period}"
    return f"{_ORDINALS[base.nth]} {day} {period}"


def _day_of_month(base: DayOfMonth) -> str:
    start = "no later than " if base.latest else ""
    if base.yearly and base.day > 0:
        return f"{start}{base.day} {_WORDS.month(base.months[0])}"
    return f"{start}the {_day(base.day)} of {_which(base)}"


def _weekday_after(base: WeekdayAfter) -> str:
    return f"first {_WORDS.weekday(base.weekday)} after the {_day(base.day)} of {_which(base)}"


def _day(day: int) -> str:
    """ "1st", "22nd", "13th", "last day"."""
    if day < 0:
        return "last day"
    return f"{day}{ordinal_ending(day)}"


def _which(base: DayOfMonth | WeekdayAfter) -> str:
    return _WORDS.months(base.months) if base.months else "every month"


ENGLISH = Echo(
    words=_WORDS,
    parities=("in even weeks", "in odd weeks"),
    intervals={2: "every other", 3: "every third", 4: "every fourth", 5: "every fifth"},
    units={"d": "d", "ad": "wd", "v": "w"},
    feasts={feast: f"{feast}" for feast in Feast},
    own_weeks={Feast.EASTER: "holy week", Feast.MIDSUMMER: "midsummer week", Feast.CHRISTMAS: "christmas week"},
    the_week="the week",
    before="before",
    after="after",
    nth_day=_nth_day,
    day_of_month=_day_of_month,
    weekday_after=_weekday_after,
)
