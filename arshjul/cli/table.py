"""Every command and what it does in one line, so that `--help` need not import a single one of them."""

from __future__ import annotations

from arshjul.text import Text

COMMANDS: dict[str, Text] = {
    "init": Text("Skapa ett nytt hjul att fylla i", "Create a new wheel to fill in"),
    "check": Text("Läs hjulet och säg vad som förstods", "Read the wheel and say what was understood"),
    "explain": Text("Visa vilka datum en fras ger", "Show which dates a phrase gives"),
    "why": Text("Berätta varför ett möte ligger där det ligger", "Tell why a meeting is where it is"),
    "agenda": Text("Visa årets möten i ordning", "Show the year's meetings in order"),
    "year": Text("Visa året som tolv små månader", "Show the year as twelve small months"),
    "wheel": Text("Rita årshjulet som bild", "Draw the year wheel as a picture"),
    "site": Text("Skriv årshjulets sidor för webben", "Write the wheel's pages for the web"),
    "web": Text("Visa årshjulets sidor på webben", "Serve the wheel's pages on the web"),
    "ics": Text("Skriv kalenderfiler (.ics)", "Write calendar files (.ics)"),
    "feed": Text("Ge en person en privat kalenderadress", "Give a person a private calendar address"),
    "plan": Text("Visa vad en ändring i filen skulle säga till vem", "Show what an edit of the file would tell whom"),
    "apply": Text("Verkställ planen: skicka kallelser och ändringar", "Apply the plan: send invitations and changes"),
    "transfer": Text("Lämna över en mötesserie till någon annan", "Hand a series of meetings over to somebody else"),
    "remind": Text("Visa eller skicka påminnelser", "Show or send reminders"),
    "run": Text("Kör schemaläggaren", "Run the scheduler"),
    "status": Text("Visa vad som väntar, är skickat eller behöver dig", "Show what waits, is sent or needs you"),
    "doctor": Text("Hälsokontroll av hela installationen", "Health check of the whole installation"),
    "backup": Text("Säkerhetskopiera liggaren", "Back up the ledger"),
    "restore": Text("Lägg tillbaka en säkerhetskopia av liggaren", "Put a backup of the ledger back"),
    "schema": Text("Skriv hjulfilens JSON Schema", "Print the wheel file's JSON Schema"),
    "completion": Text("Skriv skalets kompletteringsskript", "Print the shell completion script"),
}
"""In the order people meet them. The module of `name` is `arshjul.cli.name`."""
