"""What mail templates are given: plain texts in the reader's language, nothing that can be called or changed.

docs/mail-templates.md lists every name here; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Literal, Protocol

from arshjul.render.colour import Accent
from arshjul.text import Language

Role = Literal["invited", "role", "named"]


class Context(Protocol):
    """What a mail is made of."""

    def variables(self) -> dict[str, object]:
        """The names that its templates see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailItem:
    """One meeting or deadline as a mail tells it. Texts are "" and lists empty when there is nothing to say."""

    key: str
    reminder: str
    template: str
    kind: Literal["meeting", "deadline"]
    title: str
    area: str
    date: str
    long_date: str
    weekday: str
    weekday_short: str
    day: int
    month: str
    month_short: str
    year: int
    week: str
    time: str
    start: str
    end: str
    days: int
    in_days: str
    past: bool
    place: str
    online: str
    link: str
    link_host: str
    organiser: str
    organiser_email: str
    is_organiser: bool
    external: bool
    agenda: tuple[str, ...]
    note: str
    why: tuple[str, ...]
    actor: str
    role: Role
    role_name: str
    attached: bool
    accent: Accent


@dataclass(frozen=True, slots=True, kw_only=True)
class MailContext:
    """One mail to one reader. `items` are sorted by date; a digest has several."""

    language: Language
    reader: str
    is_list: bool
    wheel: str
    year: int
    contact: str
    contact_email: str
    replies: bool
    rehearsal: str
    items: tuple[MailItem, ...]

    def variables(self) -> dict[str, object]:
        """The names a template sees: these fields, `t`, `item` (the first), and the first item's fields by name."""
        first = self.items[0]
        flat = {field.name: getattr(first, field.name) for field in fields(first)}
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return flat | own | {"item": first, "year": first.year, "t": chooser(self.language)}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeContext:
    """A notice to the owner. `details` is shown as it stands, in a fixed-width face."""

    language: Language
    heading: str
    paragraphs: tuple[str, ...]
    details: str
    rehearsal: str

    def variables(self) -> dict[str, object]:
        """The names a template sees: these fields and `t`."""
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return own | {"t": chooser(self.language)}


def chooser(language: Language) -> Callable[[str, str], str]:
    """`t("När", "When")` in a template: the wording in the reader's language."""

    def t(sv: str, en: str) -> str:
        return sv if language == "sv" else en

    return t
