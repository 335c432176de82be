"""The English words and the English grammar of phrases."""

from __future__ import annotations

from arshjul.almanac.names import MONTHS, WEEKDAYS
from arshjul.language.phrases.lexicon import Lexicon, Value
from arshjul.text import Text

_GRAMMAR = """
when   = base {in | except | from | to} ;
base   = nth | weekly | parity | every | week | mday | latest | yday | after | feast | chain ;
nth    = ord (WEEKDAY | WORKING DAY) (OF | IN) (THE (MONTHWORD | PERIOD) | months) ;
ord    = FIRST | SECOND | ORD | LAST | SECOND TO LAST | TH1 | TH2 | TH5 ;
weekly = [EVERY] wds ;
parity = wds IN PARITY WEEKS ;
every  = EVERY (OTHER | ORD | TH5) wds FROM (w NUM | date) ;
week   = wds [IN] (w | WEEKS) nums ;
mday   = THE (day | LAST DAY) OF (EVERY MONTHWORD | months) ;
latest = LATEST LATER THAN (mday | yday) ;
yday   = day MONTH ;
after  = (FIRST | TH1) WEEKDAY AFTER THE day OF (EVERY MONTHWORD | months) ;
feast  = wds THE WEEK (BEFORE | AFTER) (FEAST | FEASTNAME) | wds IN (HOLY | FEASTNAME) WEEK ;
chain  = NUM (UNIT | W) (BEFORE | AFTER) ID | wds THE WEEK (BEFORE | AFTER) ID ;
in     = IN months ;
except = EXCEPT ([IN] months | (w | WEEKS) nums) ;
from   = FROM date ;
to     = TO date ;
w      = W | WEEK ;
day    = TH | TH1 | TH2 | TH5 | NUM ;
date   = [WEEKDAY] DATE ;
wds    = WEEKDAY [DASH WEEKDAY] {(COMMA | AND) WEEKDAY [DASH WEEKDAY]} ;
nums   = NUM [DASH NUM] {(COMMA | AND) NUM [DASH NUM]} ;
months = MONTH [DASH MONTH] {(COMMA | AND) MONTH [DASH MONTH]} ;
span   = (w | WEEKS) NUM [DASH NUM] | months | day MONTH [DASH day MONTH] | date [DASH date] ;
remind = NUM ((UNIT | W) (BEFORE | AFTER) [AT CLOCK] | HOURS (BEFORE | AFTER)) COLON ID
"""

_WORDS: dict[str, tuple[str, Value]] = {
    "first": ("FIRST", 1), "second": ("SECOND", 2), "third": ("ORD", 3), "fourth": ("ORD", 4), "fifth": ("ORD", 5),
    "last": ("LAST", -1), "working": ("WORKING", None), "day": ("DAY", None),
    "month": ("MONTHWORD", "month"), "quarter": ("PERIOD", "quarter"), "tertial": ("PERIOD", "tertial"),
    "half-year": ("PERIOD", "half-year"), "year": ("PERIOD", "year"),
    "every": ("EVERY", None), "other": ("OTHER", None),
    "even": ("PARITY", 0), "odd": ("PARITY", 1), "weeks": ("WEEKS", None),
    "w.": ("W", "v"), "w": ("W", "v"), "week": ("WEEK", None),
    "the": ("THE", None), "no": ("LATEST", None), "later": ("LATER", None), "than": ("THAN", None),
    "of": ("OF", None), "in": ("IN", None), "except": ("EXCEPT", None), "from": ("FROM", None), "to": ("TO", None),
    "and": ("AND", None), "before": ("BEFORE", -1), "after": ("AFTER", 1),
    "d": ("UNIT", "d"), "wd": ("UNIT", "ad"), "h": ("HOURS", "h"), "at": ("AT", None), "holy": ("HOLY", "easter"),
    "easter": ("FEAST", "easter"), "pentecost": ("FEAST", "pentecost"),
    "midsummer": ("FEASTNAME", "midsummer"), "christmas": ("FEASTNAME", "christmas"),
}  # fmt: skip

for _number, _name in enumerate(name.lower() for name in WEEKDAYS["en"]):
    for _form in (_name, f"{_name}s", _name[:3], f"{_name[:3]}."):
        _WORDS[_form] = ("WEEKDAY", _number)
for _number, _forms in ((1, ("tues",)), (3, ("thur", "thurs"))):
    for _form in _forms:
        _WORDS |= {_form: ("WEEKDAY", _number), f"{_form}.": ("WEEKDAY", _number)}
for _number, _name in enumerate((name.lower() for name in MONTHS["en"]), start=1):
    for _form in (_name, _name[:3], f"{_name[:3]}."):
        _WORDS[_form] = ("MONTH", _number)
_WORDS |= {"sept": ("MONTH", 9), "sept.": ("MONTH", 9)}
del _WORDS["may."]

ENGLISH = Lexicon(
    language="en",
    grammar=_GRAMMAR,
    words=_WORDS,
    samples={
        "FIRST": ("first",), "SECOND": ("second",), "ORD": ("third",), "LAST": ("last",),
        "WEEKDAY": ("wednesday",), "WORKING": ("working",), "DAY": ("day",), "PERIOD": ("quarter",),
        "MONTHWORD": ("month",), "MONTH": ("march",), "EVERY": ("every",), "OTHER": ("other",),
        "PARITY": ("even", "odd"), "WEEKS": ("weeks",), "W": ("w.",), "WEEK": ("week",), "THE": ("the",),
        "LATEST": ("no",), "LATER": ("later",), "THAN": ("than",), "OF": ("of",), "IN": ("in",),
        "EXCEPT": ("except",), "FROM": ("from",), "TO": ("to",), "AND": ("and",), "BEFORE": ("before",),
        "AFTER": ("after",), "UNIT": ("d", "wd"), "HOURS": ("h",), "AT": ("at",), "HOLY": ("holy",),
        "FEAST": ("easter",), "FEASTNAME": ("midsummer",), "COLON": (":",), "TH": ("15th",),
        "NUM": ("15",), "W NUM": ("2",), "WEEK NUM": ("2",), "WEEKS NUM": ("2",), "DATE": ("2027-01-15",),
        "CLOCK": ("07:30",), "ID": ("steering",), "COLON ID": ("agenda",), "DASH": ("-",), "COMMA": (",",),
    },
    shown=(
        (frozenset({"FIRST", "SECOND", "ORD"}), Text("en ordning (first … last)", "an ordinal (first … last)")),
        (frozenset({"WEEKDAY"}), Text("en veckodag", "a weekday")),
        (frozenset({"THE"}), Text("«the»", "“the”")),
        (frozenset({"WORKING"}), Text("«working day»", "“working day”")),
        (
            frozenset({"PERIOD", "MONTHWORD"}),
            Text("en period («month», «quarter» …)", "a period (“month”, “quarter” …)"),
        ),
        (frozenset({"MONTH"}), Text("en månad", "a month")),
        (frozenset({"DATE"}), Text("ett datum (2027-01-15)", "a date (2027-01-15)")),
        (frozenset({"NUM", "TH"}), Text("en siffra", "a number")),
        (
            frozenset({"FEAST", "FEASTNAME"}),
            Text("en helg (easter, midsummer …)", "a feast (easter, pentecost, midsummer, christmas)"),
        ),
        (frozenset({"ID"}), Text("ett namn i filen", "a name in the file")),
        (frozenset({"UNIT", "HOURS"}), Text("en enhet (d, wd, w, h)", "a unit (d, wd, w, h)")),
        (frozenset({"CLOCK"}), Text("ett klockslag (07:30)", "a time (07:30)")),
        (frozenset({"PARITY"}), Text("«even/odd weeks»", "“even/odd weeks”")),
    ),
    hints={
        "every month": "the month|of the month", "every quarter": "the quarter|of the quarter",
        "every year": "the year|of the year", "each month": "the month|of the month", "working days": "wd",
        "second last": "second to last", "next to last": "second to last",
        "days": "d", ";": ",", "/": ",", "hours": "h", "hour": "h", "prior": "before", "until": "to", "till": "to",
        "til": "to",
        "through": "to", "since": "from", "starting": "from", "but": "except", "excluding": "except",
        "without": "except", "not": "except", "&": "and", "+": "and", "each": "every", "during": "in", "on": "in",
        "fortnightly": "every other", "penultimate": "second to last", "final": "last", "xmas": "christmas",
        "uneven": "odd", "months": "month", "quarters": "quarter", "years": "year", "wk": "w.", "by": "no later than",
        "workday": "working day", "workdays": "working day",
    },
    traps={
        "weekday": ("weekday", ("working day", "monday-friday")),
        "weekdays": ("weekday", ("monday-friday", "working day")),
        "every second": ("second", ("every other",)), "every 2nd": ("second", ("every other",)),
        "biweekly": ("biweekly", ("every other wednesday from w. 2",)),
        "bi-weekly": ("biweekly", ("every other wednesday from w. 2",)),
    },
)  # fmt: skip
"""What English brings to the phrase grammar; the tables are the language, so the file may be long."""
