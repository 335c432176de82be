"""E04–E08, E12, E14, E15, E17, E44, E76: tables and keys, what is missing, what stands in the wrong place."""

from __future__ import annotations

from arshjul.language.texts.base import Message
from arshjul.text import Text

WRITE_LIKE = Text("skriv  {like}", "write  {like}")

TEXTS: dict[tuple[str, str], Message] = {
    ("E04", ""): Message(
        Text("{kind:the} finns redan {where:in}", "{kind:the} is already {where:in}"),
        Text("byt namn på den ena", "rename one of them"),
    ),
    ("E04", "key"): Message(
        Text("«{key}» finns redan i tabellen", "“{key}” is already in the table"),
        Text("ta bort den ena", "remove one of them"),
    ),
    ("E04", "shared"): Message(
        Text("namnet används redan {where:in}", "the name is already used {where:in}"),
        Text("byt namn på den ena", "rename one of them"),
    ),
    ("E05", ""): Message(
        Text("namn får bara ha a–z, 0–9 och -", "names may only have a–z, 0–9 and -"),
        Text(
            "skriv  [{table}.{good}]; «{label}» får ha å, ä, ö",
            "write  [{table}.{good}]; “{label}” may have å, ä, ö",
        ),
    ),
    ("E05", "missing"): Message(
        Text("tabellen saknar namn", "the table has no name"),
        Text("skriv till exempel  [{table}.styrgrupp]", "write for example  [{table}.styrgrupp]"),
    ),
    ("E05", "reserved"): Message(
        Text("«{word}» betyder redan något annat", "“{word}” already means something else"),
        Text("välj ett annat namn, till exempel {word}-2", "choose another name, for example {word}-2"),
    ),
    ("E05", "wheel"): Message(
        Text("kalenderns namn får bara ha a–z, 0–9, . och -", "the calendar's name may only have a–z, 0–9, . and -"),
        Text('skriv till exempel  id = "s3.region"', 'write for example  id = "s3.region"'),
    ),
    ("E06", ""): Message(Text("okänd tabell", "unknown table"), WRITE_LIKE),
    ("E06", "none"): Message(
        Text("okänd tabell", "unknown table"),
        Text(
            "välj calendar, closed, defaults, area, person, group, list, reminder, series, deadline eller change",
            "choose calendar, closed, defaults, area, person, group, list, reminder, series, deadline or change",
        ),
    ),
    ("E06", "brackets"): Message(
        Text("fel antal hakparenteser", "the wrong number of brackets"),
        WRITE_LIKE,
    ),
    ("E06", "shared"): Message(
        Text("får inte stå i en inkluderad fil", "may not stand in an included file"),
        Text("flytta {table} till {file}", "move {table} to {file}"),
    ),
    ("E07", ""): Message(Text("okänd nyckel", "unknown key"), WRITE_LIKE),
    ("E07", "none"): Message(
        Text("okänd nyckel", "unknown key"),
        Text("ta bort den; här kan stå {keys:list}", "remove it; here may stand {keys:list}"),
    ),
    ("E07", "elsewhere"): Message(
        Text("nyckeln hör inte hemma här", "the key does not belong here"),
        Text("flytta den till {tables:list}", "move it to {tables:list}"),
    ),
    ("E07", "letters"): Message(
        Text("okänd nyckel", "unknown key"),
        Text(
            "nycklar är engelska ord med a–z och _; se  arshjul schema",
            "keys are English words with a–z and _; see  arshjul schema",
        ),
    ),
    ("E08", ""): Message(
        Text("«{key}» hamnade i {table}", "“{key}” ended up in {table}"),
        Text("flytta upp ovanför första [ … ]", "move it up above the first [ … ]"),
    ),
    ("E08", "nested"): Message(
        Text("en inkluderad fil kan inte inkludera", "an included file cannot include"),
        Text("flytta listan till årshjulets egen include", "move the list to the wheel's own include"),
    ),
    ("E08", "shared"): Message(
        Text("«{key}» får inte stå i en inkluderad fil", "“{key}” may not stand in an included file"),
        Text("flytta den till {file}", "move it to {file}"),
    ),
    ("E12", ""): Message(
        Text("filen finns inte i {folder}", "the file is not in {folder}"),
        Text("skriv  {near}", "write  {near}"),
    ),
    ("E12", "none"): Message(
        Text("filen finns inte i {folder}", "the file is not in {folder}"),
        Text("lägg filen där eller ta bort den ur include", "put the file there or remove it from include"),
    ),
    ("E12", "no file"): Message(
        Text("det är ingen vanlig fil", "it is no ordinary file"),
        Text("ange en textfil som slutar på .toml", "name a text file that ends in .toml"),
    ),
    ("E12", "self"): Message(
        Text("filen inkluderar sig själv", "the file includes itself"),
        Text("ta bort den ur include", "remove it from include"),
    ),
    ("E12", "twice"): Message(
        Text("filen är redan inkluderad", "the file is already included"),
        Text("ta bort den ena", "remove one of them"),
    ),
    ("E12", "many"): Message(
        Text("fler än {most} inkluderade filer", "more than {most} included files"),
        Text("slå ihop några av dem", "join some of them"),
    ),
    ("E14", ""): Message(
        Text("pekar utanför årshjulets mapp", "points outside the wheel's folder"),
        Text("lägg filen bredvid årshjulet och skriv  {name}", "put the file beside the wheel and write  {name}"),
    ),
    ("E14", "link"): Message(
        Text("är en länk ut ur årshjulets mapp", "is a link out of the wheel's folder"),
        Text("kopiera filen hit i stället för att länka", "copy the file here instead of linking"),
    ),
    ("E14", "template"): Message(
        Text("mallens namn får inte vara en sökväg", "the template's name may not be a path"),
        Text(
            'skriv bara namnet, till exempel  template = "dagordning"',
            'write only the name, for example  template = "agenda"',
        ),
    ),
    ("E15", ""): Message(
        Text("{kind:the} saknar «{key}»", "{kind:the} has no “{key}”"),
        Text("lägg till  {like}", "add  {like}"),
    ),
    ("E15", "rhythm"): Message(
        Text("serien säger inte när den möts", "the series does not say when it meets"),
        Text('lägg till  when = "andra tisdagen i månaden"', 'add  when = "second tuesday of the month"'),
    ),
    ("E15", "each"): Message(
        Text("«window» hör ihop med «each», som saknas", "“window” belongs with “each”, which is missing"),
        Text('lägg till  each = "en-grupp"', 'add  each = "a-group"'),
    ),
    ("E15", "empty"): Message(
        Text("listan är tom", "the list is empty"),
        Text('fyll i  {key} = ["…"]', 'fill in  {key} = ["…"]'),
    ),
    ("E17", "table"): Message(
        Text("ska vara en tabell, eller är redan något annat", "must be a table, or is something else already"),
        Text(
            "skriv till exempel  [series.styrgrupp]  på en egen rad",
            "write for example  [series.styrgrupp]  on a line of its own",
        ),
    ),
    ("E17", "range"): Message(
        Text("talet är orimligt", "the number is out of reach"),
        Text("kontrollera {key}", "check {key}"),
    ),
    ("E17", "bool"): Message(
        Text("ska vara true eller false", "must be true or false"),
        WRITE_LIKE,
    ),
    ("E17", "number"): Message(
        Text("ska vara ett heltal utan citattecken", "must be a whole number without quotation marks"),
        Text("skriv bara siffror efter {key} =", "write only digits after {key} ="),
    ),
    ("E17", "text"): Message(Text("ska vara en text", "must be a text"), WRITE_LIKE),
    ("E17", "list"): Message(Text("ska vara en lista", "must be a list"), WRITE_LIKE),
    ("E17", "inline"): Message(
        Text("ska vara nycklar inom {{ }}", "must be keys between {{ }}"),
        WRITE_LIKE,
    ),
    ("E17", "choice"): Message(
        Text("okänt värde", "unknown value"),
        Text("skriv  {choices:list}", "write  {choices:list}"),
    ),
    ("E17", "near"): Message(
        Text("okänt värde", "unknown value"),
        Text("skriv  {near}", "write  {near}"),
    ),
    ("E17", "colour"): Message(
        Text("ingen färg", "no colour"),
        Text('skriv till exempel  colour = "#1f6f54"', 'write for example  colour = "#1f6f54"'),
    ),
    ("E17", "holidays"): Message(
        Text("okänt land", "unknown country"),
        Text('skriv  "SE"  (eller  ""  för inga röda dagar)', 'write  "SE"  (or  ""  for no public holidays)'),
    ),
    ("E17", "version"): Message(
        Text("okänd språkversion", "unknown language version"),
        Text(
            "skriv  arshjul = {version}  eller uppdatera programmet",
            "write  arshjul = {version}  or update the program",
        ),
    ),
    ("E17", "month"): Message(
        Text("ingen månad", "no month"),
        Text('skriv till exempel  starts = "augusti"', 'write for example  starts = "august"'),
    ),
    ("E17", "link"): Message(
        Text("en länk får inte börja med {scheme}:", "a link may not begin with {scheme}:"),
        Text("skriv en adress som börjar med https://", "write an address that begins with https://"),
    ),
    ("E44", ""): Message(
        Text("mötet saknar klockslag", "the meeting has no time"),
        Text('lägg till  time = "13:00-14:30"', 'add  time = "13:00-14:30"'),
    ),
    ("E44", "minutes"): Message(
        Text(
            "«{text}» räcker bara för möten vars dag bestäms senare",
            "“{text}” is only enough where the day comes later",
        ),
        Text('skriv  time = "13:00-14:30"', 'write  time = "13:00-14:30"'),
    ),
    ("E76", "what"): Message(
        Text("ska vara serie/tillfälle", "must be series/occurrence"),
        Text("skriv till exempel  {like}", "write for example  {like}"),
    ),
    ("E76", "two"): Message(
        Text(
            "«{key}» går inte ihop med «{other}» ({where:where})", "“{key}” does not go with “{other}” ({where:where})"
        ),
        Text("ta bort den ena", "remove one of them"),
    ),
    ("E76", "false"): Message(
        Text("false ändrar ingenting", "false changes nothing"),
        Text("skriv  cancel = true  eller ta bort tabellen", "write  cancel = true  or remove the table"),
    ),
    ("E76", "none"): Message(
        Text("ändringen säger inte vad som ändras", "the change does not say what changes"),
        Text(
            'lägg till  move_to = "…",  cancel = true,  set = "…",  add = "…",  time,  place  eller  ok',
            'add  move_to = "…",  cancel = true,  set = "…",  add = "…",  time,  place  or  ok',
        ),
    ),
    ("E31", "latest"): Message(
        Text("«senast» går alltid till dagen före, inte «{word}»", "“no later than” always goes before, not “{word}”"),
        Text('skriv  "före"  eller ta bort if_closed', 'write  "before"  or remove if_closed'),
    ),
    ("E31", "ok"): Message(
        Text("«{word}» godkänner ingen varning", "“{word}” accepts no warning"),
        Text('skriv  "{near}"', 'write  "{near}"'),
    ),
}
