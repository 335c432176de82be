"""The Swedish words for a rule's base."""

from __future__ import annotations

from arshjul.language.phrases.echo import Echo
from arshjul.language.phrases.wording import WORDINGS
from arshjul.model.rhythm import DayOfMonth, Feast, NthDay, Period, WeekdayAfter

_WORDS = WORDINGS["sv"]
_ORDINALS = {1: "första", 2: "andra", 3: "tredje", 4: "fjärde", 5: "femte", -1: "sista", -2: "näst sista"}
_PERIODS = {
    Period.MONTH: "månaden",
    Period.QUARTER: "kvartalet",
    Period.TERTIAL: "tertialet",
    Period.HALF_YEAR: "halvåret",
    Period.YEAR: "året",
}


def _nth_day(base: NthDay) -> str:
    day = f"{_WORDS.weekday(base.weekday)}en" if base.weekday is not None else "arbetsdagen"
    period = _WORDS.months(base.months) if base.months else _PERIODS[base.period]
    return f"{_ORDINALS[base.nth]} {day} i {period}"


def _day_of_month(base: DayOfMonth) -> str:
    start = "senast " if base.latest else ""
    if base.yearly and base.day > 0 and not base.latest:
        return f"{base.day} {_WORDS.month(base.months[0])}"
    return f"{start}den {_day(base.day)} {_which(base)}"


def _weekday_after(base: WeekdayAfter) -> str:
    return f"första {_WORDS.weekday(base.weekday)}en efter den {_day(base.day)} {_which(base)}"


def _day(day: int) -> str:
    return "sista" if day < 0 else f"{day}"


def _which(base: DayOfMonth | WeekdayAfter) -> str:
    """«varje månad», «15 november», «sista i juni»."""
    if not base.months:
        return "varje månad"
    months = _WORDS.months(base.months)
    return months if len(base.months) == 1 and base.day > 0 else f"i {months}"


SWEDISH = Echo(
    words=_WORDS,
    parities=("jämna veckor", "udda veckor"),
    intervals={2: "varannan", 3: "var tredje", 4: "var fjärde", 5: "var femte"},
    units={"d": "d", "ad": "ad", "v": "v"},
    feasts={Feast.EASTER: "påsk", Feast.PENTECOST: "pingst", Feast.MIDSUMMER: "midsommar", Feast.CHRISTMAS: "jul"},
    own_weeks={Feast.EASTER: "stilla veckan", Feast.MIDSUMMER: "midsommarveckan", Feast.CHRISTMAS: "julveckan"},
    the_week="veckan",
    before="före",
    after="efter",
    nth_day=_nth_day,
    day_of_month=_day_of_month,
    weekday_after=_weekday_after,
)
