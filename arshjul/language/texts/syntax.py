"""E01–E03, E09–E11, E13, E16, E18, E19: a file that cannot be read as text, or text that is no TOML."""

from __future__ import annotations

from arshjul.language.texts.base import Message
from arshjul.text import Text

TEXTS: dict[tuple[str, str], Message] = {
    ("E01", ""): Message(
        Text("text ska stå inom citattecken", "text goes between quotation marks"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E01", "bool"): Message(
        Text("ja och nej heter true och false", "yes and no are written true and false"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E02", ""): Message(
        Text("citattecknet stängs aldrig", "the quotation mark is never closed"),
        Text("sätt {quote} sist på raden", "put {quote} at the end of the line"),
    ),
    ("E02", "odd"): Message(
        Text("citattecknet har ingen make", "the quotation mark has no partner"),
        Text(
            "se efter att varje text på raden börjar och slutar med {quote}",
            "see to it that every text on the line begins and ends with {quote}",
        ),
    ),
    ("E02", "long"): Message(
        Text("citattecknen stängs aldrig", "the quotation marks are never closed"),
        Text(
            "sätt {quote}{quote}{quote} efter textens sista rad", "put {quote}{quote}{quote} after the text's last line"
        ),
    ),
    ("E03", ""): Message(
        Text("typografiskt citattecken (från Word)", "a typographic quotation mark (from Word)"),
        Text('byt {quote} mot "', 'change {quote} to "'),
    ),
    ("E09", ""): Message(
        Text("ska vara en lista", "must be a list"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E10", ""): Message(
        Text("komma saknas före «{before}»", "a comma is missing before “{before}”"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E11", ""): Message(
        Text("filen är inte UTF-8 (Windows-1252)", "the file is not UTF-8 (Windows-1252)"),
        Text(
            "spara filen som UTF-8: i Anteckningar med Spara som, Kodning; i VS Code med Reopen with Encoding "
            "(Windows 1252), sedan Save with Encoding",
            "save the file as UTF-8: in Notepad with Save as, Encoding; in VS Code with Reopen with Encoding "
            "(Windows 1252), then Save with Encoding",
        ),
    ),
    ("E11", "utf16"): Message(
        Text("filen är inte UTF-8 (UTF-16)", "the file is not UTF-8 (UTF-16)"),
        Text(
            "spara filen som UTF-8: i Anteckningar med Spara som, Kodning; i VS Code med Save with Encoding",
            "save the file as UTF-8: in Notepad with Save as, Encoding; in VS Code with Save with Encoding",
        ),
    ),
    ("E11", "binary"): Message(
        Text(
            "filen är ingen textfil (kanske Word, Excel eller PDF)", "the file is no text (perhaps Word, Excel or PDF)"
        ),
        Text("spara den som ren text, UTF-8", "save it as plain text, UTF-8"),
    ),
    ("E13", "size"): Message(
        Text("filen är {size} MB; gränsen är 1 MB", "the file is {size} MB; the limit is 1 MB"),
        Text(
            "är det rätt fil? Ett årshjul är sällan över 100 kB", "is it the right file? A wheel is seldom over 100 kB"
        ),
    ),
    ("E13", "depth"): Message(
        Text("för många [ eller {{ i varandra", "too many [ or {{ inside one another"),
        Text("ta bort dem; en lista i en lista räcker", "remove them; a list within a list is enough"),
    ),
    ("E13", "line"): Message(
        Text("raden är för lång", "the line is too long"),
        Text("dela upp den på flera rader", "break it into several lines"),
    ),
    ("E13", "key"): Message(
        Text("nyckeln har för många delar", "the key has too many parts"),
        Text('skriv ett ord före =; text ska stå inom "', 'write one word before =; text goes between "'),
    ),
    ("E16", ""): Message(
        Text(
            "texten har ett styrtecken som inte syns ({number})",
            "the text has an invisible control character ({number})",
        ),
        Text("ta bort det och skriv om texten", "remove it and write the text again"),
    ),
    ("E16", "newline"): Message(
        Text("texten ska stå på en rad", "the text must be on one line"),
        Text(
            "ta bort radbrytningen; bara note får ha flera rader",
            "remove the line break; only note may have several lines",
        ),
    ),
    ("E16", "raw"): Message(
        Text("ett styrtecken som inte syns ({number})", "an invisible control character ({number})"),
        Text("ta bort det", "remove it"),
    ),
    ("E16", "return"): Message(
        Text("en ensam vagnretur i stället för radbrytning", "a lone carriage return instead of a line break"),
        Text(
            "spara filen med vanliga radbrytningar (LF eller CRLF)",
            "save the file with ordinary line breaks (LF or CRLF)",
        ),
    ),
    ("E18", "missing"): Message(
        Text("filen finns inte", "there is no such file"),
        Text("kör  arshjul init  eller ange rätt fil", "run  arshjul init  or name the right file"),
    ),
    ("E18", "missing.near"): Message(
        Text("filen finns inte", "there is no such file"),
        Text("skriv  {near}", "write  {near}"),
    ),
    ("E18", "directory"): Message(
        Text("det är en mapp, ingen fil", "it is a folder, not a file"),
        Text("ange filen i mappen, till exempel 2027.toml", "name the file in the folder, for example 2027.toml"),
    ),
    ("E18", "unreadable"): Message(
        Text("filen går inte att läsa (rättigheter?)", "the file cannot be read (permissions?)"),
        Text("kontrollera att du får läsa filen", "check that you may read the file"),
    ),
    ("E18", "special"): Message(
        Text("det är ingen vanlig fil", "it is no ordinary file"),
        Text("ange en textfil som slutar på .toml", "name a text file that ends in .toml"),
    ),
    ("E19", "header"): Message(
        Text("tabellens namn går inte att läsa", "the table's name cannot be read"),
        Text("skriv till exempel  [series.styrgrupp]", "write for example  [series.styrgrupp]"),
    ),
    ("E19", "header.like"): Message(
        Text("hakparenteserna stämmer inte", "the brackets do not match"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E19", "value"): Message(
        Text("värdet saknas efter =", "the value after = is missing"),
        Text('skriv  {key} = "…"  eller ta bort raden', 'write  {key} = "…"  or remove the line'),
    ),
    ("E19", "equals"): Message(
        Text("här ska stå =, inte :", "here goes =, not :"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E19", "no equals"): Message(
        Text("= saknas efter «{key}»", "= is missing after “{key}”"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E19", "double"): Message(
        Text("ett = räcker", "one = is enough"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E19", "around"): Message(
        Text("«{bracket}» passar inte här", "“{bracket}” does not fit here"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E19", "stray"): Message(
        Text(
            "raden är varken nyckel = värde, [tabell] eller # kommentar",
            "the line is no key = value, [table] or # comment",
        ),
        Text("sätt # först på raden eller ta bort den", "put # first on the line or remove it"),
    ),
    ("E19", "space"): Message(
        Text("ett mellanslag som inte är ett vanligt ({number})", "a space that is no ordinary one ({number})"),
        Text("byt det mot ett vanligt mellanslag", "change it to an ordinary space"),
    ),
    ("E19", "after"): Message(
        Text("något står kvar efter värdet", "something is left after the value"),
        Text("skriv en nyckel per rad, eller # före en kommentar", "write one key a line, or # before a comment"),
    ),
    ("E19", "bracket"): Message(
        Text("{bracket} stängs aldrig", "{bracket} is never closed"),
        Text("sätt {closing} sist", "put {closing} at the end"),
    ),
    ("E19", "inline"): Message(
        Text("{{ … }} ska stå på en rad", "{{ … }} must be on one line"),
        Text("skriv allt på raden, eller gör en egen tabell", "write it all on the line, or make a table of its own"),
    ),
    ("E19", "comma"): Message(
        Text("inget komma före }}", "no comma before }}"),
        Text("ta bort kommat", "remove the comma"),
    ),
    ("E19", "escape"): Message(
        Text('\\ inleder ett specialtecken inom " "', '\\ begins a special character between " "'),
        Text("skriv \\\\, eller byt \" \" mot ' '", "write \\\\, or change \" \" to ' '"),
    ),
    ("E19", "other"): Message(
        Text("går inte att läsa som TOML", "cannot be read as TOML"),
        Text('skriv  nyckel = "värde"', 'write  key = "value"'),
    ),
}
