"""What the planning says: dates that cannot be, changes that do not fit, and days to know of."""

from __future__ import annotations

from arshjul.language.texts.base import Message
from arshjul.planning import accept
from arshjul.text import NOTHING, Text


def _said(sv: str, en: str, do_sv: str, do_en: str, ok: Text = NOTHING) -> Message:
    return Message(Text(sv, en), Text(do_sv, do_en), ok)


_RULES: dict[tuple[str, str], Message] = {
    ("E23", "both ends"): _said(
        "v. {week} finns i båda ändar av hjulet", "w. {week} lies at both ends of the wheel",
        "skriv datum med  dates = [ … ]", "write dates with  dates = [ … ]",
    ),
    ("E30", ""): _said(
        "ger inget datum {year}", "gives no date in {year}",
        "ändra frasen; pröva med  arshjul explain", "change the phrase; try it with  arshjul explain",
    ),
    ("E30", "fifth"): _said(
        "ger inget datum {year}", "gives no date in {year}", "skriv  {instead}", "write  {instead}",
    ),
    ("E30", "bounds"): _said(
        "ger inget datum {year} mellan sina gränser", "gives no date in {year} within its bounds",
        "ändra «från» och «till», eller ta bort serien", "change “from” and “to”, or remove the series",
    ),
    ("E30", "narrow"): _said(
        "ger inget datum {year}: «utom» tar bort alla", "gives no date in {year}: “except” takes them all",
        "ändra det som står efter «utom»", "change what follows “except”",
    ),
    ("E30", "rrule"): _said(
        "ger inget datum {year}", "gives no date in {year}",
        "ändra regeln, eller skriv  when  eller  dates", "change the rule, or write  when  or  dates",
    ),
    ("E30", "window"): _said(
        "fönstret ligger utanför hjulets år {year}", "the window lies outside the wheel's year {year}",
        "välj ett fönster inom året", "choose a window within the year",
    ),
    ("E33", "too many"): _said(
        "regeln ger över {most} tillfällen", "the rule gives more than {most} occurrences",
        "ta bort BYHOUR, BYMINUTE och BYSECOND; klockslaget står i  time",
        "remove BYHOUR, BYMINUTE and BYSECOND; the hour belongs in  time",
    ),
    ("E33", "refused"): _said(
        "regeln går inte att läsa ({detail})", "the rule cannot be read ({detail})",
        "skriv hellre  when  eller  dates", "write  when  or  dates  instead",
    ),
    ("E34", ""): _said(
        "kedjan biter sig i svansen: {loop}", "the chain bites its tail: {loop}",
        "låt ett av mötena få en egen rytm", "give one of the meetings a rhythm of its own",
    ),
    ("E38", ""): _said(
        "«{parent}» är varken serie eller deadline", "“{parent}” is neither a series nor a deadline",
        "skriv namnet på en [series.…] eller [deadline.…]", "write the name of a [series.…] or [deadline.…]",
    ),
    ("E38", "near"): _said(
        "«{parent}» är varken serie eller deadline", "“{parent}” is neither a series nor a deadline",
        "skriv  {near}", "write  {near}",
    ),
}  # fmt: skip

_CLOSED_SV = "{key}: {day:short} är stängt ({closure_sv})"
_CLOSED_EN = "{key}: {day:short} is closed ({closure_en})"
_BY_HAND_SV = 'lägg till [[change]] med  what = "{key}"  och  move_to  eller  cancel = true'
_BY_HAND_EN = 'add a [[change]] with  what = "{key}"  and  move_to  or  cancel = true'
_PLACES: dict[tuple[str, str], Message] = {
    ("E35", ""): _said(
        f"{_CLOSED_SV} och ingen öppen dag finns inom 21 dagar",
        f"{_CLOSED_EN} and no day within 21 days is open",
        f'skriv  if_closed = "hoppa över"  eller {_BY_HAND_SV}', f'write  if_closed = "skip"  or {_BY_HAND_EN}',
    ),
    ("E36", ""): _said(
        f"{_CLOSED_SV} och nästa möjliga dag, {{target:full}}, ligger utanför hjulet",
        f"{_CLOSED_EN} and the next possible day, {{target:full}}, lies outside the wheel",
        f'skriv  if_closed = "före"  eller  "hoppa över",  eller {_BY_HAND_SV}',
        f'write  if_closed = "before"  or  "skip",  or {_BY_HAND_EN}',
    ),
    ("E36", "date"): _said(
        "{day:full} ligger utanför hjulet", "{day:full} lies outside the wheel",
        "välj en dag från {first:iso} till {last:iso}", "choose a day from {first:iso} to {last:iso}",
    ),
    ("E36", "change"): _said(
        "{day:full} ligger utanför hjulet", "{day:full} lies outside the wheel",
        "välj en dag från {first:iso} till {last:iso}", "choose a day from {first:iso} to {last:iso}",
    ),
    ("E37", "next"): _said(
        f"{_CLOSED_SV} och flytten till {{target:short}} når nästa möte, {{neighbour:short}}",
        f"{_CLOSED_EN} and moving it to {{target:short}} reaches the next meeting, {{neighbour:short}}",
        f'skriv  if_closed = "hoppa över"  eller  "före",  eller {_BY_HAND_SV}',
        f'write  if_closed = "skip"  or  "before",  or {_BY_HAND_EN}',
    ),
    ("E37", "previous"): _said(
        f"{_CLOSED_SV} och flytten till {{target:short}} når förra mötet, {{neighbour:short}}",
        f"{_CLOSED_EN} and moving it to {{target:short}} reaches the meeting before, {{neighbour:short}}",
        f'skriv  if_closed = "hoppa över"  eller  "efter",  eller {_BY_HAND_SV}',
        f'write  if_closed = "skip"  or  "after",  or {_BY_HAND_EN}',
    ),
    ("E37", "parent"): _said(
        f"{_CLOSED_SV} och flytten till {{target:short}} når mötet som det hänger på, {{neighbour:short}}",
        f"{_CLOSED_EN} and moving it to {{target:short}} reaches the meeting it hangs on, {{neighbour:short}}",
        f"räkna i arbetsdagar (ad), välj en annan  if_closed,  eller {_BY_HAND_SV}",
        f"count in working days (wd), choose another  if_closed,  or {_BY_HAND_EN}",
    ),
    ("E42", ""): _said(
        "finns inte {day:iso} (sommartid)", "does not exist on {day:iso} (daylight saving time)",
        "välj en tid 06–22", "choose a time within 06–22",
    ),
    ("E43", ""): _said(
        "finns två gånger {day:iso} (vintertid)", "comes twice on {day:iso} (the clocks go back)",
        "välj en tid 06–22", "choose a time within 06–22",
    ),
}  # fmt: skip

_CHANGES: dict[tuple[str, str], Message] = {
    ("E44", "change"): _said(
        "vilken tid? {key} har ingen egen", "at what time? {key} has none of its own",
        'lägg till  time = "13:00-14:30"', 'add  time = "13:00-14:30"',
    ),
    ("E70", ""): _said(
        "tillfället finns inte", "no such occurrence", "välj {slots:list}", "choose {slots:list}",
    ),
    ("E70", "none"): _said(
        "tillfället finns inte; serien har inga", "no such occurrence; the series has none",
        "rätta serien först", "mend the series first",
    ),
    ("E70", "series"): _said(
        "«{series}» är varken serie eller deadline", "“{series}” is neither a series nor a deadline",
        "skriv  serie/tillfälle,  som i  arshjul agenda", "write  series/slot,  as in  arshjul agenda",
    ),
    ("E70", "series.near"): _said(
        "«{series}» är varken serie eller deadline", "“{series}” is neither a series nor a deadline",
        "skriv  {near}", "write  {near}",
    ),
    ("E71", ""): _said(
        "hölls {day:full} och är låst", "was held on {day:full} and is locked",
        "låt ändringen stå som den var, eller ta bort den", "leave the change as it was, or remove it",
    ),
    ("E71", "begun"): _said(
        "började {day:full}, pågår ännu och är låst", "began on {day:full}, is still under way and is locked",
        "låt ändringen stå som den var, eller ta bort den", "leave the change as it was, or remove it",
    ),
    ("E72", ""): _said(
        "ändras redan på rad {line}", "already changed on line {line}", "ta bort den äldre", "remove the older one",
    ),
    ("E74", ""): _said(
        "ny serie, men {series} med {number} utskickade kallelser försvann",
        "a new series, but {series} with {number} invitations sent is gone",
        'är det ett namnbyte: lägg till  was = "{series}"; annars  was = ""',
        'if it is a new name: add  was = "{series}"; otherwise  was = ""',
    ),
    ("E74", "one"): _said(
        "ny serie, men {series} med en utskickad kallelse försvann",
        "a new series, but {series} with one invitation sent is gone",
        'är det ett namnbyte: lägg till  was = "{series}"; annars  was = ""',
        'if it is a new name: add  was = "{series}"; otherwise  was = ""',
    ),
    ("E76", "set"): _said(
        "«set» är för möten vid behov; {key} har redan en dag", "“set” is for meetings as needed; {key} has a day",
        "skriv  move_to", "write  move_to",
    ),
    ("E76", "unset"): _said(
        "{key} har ingen dag än", "{key} has no day yet",
        "sätt den med  set = \"…\"", "set it with  set = \"…\"",
    ),
    ("E76", "exists"): _said(
        "{key} finns redan", "{key} exists already",
        "skriv  move_to,  eller bara serien i  what",
        "write  move_to,  or only the series in  what",
    ),
    ("E76", "add each"): _said(
        "{key} har ett möte per aktör; fler går inte att lägga till",
        "{key} has one meeting per actor; no more can be added",
        "lägg till aktören i  each", "add the actor to  each",
    ),
    ("E77", ""): _said(
        "satta möten: {number}; högst {most} ska hållas", "meetings set: {number}; at most {most} should be held",
        "ställ in ett, eller höj  count", "cancel one, or raise  count",
    ),
}  # fmt: skip

_ACCEPT_SV = 'lägg till [[change]] med  what = "{key}"  och  ok = '
_ACCEPT_EN = 'add a [[change]] with  what = "{key}"  and  ok = '


def _on_a_day(kind: str, ok: Text) -> dict[tuple[str, str], Message]:
    cure = Text(f'lägg till  ok = "{ok.sv}"  om det är meningen', f'add  ok = "{ok.en}"  if it is meant')
    article = "a " if kind == "bridge" else ""
    chosen = Text("{day:short} är {name_sv}", f"{{day:short}} is {article}{{name_en}}")
    ruled = Text(f"{{key}} {chosen.sv}", f"{{key}} {chosen.en}")
    accept_it = Text(f'är det meningen: {_ACCEPT_SV}"{ok.sv}"', f'if it is meant: {_ACCEPT_EN}"{ok.en}"')
    return {("E73", kind): Message(chosen, cure, ok), ("W01", kind): Message(ruled, accept_it, ok)}


def _clash(code: str, what: Text, ok: Text, crowds: tuple[str, ...]) -> dict[tuple[str, str], Message]:
    """With and without a crowd of names, once or many times."""
    found = {}
    for crowd in crowds:
        for more in ("", "more"):
            many = Text("{people} personer ({names:and} med flera)", "{people} people ({names:and} among them)")
            who = many if crowd else Text("{names:and}", "{names:and}")
            tail = Text(", totalt {times} gånger", ", {times} times in all") if more else NOTHING
            found[(code, ".".join(filter(None, (crowd, more))))] = Message(
                Text(f"{{first}} och {{second}} krockar {{day:short}}{what.sv}{who.sv}{tail.sv}",
                     f"{{first}} and {{second}} overlap on {{day:short}}{what.en}{who.en}{tail.en}"),
                Text(f'flytta det ena, eller lägg till [[change]] med  what = "{{second}}"  och  ok = "{ok.sv}"',
                     f'move one of them, or add a [[change]] with  what = "{{second}}"  and  ok = "{ok.en}"'),
                ok,
            )  # fmt: skip
    return found


_WARNINGS: dict[tuple[str, str], Message] = {
    **_on_a_day("half", accept.HALF),
    **_on_a_day("bridge", accept.BRIDGE),
    **_on_a_day("eve", accept.EVE),
    ("E73", "weekday"): _said(
        "{day:short} är stängt", "{day:short} is closed",
        f'lägg till  ok = "{accept.CLOSED.sv}"  om det är meningen', f'add  ok = "{accept.CLOSED.en}"  if it is meant',
        accept.CLOSED,
    ),
    ("E73", "closed"): _said(
        "{day:short} är stängt ({name_sv})", "{day:short} is closed ({name_en})",
        f'lägg till  ok = "{accept.CLOSED.sv}"  om det är meningen', f'add  ok = "{accept.CLOSED.en}"  if it is meant',
        accept.CLOSED,
    ),
    ("W02", "odd"): _said(
        "{key}: {year} har v. 53, så mötena {day:short} och {after:short} kommer två veckor i rad",
        "{key}: {year} has a week 53, so {day:short} and {after:short} come two weeks running",
        f'skriv «varannan … från …», eller {_ACCEPT_SV}"{accept.WEEK_53.sv}"',
        f'write “every other … from …”, or {_ACCEPT_EN}"{accept.WEEK_53.en}"', accept.WEEK_53,
    ),
    ("W02", "even"): _said(
        "{key}: {year} har v. 53, så det går tre veckor från {day:short} till {after:short}",
        "{key}: {year} has a week 53, so three weeks pass from {day:short} to {after:short}",
        f'skriv «varannan … från …», eller {_ACCEPT_SV}"{accept.WEEK_53.sv}"',
        f'write “every other … from …”, or {_ACCEPT_EN}"{accept.WEEK_53.en}"', accept.WEEK_53,
    ),
    **_clash("W03", Text(" för ", " for "), accept.CLASH, ("", "crowd")),
    **_clash("W04", Text(" om ", " over "), accept.ROOM, ("",)),
    ("W05", "closed"): _said(
        "{key}: {day:short} är stängt ({name_sv})", "{key}: {day:short} is closed ({name_en})",
        f'skriv «senast …» för dagen före, eller {_ACCEPT_SV}"{accept.CLOSED.sv}"',
        f'write “no later than …” for the day before, or {_ACCEPT_EN}"{accept.CLOSED.en}"', accept.CLOSED,
    ),
    ("W05", "weekday"): _said(
        "{key}: {day:short} är stängt", "{key}: {day:short} is closed",
        f'skriv «senast …» för dagen före, eller {_ACCEPT_SV}"{accept.CLOSED.sv}"',
        f'write “no later than …” for the day before, or {_ACCEPT_EN}"{accept.CLOSED.en}"', accept.CLOSED,
    ),
    ("W06", ""): _said(
        "{key}: satta möten: {number}; minst {least} skulle hållas",
        "{key}: meetings set: {number}; at least {least} should be held",
        f'sätt fler, sänk  count,  eller {_ACCEPT_SV}"{accept.FEW.sv}"',
        f'set more, lower  count,  or {_ACCEPT_EN}"{accept.FEW.en}"', accept.FEW,
    ),
    ("W07", ""): _said(
        "{key}: {day:short} ligger utanför fönstret ({window})",
        "{key}: {day:short} lies outside the window ({window})",
        f'lägg till  ok = "{accept.OUTSIDE.sv}"  om det är meningen',
        f'add  ok = "{accept.OUTSIDE.en}"  if it is meant',
        accept.OUTSIDE,
    ),
}  # fmt: skip

TEXTS: dict[tuple[str, str], Message] = {**_RULES, **_PLACES, **_CHANGES, **_WARNINGS}
