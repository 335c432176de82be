"""E50–E55, E60, E62 and E63: people, roles, areas, reminders and templates that other tables name."""

from __future__ import annotations

from arshjul.language.texts.base import Message
from arshjul.text import Text

WRITE_NEAR = Text("skriv  {near}  ({where:where})", "write  {near}  ({where:where})")

TEXTS: dict[tuple[str, str], Message] = {
    ("E50", ""): Message(Text("okänd aktör", "unknown actor"), WRITE_NEAR),
    ("E50", "none"): Message(
        Text("okänd aktör", "unknown actor"),
        Text(
            "lägg till en person, en grupp eller en sändlista med det namnet",
            "add a person, a group or a list of that name",
        ),
    ),
    ("E50", "reader"): Message(
        Text("okänd aktör", "unknown actor"),
        Text("skriv  {near}", "write  {near}"),
    ),
    ("E50", "group"): Message(
        Text("är en grupp; här ska stå en person", "is a group; here goes a person"),
        Text("skriv en av gruppens medlemmar", "write one of the group's members"),
    ),
    ("E50", "deadline"): Message(
        Text("en deadline har inga inbjudna", "a deadline has nobody invited"),
        Text("skriv @roll, en person, en grupp eller en sändlista", "write @role, a person, a group or a list"),
    ),
    ("E50", "deadline.reminder"): Message(
        Text(
            "påminnelsen «{reminder}» går till de inbjudna, och en deadline har inga",
            "the reminder “{reminder}” goes to the invited, and a deadline has none",
        ),
        Text(
            'lägg till  to = ["@processledare"]  här i deadlinen', 'add  to = ["@processledare"]  here in the deadline'
        ),
    ),
    ("E51", ""): Message(
        Text("området «{area}» har ingen {role}", "the area “{area}” has no {role}"),
        Text("lägg till i [area.{area}] roles", "add one to roles in [area.{area}]"),
    ),
    ("E51", "near"): Message(
        Text("okänd roll", "unknown role"),
        Text("skriv  {near}", "write  {near}"),
    ),
    ("E51", "none"): Message(
        Text("inget område har rollen {role}", "no area has the role {role}"),
        Text("lägg till den i områdets roles", "add it to the area's roles"),
    ),
    ("E52", "at"): Message(
        Text("ingen giltig e-postadress", "no valid email address"),
        Text("skriv  namn@domän", "write  name@domain"),
    ),
    ("E52", "local"): Message(
        Text("ingen giltig e-postadress", "no valid email address"),
        Text("kontrollera det som står före @", "check what stands before the @"),
    ),
    ("E52", "letters"): Message(
        Text("å, ä, ö och andra ovanliga tecken går inte före @", "å, ä, ö and other letters do not work before the @"),
        Text("skriv adressen som den verkligen stavas, utan prickar", "write the address as it is really spelt"),
    ),
    ("E52", "domain"): Message(
        Text("ingen giltig e-postadress", "no valid email address"),
        Text("kontrollera domänen", "check the domain"),
    ),
    ("E52", "idn"): Message(
        Text("domänen har andra tecken än a–z", "the domain has other letters than a–z"),
        Text("skriv  {like}", "write  {like}"),
    ),
    ("E53", ""): Message(
        Text("gruppen är tom; ingen skulle bjudas in", "the group is empty; nobody would be invited"),
        Text("fyll members {where:in}", "fill in members {where:in}"),
    ),
    ("E54", ""): Message(
        Text("gruppen innehåller sig själv: {ring}", "the group contains itself: {ring}"),
        Text("ta bort {group} här", "remove {group} here"),
    ),
    ("E54", "deep"): Message(
        Text("för många grupper i varandra", "too many groups inside one another"),
        Text("skriv medlemmarna direkt", "write the members directly"),
    ),
    ("E55", ""): Message(Text("okänt område", "unknown area"), WRITE_NEAR),
    ("E55", "none"): Message(
        Text("okänt område", "unknown area"),
        Text("lägg till  [area.{word}]", "add  [area.{word}]"),
    ),
    ("E60", ""): Message(Text("okänd påminnelse", "unknown reminder"), WRITE_NEAR),
    ("E60", "none"): Message(
        Text("okänd påminnelse", "unknown reminder"),
        Text("lägg till  [reminder.{word}]", "add  [reminder.{word}]"),
    ),
    ("E62", "variable"): Message(
        Text("ämnet känner inte till «{word}»", "the subject knows no “{word}”"),
        Text("skriv  {options:list}", "write  {options:list}"),
    ),
    ("E62", "variable.near"): Message(
        Text("ämnet känner inte till «{word}»", "the subject knows no “{word}”"),
        Text("skriv  {near}", "write  {near}"),
    ),
    ("E62", "filter"): Message(
        Text("«|{word}» går inte i ett ämne", "“|{word}” does not work in a subject"),
        Text("ta bort «|{word}», eller skriv  {options:list}", "remove “|{word}”, or write  {options:list}"),
    ),
    ("E62", "filter.near"): Message(
        Text("«|{word}» går inte i ett ämne", "“|{word}” does not work in a subject"),
        Text("skriv  {near}", "write  {near}"),
    ),
    ("E62", "expression"): Message(
        Text("ett ämne kan bara fylla i och välja", "a subject can only fill in and choose"),
        Text(
            'skriv till exempel  "{{{{ title }}}} {{{{ date }}}}"',
            'write for example  "{{{{ title }}}} {{{{ date }}}}"',
        ),
    ),
    ("E62", "long"): Message(
        Text("ämnet är längre än 1 000 tecken", "the subject is longer than 1,000 characters"),
        Text("korta det; resten hör hemma i mallen", "shorten it; the rest belongs in the template"),
    ),
    ("E62", "syntax"): Message(
        Text("{{{{ och }}}} stämmer inte", "{{{{ and }}}} do not match"),
        Text(
            'skriv till exempel  "{{{{ title }}}} {{{{ date }}}}"',
            'write for example  "{{{{ title }}}} {{{{ date }}}}"',
        ),
    ),
    ("E63", ""): Message(
        Text("mallen «{name}» finns inte", "there is no template “{name}”"),
        Text(
            "välj {options:list}, eller lägg {name}.subject.txt, {name}.txt och {name}.html i mappen för egna mallar",
            "choose {options:list}, or put {name}.subject.txt, {name}.txt and {name}.html in your folder of templates",
        ),
    ),
    ("E63", "near"): Message(
        Text("mallen «{name}» finns inte", "there is no template “{name}”"),
        Text("skriv  {near}", "write  {near}"),
    ),
}
