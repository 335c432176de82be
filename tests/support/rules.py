"""Hypothesis strategies for rules: every base, every bound, days that the year has."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from arshjul.model.rhythm import (
    Base,
    Chained,
    ChainedWeek,
    DayOfMonth,
    EveryNthWeek,
    Feast,
    FeastWeek,
    InWeeks,
    NthDay,
    Period,
    Rule,
    Weekday,
    WeekdayAfter,
    Weekly,
)


def _some(numbers: range, most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(st.sampled_from(numbers), min_size=1, max_size=most, unique=True).map(
        lambda found: tuple(sorted(found))
    )


months = _some(range(1, 13), 6)
weeks = _some(range(1, 53), 6)
weekdays = st.lists(st.sampled_from(Weekday), min_size=1, max_size=4, unique=True).map(
    lambda found: tuple(sorted(found))
)
dates = st.dates(date(2026, 1, 1), date(2028, 12, 31))
names = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True).filter(
    lambda name: name not in {"pingst", "jul", "midsommar", "easter", "pentecost", "midsummer", "christmas"}
)
nth = st.sampled_from((1, 2, 3, 4, 5, -1, -2))
before_or_after = st.sampled_from((-1, 1))


def _in_months(day: int, chosen: tuple[int, ...], latest: bool) -> DayOfMonth:
    return DayOfMonth(day, chosen, latest, yearly=len(chosen) == 1)


BASES: dict[type, st.SearchStrategy[Base]] = {
    NthDay: st.one_of(
        st.builds(NthDay, nth, st.none() | st.sampled_from(Weekday), st.sampled_from(Period)),
        st.builds(NthDay, nth, st.none() | st.sampled_from(Weekday), st.just(Period.MONTH), months),
    ),
    Weekly: st.builds(Weekly, weekdays, st.sampled_from((None, 0, 1))),
    EveryNthWeek: st.builds(EveryNthWeek, weekdays, st.integers(2, 5), st.integers(1, 52) | dates),
    InWeeks: st.builds(InWeeks, weekdays, weeks),
    DayOfMonth: st.builds(_in_months, st.integers(1, 28) | st.just(-1), st.just(()) | months, st.booleans()),
    WeekdayAfter: st.builds(WeekdayAfter, st.sampled_from(Weekday), st.integers(1, 28), st.just(()) | months),
    FeastWeek: st.one_of(
        st.builds(FeastWeek, weekdays, st.sampled_from(Feast), before_or_after),
        st.builds(FeastWeek, weekdays, st.sampled_from([Feast.EASTER, Feast.MIDSUMMER, Feast.CHRISTMAS]), st.just(0)),
    ),
    Chained: st.builds(
        lambda name, count, side, unit: Chained(name, count * side, unit),
        names,
        st.integers(1, 99),
        before_or_after,
        st.sampled_from(("d", "ad", "v")),
    ),
    ChainedWeek: st.builds(ChainedWeek, names, weekdays, before_or_after),
}
bases: st.SearchStrategy[Base] = st.one_of(*BASES.values())
rules = st.builds(
    Rule,
    bases,
    st.just(""),
    in_months=st.just(()) | months,
    except_months=st.just(()) | months,
    except_weeks=st.just(()) | weeks,
    first=st.none() | dates,
    last=st.none() | dates,
)
