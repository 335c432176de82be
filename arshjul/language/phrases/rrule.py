"""A rule as an RFC 5545 recurrence rule, where one can say the same: what `explain` shows."""

from __future__ import annotations

from collections.abc import Iterable

from arshjul.language.phrases.error import PhraseContext
from arshjul.language.phrases.possible import weeks_in
from arshjul.model.rhythm import DayOfMonth, EveryNthWeek, InWeeks, NthDay, Period, Rule, Weekday, WeekdayAfter, Weekly

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONTHS_IN = {Period.MONTH: 1, Period.QUARTER: 3, Period.TERTIAL: 4, Period.HALF_YEAR: 6, Period.YEAR: 12}
_NO_MONTH = "BYMONTH="
"""All months are excepted: no RRULE says "never"."""
_LAST_SAFE = 21
"""A week from the day after this one never reaches into the next month."""


def rrule_text(rule: Rule, context: PhraseContext) -> str | None:
    """The RRULE (section 3.3.10), or None for what no RRULE says: week parity, feasts, chains, some bounds.

    A first day is not in it (that is DTSTART), nor are closed days. «Senast» is the nominal day.

    >>> from arshjul.language.phrases.when import parse_when
    >>> rrule_text(parse_when("sista torsdagen i kvartalet", PhraseContext(2027)), PhraseContext(2027))
    'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1TH'
    """
    parts = _parts(rule, context)
    if parts is None or _NO_MONTH in parts:
        return None
    if rule.last:
        parts.insert(1, f"UNTIL={rule.last:%Y%m%d}")
    return ";".join(parts)


def _parts(rule: Rule, context: PhraseContext) -> list[str] | None:
    """Most telling first: FREQ, what it is limited to, which days."""
    base = rule.base
    if isinstance(base, InWeeks):
        weeks = [week for week in base.weeks if week not in rule.except_weeks]
        return _in_weeks(rule, base.weekdays, weeks)
    if rule.except_weeks:
        if not isinstance(base, Weekly) or base.parity is not None:
            return None
        weeks = [week for week in range(1, weeks_in(context.year) + 1) if week not in rule.except_weeks]
        return _in_weeks(rule, base.weekdays, weeks)
    match base:
        case NthDay():
            return _nth(base, rule)
        case Weekly(parity=None):
            return ["FREQ=WEEKLY", *_by_month(rule), _by_day(base.weekdays)]
        case EveryNthWeek():
            days = [_by_day(base.weekdays)] if len(base.weekdays) > 1 else []
            return ["FREQ=WEEKLY", f"INTERVAL={base.interval}", "WKST=MO", *_by_month(rule), *days]
        case DayOfMonth():
            frequency = "YEARLY" if base.yearly else "MONTHLY"
            return [f"FREQ={frequency}", *_by_month(rule, base.months), f"BYMONTHDAY={base.day}"]
        case WeekdayAfter() if 1 <= base.day <= _LAST_SAFE:
            days = [str(day) for day in range(base.day + 1, base.day + 8)]
            limits = [_by_day((base.weekday,)), f"BYMONTHDAY={','.join(days)}"]
            return ["FREQ=MONTHLY", *_by_month(rule, base.months), *limits]
    return None


def _nth(base: NthDay, rule: Rule) -> list[str] | None:
    """A weekday's fifth in a quarter may fall in any of its months: that has no RRULE."""
    size = _MONTHS_IN[base.period]
    if size == 12:
        if rule.in_months or rule.except_months:
            return None
        return ["FREQ=YEARLY", *_counted(base)]
    if base.nth == 5 and size > 1 and base.weekday is not None:
        return None
    starts = range(1, 13, size) if base.nth > 0 else range(size, 13, size)
    return ["FREQ=MONTHLY", *_by_month(rule, base.months or (tuple(starts) if size > 1 else ())), *_counted(base)]


def _counted(base: NthDay) -> list[str]:
    if base.weekday is not None:
        return [f"BYDAY={base.nth}{_DAYS[base.weekday]}"]
    return [f"BYDAY={','.join(_DAYS[:5])}", f"BYSETPOS={base.nth}"]


def _in_weeks(rule: Rule, weekdays: Iterable[Weekday], weeks: list[int]) -> list[str] | None:
    if not weeks:
        return None
    return ["FREQ=YEARLY", *_by_month(rule), f"BYWEEKNO={','.join(map(str, weeks))}", _by_day(weekdays)]


def _by_day(weekdays: Iterable[Weekday]) -> str:
    return f"BYDAY={','.join(_DAYS[weekday] for weekday in weekdays)}"


def _by_month(rule: Rule, months: tuple[int, ...] = ()) -> list[str]:
    """The months that are left; nothing when all are."""
    kept = [
        month
        for month in months or range(1, 13)
        if (not rule.in_months or month in rule.in_months) and month not in rule.except_months
    ]
    return [f"BYMONTH={','.join(map(str, kept))}"] if len(kept) < 12 else []
