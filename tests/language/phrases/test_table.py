"""The phrase table of the language: each row parses to its meaning and shows its RRULE."""

from __future__ import annotations

from datetime import date

import pytest

from arshjul.language.phrases import PhraseContext, parse_when, rrule_text
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
    Weekday,
    WeekdayAfter,
    Weekly,
)

YEAR = PhraseContext(2027)
MON, TUE, WED, THU, FRI = (Weekday(number) for number in range(5))

ROWS: list[tuple[str, str, Base, str | None]] = [
    ("andra tisdagen i månaden", "second tuesday of the month", NthDay(2, TUE), "FREQ=MONTHLY;BYDAY=2TU"),
    (
        "sista torsdagen i kvartalet",
        "last thursday of the quarter",
        NthDay(-1, THU, Period.QUARTER),
        "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1TH",
    ),
    (
        "första måndagen i tertialet",
        "first monday of the tertial",
        NthDay(1, MON, Period.TERTIAL),
        "FREQ=MONTHLY;BYMONTH=1,5,9;BYDAY=1MO",
    ),
    (
        "tredje onsdagen i halvåret",
        "third wednesday of the half-year",
        NthDay(3, WED, Period.HALF_YEAR),
        "FREQ=MONTHLY;BYMONTH=1,7;BYDAY=3WE",
    ),
    ("femte fredagen i året", "fifth friday of the year", NthDay(5, FRI, Period.YEAR), "FREQ=YEARLY;BYDAY=5FR"),
    ("femte fredagen i kvartalet", "fifth friday of the quarter", NthDay(5, FRI, Period.QUARTER), None),
    (
        "sista fredagen i mars, juni och september",
        "last friday in march, june and september",
        NthDay(-1, FRI, Period.MONTH, (3, 6, 9)),
        "FREQ=MONTHLY;BYMONTH=3,6,9;BYDAY=-1FR",
    ),
    (
        "sista arbetsdagen i månaden",
        "last working day of the month",
        NthDay(-1, None),
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ),
    ("tisdagar jämna veckor", "tuesdays in even weeks", Weekly((TUE,), 0), None),
    ("torsdagar udda veckor", "thursdays in odd weeks", Weekly((THU,), 1), None),
    (
        "varannan tisdag från v. 2",
        "every other tuesday from w. 2",
        EveryNthWeek((TUE,), 2, 2),
        "FREQ=WEEKLY;INTERVAL=2;WKST=MO",
    ),
    (
        "var tredje fredag från 2027-01-15",
        "every third friday from 2027-01-15",
        EveryNthWeek((FRI,), 3, date(2027, 1, 15)),
        "FREQ=WEEKLY;INTERVAL=3;WKST=MO",
    ),
    (
        "varannan måndag och onsdag från v. 3",
        "every other monday and wednesday from w. 3",
        EveryNthWeek((MON, WED), 2, 3),
        "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,WE",
    ),
    (
        "onsdag v. 6, 20 och 46",
        "wednesday w. 6, 20 and 46",
        InWeeks((WED,), (6, 20, 46)),
        "FREQ=YEARLY;BYWEEKNO=6,20,46;BYDAY=WE",
    ),
    ("den 15 varje månad", "the 15th of every month", DayOfMonth(15), "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("den sista varje månad", "the last day of every month", DayOfMonth(-1), "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("15 mars", "15 march", DayOfMonth(15, (3,), yearly=True), "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
    ("30 januari", "30 january", DayOfMonth(30, (1,), yearly=True), "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=30"),
    (
        "den sista i juni",
        "the last day of june",
        DayOfMonth(-1, (6,), yearly=True),
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1",
    ),
    (
        "senast den 15 februari",
        "no later than the 15th of february",
        DayOfMonth(15, (2,), latest=True, yearly=True),
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=15",
    ),
    (
        "senast 15 november",
        "no later than 15 november",
        DayOfMonth(15, (11,), latest=True, yearly=True),
        "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15",
    ),
    (
        "senast den 15 varje månad",
        "no later than the 15th of every month",
        DayOfMonth(15, latest=True),
        "FREQ=MONTHLY;BYMONTHDAY=15",
    ),
    (
        "den 1 mars och september",
        "the 1st of march and september",
        DayOfMonth(1, (3, 9)),
        "FREQ=MONTHLY;BYMONTH=3,9;BYMONTHDAY=1",
    ),
    (
        "första tisdagen efter den 20 varje månad",
        "first tuesday after the 20th of every month",
        WeekdayAfter(TUE, 20),
        "FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=21,22,23,24,25,26,27",
    ),
    (
        "första tisdagen efter den 25 i mars och maj",
        "first tuesday after the 25th of march and may",
        WeekdayAfter(TUE, 25, (3, 5)),
        None,
    ),
    (
        "torsdag veckan efter påsk",
        "thursday the week after easter",
        FeastWeek((THU,), Feast.EASTER, 1),
        None,
    ),
    ("tisdag veckan före jul", "tuesday the week before christmas", FeastWeek((TUE,), Feast.CHRISTMAS, -1), None),
    ("tisdag veckan efter pingst", "tuesday the week after pentecost", FeastWeek((TUE,), Feast.PENTECOST, 1), None),
    ("tisdag i stilla veckan", "tuesday in holy week", FeastWeek((TUE,), Feast.EASTER, 0), None),
    ("tisdag i midsommarveckan", "tuesday in midsummer week", FeastWeek((TUE,), Feast.MIDSUMMER, 0), None),
    ("måndag i julveckan", "monday in christmas week", FeastWeek((MON,), Feast.CHRISTMAS, 0), None),
    ("10ad före styr-grupp", "10wd before styr-grupp", Chained("styr-grupp", -10, "ad"), None),
    ("2v efter styrgrupp", "2w after styrgrupp", Chained("styrgrupp", 2, "v"), None),
    ("3d före sista-mote", "3d before sista-mote", Chained("sista-mote", -3, "d"), None),
    (
        "tisdag veckan före styrgrupp",
        "tuesday the week before styrgrupp",
        ChainedWeek("styrgrupp", (TUE,), -1),
        None,
    ),
]


@pytest.mark.parametrize(("swedish", "english", "base", "rrule"), ROWS, ids=[row[0] for row in ROWS])
def test_both_languages_say_the_same(swedish: str, english: str, base: Base, rrule: str | None) -> None:
    for phrase, language in ((swedish, "sv"), (english, "en")):
        rule = parse_when(phrase, YEAR)
        assert (rule.base, rule.text) == (base, phrase)
        assert rule.language == language
        assert rrule_text(rule, YEAR) == rrule


BOUNDED = [
    (
        "näst sista onsdagen i månaden utom juli och december",
        {"except_months": (7, 12)},
        "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,8,9,10,11;BYDAY=-2WE",
    ),
    (
        "tisdagar och torsdagar i februari-april",
        {"in_months": (2, 3, 4)},
        "FREQ=WEEKLY;BYMONTH=2,3,4;BYDAY=TU,TH",
    ),
    ("tisdagar nov-feb", {"in_months": (1, 2, 11, 12)}, "FREQ=WEEKLY;BYMONTH=1,2,11,12;BYDAY=TU"),
    ("torsdagar udda veckor utom juli", {"except_months": (7,)}, None),
    (
        "onsdag v. 6-8 utom v. 7",
        {"except_weeks": (7,)},
        "FREQ=YEARLY;BYWEEKNO=6,8;BYDAY=WE",
    ),
    ("andra tisdagen i månaden från 2027-09-01", {"first": date(2027, 9, 1)}, "FREQ=MONTHLY;BYDAY=2TU"),
    (
        "andra tisdagen i månaden till ons 2027-06-30",
        {"last": date(2027, 6, 30)},
        "FREQ=MONTHLY;UNTIL=20270630;BYDAY=2TU",
    ),
    (
        "mondays in march-june except april except w. 20 from 2027-03-08 to 2027-06-20",
        {
            "in_months": (3, 4, 5, 6),
            "except_months": (4,),
            "except_weeks": (20,),
            "first": date(2027, 3, 8),
            "last": date(2027, 6, 20),
        },
        "FREQ=YEARLY;UNTIL=20270620;BYMONTH=3,5,6;BYWEEKNO="
        + ",".join(str(week) for week in range(1, 53) if week != 20)
        + ";BYDAY=MO",
    ),
    ("andra tisdagen i månaden utom v. 28", {"except_weeks": (28,)}, None),
    ("första måndagen i året utom juli", {"except_months": (7,)}, None),
]


@pytest.mark.parametrize(("phrase", "bounds", "rrule"), BOUNDED, ids=[row[0] for row in BOUNDED])
def test_what_narrows_a_rule(phrase: str, bounds: dict[str, object], rrule: str | None) -> None:
    rule = parse_when(phrase, YEAR)
    found = {name: getattr(rule, name) for name in ("in_months", "except_months", "except_weeks", "first", "last")}
    assert {name: value for name, value in found.items() if value} == bounds
    assert rrule_text(rule, YEAR) == rrule


def test_mondays_but_for_some_weeks_name_the_weeks_that_are_left() -> None:
    rrule = rrule_text(parse_when("måndagar utom v. 28-31", YEAR), YEAR)
    weeks = ",".join(str(week) for week in range(1, 53) if not 28 <= week <= 31)
    assert rrule == f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY=MO"


SAME = [
    ("andra tisdagen i månaden", ["Andra Tisdagen I Månaden", "2:a tis i månaden", "andra  tis. i månaden",
        "ANDRA tisdag i månaden"]),
    ("tisdagar", ["tisdag", "tis", "tis.", "tisdagen", "varje tisdag", "varje tisdagen", "every tuesday", "tues",
        "tuesdays"]),
    ("onsdag v. 37", ["ons v.37", "onsdag v37", "onsdagar vecka 37", "ons v 37", "wed w37", "wednesday in week 37",
        "wed in weeks 37"]),
    ("måndag-fredag v. 2-4", ["måndag–fredag v. 2–4", "mån - fre v. 2 - 4", "mon-fri w. 2, 3 and 4"]),
    ("den 15 varje månad", ["den 15:e varje månad", "the 15 of every month", "The 15th of every month"]),
    ("15 mars", ["den 15 mars", "den 15:e i mars", "15 mar", "15:e mars", "15 mar.", "15 march", "15th mar"]),
    ("2 december", ["2:a dec", "den 2:a dec.", "2nd december", "the 2nd of december"]),
    ("fredagar i augusti-september", ["fre aug-sept", "fredagar aug - sep", "fri in aug-sept."]),
    ("varannan tors från v. 2", ["var andra torsdag från v2", "var 2:a tor från vecka 2",
        "every other thurs from week 2"]),
    ("första onsdagen efter den 3 varje månad", ["1:a ons efter den 3:e varje månad",
        "1st wed after the 3rd of every month"]),
    ("sista fredagen i maj", ["last friday of may", "last fri in may"]),
    ("näst sista fredagen i månaden", ["second to last friday in the month"]),
    ("andra måndagen i mars", ["2nd monday in march"]),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "others"), SAME, ids=[row[0] for row in SAME])
def test_tolerated_spellings_mean_the_same(phrase: str, others: list[str]) -> None:
    wanted = parse_when(phrase, YEAR)
    for other in others:
        found = parse_when(other, YEAR)
        assert (found.base, found.in_months) == (wanted.base, wanted.in_months), other


def test_letters_with_loose_accents_are_read() -> None:
    import unicodedata

    loose = unicodedata.normalize("NFD", "måndagar från 2027-02-01")
    assert loose != "måndagar från 2027-02-01"
    assert parse_when(loose, YEAR).base == Weekly((MON,))


def test_weeks_may_wrap_around_the_year() -> None:
    assert parse_when("onsdag v. 51-2", YEAR).base == InWeeks((WED,), (1, 2, 51, 52))
    assert parse_when("onsdag v. 51-2", PhraseContext(2026)).base == InWeeks((WED,), (1, 2, 51, 52, 53))


def test_a_day_exists_in_the_wheels_own_february() -> None:
    assert parse_when("29 februari", PhraseContext(2028)).base == DayOfMonth(29, (2,), yearly=True)
    assert parse_when("29 februari", PhraseContext(2027, first_month=8)).base == DayOfMonth(29, (2,), yearly=True)


def test_a_phrase_that_both_languages_read_follows_the_context() -> None:
    assert parse_when("15 april", YEAR).language == "sv"
    assert parse_when("15 april", PhraseContext(2027, language="en")).language == "en"
