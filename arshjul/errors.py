"""The few error types. Each carries one clear sentence for the person who can mend it."""

from __future__ import annotations

from typing import Any

from arshjul.text import NOTHING, Language, Text


class ArshjulError(Exception):
    """Something a person can mend. Shown as one sentence and its cure, never as a traceback.

    `message` says where and what, `cure` what to do.
    """

    exit_code = 1

    def __init__(self, message: Text, cure: Text = NOTHING) -> None:
        super().__init__(message.en)
        self.message = message
        self.cure = cure

    def rendered(self, language: Language) -> str:  # noqa: ARG002 - for those that have more to show
        """What to show before the sentence, such as the lines of a file; "" for nothing."""
        return ""

    def json(self, language: Language) -> list[dict[str, Any]]:
        """The same as data, a problem each (docs/json.md)."""
        return [{"severity": "error", "message": self.message.to(language), "cure": self.cure.to(language)}]


class ConfigError(ArshjulError):
    """The configuration file is missing, unreadable or says something impossible."""


class LedgerError(ArshjulError):
    """The ledger cannot be trusted or written: torn, full, of another lineage, locked."""


class OutputError(ArshjulError):
    """A file or folder that should be written cannot be."""


class TransportError(Exception):
    """A delivery failed. `permanent` is the retry policy: try again later, or tell a person.

    `detail` is the other side's own words with addresses redacted; `text` a sentence for people (else the detail).
    """

    def __init__(self, detail: str, *, permanent: bool, text: Text | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.permanent = permanent
        self.text = text or Text(detail, detail)
