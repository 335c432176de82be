"""A sentence in both languages, so that whoever shows it can pick the reader's; and what is counted, one and many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["sv", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    sv: str
    en: str

    def to(self, language: Language) -> str:
        return self.sv if language == "sv" else self.en


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: `one` of it, and none or `many`."""

    one: Text
    many: Text

    def word(self, count: int) -> Text:
        return self.one if count == 1 else self.many

    def of(self, count: int) -> Text:
        """«0 möten», «1 möte», «2 möten»."""
        word = self.word(count)
        return Text(f"{count} {word.sv}", f"{count} {word.en}")


SERIES = Noun(Text("serie", "series"), Text("serier", "series"))
MEETINGS = Noun(Text("möte", "meeting"), Text("möten", "meetings"))
CANCELLED = Noun(Text("inställt", "cancelled"), Text("inställda", "cancelled"))
DEADLINES = Noun(Text("deadline", "deadline"), Text("deadlines", "deadlines"))
DAYS = Noun(Text("dag", "day"), Text("dagar", "days"))
DATES = Noun(Text("datum", "date"), Text("datum", "dates"))
ERRORS = Noun(Text("fel", "error"), Text("fel", "errors"))
WARNINGS = Noun(Text("varning", "warning"), Text("varningar", "warnings"))
LINES = Noun(Text("rad", "line"), Text("rader", "lines"))
MAILS = Noun(Text("brev", "mail"), Text("brev", "mails"))
REMINDERS = Noun(Text("påminnelse", "reminder"), Text("påminnelser", "reminders"))
