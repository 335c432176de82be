"""What phrases, times and dates say when they are not understood: E20–E33, E40, E41, E61, E75."""

from __future__ import annotations

from arshjul.language.texts.base import Message
from arshjul.text import Text


def _said(sv: str, en: str, do_sv: str, do_en: str) -> Message:
    return Message(Text(sv, en), Text(do_sv, do_en))


_MAY_SV = "; här kan stå {expected_sv:list}"
_MAY_EN = "; here may stand {expected_en:list}"
_WHAT = {
    "unknown": Text(f"okänt ord{_MAY_SV}", f"unknown word{_MAY_EN}"),
    "misplaced": Text(f"«{{word}}» passar inte här{_MAY_SV}", f"“{{word}}” does not fit here{_MAY_EN}"),
    "mixed": Text(
        f"«{{word}}» är på ett annat språk än resten av frasen{_MAY_SV}",
        f"“{{word}}” is in another language than the rest of the phrase{_MAY_EN}",
    ),
    "sign": Text(f"okänt tecken{_MAY_SV}", f"unknown sign{_MAY_EN}"),
}
_DO = {
    "write": Text("skriv  {write}", "write  {write}"),
    "missing": Text("skriv  {write}", "write  {write}"),
    "extra": Text("ta bort «{word}»:  {write}", "remove “{word}”:  {write}"),
    "example": Text("skriv till exempel  {write}", "write for example  {write}"),
}
_EXTRA = Text("ett ord för mycket", "one word too many")

_WORDS: dict[tuple[str, str], Message] = {
    ("E20", "" if (what, do) == ("unknown", "write") else f"{what}-{do}"): Message(
        _EXTRA if do == "extra" and what == "misplaced" else message, cure
    )
    for what, message in _WHAT.items()
    for do, cure in _DO.items()
    if (what, do) != ("sign", "missing")
} | {
    ("E20", "twice"): _said(
        "«{word}» står två gånger", "“{word}” stands twice", "ta bort den ena", "remove one of them"
    ),
    ("E20", "long"): _said(
        "frasen är över {most} tecken", "the phrase is over {most} characters",
        "dela den:  when = [\"…\", \"…\"]", "split it:  when = [\"…\", \"…\"]",
    ),
    ("E20", "two"): _said("här börjar en ny fras", "here begins another phrase", "skriv  {write}", "write  {write}"),
    ("E20", "date"): _said(
        "ett datum är ingen rytm; det har en egen nyckel", "a date is no rhythm; it has a key of its own",
        "byt raden mot  {write}", "replace the line by  {write}",
    ),
    ("E20", "year"): _said(
        "en deadline skrivs utan år", "a deadline is written without a year",
        "skriv  when = {write}", "write  when = {write}",
    ),
    ("E20", "days"): _said(
        "ska vara ett antal dagar", "must be a number of days",
        'skriv  "{write}"', 'write  "{write}"',
    ),
    ("E20", "count"): _said(
        "ska vara ett antal möten", "must be a number of meetings",
        'skriv  "{write}"', 'write  "{write}"',
    ),
    ("E20", "count-order"): _said(
        "det minsta antalet står först", "the smallest number comes first", 'skriv  "{write}"', 'write  "{write}"'
    ),
    ("E21", ""): _said(
        "räknat från vilken vecka?", "counted from which week?",
        "lägg till «{anchor}», eller skriv «{parity}»", "add “{anchor}”, or write “{parity}”",
    ),
    ("E21", "nth"): _said(
        "räknat från vilken vecka?", "counted from which week?", "lägg till «{anchor}»", "add “{anchor}”"
    ),
    ("E21", "week"): _said(
        "vilken veckodag, och räknat från vilken vecka?", "which weekday, and counted from which week?",
        "skriv  {write}  eller  {parity}", "write  {write}  or  {parity}",
    ),
    ("E21", "week-nth"): _said(
        "vilken veckodag, och räknat från vilken vecka?", "which weekday, and counted from which week?",
        "skriv  {write}", "write  {write}",
    ),
    ("E22", ""): _said(
        "tvetydigt: vardag kan räkna lördag", "ambiguous: “vardag” may include Saturday",
        "skriv  {write}", "write  {write}",
    ),
    ("E22", "weekday"): _said(
        "tvetydigt: weekday kan vara alla dagar eller måndag–fredag",
        "ambiguous: a weekday may be any day, or Monday to Friday",
        "skriv  {write}", "write  {write}",
    ),
    ("E22", "july"): _said(
        "tvetydigt: julhelgen eller juli?", "ambiguous: “jul” may be Christmas or July",
        "skriv  juli  eller  v. 52", "write  juli  or  v. 52",
    ),
    ("E22", "second"): _said(
        "tvetydigt: varannan, eller den andra i månaden?", "ambiguous: every other, or the second of each month?",
        "skriv  {write}  eller  second … of the month", "write  {write}  or  second … of the month",
    ),
    ("E22", "biweekly"): _said(
        "tvetydigt: två gånger i veckan eller varannan vecka?", "ambiguous: twice a week, or every other week?",
        "skriv  tuesdays and thursdays  eller  {write}", "write  tuesdays and thursdays  or  {write}",
    ),
    ("E23", ""): _said(
        "{year} har {weeks} veckor", "{year} has {weeks} weeks", "välj v. 1–{weeks}", "choose w. 1–{weeks}"
    ),
    ("E24", ""): _said("vilken veckodag?", "which weekday?", "skriv  {write}", "write  {write}"),
    ("E25", ""): _said(
        "{count_sv} månader saknar den {day}:{ending_sv}", "{count_en} months have no {day}{ending_en}",
        "skriv  {write}", "write  {write}",
    ),
    ("E25", "one"): _said(
        "{month_sv} saknar den {day}:{ending_sv}", "{month_en} has no {day}{ending_en}",
        "skriv  {write}", "write  {write}",
    ),
    ("E25", "never"): _said(
        "ingen av månaderna har en {day}:{ending_sv}", "none of the months has a {day}{ending_en}",
        "skriv  {write}", "write  {write}",
    ),
    ("E26", ""): _said(
        "klockslag hör inte hemma i «when»", "a time of day does not belong in “when”",
        'skriv  time = "{write}"', 'write  time = "{write}"',
    ),
    ("E27", ""): _said(
        "frasen är inte färdig; här ska stå {ways_sv:list}",
        "the phrase is not finished; here should stand {ways_en:list}",
        "skriv  {write}", "write  {write}",
    ),
    ("E27", "empty"): _said(
        "frasen är tom", "the phrase is empty",
        "skriv till exempel  {write}", "write for example  {write}",
    ),
}  # fmt: skip

_DATES: dict[tuple[str, str], Message] = {
    ("E28", ""): _said(
        "{day:full} är en {day:weekday}", "{day:full} is a {day:weekday}",
        "skriv  {meant:iso}  eller  {day:iso}", "write  {meant:iso}  or  {day:iso}",
    ),
    ("E29", ""): _said(
        "datumet finns inte ({year} är inte skottår)", "there is no such date ({year} is no leap year)",
        "sista dagen är {last:iso}", "the last day is {last:iso}",
    ),
    ("E29", "short"): _said(
        "datumet finns inte (månaden har {days} dagar)", "there is no such date (the month has {days} days)",
        "sista dagen är {last:iso}", "the last day is {last:iso}",
    ),
    ("E29", "zero"): _said(
        "datumet finns inte (månaden börjar med den 1:a)", "there is no such date (months begin with the 1st)",
        "första dagen är {first:iso}", "the first day is {first:iso}",
    ),
    ("E29", "month"): _said(
        "datumet finns inte (det finns ingen månad {month})", "there is no such date (there is no month {month})",
        "skriv år-månad-dag, till exempel  2027-05-18", "write year-month-day, for example  2027-05-18",
    ),
    ("E29", "year"): _said(
        "datumet finns inte (det finns inget år 0)", "there is no such date (there is no year 0)",
        "skriv år-månad-dag, till exempel  2027-05-18", "write year-month-day, for example  2027-05-18",
    ),
    ("E29", "day"): _said(
        "dagen finns inte (månaden har {days} dagar)", "there is no such day (the month has {days} days)",
        "skriv  {write}", "write  {write}",
    ),
    ("E29", "form"): _said(
        "inget datum", "not a date",
        "skriv år-månad-dag, till exempel  2027-05-18", "write year-month-day, for example  2027-05-18",
    ),
    ("E29", "write"): _said(
        "datum skrivs år-månad-dag", "dates are written year-month-day", "skriv  {day:iso}", "write  {day:iso}"
    ),
    ("E75", ""): _said(
        "datumet är inte bestämt (frågetecknet)", "the date is not decided (the question mark)",
        "ta bort ? när dagen är rätt, eller skriv en annan dag", "remove ? when the day is right, or write another day",
    ),
}  # fmt: skip

_VALUES: dict[tuple[str, str], Message] = {
    ("E31", ""): _said(
        "tvetydigt: tidigare eller senare?", "ambiguous: earlier or later?",
        'skriv  "{one}"  eller  "{other}"', 'write  "{one}"  or  "{other}"',
    ),
    ("E31", "near"): _said(
        "okänt värde; här kan stå {words_sv:list}", "unknown value; here may stand {words_en:list}",
        'skriv  "{write}"', 'write  "{write}"',
    ),
    ("E31", "unknown"): _said(
        "okänt värde; här kan stå {words_sv:list}", "unknown value; here may stand {words_en:list}",
        "skriv ett av dem", "write one of them",
    ),
    ("E32", ""): _said(
        "serien har redan «{other}» ({where:where})", "the series already has “{other}” ({where:where})",
        "ta bort den ena", "remove one of them",
    ),
    ("E40", ""): _said("slutar före start", "ends before it starts", 'skriv  "{write}"', 'write  "{write}"'),
    ("E40", "same"): _said("slutar när det börjar", "ends when it starts", 'skriv  "{write}"', 'write  "{write}"'),
    ("E40", "dates"): _said(
        "slutar före start", "ends before it starts",
        "skriv det tidigare datumet först:  {first} - {last}", "write the earlier date first:  {first} - {last}",
    ),
    ("E41", ""): _said("inget klockslag", "not a time of day", 'skriv  "{write}"', 'write  "{write}"'),
    ("E41", "end"): _said("när slutar det?", "when does it end?", 'skriv  "{write}"', 'write  "{write}"'),
    ("E41", "form"): _said(
        "klockslag skrivs som 13:00-14:30", "times are written as 13:00-14:30", 'skriv  "{write}"', 'write  "{write}"'
    ),
    ("E61", ""): _said("före eller efter?", "before or after?", "skriv  {write}", "write  {write}"),
}  # fmt: skip

_WRITE_SV = "skriv hellre  when  eller  dates"
_WRITE_EN = "write  when  or  dates  instead"
_RRULES: dict[tuple[str, str], Message] = {
    ("E33", ""): _said(
        "BYWEEKNO kräver FREQ=YEARLY (RFC 5545)", "BYWEEKNO wants FREQ=YEARLY (RFC 5545)",
        'skriv hellre  when = "onsdag v. {week}"', 'write instead  when = "wednesday w. {week}"',
    ),
    ("E33", "yearday"): _said(
        "BYYEARDAY kräver FREQ=YEARLY", "BYYEARDAY wants FREQ=YEARLY", _WRITE_SV, _WRITE_EN
    ),
    ("E33", "monthday"): _said(
        "BYMONTHDAY går inte med FREQ=WEEKLY (RFC 5545)", "BYMONTHDAY does not go with FREQ=WEEKLY (RFC 5545)",
        "skriv  FREQ=MONTHLY", "write  FREQ=MONTHLY",
    ),
    ("E33", "setpos"): _said(
        "BYSETPOS väljer bland dagar som ingen BY-del ger", "BYSETPOS chooses among days that no BY part gives",
        "lägg till BYDAY, eller ta bort BYSETPOS", "add BYDAY, or remove BYSETPOS",
    ),
    ("E33", "counted"): _said(
        "räknade veckodagar kräver FREQ=MONTHLY eller YEARLY, utan BYWEEKNO",
        "counted weekdays want FREQ=MONTHLY or YEARLY, without BYWEEKNO",
        "ta bort siffran framför veckodagen", "remove the number before the weekday",
    ),
    ("E33", "count-until"): _said(
        "COUNT och UNTIL kan inte stå i samma regel", "COUNT and UNTIL cannot stand in one rule",
        "ta bort den ena", "remove one of them",
    ),
    ("E33", "never"): _said(
        "månaderna har ingen sådan dag: regeln ger aldrig något",
        "those months have no such day: the rule never gives any",
        "ändra BYMONTH eller BYMONTHDAY", "change BYMONTH or BYMONTHDAY",
    ),
    ("E33", "no-freq"): _said(
        "FREQ saknas", "FREQ is missing",
        "börja med  FREQ=MONTHLY;", "begin with  FREQ=MONTHLY;",
    ),
    ("E33", "freq"): _said(
        "«{value}» är ingen takt", "“{value}” is no frequency",
        "skriv DAILY, WEEKLY, MONTHLY eller YEARLY", "write DAILY, WEEKLY, MONTHLY or YEARLY",
    ),
    ("E33", "too-often"): _said(
        "oftare än varje dag går inte", "no more often than daily",
        "skriv DAILY, WEEKLY, MONTHLY eller YEARLY", "write DAILY, WEEKLY, MONTHLY or YEARLY",
    ),
    ("E33", "clock"): _said(
        "klockslaget står i «time»", "the hour belongs in “time”", "ta bort {name}", "remove {name}"
    ),
    ("E33", "zero"): _said(
        "{name} ska vara ett heltal från 1 till 9999", "{name} must be a whole number from 1 to 9999",
        "skriv  {name}=1  eller ta bort den", "write  {name}=1  or remove it",
    ),
    ("E33", "until"): _said(
        "UNTIL är inget datum",
        "UNTIL is no date",
        "skriv till exempel  UNTIL=20271231",
        "write for example  UNTIL=20271231",
    ),
    ("E33", "day"): _said(
        "okänd veckodag", "unknown weekday",
        "skriv MO, TU, WE, TH, FR, SA eller SU, med 1–5 eller -1 framför",
        "write MO, TU, WE, TH, FR, SA or SU, after 1–5 or -1",
    ),
    ("E33", "range"): _said(
        "{name} går från {range}", "{name} goes from {range}", "skriv tal i det spannet", "write numbers in that range"
    ),
    ("E33", "unknown"): _said(
        "okänd del av regeln", "unknown part of the rule", "ta bort den", "remove it"
    ),
    ("E33", "near"): _said(
        "okänd del av regeln", "unknown part of the rule", "skriv  {write}", "write  {write}"
    ),
    ("E33", "prefix"): _said(
        "«RRULE:» ska inte vara med", "“RRULE:” does not belong here", "börja med  FREQ=", "begin with  FREQ="
    ),
    ("E33", "empty"): _said(
        "{name} har inget värde",
        "{name} has no value",
        "skriv  {name}=…  eller ta bort den",
        "write  {name}=…  or remove it",
    ),
    ("E33", "twice"): _said("{name} står två gånger", "{name} stands twice", "ta bort den ena", "remove one of them"),
    ("E33", "long"): _said("regeln är över {most} tecken", "the rule is over {most} characters", _WRITE_SV, _WRITE_EN),
}  # fmt: skip

TEXTS: dict[tuple[str, str], Message] = _WORDS | _DATES | _VALUES | _RRULES
