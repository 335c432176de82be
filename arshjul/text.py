"""A sentence in both languages, so that whoever shows it can pick the reader's."""

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
