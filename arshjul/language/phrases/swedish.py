"""The Swedish words and the Swedish grammar of phrases."""

from __future__ import annotations

from arshjul.almanac.names import MONTHS, WEEKDAYS
from arshjul.language.phrases.lexicon import Lexicon, Value
from arshjul.text import Text

_GRAMMAR = """
when   = base {in | except | from | to} ;
base   = nth | weekly | parity | every | week | mday | latest | yday | after | feast | chain ;
nth    = ord (WEEKDAY | WORKDAY) IN (PERIOD [months] | months) ;
ord    = FIRST | ORD | LAST | NEXT LAST | TH1 | TH2 | TH5 ;
weekly = [EVERY] wds [months] ;
parity = wds PARITY WEEKS [months] ;
every  = (EVERYOTHER | BY (ORD | TH2 | TH5)) wds FROM (v NUM | date) ;
week   = wds v nums ;
mday   = THE (day | LAST) (EVERY MONTHWORD [months] | [IN] months) ;
latest = LATEST (mday | yday) ;
yday   = day MONTH ;
after  = (FIRST | TH1) WEEKDAY AFTER THE day (EVERY MONTHWORD [months] | [IN] months) ;
feast  = wds THEWEEK (BEFORE | AFTER) FEAST | wds IN (HOLY THEWEEK | FEASTWEEK) ;
chain  = NUM (UNIT | W) (BEFORE | AFTER) ID | wds THEWEEK (BEFORE | AFTER) ID ;
in     = IN months ;
except = EXCEPT ([IN] months | v nums) ;
from   = FROM date ;
to     = TO date ;
v      = W | WEEK ;
day    = NUM | TH1 | TH2 | TH5 | TH ;
date   = [WEEKDAY] DATE ;
wds    = WEEKDAY [DASH WEEKDAY] {(COMMA | AND) WEEKDAY [DASH WEEKDAY]} ;
nums   = NUM [DASH NUM] {(COMMA | AND) NUM [DASH NUM]} ;
months = MONTH [DASH MONTH] {(COMMA | AND) MONTH [DASH MONTH]} ;
span   = v NUM [DASH NUM] | months | day MONTH [DASH day MONTH] | date [DASH date] ;
remind = NUM ((UNIT | W) (BEFORE | AFTER) [AT CLOCK] | HOURS (BEFORE | AFTER)) COLON ID
"""

_WORDS: dict[str, tuple[str, Value]] = {
    "första": ("FIRST", 1), "andra": ("ORD", 2), "tredje": ("ORD", 3), "fjärde": ("ORD", 4), "femte": ("ORD", 5),
    "näst": ("NEXT", None), "sista": ("LAST", -1), "arbetsdagen": ("WORKDAY", None),
    "månaden": ("PERIOD", "month"), "kvartalet": ("PERIOD", "quarter"), "tertialet": ("PERIOD", "tertial"),
    "halvåret": ("PERIOD", "half-year"), "året": ("PERIOD", "year"),
    "varje": ("EVERY", None), "månad": ("MONTHWORD", None), "varannan": ("EVERYOTHER", None), "var": ("BY", None),
    "jämna": ("PARITY", 0), "udda": ("PARITY", 1), "veckor": ("WEEKS", None),
    "v.": ("W", "v"), "v": ("W", "v"), "vecka": ("WEEK", None), "veckan": ("THEWEEK", None),
    "den": ("THE", None), "senast": ("LATEST", None), "i": ("IN", None), "utom": ("EXCEPT", None),
    "från": ("FROM", None), "till": ("TO", None), "och": ("AND", None),
    "före": ("BEFORE", -1), "efter": ("AFTER", 1), "d": ("UNIT", "d"), "ad": ("UNIT", "ad"), "h": ("HOURS", "h"),
    "kl": ("AT", None), "kl.": ("AT", None), "stilla": ("HOLY", "easter"),
    "påsk": ("FEAST", "easter"), "pingst": ("FEAST", "pentecost"), "midsommar": ("FEAST", "midsummer"),
    "jul": ("FEAST", "christmas"), "midsommarveckan": ("FEASTWEEK", "midsummer"),
    "julveckan": ("FEASTWEEK", "christmas"),
}  # fmt: skip

for _number, _name in enumerate(WEEKDAYS["sv"]):
    for _form in (_name, f"{_name}en", f"{_name}ar", _name[:3], f"{_name[:3]}."):
        _WORDS[_form] = ("WEEKDAY", _number)
_WORDS |= {"tors": ("WEEKDAY", 3), "tors.": ("WEEKDAY", 3)}
for _number, _name in enumerate(MONTHS["sv"], start=1):
    for _form in (_name, _name[:3], f"{_name[:3]}."):
        _WORDS.setdefault(_form, ("MONTH", _number))
_WORDS |= {"sept": ("MONTH", 9), "sept.": ("MONTH", 9)}
del _WORDS["jul."]

SWEDISH = Lexicon(
    language="sv",
    grammar=_GRAMMAR,
    words=_WORDS,
    samples={
        "FIRST": ("första",), "ORD": ("andra",), "BY ORD": ("tredje",), "LAST": ("sista",), "NEXT": ("näst",),
        "WEEKDAY": ("onsdag",), "WORKDAY": ("arbetsdagen",), "PERIOD": ("månaden", "kvartalet"), "MONTH": ("mars",),
        "FIRST WEEKDAY": ("onsdagen",), "ORD WEEKDAY": ("onsdagen",), "LAST WEEKDAY": ("onsdagen",),
        "EVERY": ("varje",), "MONTHWORD": ("månad",), "EVERYOTHER": ("varannan",), "BY": ("var",),
        "PARITY": ("jämna", "udda"), "WEEKS": ("veckor",), "W": ("v.",), "THEWEEK": ("veckan",), "THE": ("den",),
        "LATEST": ("senast",), "IN": ("i",), "EXCEPT": ("utom",), "FROM": ("från",), "TO": ("till",), "AND": ("och",),
        "BEFORE": ("före",), "AFTER": ("efter",), "UNIT": ("d", "ad"), "HOURS": ("h",), "AT": ("kl",),
        "HOLY": ("stilla",), "FEAST": ("påsk", "midsommar"), "FEASTWEEK": ("julveckan",), "COLON": (":",),
        "NUM": ("15",), "W NUM": ("2",), "WEEK NUM": ("2",), "DATE": ("2027-01-15",), "CLOCK": ("07:30",),
        "ID": ("styrgrupp",), "COLON ID": ("dagordning",), "DASH": ("-",), "COMMA": (",",),
    },
    shown=(
        (frozenset({"FIRST", "ORD"}), Text("en ordning (första … sista)", "an ordinal (första … sista)")),
        (frozenset({"WEEKDAY"}), Text("en veckodag", "a weekday")),
        (frozenset({"THE"}), Text("«den»", "“den”")),
        (frozenset({"WORKDAY"}), Text("«arbetsdagen»", "“arbetsdagen”")),
        (frozenset({"PERIOD"}), Text("en period («månaden», «kvartalet» …)", "a period (“månaden”, “kvartalet” …)")),
        (frozenset({"MONTH"}), Text("en månad", "a month")),
        (frozenset({"DATE"}), Text("ett datum (2027-01-15)", "a date (2027-01-15)")),
        (frozenset({"NUM", "TH"}), Text("en siffra", "a number")),
        (frozenset({"FEAST"}), Text("en helg (påsk, pingst …)", "a feast (påsk, pingst, midsommar, jul)")),
        (frozenset({"ID"}), Text("ett namn i filen", "a name in the file")),
        (frozenset({"UNIT", "HOURS"}), Text("en enhet (d, ad, v, h)", "a unit (d, ad, v, h)")),
        (frozenset({"CLOCK"}), Text("ett klockslag (07:30)", "a time (07:30)")),
        (frozenset({"PARITY"}), Text("«jämna/udda veckor»", "“jämna/udda veckor”")),
    ),
    hints={
        "var annan": "varannan", "varje månad": "månaden|i månaden", "varje kvartal": "kvartalet|i kvartalet",
        "varje år": "året|i året", "helgfria vardagen": "arbetsdagen", "fr.o.m.": "från", "t.o.m.": "till",
        "från och med": "från", "till och med": "till",
        "of": "i", "dagar": "d", "dag": "d", "arbetsdagar": "ad", "timmar": "h", "timme": "h", "innan": "före",
        "förutom": "utom", "ej": "utom", "inte": "utom",
        "fram": "till", "samt": "och", "&": "och", "+": "och", "ojämna": "udda", "jämn": "jämna",
        "ons.": "onsdag", "veckorna": "v.", "veckor": "v.", "näsista": "näst sista", "nästsista": "näst sista",
        "klockan": "kl", "månader": "månad", "månads": "månaden", "tertial": "tertialet", "kvartal": "kvartalet",
        "halvår": "halvåret", "år": "året", "vartannat": "varannan", "varannat": "varannan", "vart": "var",
        "mellan": "från", ";": ",", "/": ",", "under": "i", "påsken": "påsk", "julen": "jul",
        "midsommaren": "midsommar",
        "pingsten": "pingst", "påskveckan": "stilla veckan",
    },
    traps={
        "vardag": ("", ("arbetsdagen", "måndag-fredag")), "vardagen": ("", ("arbetsdagen", "måndag-fredag")),
        "vardagar": ("", ("måndag-fredag", "arbetsdagen")), "vardagarna": ("", ("måndag-fredag", "arbetsdagen")),
        "jul": ("july", ("juli",)), "jul.": ("july", ("juli",)),
    },
)  # fmt: skip
"""What Swedish brings to the phrase grammar; the tables are the language, so the file may be long."""
